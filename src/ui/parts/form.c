/* SPDX-License-Identifier: MIT */
#include "ui/parts/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/box.h"
#include "ui/parts/forming.h"

/* ---- saying and moving --------------------------------------------------------------------- */

void form_say(struct form *form, int of, const char *sentence)
{
    buf_clear(&form->said);
    buf_add(&form->said, sentence);
    form->said_of = of;
}

/* A text that somebody wrote is rather mended than written anew. */
static bool is_fresh(const struct form *form, const struct entry *entry)
{
    bool prose = entry->field->kind == FIELD_TEXT && entry->field->complete == NULL;
    return entry->field->kind != FIELD_CHOICE && entry->first[0] != '\0' &&
           !(prose && form->changes) && strcmp(entry->edit.text, entry->first) == 0;
}

void form_replace_preset(struct form *form)
{
    struct entry *entry = &form->entries[form->here];
    if (entry->fresh)
        edit_take_all(&entry->edit);
    entry->fresh = false;
}

void form_go(struct form *form, int field)
{
    if (field < 0 || field >= form->spec.count)
        return;
    if (field != form->here)
        fields_settle(form, form->here);
    form->here = field;
    form->entries[field].typed = form->entries[field].listed = false;
    form->entries[field].fresh = is_fresh(form, &form->entries[field]);
    form->entries[field].edit.at = form->entries[field].edit.length;
    offers_clear(&form->offers);
}

void form_typed(struct form *form)
{
    struct entry *entry = &form->entries[form->here];
    entry->typed = entry->touched = true;
    entry->fresh = false;
    fields_judge(form);
    fields_offer(form);
}

void form_take_offer(struct form *form, int offer)
{
    struct entry *entry = &form->entries[form->here];
    edit_set(&entry->edit, form->offers.all[offer].value);
    entry->touched = true;
    entry->typed = entry->listed = entry->fresh = false;
    offers_clear(&form->offers);
    fields_judge(form);
}

/* ---- saving --------------------------------------------------------------------------------- */

/* The first field with a fault gets the focus; missing ones are all named. */
static bool is_ready(struct form *form)
{
    int first_missing = -1;
    struct buf missing;
    for (int i = 0; i < form->spec.count; i++) {
        if (form->entries[i].why.length > 0) {
            form_go(form, i);
            return false;
        }
    }
    buf_init(&missing);
    for (int i = 0; i < form->spec.count; i++) {
        const struct entry *entry = &form->entries[i];
        if (!entry->field->must || !field_is_empty(entry))
            continue;
        buf_addf(&missing, missing.length > 0 ? ", %s" : "%s", _(entry->field->label));
        first_missing = first_missing < 0 ? i : first_missing;
    }
    if (first_missing >= 0) {
        struct buf sentence;
        buf_init(&sentence);
        buf_addf(&sentence, _("Still missing: %s"), missing.text);
        form_go(form, first_missing);
        form_say(form, first_missing, sentence.text);
        buf_release(&sentence);
    }
    buf_release(&missing);
    return first_missing < 0;
}

static void show_failure(struct form *form, const struct err *err)
{
    const char *text = err->text;
    int of = fields_named(form, err->text, &text);
    struct buf words;
    if (of >= 0)
        form_go(form, of);
    buf_init(&words);
    fields_retell(form, text, &words);
    if (err->rc != RC_STOP)
        form_say(form, of, words.text);
    buf_release(&words);
}

bool form_save(struct form *form)
{
    const char *values[FORM_FIELDS_MAX];
    struct err err;
    err_init(&err);
    offers_clear(&form->offers);
    fields_settle(form, form->here);
    if (!is_ready(form))
        return true;
    fields_values(form, values);
    form->saving = true;
    enum rc rc = form->spec.save(form->spec.context, form->view.shell, values, &err);
    form->saving = false;
    form->done = rc == RC_OK;
    bool was_closed = form->closed;
    if (form->closed)
        form->view.class->close(&form->view);
    else if (rc == RC_OK)
        shell_close(form->view.shell, &form->view);
    else
        show_failure(form, &err);
    return rc != RC_OK && !was_closed;
}

const char *form_told(struct form *form)
{
    const char *values[FORM_FIELDS_MAX];
    if (form->spec.tell == NULL)
        return "";
    if (form->untold) {
        fields_values(form, values);
        buf_clear(&form->told);
        form->spec.tell(form->spec.context, values, &form->told);
        form->untold = false;
    }
    return form->told.text;
}

/* ---- leaving --------------------------------------------------------------------------------- */

enum { KEEP, THROW };

static void leave(struct form *form, int answer)
{
    if (answer < 0)
        return;
    form->done = answer == THROW;
    shell_close(form->view.shell, &form->view);
}

static void answered(struct shell *shell, void *context, int answer)
{
    (void)shell;
    leave(context, answer);
}

/* Where nothing is kept there is no such answer. */
static void answered_unkept(struct shell *shell, void *context, int answer)
{
    (void)shell;
    leave(context, answer == 0 ? THROW : answer);
}

/* One field of which no draft is kept: it is typed again as fast as a question about it is
 * answered. */
static bool is_prompt(const struct form *form)
{
    return form->spec.count == 1 && form->spec.name == NULL;
}

bool form_leave(struct form *form)
{
    static const struct answer answers[] = {{'k', N_("Keep it for the next time")},
                                            {'w', N_("Throw it away")}};
    struct shell *shell = form->view.shell;
    bool kept = form->draft != NULL;
    if (form->offered || !fields_changed(form) || (form->spec.is_step && kept) || is_prompt(form)) {
        shell_close(shell, &form->view);
        return false;
    }
    shell_push(shell, ask_new(shell, _("Leave the form?"), _("What you typed is not saved."),
                              kept ? answers : answers + 1, kept ? 2 : 1,
                              kept ? answered : answered_unkept, form));
    return true;
}

/* ---- the view ---------------------------------------------------------------------------------
 */

static void form_close(struct view *view)
{
    struct form *form = (struct form *)view;
    if (form->saving) { /* freed when the save returns */
        form->closed = true;
        return;
    }
    form_draft_close(form, form->done);
    for (int i = 0; i < form->spec.count; i++) {
        struct entry *entry = &form->entries[i];
        edit_release(&entry->edit);
        free(entry->first);
        buf_release(&entry->value);
        buf_release(&entry->beside);
        buf_release(&entry->why);
    }
    offers_clear(&form->offers);
    buf_release(&form->said);
    buf_release(&form->pasted);
    buf_release(&form->age);
    buf_release(&form->keys);
    buf_release(&form->warning);
    buf_release(&form->told);
    if (form->spec.release != NULL)
        form->spec.release(form->spec.context);
    free(form);
}

static void form_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, _(((const struct form *)view)->spec.title));
}

static bool form_unsaved(const struct view *view, struct buf *ret)
{
    const struct form *form = (const struct form *)view;
    if (!fields_changed(form) || is_prompt(form))
        return false;
    buf_addf(ret,
             form->draft != NULL
                 ? _("The form \"%s\" is not saved; what you typed is kept for the next time.")
                 : _("The form \"%s\" is not saved; what you typed is lost."),
             _(form->spec.title));
    return true;
}

/* What is told may hang on what has been written. */
static enum rc form_recalc(struct view *view, struct err *err)
{
    (void)err;
    ((struct form *)view)->untold = true;
    return RC_OK;
}

static const enum action no_actions[] = {ACT_NONE};

static const struct view_class form_class = {
    .name = "form",
    .actions = no_actions,
    .overlay = true,
    .close = form_close,
    .recalc = form_recalc,
    .draw = form_draw,
    .title = form_title,
    .act = form_act,
    .key = form_key,
    .typing = box_typing,
    .paste = form_paste,
    .mouse = form_mouse,
    .tick = form_draft_tick,
    .unsaved = form_unsaved,
};

/* A choice that need not be made is its first one, unless none is one too. */
static const char *preset(const struct field *field)
{
    if (field->kind != FIELD_CHOICE || field->must)
        return "";
    for (const char *const *choice = field->choices; *choice != NULL; choice++) {
        if (**choice == '\0')
            return "";
    }
    return field->choices[0] != NULL ? field->choices[0] : "";
}

static bool entry_init(struct entry *entry, const struct field *field, const char *value)
{
    entry->field = field;
    buf_init(&entry->value);
    buf_init(&entry->beside);
    buf_init(&entry->why);
    if (!edit_init(&entry->edit, FIELD_BYTES))
        return false;
    value = value != NULL && value[0] != '\0' ? value : preset(field);
    edit_set(&entry->edit, field->kind == FIELD_CHOICE ? field_choice_word(field, value) : value);
    entry->first = strdup(entry->edit.text);
    return entry->first != NULL;
}

const char *form_given(const char *value)
{
    return value[0] != '\0' ? value : NULL;
}

struct view *form_new(struct shell *shell, const struct form_spec *spec, const char *const *values)
{
    struct form *form = calloc(1, sizeof(*form));
    bug_if(spec->count < 1 || spec->count > FORM_FIELDS_MAX, "a form with no fields, or too many");
    if (form == NULL) {
        if (spec->release != NULL)
            spec->release(spec->context);
        return NULL;
    }
    form->view = (struct view){&form_class, shell};
    form->spec = *spec;
    form->said_of = -1;
    form->offers.here = form->offers.only = -1;
    buf_init(&form->said);
    buf_init(&form->pasted);
    buf_init(&form->age);
    buf_init(&form->keys);
    buf_init(&form->warning);
    buf_init(&form->told);
    bool whole = true;
    for (int i = 0; i < spec->count; i++)
        whole =
            entry_init(&form->entries[i], &spec->fields[i], values != NULL ? values[i] : NULL) &&
            whole;
    if (!whole) {
        form_close(&form->view);
        return NULL;
    }
    form->changes = spec->about != NULL;
    form->entries[0].fresh = is_fresh(form, &form->entries[0]);
    fields_judge(form);
    form_draft_open(form);
    form->spec.about = NULL; /* borrowed for the call only */
    return &form->view;
}
