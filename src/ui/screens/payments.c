/* SPDX-License-Identifier: MIT */
/*
 * The payments, the newest first: what came, and whether its claims are settled. A large
 * book is read some claims at a time, between the keys; what is there already can be
 * looked at meanwhile.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_course.h"
#include "ui/screens/payment_void.h"
#include "ui/screens/payment_words.h"
#include "ui/screens/reading.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct payments {
    struct list_view base; /* first */
    struct payment_sheets sheets;
    size_t listed; /* groups of the sheets that the list has */
    bool chosen;   /* the columns to begin with; later it is the person's choice */
    char selected[CLAIM_ID_MAX];
    char date[DATE_TEXT_SIZE]; /* of the cell filled last */
    struct buf claims, ids;
};

enum column { DATE, AMOUNT, CURRENCY, STATE, CLAIMS, REFERENCE, NOTE, ID, IDS, COLUMNS };
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [DATE] = {"date", N_("Date"), GRID_DATE, 1, 0, 0, true},
    [AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, true},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, true},
    [STATE] = {"state", N_("State"), GRID_WORD, 1, 0, 0, true},
    [CLAIMS] = {"claims", N_("Settles"), GRID_TEXT, 2, 12, 60, true},
    [REFERENCE] = {"reference", N_("Reference"), GRID_TEXT, 3, 8, 24, true},
    [NOTE] = {"note", N_("Note"), GRID_TEXT, 5, 8, 32, true},
    [ID] = {"payment", N_("Payment"), GRID_WORD, 4, 0, 0, true},
    [IDS] = {"ids", N_("Claim"), GRID_TEXT, 6, 10, 24, false},
};

static const struct payments *payments_of(const struct view *view)
{
    return (const struct payments *)view;
}

static const struct payment_sheet *sheet_at(const struct payments *payments, size_t row)
{
    return &payments->sheets.items[row];
}

static const struct payment_sheet *sheet_here(const struct view *view)
{
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? sheet_at(payments_of(view), row) : NULL;
}

/* ---- cells --------------------------------------------------------------------------------- */

/* "Stand at the fair", "2 claims: Stand at the fair, Search words" */
static void add_claims(const struct payment_sheet *sheet, struct buf *ret)
{
    size_t count = sheet->share_count;
    if (count > 1)
        buf_addf(ret, ngettext("%zu claim: ", "%zu claims: ", count), count);
    for (size_t i = 0; i < count; i++) {
        const struct payment_share *share = &sheet->shares[i];
        const char *name = share->title[0] != '\0' ? share->title : share->claim;
        buf_addf(ret, "%s%s", i > 0 ? ", " : "", name);
    }
}

static void add_ids(const struct payment_sheet *sheet, struct buf *ret)
{
    for (size_t i = 0; i < sheet->share_count; i++)
        buf_addf(ret, "%s%s", i > 0 ? " " : "", sheet->shares[i].claim);
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    enum { YEAR_LENGTH = 5 };
    struct payments *payments = context;
    const struct payment_sheet *sheet = sheet_at(payments, row);
    ret->paint = sheet->voided ? PAINT_FAINT : PAINT_TEXT;
    switch ((enum column)column) {
    case DATE:
        ret->text = date_print(sheet->day, payments->date);
        ret->brief = payments->date + YEAR_LENGTH;
        break;
    case AMOUNT:
        ret->has_figure = true;
        ret->figure = payment_figure(sheet);
        break;
    case CURRENCY:
        ret->text = sheet->currency.code;
        break;
    case STATE:
        ret->text = payment_state(sheet);
        ret->paint = payment_paint(sheet);
        break;
    case CLAIMS:
        buf_clear(&payments->claims);
        add_claims(sheet, &payments->claims);
        ret->text = payments->claims.text;
        break;
    case REFERENCE:
        ret->text = sheet->reference;
        break;
    case NOTE:
        ret->text = sheet->note;
        break;
    case ID:
        ret->text = sheet->id;
        break;
    case IDS:
        buf_clear(&payments->ids);
        add_ids(sheet, &payments->ids);
        ret->text = payments->ids.text;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct payments *payments = context;
    const struct payment_sheet *x = sheet_at(payments, a), *y = sheet_at(payments, b);
    switch ((enum column)column) {
    case DATE:
        return a < b ? 1 : -1; /* the rows come by it, the newest first */
    case AMOUNT:
        return (x->amount.micros > y->amount.micros) - (x->amount.micros < y->amount.micros);
    case CURRENCY:
        return strcmp(x->currency.code, y->currency.code);
    case STATE:
        return strcmp(payment_state(x), payment_state(y));
    case CLAIMS:
        return strcmp(x->shares[0].title, y->shares[0].title);
    case REFERENCE:
        return strcmp(x->reference, y->reference);
    case NOTE:
        return strcmp(x->note, y->note);
    case ID:
        return strcmp(x->id, y->id);
    case IDS:
    case COLUMNS:
        break;
    }
    bug("no such column");
}

/* Columns that say nothing; that of the claims' ids is there to be found by them. */
static unsigned unused_columns(const struct payment_sheets *sheets)
{
    unsigned unused = 1u << REFERENCE | 1u << NOTE | 1u << IDS;
    for (size_t i = 0; i < sheets->count; i++) {
        if (sheets->items[i].reference[0] != '\0')
            unused &= ~(1u << REFERENCE);
        if (sheets->items[i].note[0] != '\0')
            unused &= ~(1u << NOTE);
    }
    return unused;
}

/* ---- the view ------------------------------------------------------------------------------ */

enum { CLAIMS_AT_ONCE = 64 };

static enum rc fill_list(struct payments *payments, struct err *err)
{
    struct list *list = &payments->base.list;
    const struct payment_sheet *here = sheet_here(&payments->base.view);
    if (here != NULL)
        (void)snprintf(payments->selected, sizeof(payments->selected), "%s", here->id);
    enum rc rc = payment_sheets_make(&payments->sheets, err);
    if (rc != RC_OK)
        return rc;
    payments->listed = payments->sheets.groups.next;
    if (!payments->chosen)
        list->grid.hidden = unused_columns(&payments->sheets);
    payments->chosen = payment_sheets_whole(&payments->sheets) && payments->sheets.count > 0;
    list_refill(list, payments->sheets.count);
    size_t again = payment_sheets_find(&payments->sheets, payments->selected);
    if (again != SIZE_MAX)
        list_select(list, again);
    return RC_OK;
}

static enum rc payments_recalc(struct view *view, struct err *err)
{
    struct payments *payments = (struct payments *)view;
    struct app *app = shell_app(view->shell);
    const struct payment_sheet *here = sheet_here(view);
    if (here != NULL)
        (void)snprintf(payments->selected, sizeof(payments->selected), "%s", here->id);
    enum rc rc = app_payment_sheets(app, &payments->sheets, err);
    if (rc == RC_OK)
        list_refill(&payments->base.list, 0); /* what was there before is gone */
    if (rc == RC_OK)
        rc = app_payment_sheets_read(app, CLAIMS_AT_ONCE, &payments->sheets, err);
    return rc == RC_OK ? fill_list(payments, err) : rc;
}

/* Filling the list costs what it holds: while it is read, only when it has doubled. */
static bool is_worth_filling(const struct payments *payments)
{
    return payment_sheets_whole(&payments->sheets) ||
           payments->sheets.groups.next >= payments->listed * 2;
}

static bool payments_tick(struct view *view)
{
    struct payments *payments = (struct payments *)view;
    struct err err;
    err_init(&err);
    if (payment_sheets_whole(&payments->sheets))
        return false;
    enum rc rc =
        app_payment_sheets_read(shell_app(view->shell), CLAIMS_AT_ONCE, &payments->sheets, &err);
    if (rc == RC_OK && is_worth_filling(payments))
        rc = fill_list(payments, &err);
    if (rc != RC_OK)
        shell_failed(view->shell, &err);
    return true;
}

static void payments_close(struct view *view)
{
    struct payments *payments = (struct payments *)view;
    payment_sheets_release(&payments->sheets);
    buf_release(&payments->claims);
    buf_release(&payments->ids);
    list_release(&payments->base.list);
    free(payments);
}

/* The selected one in words: how it stands, and all of its claims. */
static void draw_words(const struct view *view, struct canvas *canvas, struct area *rest)
{
    enum { LEAST = 8, WORDS_ROWS = 3 };
    const struct payment_sheet *sheet = sheet_here(view);
    struct buf words;
    if (rest->rows < LEAST || sheet == NULL)
        return;
    buf_init(&words);
    payment_add_sentence(sheet, &words);
    buf_add_char(&words, ' ');
    add_claims(sheet, &words);
    if (sheet->note[0] != '\0')
        buf_addf(&words, _(". Note: %s"), sheet->note);
    struct area area = {rest->row + rest->rows - WORDS_ROWS, rest->col, WORDS_ROWS, rest->cols};
    (void)canvas_wrap(canvas, area, PAINT_FAINT, words.text);
    rest->rows -= WORDS_ROWS + 1;
    buf_release(&words);
}

static void payments_draw(struct view *view, struct canvas *canvas, struct area area)
{
    const struct payment_sheets *sheets = &payments_of(view)->sheets;
    canvas_fill(canvas, area, PAINT_TEXT);
    if (!payment_sheets_whole(sheets)) {
        reading_draw(canvas, &area, sheets->groups.next, sheets->groups.count);
        shell_wake(view->shell); /* goes on when this is seen */
    }
    draw_words(view, canvas, &area);
    list_draw(&((struct payments *)view)->base.list, canvas, area,
              shell_may(view->shell, MAY_RECORD)
                  ? _("No payments on this day: P records one for claims that are approved.")
                  : _("No payments on this day."));
}

static void payments_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Payments"));
}

static bool payments_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct payment_sheet *sheet = sheet_here(view);
    return sheet != NULL && payment_refuses(sheet, action, ret_why);
}

static bool payments_act(struct view *view, enum action action)
{
    const struct payment_sheet *sheet = sheet_here(view);
    switch ((int)action) {
    case ACT_OPEN:
        if (sheet != NULL)
            payment_show(view->shell, sheet->id, sheet->day);
        return true;
    case ACT_PAYMENT:
    case ACT_ADD:
        claim_payment(view->shell, NULL, 0);
        return true;
    case ACT_VOID_PAYMENT:
        if (sheet != NULL)
            payment_void(view->shell, sheet->id);
        return true;
    case ACT_PAYMENTS:
        shell_say(view->shell, "%s", _("These are the payments"));
        return true;
    default:
        return list_view_act(view, action);
    }
}

static const enum action payments_actions[] = {
    ACT_OPEN,      ACT_PAYMENT,   ACT_VOID_PAYMENT, ACT_FILTER, ACT_EXPLAIN, ACT_SORT_NEXT,
    ACT_SORT_LAST, ACT_SORT_TURN, ACT_COLUMNS,      ACT_ADD,    ACT_COPY,    ACT_NONE};

static const struct view_class payments_class = {
    .name = "payments",
    .actions = payments_actions,
    .changes = MAY_RECORD,
    .close = payments_close,
    .recalc = payments_recalc,
    .draw = payments_draw,
    .title = payments_title,
    .refuses = payments_refuses,
    .act = payments_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
    .tick = payments_tick,
};

void payments_show(struct shell *shell, const char *claim)
{
    struct payments *payments = calloc(1, sizeof(*payments));
    if (payments != NULL) {
        payments->base.view = (struct view){&payments_class, shell};
        list_init(&payments->base.list, columns, COLUMNS, fill, compare, payments);
        buf_init(&payments->claims);
        buf_init(&payments->ids);
    }
    shell_push(shell, payments != NULL ? &payments->base.view : NULL);
    if (payments != NULL && claim != NULL && shell_top(shell) == &payments->base.view)
        list_look_for(&payments->base.list, claim);
}
