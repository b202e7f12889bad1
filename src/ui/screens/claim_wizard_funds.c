/* SPDX-License-Identifier: MIT */
/* The first step: which fund pays. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/prose.h"
#include "ui/screens/wizarding.h"

/* ---- cells ------------------------------------------------------------------------------------
 */

enum column {
    PROGRAM,
    LOCATION,
    PERIOD,
    DUE,
    REMAINING,
    CURRENCY,
    PLANNED,
    CLAIM_BY,
    STATE,
    COLUMNS
};
_Static_assert((int)COLUMNS == (int)WIZARD_FUND_COLUMNS, "the wizard has room for its columns");
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [PROGRAM] = {"program", N_("Program"), GRID_TEXT, 0, 6, 22, false},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 1, 6, 28, false},
    [PERIOD] = {"period", N_("Period"), GRID_WORD, 2, 0, 0, false},
    [DUE] = {"due", N_("Do"), GRID_WORD, 3, 0, 0, false},
    [REMAINING] = {"remaining", N_("Remaining"), GRID_FIGURE, 0, 0, 0, false},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, false},
    [PLANNED] = {"planned", N_("Planned"), GRID_FIGURE, 6, 0, 0, false},
    [CLAIM_BY] = {"claim-by", N_("Claim by"), GRID_WORD, 9, 0, 0, false},
    [STATE] = {"state", N_("State"), GRID_WORD, 10, 0, 0, false},
};
/* The names that tell funds apart; a short line has room for one of them. */
enum { NAMES = 3 };
static const enum column names[NAMES] = {PROGRAM, LOCATION, PERIOD};

static bool takes_claims(const struct fund_row *fund)
{
    switch (fund->balance.state) {
    case FUND_ACCRUING:
    case FUND_USABLE:
    case FUND_CLAIMABLE:
    case FUND_LAST_CALL:
        return true;
    case FUND_CONVERTED:
    case FUND_CLOSED:
    case FUND_NO_COOP:
        break;
    }
    return false;
}

static void fill_words(struct wizard *wizard, const struct fund_row *fund, int column,
                       struct grid_cell *cell)
{
    switch (column) {
    case PROGRAM:
        cell->text = fund->program;
        break;
    case LOCATION:
        cell->text = names_location(&wizard->names, fund->location);
        break;
    case PERIOD:
        cell->text = period_print(fund->period, wizard->period);
        break;
    case STATE:
        cell->text = fund_state_word(fund->balance.state);
        break;
    case DUE:
        (void)fund_next(fund, shell_day(wizard->view.shell), &wizard->next);
        cell->text =
            wizard->next.due[0] != '\0' ? wizard->next.due : fund_state_word(fund->balance.state);
        cell->brief = wizard->next.due_brief[0] != '\0' ? wizard->next.due_brief : NULL;
        cell->paint = wizard->next.paint;
        break;
    case CLAIM_BY:
        cell->text =
            takes_claims(fund) ? date_print(fund->terms.windows.claim_closes, wizard->day) : "";
        break;
    case CURRENCY:
        cell->text = fund->currency.code;
        break;
    default:
        bug("no such column");
    }
}

/* What takes no claim is grey. */
static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct wizard *wizard = context;
    const struct fund_row *fund = &wizard->rows.rows[wizard->order[row]];
    if (columns[column].kind == GRID_FIGURE) {
        enum fund_figure_id id = column == PLANNED ? FIG_PLANNED : FIG_REMAINING;
        cell->has_figure = fund_figure(fund, id, shell_day(wizard->view.shell), &cell->figure);
        if (cell->has_figure && cell->figure.amount.micros < 0)
            cell->paint = PAINT_BAD;
    } else {
        fill_words(wizard, fund, column, cell);
    }
    if (!takes_claims(fund))
        cell->paint = PAINT_OFF;
}

/* ---- order -------------------------------------------------------------------------------------
 */

/* In use or last call, then what still earns, then what takes no claim. */
static int rank(const struct fund_row *fund)
{
    return !takes_claims(fund) ? 2 : fund->balance.state == FUND_ACCRUING ? 1 : 0;
}

/* The day that comes next for the fund; the last one for a window that is over. */
static struct date end_of(const struct fund_row *fund)
{
    const struct windows *windows = &fund->terms.windows;
    return fund->balance.state == FUND_LAST_CALL || !takes_claims(fund) ? windows->claim_closes
                                                                        : windows->usage_end;
}

/* Amounts of several currencies have no order: what ends on the same day stands by name. */
struct ordering {
    const struct fund_row *rows;
    const struct names *names;
};

static int in_order(const void *left, const void *right, void *context)
{
    const struct ordering *by = context;
    const struct fund_row *a = &by->rows[*(const size_t *)left];
    const struct fund_row *b = &by->rows[*(const size_t *)right];
    int order = rank(a) - rank(b);
    if (order == 0) /* what is over: the newest first */
        order =
            rank(a) == 2 ? date_compare(end_of(b), end_of(a)) : date_compare(end_of(a), end_of(b));
    if (order == 0)
        order = strcmp(a->program, b->program);
    if (order == 0)
        order =
            strcmp(names_location(by->names, a->location), names_location(by->names, b->location));
    if (order == 0)
        order = period_compare(a->period, b->period);
    if (order == 0)
        order = strcmp(a->currency.code, b->currency.code);
    return order != 0 ? order : (*(const size_t *)left > *(const size_t *)right) * 2 - 1;
}

/* ---- data --------------------------------------------------------------------------------------
 */

void wizard_funds_init(struct wizard *wizard)
{
    list_init(&wizard->funds, columns, COLUMNS, fill, NULL, wizard);
}

static void fund_release(struct wizard_fund *fund)
{
    free(fund->program);
    free(fund->location);
    *fund = (struct wizard_fund){0};
}

void wizard_funds_release(struct wizard *wizard)
{
    fund_release(&wizard->fund);
    fund_list_release(&wizard->rows);
    names_release(&wizard->names);
    list_release(&wizard->funds);
    free(wizard->order);
}

static bool is_row(const struct fund_row *row, const char *program, const char *location,
                   struct period period, const struct currency *currency)
{
    return period_compare(row->period, period) == 0 && strcmp(row->program, program) == 0 &&
           strcmp(row->location, location) == 0 &&
           (currency == NULL || currency_equal(row->currency, *currency));
}

size_t wizard_fund_select(struct wizard *wizard, const char *program, const char *location,
                          struct period period, const struct currency *currency)
{
    size_t count = 0;
    for (size_t i = 0; i < wizard->rows.count; i++) {
        const struct fund_row *row = &wizard->rows.rows[wizard->order[i]];
        if (is_row(row, program, location, period, currency) && count++ == 0)
            list_select(&wizard->funds, i);
    }
    return count;
}

const struct fund_row *wizard_fund_here(const struct wizard *wizard)
{
    size_t row = list_row(&wizard->funds);
    return row != SIZE_MAX ? &wizard->rows.rows[wizard->order[row]] : NULL;
}

const struct fund_row *wizard_fund_chosen(const struct wizard *wizard)
{
    const struct wizard_fund *fund = &wizard->fund;
    for (size_t i = 0; fund->program != NULL && i < wizard->rows.count; i++)
        if (is_row(&wizard->rows.rows[i], fund->program, fund->location, fund->period,
                   &fund->currency))
            return &wizard->rows.rows[i];
    return NULL;
}

bool wizard_fund_choose(struct wizard *wizard, const struct fund_row *row)
{
    struct wizard_fund fund = {strdup(row->program), strdup(row->location), row->period,
                               row->currency};
    if (fund.program == NULL || fund.location == NULL) {
        fund_release(&fund);
        shell_push(wizard->view.shell, NULL);
        return false;
    }
    fund_release(&wizard->fund);
    wizard->fund = fund;
    return true;
}

enum rc wizard_funds_load(struct wizard *wizard, struct err *err)
{
    static const struct fund_filter all = {0};
    struct app *app = shell_app(wizard->view.shell);
    struct fund_list rows = {0};
    const struct fund_row *here = wizard_fund_here(wizard);
    struct wizard_fund was = {0};
    enum rc rc = app_balance(app, &all, &rows, err);
    size_t *order = rc == RC_OK ? calloc(rows.count + 1, sizeof(*order)) : NULL;
    if (rc == RC_OK && order == NULL)
        rc = err_memory(err);
    if (rc == RC_OK)
        rc = names_load(&wizard->names, app, err);
    if (rc != RC_OK) {
        free(order);
        fund_list_release(&rows);
        return rc;
    }
    if (here != NULL)
        was = (struct wizard_fund){strdup(here->program), strdup(here->location), here->period,
                                   here->currency};
    for (size_t i = 0; i < rows.count; i++)
        order[i] = i;
    if (rows.count > 0)
        qsort_r(order, rows.count, sizeof(*order), in_order,
                &(struct ordering){rows.rows, &wizard->names});
    free(wizard->order);
    fund_list_release(&wizard->rows);
    wizard->order = order;
    wizard->rows = rows;
    list_refill(&wizard->funds, rows.count);
    if (was.program != NULL && was.location != NULL)
        (void)wizard_fund_select(wizard, was.program, was.location, was.period, &was.currency);
    fund_release(&was);
    return RC_OK;
}

/* ---- words --------------------------------------------------------------------------------------
 */

bool wizard_fund_refuses(const struct fund_row *fund, struct date day, struct buf *ret_why)
{
    if (takes_claims(fund))
        return false;
    fund_sentence(fund, day, ret_why);
    if (fund->balance.state == FUND_NO_COOP)
        buf_addf(ret_why, "; %s", _(program_cpor_words));
    return true;
}

/* State and days; what the drafts plan already. */
static void add_words(const struct wizard *wizard, const struct fund_row *fund, struct buf *ret)
{
    const struct balance *balance = &fund->balance;
    char planned[MONEY_TEXT_SIZE], free_money[MONEY_TEXT_SIZE];
    struct money left;
    if (wizard_fund_refuses(fund, shell_day(wizard->view.shell), ret))
        return;
    fund_sentence(fund, shell_day(wizard->view.shell), ret);
    if (balance->planned.micros == 0 || !money_sub(balance->remaining, balance->planned, &left))
        return;
    buf_add(ret, "\n");
    if (left.micros > 0)
        buf_addf(ret, _("Drafts plan %s %s of it already, %s are free."), fund->currency.code,
                 money_print(balance->planned, fund->currency, planned),
                 money_print(left, fund->currency, free_money));
    else
        buf_addf(ret, _("Drafts plan %s %s already: nothing of it is free."), fund->currency.code,
                 money_print(balance->planned, fund->currency, planned));
}

static bool has_same(const struct wizard *wizard, const struct fund_row *a,
                     const struct fund_row *b, enum column column)
{
    enum { SEEN = 5 }; /* letters that are left of a name there */
    if (column == PERIOD)
        return period_compare(a->period, b->period) == 0;
    if (column == PROGRAM)
        return strncmp(a->program, b->program, SEEN) == 0;
    return strncmp(names_location(&wizard->names, a->location),
                   names_location(&wizard->names, b->location), SEEN) == 0;
}

/* Rows that look like the one above them where only this column and the currency are seen. */
static size_t look_alike(const struct wizard *wizard, enum column column)
{
    size_t count = 0;
    for (size_t i = 1; i < wizard->rows.count; i++) {
        const struct fund_row *a = &wizard->rows.rows[wizard->order[i - 1]];
        const struct fund_row *b = &wizard->rows.rows[wizard->order[i]];
        count += has_same(wizard, a, b, column) && takes_claims(b) &&
                 currency_equal(a->currency, b->currency);
    }
    return count;
}

/* A short line has room for one name: the one that tells more rows apart stays, the others
 * go first. */
static void choose_name(struct wizard *wizard, int cols)
{
    enum { TWO_NAMES = 30 };
    enum column stays = PROGRAM;
    memcpy(wizard->fund_columns, columns, sizeof(columns));
    for (int i = 1; i < NAMES && cols < TWO_NAMES; i++)
        if (look_alike(wizard, names[i]) < look_alike(wizard, stays))
            stays = names[i];
    wizard->fund_columns[PROGRAM].rank = 1;
    wizard->fund_columns[stays].rank = 0;
    wizard->funds.grid.columns = wizard->fund_columns;
}

void wizard_funds_draw(struct wizard *wizard, struct canvas *canvas, struct area area)
{
    enum { WORDS_FROM = 7, WORDS_MOST = 3 };
    const struct fund_row *fund = wizard_fund_here(wizard);
    if (fund != NULL && area.rows >= WORDS_FROM) {
        struct area words = area;
        struct buf text;
        buf_init(&text);
        add_words(wizard, fund, &text);
        int lines = prose_lines(text.text, area.cols);
        words.rows = lines < WORDS_MOST ? lines : WORDS_MOST;
        words.row = area.row + area.rows - words.rows;
        area.rows -= words.rows;
        (void)prose_draw(canvas, words, takes_claims(fund) ? PAINT_TEXT : PAINT_WARN, text.text);
        buf_release(&text);
    }
    choose_name(wizard, area.cols);
    list_draw(&wizard->funds, canvas, area,
              _("No fund has earnings on this day: Esc closes, i brings in a report."));
}
