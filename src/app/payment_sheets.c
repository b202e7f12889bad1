/* SPDX-License-Identifier: MIT */
#include "app/payment_sheets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_desk.h"
#include "store/claims.h"
#include "store/rows.h"

struct payment_group {
    struct claim_group base;    /* first */
    struct payment_share claim; /* as each of its shares begins */
    struct claim_payment *payments;
    size_t count;
};

static const struct payment_group *group_at(const struct payment_sheets *sheets, size_t at)
{
    return (const struct payment_group *)sheets->groups.items[at];
}

static void release_payments(struct claim_group *group)
{
    struct payment_group *own = (struct payment_group *)group;
    free(own->payments);
    own->payments = NULL;
    own->count = 0;
}

void payment_sheets_release(struct payment_sheets *sheets)
{
    claim_groups_release(&sheets->groups, release_payments);
    free(sheets->items);
    free(sheets->shares);
    *sheets = (struct payment_sheets){0};
}

bool payment_sheets_whole(const struct payment_sheets *sheets)
{
    return claim_groups_whole(&sheets->groups);
}

static enum rc add_claim(struct payment_sheets *sheets, const struct claim_head *head,
                         struct payment_group **ret, struct err *err)
{
    struct claim_group *group = NULL;
    enum rc rc = claim_groups_add(&sheets->groups, sizeof(**ret), head, &group, err);
    *ret = (struct payment_group *)group;
    return rc;
}

/* How the claim stands. */
static enum rc set_claim(struct payment_group *group, const struct claim_head *head,
                         const char *title, struct currency currency, enum claim_status status,
                         const struct claim_sums *sums, struct err *err)
{
    bool failed = false;
    group->claim = (struct payment_share){
        .claim = claim_group_text(&group->base, head->id, &failed),
        .title = claim_group_text(&group->base, title, &failed),
        .program = claim_group_text(&group->base, head->program, &failed),
        .location = claim_group_text(&group->base, head->location, &failed),
        .period = head->period,
        .currency = currency,
        .status = status,
        .approved = sums->approved,
        .paid = sums->paid,
        .left = claim_unpaid(status, sums->approved, sums->paid),
        .settlement = claim_settlement(status, sums->approved, sums->paid),
    };
    return failed ? err_memory(err) : RC_OK;
}

/* ---- which claims there are ---------------------------------------------------------------- */

/* Ids of claims that were ever paid; sorted. */
struct paid_claims {
    char (*ids)[CLAIM_ID_MAX];
    size_t count;
};

static enum rc add_paid(void *context, const char *id, struct err *err)
{
    struct paid_claims *paid = context;
    char(*copy)[CLAIM_ID_MAX] = NULL;
    enum rc rc =
        rows_push((void **)&paid->ids, &paid->count, sizeof(*paid->ids), (void **)&copy, err);
    if (rc == RC_OK)
        memcpy(*copy, id, strlen(id) + 1);
    return rc;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(a, b);
}

struct finding {
    struct payment_sheets *sheets;
    struct paid_claims paid;
};

static enum rc add_group(void *context, const struct claim_row *row, struct err *err)
{
    const struct finding *finding = context;
    struct payment_sheets *sheets = finding->sheets;
    struct payment_group *group = NULL;
    if (bsearch(row->head.id, finding->paid.ids, finding->paid.count, sizeof(*finding->paid.ids),
                compare_ids) == NULL)
        return RC_OK;
    enum rc rc = add_claim(sheets, &row->head, &group, err);
    if (rc != RC_OK)
        return rc;
    return set_claim(group, &row->head, row->title, row->currency, row->status, &row->sums, err);
}

static enum rc find_groups(struct app *app, struct payment_sheets *ret, struct err *err)
{
    static const struct claim_filter all = {0};
    struct finding finding = {.sheets = ret};
    enum rc rc = claims_with_payments(app->book, add_paid, &finding.paid, err);
    if (rc == RC_OK && finding.paid.count > 0) {
        qsort(finding.paid.ids, finding.paid.count, sizeof(*finding.paid.ids), compare_ids);
        rc = app_claim_list(app, &all, add_group, &finding, err);
    }
    free(finding.paid.ids);
    return rc;
}

/* ---- one claim ----------------------------------------------------------------------------- */

static enum rc keep_payments(struct payment_group *group, const struct claim *claim,
                             const char *only, struct err *err)
{
    for (size_t i = 0; i < claim->payment_count; i++) {
        const struct claim_payment *payment = &claim->payments[i];
        struct claim_payment *mine = NULL;
        bool failed = false;
        if (only != NULL && strcmp(payment->id, only) != 0)
            continue;
        enum rc rc =
            rows_push((void **)&group->payments, &group->count, sizeof(*mine), (void **)&mine, err);
        if (rc != RC_OK)
            return rc;
        *mine = *payment;
        mine->id = claim_group_text(&group->base, payment->id, &failed);
        mine->reference = claim_group_text(&group->base, payment->reference, &failed);
        mine->note = claim_group_text(&group->base, payment->note, &failed);
        mine->void_reason = claim_group_text(&group->base, payment->void_reason, &failed);
        if (failed)
            return err_memory(err);
    }
    return RC_OK;
}

static enum rc read_group(struct app *app, struct claim_group *group, struct err *err)
{
    struct claim_history history;
    struct claim claim = {0};
    bool found = false;
    claim_history_init(&history);
    enum rc rc = claim_load_paid(app->book, group->id, &found, &history, err);
    if (rc == RC_OK && found)
        rc = claim_narrow(app, &history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&history, app->day, &claim, err);
    if (rc == RC_OK)
        rc = keep_payments((struct payment_group *)group, &claim, NULL, err);
    claim_release(&claim);
    claim_history_release(&history);
    if (rc != RC_OK)
        release_payments(group);
    return rc;
}

/* ---- payments of all claims ---------------------------------------------------------------- */

/* One payment of one claim. */
struct line {
    const struct payment_group *group;
    const struct claim_payment *payment;
};

static int compare_lines(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    int order = date_compare(y->payment->day, x->payment->day);
    if (order == 0)
        order = strcmp(x->payment->id, y->payment->id);
    return order != 0 ? order : strcmp(x->group->claim.claim, y->group->claim.claim);
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

static void put_line(struct payment_sheets *sheets, const struct line *line, size_t at)
{
    const struct claim_payment *payment = line->payment;
    struct payment_share *share = &sheets->shares[at];
    struct payment_sheet *sheet = sheets->count > 0 ? &sheets->items[sheets->count - 1] : NULL;
    *share = line->group->claim;
    share->settles = payment->settles;
    if (!payment->voided)
        share->covers = payment->covers;
    if (sheet != NULL && belongs(sheet, payment)) {
        sheet->share_count++;
        return;
    }
    sheets->items[sheets->count++] = (struct payment_sheet){.id = payment->id,
                                                            .reference = payment->reference,
                                                            .note = payment->note,
                                                            .void_reason = payment->void_reason,
                                                            .day = payment->day,
                                                            .amount = payment->amount,
                                                            .currency = payment->currency,
                                                            .voided = payment->voided,
                                                            .shares = share,
                                                            .share_count = 1};
}

static struct line *sorted_lines(const struct payment_sheets *sheets, size_t *ret_count)
{
    size_t count = 0;
    for (size_t i = 0; i < sheets->groups.next; i++)
        count += group_at(sheets, i)->count;
    struct line *lines = calloc(count + 1, sizeof(*lines));
    if (lines == NULL)
        return NULL;
    *ret_count = 0;
    for (size_t i = 0; i < sheets->groups.next; i++) {
        const struct payment_group *group = group_at(sheets, i);
        for (size_t k = 0; k < group->count; k++)
            lines[(*ret_count)++] = (struct line){group, &group->payments[k]};
    }
    qsort(lines, *ret_count, sizeof(*lines), compare_lines);
    return lines;
}

enum rc payment_sheets_make(struct payment_sheets *sheets, struct err *err)
{
    size_t count = 0;
    struct line *lines = sorted_lines(sheets, &count);
    struct payment_sheet *items = calloc(count + 1, sizeof(*items));
    struct payment_share *shares = calloc(count + 1, sizeof(*shares));
    if (lines == NULL || items == NULL || shares == NULL) {
        free(lines);
        free(items);
        free(shares);
        return err_memory(err);
    }
    free(sheets->items);
    free(sheets->shares);
    sheets->items = items;
    sheets->shares = shares;
    sheets->count = 0;
    for (size_t i = 0; i < count; i++)
        put_line(sheets, &lines[i], i);
    free(lines);
    return RC_OK;
}

enum rc app_payment_sheets(struct app *app, struct payment_sheets *sheets, struct err *err)
{
    struct payment_sheets fresh = {.day = app->day};
    enum rc rc = find_groups(app, &fresh, err);
    if (rc != RC_OK) {
        payment_sheets_release(&fresh);
        return rc;
    }
    claim_groups_turn(&fresh.groups);
    if (date_compare(sheets->day, app->day) == 0)
        claim_groups_take_over(&fresh.groups, &sheets->groups);
    payment_sheets_release(sheets);
    *sheets = fresh;
    return RC_OK;
}

enum rc app_payment_sheets_read(struct app *app, size_t most, struct payment_sheets *sheets,
                                struct err *err)
{
    return claim_groups_read(&sheets->groups, app, most, read_group, err);
}

/* ---- one payment --------------------------------------------------------------------------- */

static enum rc add_whole(struct payment_sheets *sheets, const struct claim *claim,
                         const char *payment, struct err *err)
{
    const struct claim_sums sums = claim_sums_of(claim);
    struct payment_group *group = NULL;
    enum rc rc = add_claim(sheets, claim->head, &group, err);
    if (rc != RC_OK)
        return rc;
    rc = set_claim(group, claim->head, claim->title, claim->currency, claim->status, &sums, err);
    if (rc == RC_OK)
        rc = keep_payments(group, claim, payment, err);
    group->base.known = rc == RC_OK;
    return rc;
}

/* Those that the person does not see, or that are not there on the day, say nothing. */
static enum rc add_shown(struct app *app, struct payment_sheets *sheets, const char *id,
                         const char *payment, struct err *err)
{
    struct claim_sight sight = {0};
    struct err why;
    err_init(&why);
    enum rc rc = app_claim_show(app, id, &sight, &why);
    if (rc == RC_RULE)
        return RC_OK;
    if (rc != RC_OK) {
        *err = why;
        return rc;
    }
    rc = add_whole(sheets, &sight.claim, payment, err);
    claim_sight_release(&sight);
    return rc;
}

enum rc app_payment_sheet(struct app *app, const char *id, const struct date *came,
                          struct payment_sheets *ret, struct err *err)
{
    struct payment_sheets sheets = {.day = app->day};
    struct paid_claims paid = {0};
    enum rc rc = claims_of_payment(app->book, id, came, add_paid, &paid, err);
    for (size_t i = 0; rc == RC_OK && i < paid.count; i++)
        rc = add_shown(app, &sheets, paid.ids[i], id, err);
    claim_groups_go_on(&sheets.groups);
    if (rc == RC_OK)
        rc = payment_sheets_make(&sheets, err);
    free(paid.ids);
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
