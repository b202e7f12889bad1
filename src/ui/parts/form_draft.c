/* SPDX-License-Identifier: MIT */
/* What is typed outlives the form: kept with every change, offered again when the
 * form opens, gone when it is saved or thrown away. Beside each text that was typed
 * stands what it was typed over, so that a draft never brings back what somebody has
 * changed since. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/forming.h"

/* ---- keeping ------------------------------------------------------------------------------ */

/* From now on the form says that a kill would lose what is typed. */
static void warn(struct form *form, const struct err *err)
{
    draft_close(form->draft);
    form->draft = NULL;
    buf_clear(&form->warning);
    buf_addf(&form->warning, _("What you type is not kept if Coffer is killed. %s"), err->text);
    form_say(form, -1, form->warning.text);
}

/* "amount was": no field has such a name. */
enum { WAS_SIZE = 48 };
static const char *name_of_base(const struct entry *entry, char ret[WAS_SIZE])
{
    (void)snprintf(ret, WAS_SIZE, "%s was", entry->field->name);
    return ret;
}

static size_t fill(const struct form *form, struct draft_field *fields,
                   char names[FORM_FIELDS_MAX][WAS_SIZE])
{
    size_t count = 0;
    for (int i = 0; i < form->spec.count; i++) {
        const struct entry *entry = &form->entries[i];
        if (strcmp(entry->edit.text, entry->first) == 0)
            continue;
        fields[count++] = (struct draft_field){entry->field->name, entry->edit.text};
        fields[count++] = (struct draft_field){name_of_base(entry, names[i]), entry->first};
    }
    return count;
}

void form_draft_keep(struct form *form)
{
    struct draft_field fields[2 * FORM_FIELDS_MAX];
    char names[FORM_FIELDS_MAX][WAS_SIZE];
    struct err err;
    size_t count = fill(form, fields, names);
    if (form->draft == NULL || form->offered)
        return;
    err_init(&err);
    if (draft_keep(form->draft, fields, count, &err) != RC_OK ||
        draft_sync(form->draft, clock_ticks(), &err) != RC_OK)
        warn(form, &err);
}

bool form_draft_tick(struct view *view)
{
    struct form *form = (struct form *)view;
    struct err err;
    err_init(&err);
    if (form->draft == NULL || draft_sync(form->draft, clock_ticks(), &err) == RC_OK)
        return false;
    warn(form, &err);
    return true;
}

void form_draft_close(struct form *form, bool drop)
{
    if (drop)
        draft_drop(form->draft);
    else
        draft_close(form->draft);
    form->draft = NULL;
}

/* ---- offering ------------------------------------------------------------------------------ */

void form_draft_add_age(int64_t seconds, struct buf *ret)
{
    static const int64_t minute = 60, hour = 3600, day = 86400;
    int64_t unit = seconds < 2 * hour ? minute : seconds < 2 * day ? hour : day;
    unsigned long count = (unsigned long)(seconds / unit);
    if (seconds < 2 * minute)
        buf_add(ret, _("a moment ago"));
    else if (unit == minute)
        buf_addf(ret, ngettext("%lu minute ago", "%lu minutes ago", count), count);
    else if (unit == hour)
        buf_addf(ret, ngettext("%lu hour ago", "%lu hours ago", count), count);
    else
        buf_addf(ret, ngettext("%lu day ago", "%lu days ago", count), count);
}

void form_draft_say_keys(int64_t seconds, struct buf *ret)
{
    struct buf age;
    buf_init(&age);
    form_draft_add_age(seconds, &age);
    buf_addf(ret, _("Enter takes, Del drops, Esc keeps what you typed %s"), age.text);
    buf_release(&age);
}

void form_draft_say_age(int64_t seconds, struct buf *ret)
{
    struct buf age;
    buf_init(&age);
    form_draft_add_age(seconds, &age);
    buf_addf(ret,
             _("You typed this %s: Enter takes it, Esc keeps it for later, Del throws it away"),
             age.text);
    buf_release(&age);
}

/* Somebody has changed since what was typed over. */
static void say_moved(const struct form *form, const struct entry *entry, const char *was,
                      struct buf *ret)
{
    if (!form->changes || was == NULL || strcmp(was, entry->first) == 0 ||
        strcmp(entry->edit.text, entry->first) == 0)
        return;
    buf_addf(ret, _(" Meanwhile %s was changed: it is %s now."), _(entry->field->label),
             entry->first[0] != '\0' ? entry->first : _("nothing"));
}

/* With what has changed under it since. */
static void show_draft(struct form *form, struct buf *ret_moved)
{
    char name[WAS_SIZE];
    for (int i = 0; i < form->spec.count; i++) {
        struct entry *entry = &form->entries[i];
        const char *value = draft_value(form->draft, entry->field->name);
        if (value == NULL)
            continue;
        edit_set(&entry->edit, value);
        say_moved(form, entry, draft_value(form->draft, name_of_base(entry, name)), ret_moved);
    }
    fields_judge(form);
}

void form_draft_open(struct form *form)
{
    struct app *app = shell_app(form->view.shell);
    struct err err;
    int64_t when = 0;
    err_init(&err);
    if (form->spec.name == NULL || app == NULL)
        return;
    if (draft_open(app, form->spec.name, form->spec.about, &form->draft, &err) != RC_OK) {
        warn(form, &err);
    } else if (draft_is_there(form->draft, &when)) {
        struct buf moved;
        buf_init(&moved);
        show_draft(form, &moved);
        form->offered = fields_changed(form) && !form->spec.is_step;
        form_draft_say_age(clock_now() - when, &form->age);
        form_draft_say_keys(clock_now() - when, &form->keys);
        buf_add(&form->age, moved.length > 0 ? "." : "");
        buf_add(&form->age, moved.text);
        buf_release(&moved);
    }
}

/* Its file is emptied with the next form_draft_keep. */
static void start_afresh(struct form *form)
{
    for (int i = 0; i < form->spec.count; i++) {
        edit_set(&form->entries[i].edit, form->entries[i].first);
        form->entries[i].touched = false;
    }
    form->offered = false;
    fields_judge(form);
}

void form_draft_key(struct form *form, const struct key *key)
{
    if (key->code == K_ESC) {
        (void)form_leave(form);
        return;
    }
    if (key->code == K_ENTER)
        form->offered = false;
    else if (key->code == K_DELETE)
        start_afresh(form);
    form_draft_keep(form);
}
