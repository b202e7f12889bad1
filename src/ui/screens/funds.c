/* SPDX-License-Identifier: MIT */
/* Screen 2: every fund in each of its currencies. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/fund_words.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct funds {
    struct list_view base; /* first */
    struct fund_list funds;
    struct names names;
    struct date day;
    bool chosen;                   /* the columns to begin with */
    char period[PERIOD_TEXT_SIZE]; /* of the cell filled last */
    struct fund_next next;
};

enum column {
    PROGRAM,
    LOCATION,
    PERIOD,
    STATE,
    DUE,
    REMAINING,
    CURRENCY,
    COOP,
    AVAILABLE,
    AT_RISK,
    CLAIMED,
    PLANNED,
    COOP_USD,
    THRESHOLD,
    MISSING,
    RUN_RATE,
    REBATE,
    FORFEITED,
    APPROVED,
    PAID,
    SHARES,
    COLUMNS
};

static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [PROGRAM] = {"program", N_("Program"), GRID_TEXT, 0, 8, 22, true},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 2, 6, 32, true},
    [PERIOD] = {"period", N_("Period"), GRID_WORD, 1, 0, 0, true},
    [STATE] = {"state", N_("State"), GRID_WORD, 3, 0, 0, true},
    [DUE] = {"due", N_("Do"), GRID_WORD, 1, 0, 0, true},
    [REMAINING] = {"remaining", N_("Remaining"), GRID_FIGURE, 0, 0, 0, true},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, true},
    [COOP] = {"coop", N_("Co-op"), GRID_FIGURE, 4, 0, 0, true},
    [AVAILABLE] = {"available", N_("Available"), GRID_FIGURE, 5, 0, 0, true},
    [AT_RISK] = {"at-risk", N_("At risk"), GRID_FIGURE, 5, 0, 0, true},
    [CLAIMED] = {"claimed", N_("Claimed"), GRID_FIGURE, 9, 0, 0, true},
    [PLANNED] = {"planned", N_("Planned"), GRID_FIGURE, 10, 0, 0, true},
    [COOP_USD] = {"coop_usd", N_("Co-op USD"), GRID_FIGURE, 11, 0, 0, true},
    [THRESHOLD] = {"threshold_usd", N_("of USD"), GRID_FIGURE, 12, 0, 0, true},
    [MISSING] = {"missing-per-month", N_("USD a month"), GRID_FIGURE, 13, 0, 0, true},
    [RUN_RATE] = {"run-rate", N_("Run rate USD"), GRID_FIGURE, 14, 0, 0, true},
    [REBATE] = {"rebate", N_("Rebate"), GRID_FIGURE, 15, 0, 0, true},
    [FORFEITED] = {"forfeited", N_("Forfeited"), GRID_FIGURE, 16, 0, 0, true},
    [APPROVED] = {"approved", N_("Approved"), GRID_FIGURE, 18, 0, 0, true},
    [PAID] = {"paid", N_("Paid"), GRID_FIGURE, 17, 0, 0, true},
    [SHARES] = {"shares", N_("Claimed, left"), GRID_BAR, 19, 8, 24, false},
};

/* What the columns of figures show. */
static const enum fund_figure_id figures[COLUMNS] = {
    [REMAINING] = FIG_REMAINING, [COOP] = FIG_COOP,           [AVAILABLE] = FIG_AVAILABLE,
    [AT_RISK] = FIG_AT_RISK,     [CLAIMED] = FIG_CLAIMED,     [PLANNED] = FIG_PLANNED,
    [COOP_USD] = FIG_COOP_USD,   [THRESHOLD] = FIG_THRESHOLD, [MISSING] = FIG_MISSING,
    [RUN_RATE] = FIG_RUN_RATE,   [REBATE] = FIG_REBATE,       [FORFEITED] = FIG_FORFEITED,
    [APPROVED] = FIG_APPROVED,   [PAID] = FIG_PAID,
};

/* ---- cells ---------------------------------------------------------------------------------- */

static void fill_words(struct funds *funds, const struct fund_row *fund, int column,
                       struct grid_cell *cell)
{
    switch (column) {
    case PROGRAM:
        cell->text = fund->program;
        break;
    case LOCATION:
        cell->text = names_location(&funds->names, fund->location);
        break;
    case PERIOD:
        cell->text = period_print(fund->period, funds->period);
        break;
    case STATE:
        cell->text = fund_state_word(fund->balance.state);
        break;
    case DUE:
        (void)fund_next(fund, funds->day, &funds->next);
        cell->text = funds->next.due;
        cell->brief = funds->next.due_brief;
        cell->paint = funds->next.paint;
        break;
    case CURRENCY:
        cell->text = fund->currency.code;
        break;
    default:
        bug("no such column");
    }
}

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct funds *funds = context;
    const struct fund_row *fund = &funds->funds.rows[row];
    if (columns[column].kind == GRID_FIGURE) {
        cell->has_figure = fund_figure(fund, figures[column], funds->day, &cell->figure);
        if (cell->has_figure && cell->figure.amount.micros < 0)
            cell->paint = PAINT_BAD;
    } else if (column == SHARES) {
        fund_shares(&fund->balance, cell->parts);
    } else {
        fill_words(funds, fund, column, cell);
    }
}

/* ---- sorting -------------------------------------------------------------------------------- */

static int compare_amounts(const struct funds *funds, const struct fund_row *x,
                           const struct fund_row *y, enum fund_figure_id id)
{
    struct figure a, b;
    bool has_a = fund_figure(x, id, funds->day, &a);
    bool has_b = fund_figure(y, id, funds->day, &b);
    if (!has_a || !has_b)
        return has_a - has_b;
    return (a.amount.micros > b.amount.micros) - (a.amount.micros < b.amount.micros);
}

/* What can still be done comes before what is over. */
static int compare_due(const struct funds *funds, const struct fund_row *x,
                       const struct fund_row *y)
{
    struct fund_next a, b;
    bool has_a = fund_next(x, funds->day, &a), has_b = fund_next(y, funds->day, &b);
    if (!has_a || !has_b)
        return has_b - has_a;
    return date_compare(a.day, b.day);
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct funds *funds = context;
    const struct fund_row *x = &funds->funds.rows[a], *y = &funds->funds.rows[b];
    switch (column) {
    case PROGRAM:
        return strcmp(x->program, y->program);
    case LOCATION:
        return strcmp(names_location(&funds->names, x->location),
                      names_location(&funds->names, y->location));
    case PERIOD:
        return period_compare(x->period, y->period);
    case STATE:
        return (int)x->balance.state - (int)y->balance.state;
    case DUE:
        return compare_due(funds, x, y);
    case CURRENCY:
        return strcmp(x->currency.code, y->currency.code);
    default:
        return compare_amounts(funds, x, y, figures[column]);
    }
}

/* ---- data ----------------------------------------------------------------------------------- */

static size_t find_fund(const struct fund_list *list, const struct fund_row *fund)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct fund_row *row = &list->rows[i];
        if (period_compare(row->period, fund->period) == 0 &&
            currency_equal(row->currency, fund->currency) &&
            strcmp(row->location, fund->location) == 0 && strcmp(row->program, fund->program) == 0)
            return i;
    }
    return SIZE_MAX;
}

/* Columns of claims say nothing in a book without one. */
static unsigned unused_columns(const struct fund_list *list)
{
    unsigned unused = 1u << PLANNED | 1u << CLAIMED | 1u << APPROVED | 1u << PAID;
    for (size_t i = 0; i < list->count; i++) {
        const struct balance *b = &list->rows[i].balance;
        if (b->planned.micros != 0 || b->claimed.micros != 0 || b->paid.micros != 0)
            return 0;
    }
    return unused;
}

static enum rc funds_recalc(struct view *view, struct err *err)
{
    static const struct fund_filter all = {0};
    struct funds *funds = (struct funds *)view;
    struct list *list = &funds->base.list;
    struct app *app = shell_app(view->shell);
    struct fund_list fresh = {0};
    size_t here = list_row(list), again = SIZE_MAX;
    enum rc rc = app_balance(app, &all, &fresh, err);
    if (rc == RC_OK)
        rc = names_load(&funds->names, app, err);
    if (rc != RC_OK) {
        fund_list_release(&fresh);
        return rc;
    }
    if (here != SIZE_MAX)
        again = find_fund(&fresh, &funds->funds.rows[here]);
    fund_list_release(&funds->funds);
    funds->funds = fresh;
    funds->day = shell_day(view->shell);
    if (!funds->chosen) /* later it is the person's choice */
        list->grid.hidden = unused_columns(&fresh);
    funds->chosen = fresh.count > 0;
    list_refill(list, fresh.count);
    if (again != SIZE_MAX)
        list_select(list, again);
    return RC_OK;
}

/* ---- the view ------------------------------------------------------------------------------- */

static void funds_close(struct view *view)
{
    struct funds *funds = (struct funds *)view;
    fund_list_release(&funds->funds);
    names_release(&funds->names);
    list_release(&funds->base.list);
    free(funds);
}

static void funds_draw(struct view *view, struct canvas *canvas, struct area area)
{
    list_draw(&((struct funds *)view)->base.list, canvas, area,
              shell_may(view->shell, MAY_IMPORT)
                  ? _("No funds on this day: i brings in a report from Partner Center, a adds an "
                      "earning by hand.")
                  : _("No funds on this day."));
}

static void funds_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Funds"));
}

static bool funds_act(struct view *view, enum action action)
{
    const struct funds *funds = (const struct funds *)view;
    size_t row = list_view_row(view);
    const struct fund_row *fund = row != SIZE_MAX ? &funds->funds.rows[row] : NULL;
    switch ((int)action) {
    case ACT_OPEN:
        if (fund != NULL)
            shell_push(view->shell,
                       fund_new(view->shell, fund->program, fund->location, fund->period));
        return true;
    case ACT_ADD:
        earning_add_form(view->shell, fund != NULL ? fund->program : NULL,
                         fund != NULL ? fund->location : NULL,
                         fund != NULL ? &fund->currency : NULL);
        return true;
    case ACT_SET_TERMS:
        if (fund != NULL)
            program_set_terms(view->shell, fund->program);
        return true;
    default:
        return list_view_act(view, action);
    }
}

static const enum action funds_actions[] = {
    ACT_OPEN,      ACT_EXPLAIN,   ACT_ADD,       ACT_IMPORT,  ACT_FILTER, ACT_SET_TERMS,
    ACT_SORT_NEXT, ACT_SORT_LAST, ACT_SORT_TURN, ACT_COLUMNS, ACT_COPY,   ACT_NONE};

static const struct view_class funds_class = {
    .name = "funds",
    .actions = funds_actions,
    .close = funds_close,
    .recalc = funds_recalc,
    .draw = funds_draw,
    .title = funds_title,
    .act = funds_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

void funds_show(struct shell *shell, const char *location)
{
    struct view *view = shell_go(shell, 2);
    if (view == NULL || view->class != &funds_class)
        return;
    while (shell_top(shell) != view) /* what was opened from the list before is left */
        shell_close(shell, shell_top(shell));
    struct funds *funds = (struct funds *)view;
    list_look_for(&funds->base.list, names_location(&funds->names, location));
}

struct view *funds_new(struct shell *shell)
{
    struct funds *funds = calloc(1, sizeof(*funds));
    if (funds == NULL)
        return NULL;
    funds->base.view = (struct view){&funds_class, shell};
    list_init(&funds->base.list, columns, COLUMNS, fill, compare, funds);
    return &funds->base.view;
}
