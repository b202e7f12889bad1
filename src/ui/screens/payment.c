/* SPDX-License-Identifier: MIT */
/* The page of one payment: what came, and claim by claim what it settles. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_rows.h"
#include "ui/screens/payment_void.h"
#include "ui/screens/payment_words.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct payment_page {
    struct list_view base; /* first: its claims */
    char *id;
    struct date came;
    struct payment_sheets sheets; /* of it alone; none: it is not there on this day */
    bool any_left;                /* something is to come of a claim */
    char period[PERIOD_TEXT_SIZE];
};

enum column {
    TITLE,
    COVERS,
    CURRENCY,
    STATE,
    LEFT,
    APPROVED,
    PAID,
    STATUS,
    LOCATION,
    PERIOD,
    PROGRAM,
    ID,
    COLUMNS
};
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [TITLE] = {"title", N_("Claim"), GRID_TEXT, 0, 10, 48, true},
    [COVERS] = {"covers", N_("Settles"), GRID_FIGURE, 0, 0, 0, true},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, true},
    [STATE] = {"state", N_("State"), GRID_WORD, 1, 0, 0, true},
    [LEFT] = {"left", N_("To come"), GRID_FIGURE, 2, 0, 0, true},
    [APPROVED] = {"approved", N_("Approved"), GRID_FIGURE, 3, 0, 0, true},
    [PAID] = {"paid", N_("Paid"), GRID_FIGURE, 4, 0, 0, true},
    [STATUS] = {"status", N_("Status"), GRID_WORD, 6, 0, 0, true},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 7, 6, 16, true},
    [PERIOD] = {"period", N_("Period"), GRID_WORD, 8, 0, 0, true},
    [PROGRAM] = {"program", N_("Program"), GRID_TEXT, 9, 6, 22, true},
    [ID] = {"claim", N_("Id"), GRID_WORD, 5, 0, 0, true},
};

/* On a day on which it is there. */
static const struct payment_sheet *sheet_there(const struct payment_page *page)
{
    return &page->sheets.items[0];
}

/* NULL: it is not there on this day. */
static const struct payment_sheet *sheet_of(const struct payment_page *page)
{
    return page->sheets.count > 0 ? sheet_there(page) : NULL;
}

static const struct payment_share *share_here(const struct view *view)
{
    const struct payment_sheet *sheet = sheet_of((const struct payment_page *)view);
    size_t row = list_view_row(view);
    return sheet != NULL && row != SIZE_MAX ? &sheet->shares[row] : NULL;
}

/* ---- cells --------------------------------------------------------------------------------- */

static struct figure figure_of(const struct payment_share *share, enum figure_kind kind,
                               const char *name, struct money amount)
{
    return (struct figure){.kind = kind,
                           .amount = amount,
                           .currency = share->currency,
                           .program = share->program,
                           .location = share->location,
                           .period = share->period,
                           .name = name,
                           .id = share->claim};
}

static void fill_figure(const struct payment_sheet *sheet, const struct payment_share *share,
                        int column, struct grid_cell *ret)
{
    ret->has_figure = true;
    if (column == APPROVED) {
        ret->figure = figure_of(share, FIGURE_CLAIM, "approved", share->approved);
    } else if (column == PAID) {
        ret->figure = figure_of(share, FIGURE_CLAIM, "paid", share->paid);
    } else if (column == LEFT) {
        ret->has_figure = share->left.micros > 0;
        ret->figure = figure_of(share, FIGURE_DEADLINE, "payment", share->left);
    } else {
        ret->has_figure = share->settles;
        ret->figure = figure_of(share, FIGURE_PAYMENT, "covers", share->covers);
        ret->figure.id = sheet->id;
    }
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct payment_page *page = context;
    const struct payment_sheet *sheet = sheet_there(page);
    const struct payment_share *share = &sheet->shares[row];
    switch ((enum column)column) {
    case TITLE:
        ret->text = share->title[0] != '\0' ? share->title : share->claim;
        break;
    case COVERS:
    case LEFT:
    case APPROVED:
    case PAID:
        fill_figure(sheet, share, column, ret);
        break;
    case CURRENCY:
        ret->text = share->currency.code;
        break;
    case STATE:
        ret->text = payment_share_state(sheet, share);
        ret->paint = payment_share_paint(sheet, share);
        break;
    case STATUS:
        ret->text = claim_status_label(share->status);
        ret->brief = claim_status_brief(share->status);
        ret->paint = claim_status_paint(share->status);
        break;
    case LOCATION:
        ret->text = share->location;
        break;
    case PERIOD:
        ret->text = period_print(share->period, page->period);
        break;
    case PROGRAM:
        ret->text = share->program;
        break;
    case ID:
        ret->text = share->claim;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

static int compare_money(struct money a, struct money b)
{
    return (a.micros > b.micros) - (a.micros < b.micros);
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct payment_sheet *sheet = sheet_there(context);
    const struct payment_share *x = &sheet->shares[a], *y = &sheet->shares[b];
    switch ((enum column)column) {
    case COVERS:
        return compare_money(x->covers, y->covers);
    case LEFT:
        return compare_money(x->left, y->left);
    case APPROVED:
        return compare_money(x->approved, y->approved);
    case PAID:
        return compare_money(x->paid, y->paid);
    case CURRENCY:
        return strcmp(x->currency.code, y->currency.code);
    case STATE:
        return strcmp(payment_share_state(sheet, x), payment_share_state(sheet, y));
    case STATUS:
        return (int)x->status - (int)y->status;
    case LOCATION:
        return strcmp(x->location, y->location);
    case PERIOD:
        return period_compare(x->period, y->period);
    case PROGRAM:
        return strcmp(x->program, y->program);
    case ID:
        return strcmp(x->claim, y->claim);
    case TITLE:
    case COLUMNS:
        break;
    }
    return strcmp(x->title, y->title);
}

/* ---- the view ------------------------------------------------------------------------------ */

/* Of claims that are settled nothing is to come. */
static void hide_unused(struct payment_page *page)
{
    const struct payment_sheet *sheet = sheet_of(page);
    bool any = false;
    for (size_t i = 0; sheet != NULL && i < sheet->share_count; i++)
        any = any || sheet->shares[i].left.micros > 0;
    if (!any)
        page->base.list.grid.hidden |= 1u << LEFT;
    else if (!page->any_left) /* later it is the person's choice */
        page->base.list.grid.hidden &= ~(1u << LEFT);
    page->any_left = any;
}

static enum rc page_recalc(struct view *view, struct err *err)
{
    struct payment_page *page = (struct payment_page *)view;
    struct list *list = &page->base.list;
    struct payment_sheets fresh;
    size_t here = list_row(list);
    enum rc rc = app_payment_sheet(shell_app(view->shell), page->id, &page->came, &fresh, err);
    if (rc != RC_OK)
        return rc;
    payment_sheets_release(&page->sheets);
    page->sheets = fresh;
    hide_unused(page);
    list_refill(list, fresh.count > 0 ? fresh.items[0].share_count : 0);
    if (here != SIZE_MAX)
        list_select(list, here);
    return RC_OK;
}

static void page_close(struct view *view)
{
    struct payment_page *page = (struct payment_page *)view;
    payment_sheets_release(&page->sheets);
    list_release(&page->base.list);
    free(page->id);
    free(page);
}

/* "1100.00 EUR  on 2026-11-02  0068411", the state at the right end. */
static void draw_head(const struct payment_page *page, struct canvas *canvas, struct area *rest)
{
    const struct payment_sheet *sheet = sheet_there(page);
    struct figure figure = payment_figure(sheet);
    char digits[MONEY_TEXT_SIZE], day[DATE_TEXT_SIZE];
    int money = (int)strlen(money_print(sheet->amount, sheet->currency, digits));
    int col = rest->col, end = rest->col + rest->cols;
    struct buf words;
    buf_init(&words);
    canvas_figure(canvas, rest->row, col, money < rest->cols ? money : rest->cols, 0, PAINT_TITLE,
                  &figure);
    col += money + 1;
    buf_addf(&words, "%s  %s  ", sheet->currency.code, date_print(sheet->day, day));
    if (col < end)
        col += canvas_text(canvas, rest->row, col, end - col, PAINT_TITLE, words.text);
    if (col < end)
        col += canvas_text(canvas, rest->row, col, end - col, payment_paint(sheet),
                           payment_state(sheet));
    if (col + 2 < end)
        (void)canvas_text(canvas, rest->row, col + 2, end - col - 2, PAINT_TEXT, sheet->reference);
    rest->row++;
    rest->rows--;
    buf_release(&words);
}

static void draw_note(const struct payment_page *page, struct canvas *canvas, struct area *rest)
{
    const struct payment_sheet *sheet = sheet_there(page);
    struct buf words;
    buf_init(&words);
    payment_add_sentence(sheet, &words);
    if (sheet->note[0] != '\0')
        buf_addf(&words, _(" Note: %s"), sheet->note);
    int taken = canvas_wrap(canvas, (struct area){rest->row, rest->col, 2, rest->cols}, PAINT_FAINT,
                            words.text);
    rest->row += taken + 1;
    rest->rows -= taken + 1;
    buf_release(&words);
}

static void page_draw(struct view *view, struct canvas *canvas, struct area area)
{
    enum { HEAD_ROWS = 4, NOTE_ROWS = 9, WORDS_ROWS = 14 };
    struct payment_page *page = (struct payment_page *)view;
    const struct payment_share *share = share_here(view);
    int rows = area.rows;
    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, area.row, area.col);
    if (sheet_of(page) == NULL) {
        (void)canvas_wrap(canvas, area, PAINT_TEXT,
                          _("This payment is not there on this day: Esc goes back."));
        return;
    }
    if (rows >= HEAD_ROWS)
        draw_head(page, canvas, &area);
    if (rows >= NOTE_ROWS)
        draw_note(page, canvas, &area);
    if (rows >= WORDS_ROWS && share != NULL) {
        (void)canvas_wrap(canvas, (struct area){area.row + area.rows - 2, area.col, 2, area.cols},
                          PAINT_FAINT, payment_share_sentence(sheet_there(page), share));
        area.rows -= 3;
    }
    list_draw(&page->base.list, canvas, area, "");
}

static void page_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, ((const struct payment_page *)view)->id);
}

static bool page_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct payment_sheet *sheet = sheet_of((const struct payment_page *)view);
    return sheet != NULL && payment_refuses(sheet, action, ret_why);
}

/* The payment itself, whatever the filter hides of its claims. */
static bool page_has_row(const struct view *view)
{
    return sheet_of((const struct payment_page *)view) != NULL;
}

static bool page_act(struct view *view, enum action action)
{
    const struct payment_page *page = (const struct payment_page *)view;
    const struct payment_share *share = share_here(view);
    if (action == ACT_OPEN && share != NULL) {
        claim_show(view->shell, share->claim);
        return true;
    }
    if (action == ACT_VOID_PAYMENT && sheet_of(page) != NULL) {
        payment_void(view->shell, page->id);
        return true;
    }
    return list_view_act(view, action);
}

/* Of a claim of which it settles nothing: the payment itself. */
static bool page_figure(const struct view *view, struct figure *ret)
{
    const struct payment_sheet *sheet = sheet_of((const struct payment_page *)view);
    if (list_view_figure(view, ret))
        return true;
    if (sheet != NULL)
        *ret = payment_figure(sheet);
    return sheet != NULL;
}

static const enum action page_actions[] = {
    ACT_OPEN,      ACT_VOID_PAYMENT, ACT_EXPLAIN, ACT_FILTER, ACT_SORT_NEXT,
    ACT_SORT_LAST, ACT_SORT_TURN,    ACT_COLUMNS, ACT_COPY,   ACT_NONE};

static const struct view_class page_class = {
    .name = "payment",
    .actions = page_actions,
    .close = page_close,
    .recalc = page_recalc,
    .draw = page_draw,
    .title = page_title,
    .refuses = page_refuses,
    .opens = N_("claim"),
    .act = page_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = page_figure,
    .has_row = page_has_row,
};

void payment_show(struct shell *shell, const char *id, struct date came)
{
    struct payment_page *page = calloc(1, sizeof(*page));
    if (page != NULL) {
        page->base.view = (struct view){&page_class, shell};
        page->id = strdup(id);
        page->came = came;
        list_init(&page->base.list, columns, COLUMNS, fill, compare, page);
        if (page->id == NULL) {
            page_close(&page->base.view);
            page = NULL;
        }
    }
    shell_push(shell, page != NULL ? &page->base.view : NULL);
}
