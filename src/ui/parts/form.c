/* SPDX-License-Identifier: MIT */
#include "ui/parts/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/forming.h"

/* ---- saying and moving --------------------------------------------------------------------- */

void form_say(struct form *form, int of, const char *sentence)
{
    buf_clear(&form->said);
    buf_add(&form->said, sentence);
    form->said_of = of;
}

void form_go(struct form *form, int field)
{
    if (field < 0 || field >= form->spec.count)
        return;
    if (field != form->here)
        fields_settle(form, form->here);
    form->here = field;
    form->entries[field].typed = form->entries[field].listed = false;
    form->entries[field].edit.at = form->entries[field].edit.length;
    offers_clear(&form->offers);
}

void form_typed(struct form *form)
{
    struct entry *entry = &form->entries[form->here];
    entry->typed = true;
    fields_judge(form);
    fields_offer(form);
}

void form_take_offer(struct form *form, int offer)
{
    struct entry *entry = &form->entries[form->here];
    edit_set(&entry->edit, form->offers.all[offer].value);
    entry->typed = entry->listed = false;
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

/* "--amount: 12 has …" and "Amount: …" are about the field of that name: its
 * number, and *ret_rest behind the colon. -1: about none. */
static int find_field(const struct form *form, const char *text, const char **ret_rest)
{
    const char *colon = strstr(text, ": ");
    text += strncmp(text, "--", 2) == 0 ? 2 : 0;
    if (colon == NULL || colon < text)
        return -1;
    size_t length = (size_t)(colon - text);
    for (int i = 0; i < form->spec.count; i++) {
        const struct field *field = form->entries[i].field;
        const char *const names[] = {field->name, _(field->label)};
        for (int k = 0; k < 2; k++) {
            if (strlen(names[k]) == length && strncmp(names[k], text, length) == 0) {
                *ret_rest = colon + 2;
                return i;
            }
        }
    }
    return -1;
}

static void show_failure(struct form *form, const struct err *err)
{
    const char *text = err->text;
    int of = find_field(form, err->text, &text);
    if (of >= 0)
        form_go(form, of);
    if (err->rc != RC_STOP)
        form_say(form, of, text);
}

static void save(struct form *form)
{
    const char *values[FORM_FIELDS_MAX];
    struct err err;
    err_init(&err);
    offers_clear(&form->offers);
    fields_settle(form, form->here);
    if (!is_ready(form))
        return;
    fields_values(form, values);
    form->saving = true;
    enum rc rc = form->spec.save(form->spec.context, form->view.shell, values, &err);
    form->saving = false;
    if (form->closed)
        form->view.class->close(&form->view);
    else if (rc == RC_OK)
        shell_close(form->view.shell, &form->view);
    else
        show_failure(form, &err);
}

/* ---- leaving --------------------------------------------------------------------------------- */

static void leave_answered(struct shell *shell, void *context, int answer)
{
    struct form *form = context;
    if (answer == 0)
        shell_close(shell, &form->view);
}

static void leave(struct form *form)
{
    static const struct answer answers[] = {{'w', N_("Throw away what was typed")}};
    struct shell *shell = form->view.shell;
    if (fields_changed(form))
        shell_push(shell, ask_new(shell, _(form->spec.title), _("What was typed is not saved."),
                                  answers, 1, leave_answered, form));
    else
        shell_close(shell, &form->view);
}

/* ---- keys -------------------------------------------------------------------------------------
 */

/* Redraw, suspend and help are the shell's in a form too. */
static bool is_for_shell(const struct key *key)
{
    return key_is(key, "Ctrl-L") || key_is(key, "Ctrl-Z") || key_is(key, "Ctrl-C") ||
           key_is(key, "F1");
}

static void on_enter(struct form *form)
{
    if (form->offers.here >= 0)
        form_take_offer(form, form->offers.here);
    else if (form->here == form->spec.count - 1)
        save(form);
    else
        form_go(form, form->here + 1);
}

static void on_tab(struct form *form)
{
    if (offers_are_open(&form->offers))
        form_take_offer(form, form->offers.here >= 0 ? form->offers.here : 0);
    else
        form_go(form, (form->here + 1) % form->spec.count);
}

static void on_escape(struct form *form)
{
    struct entry *entry = &form->entries[form->here];
    if (offers_are_open(&form->offers)) {
        entry->typed = entry->listed = false;
        offers_clear(&form->offers);
    } else {
        leave(form);
    }
}

static void on_up_down(struct form *form, int step)
{
    if (offers_are_open(&form->offers) && (step > 0 || form->offers.here >= 0))
        offers_move(&form->offers, step);
    else
        form_go(form, form->here + step);
}

static void step_value(struct form *form, int step)
{
    if (fields_step(form, form->here, step)) {
        form->entries[form->here].typed = form->entries[form->here].listed = false;
        offers_clear(&form->offers);
        fields_judge(form);
    }
}

static void list_offers(struct form *form)
{
    struct entry *entry = &form->entries[form->here];
    if (offers_are_open(&form->offers)) {
        offers_move(&form->offers, 1);
        return;
    }
    entry->listed = true;
    fields_offer(form);
    if (!offers_are_open(&form->offers))
        form_say(form, form->here, _("There is nothing to choose from"));
}

/* Keys that belong to the form whatever the field. */
static bool form_wide_key(struct form *form, const struct key *key)
{
    static const struct {
        const char *name;
        enum { ENTER, TAB, BACK_TAB, ESCAPE, MOVE, STEP, SAVE, LIST, FIRST, LAST } what;
        int step;
    } keys[] = {
        {"Enter", ENTER, 0},   {"Tab", TAB, 0},          {"Shift-Tab", BACK_TAB, 0},
        {"Esc", ESCAPE, 0},    {"Up", MOVE, -1},         {"Down", MOVE, 1},
        {"Shift-Up", STEP, 1}, {"Shift-Down", STEP, -1}, {"Ctrl-S", SAVE, 0},
        {"Ctrl-N", LIST, 0},   {"PgUp", FIRST, 0},       {"PgDn", LAST, 0},
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (!key_is(key, keys[i].name))
            continue;
        switch (keys[i].what) {
        case ENTER:
            on_enter(form);
            break;
        case TAB:
            on_tab(form);
            break;
        case BACK_TAB:
            form_go(form, (form->here + form->spec.count - 1) % form->spec.count);
            break;
        case ESCAPE:
            on_escape(form);
            break;
        case MOVE:
            on_up_down(form, keys[i].step);
            break;
        case STEP:
            step_value(form, keys[i].step);
            break;
        case SAVE:
            save(form);
            break;
        case LIST:
            list_offers(form);
            break;
        case FIRST:
            form_go(form, 0);
            break;
        case LAST:
            form_go(form, form->spec.count - 1);
            break;
        }
        return true;
    }
    return false;
}

/* A choice is stepped through; what is typed over a whole one replaces it. */
static bool choice_key(struct form *form, const struct key *key)
{
    struct entry *entry = &form->entries[form->here];
    bool plain = !key->ctrl && !key->alt;
    if (plain && (key->code == K_LEFT || key->code == K_RIGHT)) {
        step_value(form, key->code == K_RIGHT ? 1 : -1);
        return true;
    }
    if (!entry->typed && plain && key->code == K_CHAR)
        edit_set(&entry->edit, "");
    return false;
}

static void say_dead(struct form *form, const struct key *key)
{
    char name[KEY_NAME_SIZE];
    struct buf sentence;
    buf_init(&sentence);
    buf_addf(&sentence, _("%s does nothing in a form"), key_name(key, name));
    form_say(form, -1, sentence.text);
    buf_release(&sentence);
}

static bool form_key(struct view *view, const struct key *key)
{
    struct form *form = (struct form *)view;
    struct entry *entry = &form->entries[form->here];
    if (is_for_shell(key))
        return false;
    buf_clear(&form->said);
    if (form_wide_key(form, key))
        return true; /* the form may be gone */
    if (entry->field->kind == FIELD_CHOICE && choice_key(form, key))
        return true;
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
    return true;
}

/* ---- mouse
 * --------------------------------------------------------------------------------------- */

static bool holds(const struct area *area, const struct event *event)
{
    return event->mouse.row >= area->row && event->mouse.row < area->row + area->rows &&
           event->mouse.col >= area->col && event->mouse.col < area->col + area->cols;
}

static void form_mouse(struct view *view, const struct event *event)
{
    struct form *form = (struct form *)view;
    if (event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN) {
        on_up_down(form, event->mouse.kind == MOUSE_WHEEL_DOWN ? 1 : -1);
    } else if (event->mouse.kind == MOUSE_PRESS) {
        int offer = form->offers.top + event->mouse.row - form->list.row;
        if (offers_are_open(&form->offers) && holds(&form->list, event) &&
            offer < form->offers.count)
            form_take_offer(form, offer);
        else if (holds(&form->fields, event) && form->field_rows > 0)
            form_go(form, (form->top + event->mouse.row - form->fields.row) / form->field_rows);
    }
}

/* ---- the view
 * --------------------------------------------------------------------------------------- */

static void form_close(struct view *view)
{
    struct form *form = (struct form *)view;
    if (form->saving) { /* freed when the save returns */
        form->closed = true;
        return;
    }
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
    if (form->spec.release != NULL)
        form->spec.release(form->spec.context);
    free(form);
}

static void form_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, _(((const struct form *)view)->spec.title));
}

static bool form_act(struct view *view, enum action action)
{
    if (action != ACT_BACK)
        return false;
    on_escape((struct form *)view);
    return true;
}

static bool form_unsaved(const struct view *view, struct buf *ret)
{
    const struct form *form = (const struct form *)view;
    if (!fields_changed(form))
        return false;
    buf_addf(ret, _("The form \"%s\" is not saved."), _(form->spec.title));
    return true;
}

static const enum action no_actions[] = {ACT_NONE};

static const struct view_class form_class = {
    .name = "form",
    .actions = no_actions,
    .overlay = true,
    .close = form_close,
    .draw = form_draw,
    .title = form_title,
    .act = form_act,
    .key = form_key,
    .paste = form_paste,
    .mouse = form_mouse,
    .unsaved = form_unsaved,
};

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
    form->offers.here = -1;
    buf_init(&form->said);
    buf_init(&form->pasted);
    bool whole = true;
    for (int i = 0; i < spec->count; i++) {
        struct entry *entry = &form->entries[i];
        entry->field = &spec->fields[i];
        buf_init(&entry->value);
        buf_init(&entry->beside);
        buf_init(&entry->why);
        whole = edit_init(&entry->edit, FIELD_BYTES) && whole;
        if (whole && values != NULL && values[i] != NULL)
            edit_set(&entry->edit, values[i]);
        entry->first = strdup(whole ? entry->edit.text : "");
        whole = whole && entry->first != NULL;
    }
    if (!whole) {
        form_close(&form->view);
        return NULL;
    }
    fields_judge(form);
    return &form->view;
}
