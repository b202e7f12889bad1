/* SPDX-License-Identifier: MIT */
/*
 * How a figure comes about: the figure and the command that prints it, its steps
 * down to rows with file and line, and the selected step in full words.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/explain_steps.h"
#include "ui/screens/fund_words.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"

struct explain {
    struct list_view base; /* first: the steps */
    struct figure figure;  /* texts owned by the fields below */
    char *program, *location, *name, *id;
    bool has_amount;
    struct step_list steps;
    struct names names;
    struct buf command;
    char count[24]; /* of the cell filled last */
};

/* ---- cells ---------------------------------------------------------------------------------- */

enum column { WORDS, AMOUNT, CURRENCY, COUNT, DETAIL, SOURCE, COLUMNS };
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [WORDS] = {"step", N_("Step"), GRID_TEXT, 0, 14, 0, false},
    [AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, false},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, false},
    [COUNT] = {"rows", N_("Earnings"), GRID_NUMBER, 3, 0, 0, false},
    [DETAIL] = {"detail", N_("Where"), GRID_TEXT, 2, 14, 48, false},
    [SOURCE] = {"source", N_("Rule"), GRID_WORD, 4, 0, 0, false},
};

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct explain *explain = context;
    const struct step *step = &explain->steps.items[row];
    cell->paint = step->result ? PAINT_GOOD : PAINT_TEXT;
    switch ((enum column)column) {
    case WORDS:
        cell->text = step->words;
        break;
    case AMOUNT:
        cell->has_figure = step->has_figure;
        cell->figure = step->figure;
        if (step->has_figure && step->figure.amount.micros < 0)
            cell->paint = PAINT_BAD;
        break;
    case CURRENCY:
        cell->text = step->has_figure ? step->figure.currency.code : "";
        break;
    case COUNT:
        (void)snprintf(explain->count, sizeof(explain->count), "%" PRId64, step->count);
        cell->text = step->count >= 0 ? explain->count : "";
        break;
    case DETAIL:
        cell->text = step->detail;
        break;
    case SOURCE:
        cell->text = step->source;
        cell->paint = PAINT_FAINT;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

/* Columns that no step fills. */
static unsigned unused_columns(const struct step_list *steps)
{
    unsigned unused = 1u << COUNT | 1u << DETAIL;
    for (size_t i = 0; i < steps->count; i++) {
        if (steps->items[i].count >= 0)
            unused &= ~(1u << COUNT);
        if (steps->items[i].detail[0] != '\0')
            unused &= ~(1u << DETAIL);
    }
    return unused;
}

/* ---- data ----------------------------------------------------------------------------------- */

static enum rc explain_recalc(struct view *view, struct err *err)
{
    struct explain *explain = (struct explain *)view;
    struct list *list = &explain->base.list;
    struct app *app = shell_app(view->shell);
    struct step_list steps = {0};
    size_t here = list_row(list);
    enum rc rc = names_load(&explain->names, app, err);
    if (rc == RC_OK)
        rc = steps_of(app, &explain->figure, &steps, &explain->has_amount, err);
    if (rc != RC_OK)
        return rc;
    step_list_release(&explain->steps);
    explain->steps = steps;
    buf_clear(&explain->command);
    figure_command(&explain->figure, app_path(app), app_day(app), &explain->command);
    list->grid.hidden = unused_columns(&steps);
    list_refill(list, steps.count);
    if (here != SIZE_MAX && here < steps.count)
        list_select(list, here);
    return RC_OK;
}

static void explain_close(struct view *view)
{
    struct explain *explain = (struct explain *)view;
    step_list_release(&explain->steps);
    buf_release(&explain->command);
    names_release(&explain->names);
    list_release(&explain->base.list);
    free(explain->program);
    free(explain->location);
    free(explain->name);
    free(explain->id);
    free(explain);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *label_of(const struct figure *figure)
{
    static const struct {
        const char *name, *label;
    } labels[] = {
        {"amount", N_("Amount of the earning")},
        {"usd", N_("The earning in USD")},
        {"coop", N_("Co-op of the earning")},
        {"rebate", N_("Rebate of the earning")},
    };
    static const struct {
        const char *name, *label;
    } parts[] = {
        {"amount", N_("Amount of the claim")},
        {"cost", N_("Expenses of the claim")},
        {"expense", N_("Expense")},
        {"payment", N_("Payment")},
        {"approval", N_("Amount of an approval")},
    };
    if (figure->kind == FIGURE_THRESHOLD)
        return _("Threshold");
    if (figure->kind == FIGURE_DEADLINE)
        return _("At stake");
    if (figure->kind == FIGURE_PAYMENT)
        return strcmp(figure->name, "covers") == 0 ? _("What a payment settles of a claim")
                                                   : _("Payment");
    for (size_t i = 0; figure->kind == FIGURE_CLAIM_PART && i < sizeof(parts) / sizeof(parts[0]);
         i++)
        if (strcmp(parts[i].name, figure->name) == 0)
            return _(parts[i].label);
    for (size_t i = 0; figure->kind == FIGURE_EARNING && i < sizeof(labels) / sizeof(labels[0]);
         i++)
        if (strcmp(labels[i].name, figure->name) == 0)
            return _(labels[i].label);
    return fund_figure_label(figure->name);
}

/* What the figure is of. */
static void say_whose(const struct explain *explain, struct buf *words)
{
    const struct figure *figure = &explain->figure;
    char period[PERIOD_TEXT_SIZE];
    if (figure->kind == FIGURE_THRESHOLD)
        buf_add(words, names_program(&explain->names, figure->program));
    else if (figure->id != NULL)
        buf_add(words, figure->id);
    else
        buf_addf(words, _("%s, %s, %s"), figure->program, period_print(figure->period, period),
                 names_location(&explain->names, figure->location)); /* last: it may be cut */
}

/* "Remaining  2804.92 USD  hosting, Contoso, FY26H2": money first, then the label
 * has room. */
static void draw_figure(const struct explain *explain, struct canvas *canvas, struct area line)
{
    const struct figure *figure = &explain->figure;
    const char *label = label_of(figure);
    char digits[MONEY_TEXT_SIZE];
    int money = (int)strlen(money_print(figure->amount, figure->currency, digits));
    int fraction = money - (int)strcspn(digits, ".");
    int all = explain->has_amount ? money + 1 + (int)strlen(figure->currency.code) : 0;
    int room = line.cols - all - 2, col = line.col;
    struct buf whose;
    buf_init(&whose);
    say_whose(explain, &whose);
    if (room > 0)
        col += canvas_text(canvas, line.row, col, room, PAINT_TITLE, label) + 2;
    if (explain->has_amount) {
        canvas_figure(canvas, line.row, col, money, fraction, PAINT_TITLE, figure);
        canvas_text(canvas, line.row, col + money + 1, line.col + line.cols - col - money - 1,
                    PAINT_TITLE, figure->currency.code);
        col += all + 2;
    }
    if (col < line.col + line.cols)
        canvas_fields(canvas, line.row, col, line.col + line.cols - col, PAINT_TEXT, whose.text);
    buf_release(&whose);
}

/* The figure, and the command that prints it. */
static void draw_head(const struct explain *explain, struct canvas *canvas, struct area *rest)
{
    draw_figure(explain, canvas, (struct area){rest->row, rest->col, 1, rest->cols});
    rest->row++;
    rest->rows--;
    struct area lines = *rest;
    lines.rows = rest->rows >= 14 ? 3 : rest->rows >= 8 ? 2 : 0;
    if (lines.rows == 0)
        return;
    int taken = canvas_wrap_words(canvas, lines, PAINT_FAINT, explain->command.text);
    rest->row += taken + 1;
    rest->rows -= taken + 1;
}

/* The selected step, whole: in the list it may be cut. */
static void draw_step(const struct explain *explain, struct canvas *canvas, struct area *rest)
{
    size_t here = list_row(&explain->base.list);
    int lines = rest->rows >= 12 ? 3 : 2, gap = rest->rows >= 12;
    struct buf words;
    if (rest->rows < 6 || here == SIZE_MAX)
        return;
    const struct step *step = &explain->steps.items[here];
    buf_init(&words);
    buf_add(&words, step->words + strspn(step->words, " ="));
    if (step->detail[0] != '\0')
        buf_addf(&words, ": %s", step->detail);
    if (step->source[0] != '\0')
        buf_addf(&words, " [%s]", step->source);
    struct area area = {rest->row + rest->rows - lines, rest->col, lines, rest->cols};
    canvas_wrap(canvas, area, PAINT_TEXT, words.text);
    rest->rows -= lines + gap;
    buf_release(&words);
}

static void explain_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct explain *explain = (struct explain *)view;
    canvas_fill(canvas, area, PAINT_TEXT);
    if (area.rows > 3)
        draw_head(explain, canvas, &area);
    draw_step(explain, canvas, &area);
    list_draw(&explain->base.list, canvas, area, _("There is nothing to explain."));
}

static void explain_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, label_of(&((const struct explain *)view)->figure));
}

/* ---- acting --------------------------------------------------------------------------------- */

/* Of a step without an amount: what is explained here. */
static bool explain_figure_here(const struct view *view, struct figure *ret)
{
    const struct explain *explain = (const struct explain *)view;
    if (list_view_figure(view, ret))
        return true;
    if (explain->has_amount)
        *ret = explain->figure;
    return explain->has_amount;
}

static const struct step *step_here(const struct view *view)
{
    const struct explain *explain = (const struct explain *)view;
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? &explain->steps.items[row] : NULL;
}

static bool explain_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct step *step = step_here(view);
    if (action != ACT_OPEN || step == NULL || step->target != TARGET_NONE)
        return false;
    buf_add(ret_why, _("There is nothing more behind this step"));
    return true;
}

static void open_step(struct view *view)
{
    const struct explain *explain = (const struct explain *)view;
    const struct step *step = step_here(view);
    if (step == NULL)
        return;
    switch (step->target) {
    case TARGET_NONE:
        break;
    case TARGET_FIGURE:
        shell_push(view->shell, explain_new(view->shell, &step->figure));
        break;
    case TARGET_EARNINGS:
        earnings_show(view->shell, explain->figure.program, explain->figure.location,
                      &explain->figure.period, 0, step->search);
        break;
    }
}

static bool explain_act(struct view *view, enum action action)
{
    if (action != ACT_OPEN)
        return list_view_act(view, action);
    open_step(view);
    return true;
}

static const enum action explain_actions[] = {ACT_OPEN, ACT_COPY, ACT_EXPLAIN, ACT_FILTER,
                                              ACT_NONE};

static const struct view_class explain_class = {
    .name = "explain",
    .actions = explain_actions,
    .close = explain_close,
    .recalc = explain_recalc,
    .draw = explain_draw,
    .title = explain_title,
    .refuses = explain_refuses,
    .act = explain_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = explain_figure_here,
    .has_row = list_view_has_row,
};

/* NULL stays NULL. */
static char *own(const char *text, bool *failed)
{
    char *copy = text != NULL ? strdup(text) : NULL;
    *failed = *failed || (text != NULL && copy == NULL);
    return copy;
}

struct view *explain_new(struct shell *shell, const struct figure *figure)
{
    struct explain *explain = calloc(1, sizeof(*explain));
    bool failed = false;
    if (explain == NULL)
        return NULL;
    explain->base.view = (struct view){&explain_class, shell};
    list_init(&explain->base.list, columns, COLUMNS, fill, NULL, explain);
    buf_init(&explain->command);
    explain->figure = *figure;
    explain->figure.program = explain->program = own(figure->program, &failed);
    explain->figure.location = explain->location = own(figure->location, &failed);
    explain->figure.name = explain->name = own(figure->name, &failed);
    explain->figure.id = explain->id = own(figure->id, &failed);
    if (failed) {
        explain_close(&explain->base.view);
        return NULL;
    }
    return &explain->base.view;
}
