/* SPDX-License-Identifier: MIT */
/*
 * A form on the screen: a note, the fields, a sentence about the one in focus,
 * and the keys. Where the box is too low the note goes first, then the blank
 * lines, then the keys; the fields scroll, the sentence stays. Where it is too
 * narrow the labels stand above the fields.
 */
#include <string.h>

#include "base/words.h"
#include "ui/parts/box.h"
#include "ui/parts/forming.h"
#include "ui/parts/prose.h"

enum {
    TEXT_COLS = 40,
    DATE_COLS = 14,
    AMOUNT_COLS = 20,
    PERIOD_COLS = 8,
    PERIOD_BESIDE = 36, /* "= FY27H1  2026-07-01 to 2026-12-31" and its gap */
    VALUE_LEAST = 14,   /* fewer columns beside the label: it goes above */
    NOTE_MOST = 4,
    SAID_ROWS = 2,
    TOLD_MOST = 6,
    TOLD_COLS = 68,
    PICTURE_LEAST = 2,
    TOLD_LEAST = 3,   /* as many stay where the fields have to scroll */
    FIELDS_LEAST = 3, /* fewer rows for the fields: nothing is told */
    OFFER_ROWS = 5,   /* fewer rows: the draft is offered without its fields */
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* ---- measures -------------------------------------------------------------------------------- */

/* With the sign of a must-field. */
static int label_width(const struct form *form, const struct canvas *canvas)
{
    int widest = 0;
    for (int i = 0; i < form->spec.count; i++) {
        int width = canvas_width(canvas, _(form->entries[i].field->label));
        widest = width > widest ? width : widest;
    }
    return widest + 3;
}

static int choice_width(const struct field *field, const struct canvas *canvas)
{
    int widest = VALUE_LEAST;
    for (const char *const *choice = field->choices; *choice != NULL; choice++) {
        int width = canvas_width(canvas, field_choice_word(field, *choice)) + 4;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Columns for the text of a field. */
static int value_width(const struct entry *entry, const struct canvas *canvas)
{
    switch (entry->field->kind) {
    case FIELD_DATE:
        return DATE_COLS;
    case FIELD_AMOUNT:
        return AMOUNT_COLS;
    case FIELD_PERIOD:
        return PERIOD_COLS;
    case FIELD_CHOICE:
        return choice_width(entry->field, canvas);
    case FIELD_TEXT:
    default:
        return TEXT_COLS;
    }
}

static int value_cols(const struct form *form, const struct canvas *canvas)
{
    int widest = TEXT_COLS;
    for (int i = 0; i < form->spec.count; i++) {
        const struct entry *entry = &form->entries[i];
        int beside = entry->field->kind == FIELD_PERIOD ? PERIOD_BESIDE : 0;
        int width = value_width(entry, canvas) + beside;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Under the title. */
static const char *note_text(const struct form *form)
{
    return form->spec.note != NULL ? _(form->spec.note) : "";
}

static int note_rows(const struct form *form, int cols)
{
    const char *note = note_text(form);
    return note[0] != '\0' ? smaller(prose_lines(note, cols), NOTE_MOST) : 0;
}

/* For the sentence at the bottom: a warning takes no rows from what stands above. */
static int warned_rows(const struct form *form, int cols)
{
    int rows = prose_lines(form->warning.text, cols);
    return rows > SAID_ROWS ? rows : SAID_ROWS;
}

static int told_rows(struct form *form, int cols)
{
    const char *told = form_told(form);
    return told[0] != '\0' ? smaller(prose_lines(told, cols), TOLD_MOST) : 0;
}

/* The sentence at the bottom. */
struct sentence {
    const char *text; /* "": there is none */
    enum paint paint;
    bool whole; /* it is needed, and takes the rows that it needs */
};

/* The draft that is offered, what was said last, why the field is wrong, that nothing is
 * kept, or its hint. */
static struct sentence sentence_of(const struct form *form)
{
    const struct entry *entry = &form->entries[form->here];
    if (form->offered)
        return (struct sentence){form->age.text, PAINT_WARN, true};
    if (form->said.length > 0)
        return (struct sentence){form->said.text, PAINT_BAD, true};
    if (entry->why.length > 0)
        return (struct sentence){entry->why.text, entry->typed ? PAINT_WARN : PAINT_BAD, true};
    if (form->warning.length > 0)
        return (struct sentence){form->warning.text, PAINT_WARN, false};
    const char *hint = entry->field->hint;
    return (struct sentence){hint != NULL ? _(hint) : "", PAINT_FAINT, false};
}

/* How the rows of the box are shared out. */
struct plan {
    int label, value; /* columns; the label stands above where `above` */
    bool above;
    int note, picture, fields, told, said, keys; /* rows */
    bool gaps;                                   /* blank lines after the note and the fields */
};

/* Of the rows of the fields: those that are left, or a few where the fields scroll. */
static int share_told(int room, int all, int told)
{
    int left = room - all;
    if (left < smaller(told, TOLD_LEAST))
        left = smaller(TOLD_LEAST, room - FIELDS_LEAST);
    return left > 0 ? smaller(told, left) : 0;
}

/* said: rows that the sentence needs, 0 where it may be cut. */
static void share_rows(struct plan *plan, int rows, int all, int note, int told, int said,
                       bool pictured)
{
    plan->keys = rows >= 5;
    bool roomy = rows >= 8 || rows >= all + (note > 0 ? note + 1 : 0) + 1 + SAID_ROWS + plan->keys;
    plan->said = roomy ? SAID_ROWS : rows >= 2 ? 1 : 0;
    if (said > plan->said)
        plan->said = smaller(said, rows - plan->keys - 1);
    int room = rows - plan->said - plan->keys;
    /* Whatever is told, the picture keeps its size. */
    int spare = room - all - note - TOLD_LEAST - 1;
    plan->picture = pictured && spare >= PICTURE_LEAST ? smaller(spare, PICTURE_ROWS) : 0;
    room -= plan->picture;
    plan->told = share_told(plan->picture > 0 ? room - note : room, all, told);
    room -= plan->told;
    plan->gaps = room >= all + 1 + (note > 0 ? note + 1 : 0);
    plan->note = note > 0 && room >= all + note ? note : 0;
    plan->fields = smaller(all, room - plan->note - (plan->gaps ? 1 + (plan->note > 0) : 0));
    if (plan->fields < 1)
        plan->fields = 1;
}

static struct plan make_plan(struct form *form, const struct canvas *canvas, struct area in)
{
    struct plan plan = {.label = label_width(form, canvas)};
    plan.above = in.cols - plan.label < VALUE_LEAST + 2;
    plan.value = plan.above ? in.cols - 1 : in.cols - plan.label - 1;
    struct sentence sentence = sentence_of(form);
    share_rows(&plan, in.rows, form->spec.count * (plan.above ? 2 : 1), note_rows(form, in.cols),
               told_rows(form, in.cols), sentence.whole ? prose_lines(sentence.text, in.cols) : 0,
               form->spec.picture != NULL);
    return plan;
}

/* ---- a field ------------------------------------------------------------------------------------
 */

/* Left and Right step through choices: the signs say so. */
static void draw_choice(struct entry *entry, struct canvas *canvas, struct area place, bool here)
{
    enum paint paint = here ? PAINT_FOCUS : PAINT_INPUT;
    if (!here || entry->typed || place.cols < 6) {
        edit_draw(&entry->edit, canvas, place.row, place.col, place.cols, paint, here);
        return;
    }
    canvas_fill(canvas, place, paint);
    (void)canvas_text(canvas, place.row, place.col, 1, paint, "<");
    (void)canvas_text(canvas, place.row, place.col + 2, place.cols - 4, paint, entry->edit.text);
    (void)canvas_text(canvas, place.row, place.col + place.cols - 1, 1, paint, ">");
    canvas_focus(canvas, place.row, place.col + 2);
}

/* The place of the text, for the list of offers. */
static struct area draw_field(struct form *form, struct canvas *canvas, const struct plan *plan,
                              struct area line, int field)
{
    struct entry *entry = &form->entries[field];
    bool here = field == form->here, wrong = entry->why.length > 0 && !here;
    int label = plan->above ? line.cols - 3 : plan->label - 3;
    int row = line.row + (plan->above && line.rows > 1);
    int col = line.col + (plan->above ? 0 : plan->label);
    if (!plan->above || line.rows > 1) {
        int width = canvas_text(canvas, line.row, line.col, label, here ? PAINT_TITLE : PAINT_TEXT,
                                _(entry->field->label));
        if (entry->field->must)
            (void)canvas_text(canvas, line.row, line.col + (plan->above ? width : label) + 1, 1,
                              PAINT_WARN, "*");
    }
    struct area place = {row, col, 1, smaller(value_width(entry, canvas), plan->value)};
    if (entry->field->kind == FIELD_CHOICE)
        draw_choice(entry, canvas, place, here);
    else if (here && entry->fresh && !form->offered)
        edit_draw_selected(&entry->edit, canvas, row, col, place.cols);
    else
        edit_draw(&entry->edit, canvas, row, col, place.cols, here ? PAINT_FOCUS : PAINT_INPUT,
                  here);
    int behind = place.cols + 1, room = plan->value - behind;
    if (wrong)
        (void)canvas_text(canvas, row, col + place.cols, 1, PAINT_BAD, "!");
    /* Whole or not at all: it may be money. */
    if (!wrong && canvas_width(canvas, entry->beside.text) < room)
        (void)canvas_text(canvas, row, col + behind + 1, room - 1, PAINT_FAINT, entry->beside.text);
    return place;
}

/* ---- all of it ----------------------------------------------------------------------------------
 */

/* The focus is always seen, with as much around it as there is room for. */
static void scroll(struct form *form, const struct plan *plan)
{
    int high = plan->above ? 2 : 1, lines = form->spec.count * high;
    int first = form->here * high, last = first + high - 1;
    if (form->top > first)
        form->top = first;
    if (last >= form->top + plan->fields)
        form->top = last - plan->fields + 1;
    if (form->top > lines - plan->fields)
        form->top = lines - plan->fields;
    if (form->top < 0)
        form->top = 0;
}

/* The fields in their rows; returns the place of the focused text. */
static struct area draw_fields(struct form *form, struct canvas *canvas, const struct plan *plan,
                               struct area area)
{
    struct area focus = area;
    int high = plan->above ? 2 : 1;
    scroll(form, plan);
    form->fields = area;
    form->field_rows = high;
    form->page = area.rows / high > 0 ? area.rows / high : 1;
    for (int i = 0; i < form->spec.count; i++) {
        int first = i * high - form->top, rows = high;
        if (first < 0 && first + high > 0) { /* the label is above what is seen */
            rows = first + high;
            first = 0;
        }
        if (first < 0 || first + rows > area.rows)
            continue;
        struct area line = {area.row + first, area.col, rows, area.cols};
        struct area place = draw_field(form, canvas, plan, line, i);
        if (i == form->here)
            focus = place;
    }
    int edge = area.col + area.cols - 1;
    if (form->top > 0)
        canvas_sign(canvas, area.row, edge, 1, PAINT_FRAME, SIGN_UP);
    if (form->top + area.rows < form->spec.count * high)
        canvas_sign(canvas, area.row + area.rows - 1, edge, 1, PAINT_FRAME, SIGN_DOWN);
    return focus;
}

static bool has_must(const struct form *form)
{
    for (int i = 0; i < form->spec.count; i++) {
        if (form->entries[i].field->must)
            return true;
    }
    return false;
}

static void draw_keys(const struct form *form, struct canvas *canvas, struct area line)
{
    static const char *const alone[] = {"Enter", N_("do it"), "Esc", N_("leave"), NULL};
    static const char *const plain[] = {"Ctrl-S", N_("save"),       "Esc", N_("leave"),
                                        "Tab",    N_("next field"), NULL};
    static const char *const listed[] = {"Ctrl-S",    N_("save"),       "Esc",
                                         N_("leave"), "Ctrl-N",         N_("list"),
                                         "Tab",       N_("next field"), NULL};
    static const char *const step[] = {"Ctrl-S", N_("save"),       "Esc", N_("back"),
                                       "Tab",    N_("next field"), NULL};
    static const char *const offer[] = {"Enter", N_("take it"),       "Esc", N_("later"),
                                        "Del",   N_("throw it away"), NULL};
    static const char *const open[] = {"Tab", N_("take"),       "Up Down", N_("choose"),
                                       "Esc", N_("close list"), NULL};
    static const char *const meant[] = {"Enter", N_("take"),       "Up Down", N_("choose"),
                                        "Esc",   N_("close list"), NULL};
    const struct field *field = form->entries[form->here].field;
    const char *const *words = form->offered                                            ? offer
                               : offers_meant(&form->offers) >= 0                       ? meant
                               : offers_are_open(&form->offers)                         ? open
                               : form->spec.is_step                                     ? step
                               : field->kind == FIELD_CHOICE || field->complete != NULL ? listed
                               : form->spec.count == 1                                  ? alone
                                                                                        : plain;
    int used = box_keys(canvas, line.row, line.col, line.cols, words);
    const char *legend = _("* needed");
    if (has_must(form) && used + 2 + canvas_width(canvas, legend) <= line.cols)
        (void)canvas_text_right(canvas, line.row, line.col, line.cols, PAINT_FAINT, legend);
}

static void draw_picture(const struct form *form, struct canvas *canvas, struct area area)
{
    const char *values[FORM_FIELDS_MAX];
    if (area.rows < 1)
        return;
    fields_values(form, values);
    form->spec.picture(form->spec.context, values, canvas, area);
}

/* What would come of the values, a paragraph a line; faults stand out. */
static void draw_told(struct form *form, struct canvas *canvas, struct area area)
{
    const char *at = form_told(form);
    while (*at != '\0' && area.rows > 0) {
        size_t length = strcspn(at, "\n");
        bool last = at[length] == '\0', fault = strncmp(at, "! ", 2) == 0;
        struct buf line;
        buf_init(&line);
        buf_add_bytes(&line, at, length);
        if (!last && prose_lines(line.text, area.cols) >= area.rows)
            buf_add(&line, " …");
        int rows = prose_draw(canvas, area, fault ? PAINT_BAD : PAINT_TEXT, line.text);
        area.row += rows;
        area.rows -= rows;
        at += length + !last;
        buf_release(&line);
    }
}

void form_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct form *form = (struct form *)view;
    bool tells = form->spec.tell != NULL;
    int cols = label_width(form, canvas) + value_cols(form, canvas) + 1;
    if (tells && cols < TOLD_COLS)
        cols = TOLD_COLS;
    int note = note_rows(form, cols);
    int told = told_rows(form, cols);
    if (told > form->told_room) /* the box does not shrink while one types */
        form->told_room = told;
    int picture = form->spec.picture != NULL ? PICTURE_ROWS : 0;
    int rows = note + (note > 0) + picture + form->spec.count + 1 + form->told_room + (told > 0) +
               warned_rows(form, cols) + 1;
    struct area in = box_draw(canvas, area, _(form->spec.title), rows, cols);
    if (in.rows < 1 || in.cols < 2)
        return;
    if (form->offered && in.rows < OFFER_ROWS) {
        bool whole = prose_lines(form->age.text, in.cols) <= in.rows;
        (void)prose_draw(canvas, in, PAINT_WARN, whole ? form->age.text : form->keys.text);
        canvas_focus(canvas, in.row, in.col);
        return;
    }
    struct plan plan = make_plan(form, canvas, in);
    int row = in.row;
    if (plan.note > 0)
        row += prose_draw(canvas, (struct area){row, in.col, plan.note, in.cols}, PAINT_FAINT,
                          note_text(form)) +
               plan.gaps;
    draw_picture(form, canvas, (struct area){row, in.col, plan.picture, in.cols});
    row += plan.picture;
    struct area focus =
        draw_fields(form, canvas, &plan, (struct area){row, in.col, plan.fields, in.cols});
    struct area keys = {in.row + in.rows - 1, in.col, 1, in.cols};
    struct area said = {keys.row + 1 - plan.keys - plan.said, in.col, plan.said, in.cols};
    draw_told(form, canvas,
              (struct area){row + plan.fields + plan.gaps, in.col, plan.told, in.cols});
    struct sentence sentence = sentence_of(form);
    (void)prose_draw(canvas, said, sentence.paint, sentence.text);
    if (plan.keys > 0 || (plan.said > 0 && sentence.text[0] == '\0')) /* no line is left unused */
        draw_keys(form, canvas, keys);
    form->list = (struct area){0, 0, 0, 0};
    if (offers_are_open(&form->offers))
        form->list = offers_draw(&form->offers, canvas, in, focus);
}
