/* SPDX-License-Identifier: MIT */
#include "app/payment_sheets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "store/rows.h"

/* ---- let go -------------------------------------------------------------------------------- */

static void share_release(struct payment_share *share)
{
    free(share->claim);
    free(share->title);
    free(share->program);
    free(share->location);
}

static void sheet_release(struct payment_sheet *sheet)
{
    for (size_t i = 0; i < sheet->share_count; i++)
        share_release(&sheet->shares[i]);
    free(sheet->shares);
    free(sheet->id);
    free(sheet->reference);
    free(sheet->note);
}

void payment_sheets_release(struct payment_sheets *sheets)
{
    for (size_t i = 0; i < sheets->count; i++)
        sheet_release(&sheets->items[i]);
    free(sheets->items);
    *sheets = (struct payment_sheets){0};
}

/* ---- payments with their claims ------------------------------------------------------------ */

static enum rc begin_sheet(struct payment_sheets *sheets, const struct claim_payment *payment,
                           struct payment_sheet **ret, struct err *err)
{
    enum rc rc =
        rows_push((void **)&sheets->items, &sheets->count, sizeof(**ret), (void **)ret, err);
    if (rc != RC_OK)
        return rc;
    struct payment_sheet *sheet = *ret;
    sheet->day = payment->day;
    sheet->amount = payment->amount;
    sheet->currency = payment->currency;
    sheet->voided = payment->voided;
    rc = rows_copy(payment->id, &sheet->id, err);
    if (rc == RC_OK)
        rc = rows_copy(payment->reference, &sheet->reference, err);
    return rc == RC_OK ? rows_copy(payment->note, &sheet->note, err) : rc;
}

static enum rc add_share(struct payment_sheet *sheet, const struct payment_line *line,
                         struct err *err)
{
    struct payment_share *share = NULL;
    enum rc rc = rows_push((void **)&sheet->shares, &sheet->share_count, sizeof(*share),
                           (void **)&share, err);
    if (rc != RC_OK)
        return rc;
    share->period = line->claim->head->period;
    share->currency = line->claim->currency;
    share->settles = line->payment->settles;
    if (!line->payment->voided)
        share->covers = line->payment->covers;
    rc = rows_copy(line->claim->head->id, &share->claim, err);
    if (rc == RC_OK)
        rc = rows_copy(line->claim->head->program, &share->program, err);
    return rc == RC_OK ? rows_copy(line->claim->head->location, &share->location, err) : rc;
}

/* A person who does not see all claims of a payment sees of each what settles it, as a
 * payment of its own. */
static bool belongs(const struct payment_sheet *sheet, const struct claim_payment *payment)
{
    bool whole = payment->settles && payment->covers.micros == payment->amount.micros;
    return strcmp(sheet->id, payment->id) == 0 && !whole &&
           sheet->amount.micros == payment->amount.micros &&
           currency_equal(sheet->currency, payment->currency);
}

/* They come by date, then id: the rows of one payment follow each other. */
static enum rc take_line(void *context, const struct payment_line *line, struct err *err)
{
    struct payment_sheets *sheets = context;
    struct payment_sheet *sheet = sheets->count > 0 ? &sheets->items[sheets->count - 1] : NULL;
    enum rc rc = RC_OK;
    if (sheet == NULL || !belongs(sheet, line->payment))
        rc = begin_sheet(sheets, line->payment, &sheet, err);
    return rc == RC_OK ? add_share(sheet, line, err) : rc;
}

/* ---- how the claims stand ------------------------------------------------------------------ */

/* The shares of all payments, by claim. */
struct shares {
    struct payment_share **items;
    size_t count;
};

static int by_claim(const void *a, const void *b)
{
    const struct payment_share *const *x = a, *const *y = b;
    return strcmp((*x)->claim, (*y)->claim);
}

static enum rc gather(const struct payment_sheets *sheets, struct shares *ret, struct err *err)
{
    size_t count = 0;
    for (size_t i = 0; i < sheets->count; i++)
        count += sheets->items[i].share_count;
    ret->items = calloc(count + 1, sizeof(struct payment_share *));
    if (ret->items == NULL)
        return err_memory(err);
    for (size_t i = 0; i < sheets->count; i++)
        for (size_t k = 0; k < sheets->items[i].share_count; k++)
            ret->items[ret->count++] = &sheets->items[i].shares[k];
    qsort(ret->items, ret->count, sizeof(struct payment_share *), by_claim);
    return RC_OK;
}

/* The first share of the claim, or where it would be. */
static size_t first_of(const struct shares *shares, const char *claim)
{
    size_t low = 0, high = shares->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(shares->items[middle]->claim, claim) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static enum rc take_claim(void *context, const struct claim_row *row, struct err *err)
{
    const struct shares *shares = context;
    enum rc rc = RC_OK;
    for (size_t i = first_of(shares, row->head.id);
         rc == RC_OK && i < shares->count && strcmp(shares->items[i]->claim, row->head.id) == 0;
         i++) {
        struct payment_share *share = shares->items[i];
        share->status = row->status;
        share->approved = row->sums.approved;
        share->paid = row->sums.paid;
        share->left = claim_unpaid(row->status, row->sums.approved, row->sums.paid);
        share->settlement = claim_settlement(row->status, row->sums.approved, row->sums.paid);
        rc = rows_copy(row->title, &share->title, err);
    }
    return rc;
}

/* Each has a title, so that nobody has to ask. */
static enum rc fill_titles(const struct shares *shares, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < shares->count; i++)
        if (shares->items[i]->title == NULL)
            rc = rows_copy("", &shares->items[i]->title, err);
    return rc;
}

enum rc app_payment_sheets(struct app *app, struct payment_sheets *ret, struct err *err)
{
    static const struct claim_filter all = {0};
    struct payment_sheets sheets = {0};
    struct shares shares = {0};
    enum rc rc = app_payment_list(app, take_line, &sheets, err);
    if (rc == RC_OK)
        rc = gather(&sheets, &shares, err);
    if (rc == RC_OK && shares.count > 0)
        rc = app_claim_list(app, &all, take_claim, &shares, err);
    if (rc == RC_OK)
        rc = fill_titles(&shares, err);
    free(shares.items);
    if (rc != RC_OK)
        payment_sheets_release(&sheets);
    *ret = sheets;
    return rc;
}

/* ---- asked --------------------------------------------------------------------------------- */

size_t payment_sheets_find(const struct payment_sheets *sheets, const char *id)
{
    for (size_t i = 0; i < sheets->count; i++)
        if (strcmp(sheets->items[i].id, id) == 0)
            return i;
    return SIZE_MAX;
}

enum settlement payment_sheet_settlement(const struct payment_sheet *sheet)
{
    enum settlement worst = SETTLEMENT_NONE;
    for (size_t i = 0; !sheet->voided && i < sheet->share_count; i++) {
        enum settlement one = sheet->shares[i].settlement;
        if (one == SETTLEMENT_OPEN)
            return one;
        if (one > worst)
            worst = one;
    }
    return worst;
}

bool payment_sheet_is_unsaid(const struct payment_sheet *sheet)
{
    for (size_t i = 0; !sheet->voided && i < sheet->share_count; i++)
        if (!sheet->shares[i].settles)
            return true;
    return false;
}
