/* SPDX-License-Identifier: MIT */
/* Keys and clicks in a form. */
#include <string.h>

#include "base/words.h"
#include "ui/parts/forming.h"

/* ---- what keys do -------------------------------------------------------------------------- */

/* False: the form is gone. */
typedef bool doing(struct form *form, int step);

/* A chosen offer is taken. Where none is chosen, the only one that begins with what
 * is typed is meant, as in a spreadsheet; Esc closes the list where it is not. What
 * was not chosen is seen before it is saved. */
static bool on_enter(struct form *form, int step)
{
    bool chosen = form->offers.here >= 0, last = form->here == form->spec.count - 1;
    int meant = offers_meant(&form->offers);
    (void)step;
    if (meant >= 0)
        form_take_offer(form, meant);
    if (meant < 0 && last)
        return form_save(form);
    if (!chosen && !last)
        form_go(form, form->here + 1);
    return true;
}

static bool on_tab(struct form *form, int step)
{
    int count = form->spec.count;
    const struct offers *offers = &form->offers;
    /* What is typed whole is not replaced by what only holds it. */
    bool whole = offers->here < 0 && offers_hold(offers, form->entries[form->here].edit.text);
    if (step > 0 && offers_are_open(offers) && !whole)
        form_take_offer(form, offers->here >= 0 ? offers->here : 0);
    else
        form_go(form, (form->here + step + count) % count);
    return true;
}

static bool on_escape(struct form *form, int step)
{
    struct entry *entry = &form->entries[form->here];
    (void)step;
    if (!offers_are_open(&form->offers))
        return form_leave(form);
    entry->typed = entry->listed = false;
    offers_clear(&form->offers);
    return true;
}

static bool on_up_down(struct form *form, int step)
{
    if (offers_are_open(&form->offers) && (step > 0 || form->offers.here >= 0))
        offers_move(&form->offers, step);
    else
        form_go(form, form->here + step);
    return true;
}

static bool on_step(struct form *form, int step)
{
    if (fields_step(form, form->here, step)) {
        form->entries[form->here].typed = form->entries[form->here].listed = false;
        form->entries[form->here].fresh = false;
        offers_clear(&form->offers);
        fields_judge(form);
    }
    return true;
}

static bool on_save(struct form *form, int step)
{
    (void)step;
    return form_save(form);
}

static bool on_list(struct form *form, int step)
{
    struct entry *entry = &form->entries[form->here];
    if (offers_are_open(&form->offers)) {
        offers_move(&form->offers, step);
        return true;
    }
    entry->listed = true;
    fields_offer(form);
    if (!offers_are_open(&form->offers))
        form_say(form, form->here, _("There is nothing to choose from"));
    return true;
}

static bool on_first_last(struct form *form, int step)
{
    form_go(form, step < 0 ? 0 : form->spec.count - 1);
    return true;
}

/* ---- which key does what ------------------------------------------------------------------- */

/* Keys of the form, whatever the field. */
static const struct {
    const char *name;
    doing *doing;
    int step;
} keys[] = {
    {"Enter", on_enter, 0},     {"Esc", on_escape, 0},       {"Tab", on_tab, 1},
    {"Shift-Tab", on_tab, -1},  {"Up", on_up_down, -1},      {"Down", on_up_down, 1},
    {"Shift-Up", on_step, 1},   {"Shift-Down", on_step, -1}, {"Ctrl-S", on_save, 0},
    {"Ctrl-N", on_list, 1},     {"Ctrl-P", on_list, -1},     {"PgUp", on_first_last, -1},
    {"PgDn", on_first_last, 1},
};

/* Redraw, suspend and help are the shell's in a form too. */
static bool is_for_shell(const struct key *key)
{
    return key_is(key, "Ctrl-L") || key_is(key, "Ctrl-Z") || key_is(key, "Ctrl-C") ||
           key_is(key, "F1");
}

/* A choice is stepped through; what is typed over a whole one replaces it. */
static bool choice_key(struct form *form, const struct key *key)
{
    struct entry *entry = &form->entries[form->here];
    bool plain = !key->ctrl && !key->alt;
    if (plain && (key->code == K_LEFT || key->code == K_RIGHT))
        return on_step(form, key->code == K_RIGHT ? 1 : -1);
    if (!entry->typed && plain && key->code == K_CHAR && strcmp(key->text, " ") == 0)
        return on_step(form, 1);
    if (!entry->typed && plain && key->code == K_CHAR)
        edit_set(&entry->edit, "");
    return false;
}

static void say_dead(struct form *form, const struct key *key)
{
    char name[KEY_NAME_SIZE];
    struct buf sentence;
    buf_init(&sentence);
    buf_addf(&sentence, _("%s does nothing in a form"), key_print(key, name));
    form_say(form, -1, sentence.text);
    buf_release(&sentence);
}

static void type_key(struct form *form, const struct key *key)
{
    struct entry *entry = &form->entries[form->here];
    if (key->code == K_CHAR && !key->ctrl && !key->alt)
        form_replace_preset(form);
    entry->fresh = false;
    switch (edit_key(&entry->edit, key)) {
    case EDIT_CHANGED:
        form_typed(form);
        break;
    case EDIT_FULL:
        form_say(form, form->here, _("The field is full"));
        break;
    case EDIT_NOT_MINE:
        say_dead(form, key);
        break;
    case EDIT_SAME:
        break;
    }
}

static bool do_key(struct form *form, const struct key *key)
{
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (key_is(key, keys[i].name))
            return keys[i].doing(form, keys[i].step);
    }
    if (form->entries[form->here].field->kind != FIELD_CHOICE || !choice_key(form, key))
        type_key(form, key);
    return true;
}

bool form_key(struct view *view, const struct key *key)
{
    struct form *form = (struct form *)view;
    if (is_for_shell(key))
        return false;
    buf_clear(&form->said);
    if (form->offered)
        form_draft_key(form, key);
    else if (do_key(form, key))
        form_draft_keep(form);
    return true;
}

bool form_act(struct view *view, enum action action)
{
    if (action != ACT_BACK)
        return false;
    (void)on_escape((struct form *)view, 0);
    return true;
}

/* ---- mouse ------------------------------------------------------------------------------------
 */

static bool holds(const struct area *area, const struct event *event)
{
    return event->mouse.row >= area->row && event->mouse.row < area->row + area->rows &&
           event->mouse.col >= area->col && event->mouse.col < area->col + area->cols;
}

static void on_press(struct form *form, const struct event *event)
{
    int offer = form->offers.top + event->mouse.row - form->list.row;
    if (offers_are_open(&form->offers) && holds(&form->list, event) && offer < form->offers.count)
        form_take_offer(form, offer);
    else if (holds(&form->fields, event) && form->field_rows > 0)
        form_go(form, (form->top + event->mouse.row - form->fields.row) / form->field_rows);
}

void form_mouse(struct view *view, const struct event *event)
{
    struct form *form = (struct form *)view;
    if (form->offered)
        return;
    if (event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN)
        (void)on_up_down(form, event->mouse.kind == MOUSE_WHEEL_DOWN ? 1 : -1);
    else if (event->mouse.kind == MOUSE_PRESS)
        on_press(form, event);
    form_draft_keep(form);
}
