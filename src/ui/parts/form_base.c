/* SPDX-License-Identifier: MIT */
/* A form from outside: which field has the focus, and what the form stands on. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/forming.h"

bool form_focus(struct view *view, const char *name)
{
    struct form *form = (struct form *)view;
    for (int i = 0; i < form->spec.count; i++) {
        if (strcmp(form->entries[i].field->name, name) != 0)
            continue;
        form_go(form, i);
        return true;
    }
    return false;
}

const char *form_text_before(const struct view *view, int field)
{
    return ((const struct form *)view)->entries[field].first;
}

void form_press_save(struct view *view)
{
    (void)form_save((struct form *)view);
}

/* ---- what it offers --------------------------------------------------------------------- */

bool form_offer_anew(struct form *form, const char *const *values)
{
    bool any = false;
    for (int i = 0; form->spec.offer != NULL && i < form->spec.count; i++) {
        struct entry *entry = &form->entries[i];
        const char *offer = form->spec.offer(form->spec.context, values, i);
        bool typed = entry->touched || strcmp(entry->edit.text, entry->first) != 0;
        if (offer == NULL || typed || strcmp(offer, entry->first) == 0)
            continue;
        char *first = strdup(offer);
        if (first == NULL)
            continue; /* it stands as it was */
        edit_set(&entry->edit, offer);
        free(entry->first);
        entry->first = first;
        any = true;
    }
    return any;
}

/* ---- what it was opened on -------------------------------------------------------------- */

/* The value as the field would show it. */
static const char *shown(const struct entry *entry, const char *value)
{
    value = value != NULL ? value : "";
    return entry->field->kind == FIELD_CHOICE ? field_choice_word(entry->field, value) : value;
}

static const char *or_nothing(const char *text)
{
    return text[0] != '\0' ? text : _("nothing");
}

bool form_add_difference(const struct view *view, const char *const *values, struct buf *ret)
{
    const struct form *form = (const struct form *)view;
    bool any = false;
    for (int i = 0; i < form->spec.count; i++) {
        const struct entry *entry = &form->entries[i];
        const char *now = shown(entry, values[i]), *typed = entry->edit.text;
        if (strcmp(now, entry->first) == 0)
            continue;
        buf_add(ret, any ? "\n" : "");
        if (strcmp(typed, entry->first) == 0 || strcmp(typed, now) == 0)
            buf_addf(ret, _("%s was %s, and is %s now."), _(entry->field->label),
                     or_nothing(entry->first), or_nothing(now));
        else
            buf_addf(ret, _("%s was %s, and is %s now; you typed %s."), _(entry->field->label),
                     or_nothing(entry->first), or_nothing(now), or_nothing(typed));
        any = true;
    }
    return any;
}

void form_rebase(struct view *view, const char *const *values, bool take)
{
    struct form *form = (struct form *)view;
    for (int i = 0; i < form->spec.count; i++) {
        struct entry *entry = &form->entries[i];
        const char *now = shown(entry, values[i]);
        bool typed = strcmp(entry->edit.text, entry->first) != 0;
        bool moved = strcmp(now, entry->first) != 0;
        char *first = strdup(now);
        if (first == NULL)
            continue; /* it stands as it was */
        if (!typed || (take && moved))
            edit_set(&entry->edit, now);
        free(entry->first);
        entry->first = first;
    }
    buf_clear(&form->said);
    fields_judge(form);
    form_draft_keep(form);
}
