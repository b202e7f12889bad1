/* SPDX-License-Identifier: MIT */
/*
 * One fund: its calendar as a strip; on the left what became of its money, as a bar
 * and in figures; on the right its claims, and its months as a chart. Where there is no
 * room for all, one is shown at a time.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_wizard.h"
#include "ui/screens/fund_bar.h"
#include "ui/screens/fund_right.h"
#include "ui/screens/fund_words.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct line {
    const struct fund_row *fund; /* of the view's funds */
    const struct fund_figure *which;
    struct figure figure;
};

struct fund_view {
    struct list_view base;    /* first: the figures */
    char *program, *location; /* owned */
    struct period period;
    struct fund_list funds; /* one row for each currency */
    struct fund_month_list months;
    struct names names;
    struct date day;
    struct line *lines;
    size_t line_count;
    struct fund_right right;
};

/* ---- figures -------------------------------------------------------------------------------- */

enum column { SIGN, LABEL, AMOUNT, CURRENCY, MEANING, COLUMNS };
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [SIGN] = {"sign", no_title, GRID_WORD, 0, 0, 0, false},
    [LABEL] = {"figure", N_("Figure"), GRID_TEXT, 0, 15, 18, false},
    [AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, false},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, false},
    [MEANING] = {"meaning", no_title, GRID_TEXT, 1, 20, 40, false},
};

static void fill_sign(const struct line *line, struct grid_cell *cell)
{
    enum sign sign = SIGN_FULL;
    enum fund_figure_id id = (enum fund_figure_id)(line->which - fund_figures);
    if (fund_bar_sign(&line->fund->balance, id, &sign, &cell->paint))
        cell->text = sign_text(sign, false);
}

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    const struct fund_view *fund = context;
    const struct line *line = &fund->lines[row];
    switch ((enum column)column) {
    case SIGN:
        fill_sign(line, cell);
        break;
    case LABEL:
        cell->text = _(line->which->label);
        break;
    case AMOUNT:
        cell->has_figure = true;
        cell->figure = line->figure;
        cell->paint = line->figure.amount.micros < 0 ? PAINT_BAD : PAINT_TEXT;
        break;
    case CURRENCY:
        cell->text = line->figure.currency.code;
        break;
    case MEANING:
        cell->text = _(line->which->meaning);
        cell->paint = PAINT_FAINT;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

/* Each currency's figures, then those of the whole fund. */
static enum rc make_lines(struct fund_view *fund, struct err *err)
{
    size_t count = fund->funds.count;
    struct line *lines = calloc((count + 1) * FUND_FIGURES, sizeof(*lines));
    if (lines == NULL)
        return err_memory(err);
    free(fund->lines);
    fund->lines = lines;
    fund->line_count = 0;
    for (size_t i = 0; count > 0 && i <= count; i++) {
        bool whole = i == count;
        for (int j = 0; j < FUND_FIGURES; j++) {
            struct line line = {.fund = &fund->funds.rows[whole ? 0 : i],
                                .which = &fund_figures[j]};
            if (line.which->whole_fund == whole &&
                fund_figure(line.fund, (enum fund_figure_id)j, fund->day, &line.figure))
                lines[fund->line_count++] = line;
        }
    }
    return RC_OK;
}

/* ---- data ----------------------------------------------------------------------------------- */

/* The chart is of the currency that the cursor is in. */
static const struct fund_row *row_of_chart(const struct fund_view *fund)
{
    size_t here = list_row(&fund->base.list);
    if (here != SIZE_MAX && here < fund->line_count)
        return fund->lines[here].fund;
    return fund->funds.count > 0 ? &fund->funds.rows[0] : NULL;
}

static void let_go(struct fund_view *fund)
{
    fund_list_release(&fund->funds);
    free(fund->months.items);
    fund->months = (struct fund_month_list){0};
    fund->line_count = 0;
}

static enum rc pull(struct fund_view *fund, struct fund_list *ret_funds,
                    struct fund_month_list *ret_months, struct err *err)
{
    struct app *app = shell_app(fund->base.view.shell);
    const struct fund_filter filter = {.program = fund->program,
                                       .location = fund->location,
                                       .has_period = true,
                                       .period = fund->period};
    enum rc rc = names_load(&fund->names, app, err);
    if (rc == RC_OK)
        rc = app_balance(app, &filter, ret_funds, err);
    if (rc == RC_OK)
        rc = app_fund_months(app, fund->program, fund->location, fund->period, ret_months, err);
    if (rc == RC_OK)
        rc = fund_claims_load(&fund->right.claims, app, fund->program, fund->location, fund->period,
                              err);
    if (rc == RC_RULE) { /* its program or location is gone: an undo, or another day */
        err_init(err);
        rc = RC_OK;
    }
    return rc;
}

static bool is_open(const struct fund_view *fund)
{
    enum fund_state state = fund->funds.count > 0 ? fund->funds.rows[0].balance.state : FUND_CLOSED;
    return state == FUND_ACCRUING || state == FUND_USABLE || state == FUND_CLAIMABLE ||
           state == FUND_LAST_CALL;
}

static enum rc fund_recalc(struct view *view, struct err *err)
{
    struct fund_view *fund = (struct fund_view *)view;
    struct list *list = &fund->base.list;
    struct fund_list funds = {0};
    struct fund_month_list months = {0};
    size_t here = list_row(list);
    enum rc rc = pull(fund, &funds, &months, err);
    if (rc != RC_OK) {
        fund_list_release(&funds);
        return rc;
    }
    let_go(fund);
    fund->funds = funds;
    fund->months = months;
    fund->day = shell_day(view->shell);
    rc = make_lines(fund, err);
    list_refill(list, fund->line_count);
    fund_chart_fill(&fund->right.chart, row_of_chart(fund), &fund->months);
    fund_right_settle(&fund->right);
    fund->right.is_open = is_open(fund) && shell_may(view->shell, MAY_EDIT_CLAIMS);
    if (here != SIZE_MAX && here < fund->line_count)
        list_select(list, here);
    return rc;
}

static void fund_close(struct view *view)
{
    struct fund_view *fund = (struct fund_view *)view;
    let_go(fund);
    names_release(&fund->names);
    list_release(&fund->base.list);
    fund_claims_release(&fund->right.claims);
    free(fund->lines);
    free(fund->program);
    free(fund->location);
    free(fund);
}

/* ---- drawing -------------------------------------------------------------------------------- */

enum { PANES_COLS = 72, GAP = 3 };

/* Takes `rows` lines off the top of the area. */
static struct area cut(struct area *area, int rows)
{
    struct area top = *area;
    top.rows = rows < area->rows ? rows : area->rows;
    area->row += top.rows;
    area->rows -= top.rows;
    return top;
}

static void draw_sentence(const struct fund_view *fund, struct canvas *canvas, struct area *rest)
{
    const struct fund_row *row = &fund->funds.rows[0];
    struct fund_next next;
    struct buf words;
    if (rest->rows < 4)
        return;
    buf_init(&words);
    fund_sentence(row, fund->day, &words);
    (void)fund_next(row, fund->day, &next);
    struct area lines = *rest;
    lines.rows = rest->rows < 10 ? 1 : 2;
    (void)cut(rest, canvas_wrap(canvas, lines, next.paint == PAINT_FAINT ? PAINT_TEXT : next.paint,
                                words.text));
    buf_release(&words);
}

static void draw_strip(const struct fund_view *fund, struct canvas *canvas, struct area *rest)
{
    enum { STRIP_FULL = 5, STRIP_SMALL = 2 };
    const struct windows *w = &fund->funds.rows[0].terms.windows;
    const struct chart_span spans[] = {
        {_("earn"), w->earning_start, w->earning_end, PAINT_BAR_A, SIGN_FULL},
        {_("use"), w->usage_start, w->usage_end, PAINT_BAR_B, SIGN_DENSE},
        {_("claim"), w->claim_opens, w->claim_closes, PAINT_BAR_C, SIGN_MEDIUM},
    };
    int rows = rest->rows >= 18 ? STRIP_FULL : rest->rows >= 9 ? STRIP_SMALL : 0;
    if (rows == 0 || !fund->funds.rows[0].terms.has_coop)
        return;
    struct area strip = *rest;
    strip.rows = rows;
    (void)cut(rest,
              chart_strip(canvas, strip, w->earning_start, w->claim_closes, spans, 3, fund->day));
    if (rest->rows >= 12)
        (void)cut(rest, 1);
}

/* What became of the money in the currency in which the cursor stands. */
static void draw_bar(const struct fund_view *fund, struct canvas *canvas, struct area *rest)
{
    enum { LEAST = 5 };
    const struct fund_row *row = row_of_chart(fund);
    if (rest->rows < LEAST || row == NULL || !fund_bar_has(&row->balance))
        return;
    struct area line = cut(rest, 1);
    if (fund->funds.count > 1) {
        int taken =
            canvas_text(canvas, line.row, line.col, line.cols, PAINT_FAINT, row->currency.code) + 1;
        line.col += taken;
        line.cols -= taken;
    }
    fund_bar_draw(&row->balance, canvas, line);
}

static void draw_figures(struct fund_view *fund, struct canvas *canvas, struct area area)
{
    enum { MEANING_COLS = 56, SIGN_COLS = 24 };
    draw_bar(fund, canvas, &area);
    /* Without room its words would only be cut. */
    fund->base.list.grid.hidden =
        (area.cols < MEANING_COLS ? 1u << MEANING : 0) | (area.cols < SIGN_COLS ? 1u << SIGN : 0);
    list_draw(&fund->base.list, canvas, area, "");
    if (fund_right_is_here(&fund->right))
        fund_unselect(canvas, area);
}

static void draw_panes(struct fund_view *fund, struct canvas *canvas, struct area area)
{
    enum { HINT_ROWS = 5 };
    struct area left = area, right = area;
    bool both = area.cols >= PANES_COLS, at_right = fund_right_is_here(&fund->right);
    if (both) {
        left.cols = (area.cols - GAP) / 2;
        right.col += left.cols + GAP;
        right.cols -= left.cols + GAP;
    } else if (area.rows >= HINT_ROWS) {
        left.rows = right.rows = area.rows - 1;
        canvas_text(canvas, area.row + area.rows - 1, area.col, area.cols, PAINT_FAINT,
                    at_right ? _("Left: the figures") : _("Right: its claims, month by month"));
    }
    /* The cursor is placed by what is drawn last. */
    if (both && at_right)
        draw_figures(fund, canvas, left);
    fund_right_draw(&fund->right, canvas, both || at_right ? right : (struct area){0});
    if (!at_right)
        draw_figures(fund, canvas, left);
}

static void fund_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct fund_view *fund = (struct fund_view *)view;
    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, area.row, area.col);
    if (fund->funds.count == 0) {
        canvas_wrap(canvas, area, PAINT_TEXT,
                    _("This fund has no earnings on this day: Esc goes back."));
        return;
    }
    fund_chart_fill(&fund->right.chart, row_of_chart(fund), &fund->months);
    draw_sentence(fund, canvas, &area);
    draw_strip(fund, canvas, &area);
    draw_panes(fund, canvas, area);
}

static void fund_title(const struct view *view, struct buf *ret)
{
    const struct fund_view *fund = (const struct fund_view *)view;
    char period[PERIOD_TEXT_SIZE];
    /* The name last: it may be cut. */
    buf_addf(ret, _("%s, %s, %s"), fund->program, period_print(fund->period, period),
             names_location(&fund->names, fund->location));
}

/* ---- acting --------------------------------------------------------------------------------- */

static bool fund_figure_here(const struct view *view, struct figure *ret)
{
    const struct fund_view *fund = (const struct fund_view *)view;
    return fund_right_is_here(&fund->right) ? fund_right_figure(&fund->right, ret)
                                            : list_view_figure(view, ret);
}

static void open_here(struct fund_view *fund)
{
    struct shell *shell = fund->base.view.shell;
    struct figure figure;
    if (fund->right.chart.here) {
        char month[MONTH_TEXT_SIZE], search[MONTH_TEXT_SIZE + 8];
        int at = date_month(fund->period.first).index + fund->right.chart.month;
        (void)snprintf(search, sizeof(search), "date:%s", month_print((struct month){at}, month));
        earnings_show(shell, fund->program, fund->location, &fund->period, 0, search);
    } else if (fund->right.at_claims) {
        claim_show(shell, fund_claims_here(&fund->right.claims)->id);
    } else if (fund_figure_here(&fund->base.view, &figure)) {
        shell_push(shell, explain_new(shell, &figure));
    }
}

static bool fund_act(struct view *view, enum action action)
{
    struct fund_view *fund = (struct fund_view *)view;
    switch ((int)action) {
    case ACT_OPEN:
        open_here(fund);
        return true;
    case ACT_LEFT:
        fund_right_leave(&fund->right);
        return true;
    case ACT_RIGHT:
        fund_right_enter(&fund->right);
        return true;
    case ACT_ADD:
        earning_add_form(view->shell, fund->program, fund->location,
                         row_of_chart(fund) != NULL ? &row_of_chart(fund)->currency : NULL);
        return true;
    case ACT_NEW_CLAIM:
        claim_new_begin(view->shell, fund->program, fund->location, &fund->period);
        return true;
    case ACT_SET_TERMS:
        program_set_terms(view->shell, fund->program);
        return true;
    case ACT_FILTER: /* of the figures */
        fund_right_leave(&fund->right);
        return list_view_act(view, action);
    default:
        return fund_right_is_here(&fund->right) ? fund_right_act(&fund->right, action)
                                                : list_view_act(view, action);
    }
}

static void fund_mouse(struct view *view, const struct event *event)
{
    struct fund_view *fund = (struct fund_view *)view;
    bool again = false;
    if (fund_right_mouse(&fund->right, event, &again)) {
        if (again)
            shell_act(view->shell, ACT_OPEN);
        return;
    }
    if (event->mouse.kind == MOUSE_PRESS)
        fund_right_leave(&fund->right);
    list_view_mouse(view, event);
}

static bool fund_has_row(const struct view *view)
{
    return ((const struct fund_view *)view)->funds.count > 0;
}

static const enum action fund_actions[] = {ACT_OPEN, ACT_EXPLAIN,   ACT_NEW_CLAIM,
                                           ACT_ADD,  ACT_SET_TERMS, ACT_IMPORT,
                                           ACT_COPY, ACT_FILTER,    ACT_NONE};

static const struct view_class fund_class = {
    .name = "fund",
    .actions = fund_actions,
    .close = fund_close,
    .recalc = fund_recalc,
    .draw = fund_draw,
    .title = fund_title,
    .act = fund_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = fund_mouse,
    .figure = fund_figure_here,
    .has_row = fund_has_row,
};

struct view *fund_new(struct shell *shell, const char *program, const char *location,
                      struct period period)
{
    struct fund_view *fund = calloc(1, sizeof(*fund));
    if (fund == NULL)
        return NULL;
    fund->base.view = (struct view){&fund_class, shell};
    list_init(&fund->base.list, columns, COLUMNS, fill, NULL, fund);
    fund_claims_init(&fund->right.claims);
    fund->program = strdup(program);
    fund->location = strdup(location);
    fund->period = period;
    if (fund->program == NULL || fund->location == NULL) {
        fund_close(&fund->base.view);
        return NULL;
    }
    return &fund->base.view;
}
