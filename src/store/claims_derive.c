/* SPDX-License-Identifier: MIT */
/* The derived tables of claims: made anew from the entries of one claim, and from the
 * claims of one fund. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/checked.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_dues.h"
#include "model/claim_refusals.h"
#include "model/retention.h"
#include "store/claim_days.h"
#include "store/claim_sums.h"
#include "store/claims.h"
#include "store/db.h"
#include "store/marks.h"
#include "store/rows.h"

/* ---- one claim ----------------------------------------------------------------------------- */

static void bind_day(struct query *q, const char *name, bool known, struct date day)
{
    if (known)
        query_int(q, name, day.day);
    else
        query_null(q, name);
}

/* Texts that are lent until the statement is given back. */
struct gist {
    struct buf grants, refusals;
};

static void gist_init(struct gist *gist)
{
    buf_init(&gist->grants);
    buf_init(&gist->refusals);
}

static void gist_release(struct gist *gist)
{
    buf_release(&gist->grants);
    buf_release(&gist->refusals);
}

/* What deadlines look at, and what was refused. */
static enum rc bind_gist(struct query *q, const struct claim *claim, struct gist *gist,
                         struct err *err)
{
    claim_grants_add(&gist->grants, claim);
    claim_refusals_add(&gist->refusals, claim);
    enum rc rc = buf_check(&gist->grants, err);
    if (rc == RC_OK)
        rc = buf_check(&gist->refusals, err);
    query_int(q, ":amount", claim->amount.micros);
    query_int(q, ":covered", claim->paid.micros);
    query_int(q, ":status_day", claim->status_day.day);
    bind_day(q, ":submitted_day", claim->has_submitted, claim->submitted);
    bind_day(q, ":approved_day", claim->has_approved, claim->approved_day);
    query_text(q, ":grants", gist->grants.text);
    query_text(q, ":refusals", gist->refusals.text);
    return rc;
}

static enum rc put_day(struct book *book, const char *id, const struct claim_day *day,
                       struct err *err)
{
    const struct claim *claim = &day->claim;
    const struct claim_sums sums = claim_sums_of(claim);
    struct query q;
    struct buf tags;
    struct gist gist;
    buf_init(&tags);
    gist_init(&gist);
    claim_day_add_tags(&tags, claim);
    enum rc rc = buf_check(&tags, err);
    query_begin(&q, book, SQL_CLAIM_DAY_ADD);
    query_text(&q, ":claim", id);
    query_int(&q, ":day", day->day.day);
    query_int(&q, ":until_day", day->until.day);
    query_text(&q, ":currency", claim->currency.code);
    query_int(&q, ":status", claim->status);
    query_int(&q, ":planned", sums.planned.micros);
    query_int(&q, ":pending", sums.pending.micros);
    query_int(&q, ":approved", sums.approved.micros);
    query_int(&q, ":paid", sums.paid.micros);
    query_text(&q, ":title", claim->title);
    query_text(&q, ":activity", claim->activity);
    query_text(&q, ":owner", claim->owner);
    query_text(&q, ":reference", claim->reference);
    query_text(&q, ":tags", tags.text);
    query_int(&q, ":start_day", claim->start.day);
    query_int(&q, ":end_day", claim->end.day);
    if (rc == RC_OK)
        rc = bind_gist(&q, claim, &gist, err);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    buf_release(&tags);
    gist_release(&gist);
    return rc;
}

/* Of a claim whose days stand there already. */
static enum rc put_gist(struct book *book, const struct claim_history *history, struct err *err)
{
    struct claim_day_list days = {0};
    enum rc rc = claim_days_make(history, &days, err);
    for (size_t i = 0; rc == RC_OK && i < days.count; i++) {
        struct query q;
        struct gist gist;
        gist_init(&gist);
        query_begin(&q, book, SQL_CLAIM_DAY_DATES);
        query_text(&q, ":claim", history->head.id);
        query_int(&q, ":day", days.items[i].day.day);
        rc = bind_gist(&q, &days.items[i].claim, &gist, err);
        if (rc == RC_OK)
            rc = query_done(&q, err);
        query_end(&q);
        gist_release(&gist);
    }
    claim_days_release(&days);
    return rc;
}

static enum rc fill_one(void *context, const char *id, struct err *err)
{
    struct book *book = context;
    struct claim_history history;
    struct err why;
    bool found = false;
    claim_history_init(&history);
    err_init(&why);
    enum rc rc = claim_load(book, id, &found, &history, &why);
    if (rc == RC_OK && found)
        rc = put_gist(book, &history, &why);
    claim_history_release(&history);
    if (rc == RC_OK || claim_is_doctored(rc, &why))
        return RC_OK;
    *err = why;
    return rc;
}

enum rc claim_dates_fill(struct book *book, struct err *err)
{
    return claims_ids(book, fill_one, book, err);
}

static enum rc run_with_id(struct book *book, enum sql sql, const char *id, struct err *err)
{
    struct query q;
    query_begin(&q, book, sql);
    query_text(&q, ":id", id);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

/* A claim may not point at bytes that are gone. */
static enum rc use_content(struct book *book, const char *id, const struct claim_document *document,
                           struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CONTENT_FIND);
    query_text(&q, ":sha256", document->sha256);
    enum rc rc = query_row(&q, &row, err);
    query_end(&q);
    if (rc == RC_OK && !row)
        return err_set(err, RC_RULE,
                       _("claim %s: the bytes of document %s (%s) are not in the book any more: "
                         "attach the file again"),
                       id, document->id, document->name);
    query_begin(&q, book, SQL_CONTENT_USED);
    query_text(&q, ":sha256", document->sha256);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static enum rc put_document(struct book *book, const char *id,
                            const struct claim_document *document, struct err *err)
{
    struct query q;
    enum rc rc = use_content(book, id, document, err);
    query_begin(&q, book, SQL_CLAIM_DOCUMENT_ADD);
    query_text(&q, ":sha256", document->sha256);
    query_text(&q, ":claim", id);
    query_text(&q, ":document", document->id);
    query_int(&q, ":attached", document->detached ? 0 : 1);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

/* Bytes that the claim pointed at and no claim points at now, from now on. */
static enum rc free_content(struct book *book, const struct claim *claim, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->document_count; i++) {
        struct query q;
        query_begin(&q, book, SQL_CONTENT_FREED);
        query_text(&q, ":sha256", claim->documents[i].sha256);
        query_int(&q, ":now", clock_now());
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

static enum rc put_invoice(struct book *book, const char *id, const struct claim_expense *expense,
                           struct err *err)
{
    struct query q;
    struct buf vendor, number;
    buf_init(&vendor);
    buf_init(&number);
    text_add_folded(&vendor, expense->vendor);
    text_add_folded(&number, expense->number);
    enum rc rc = buf_check(&vendor, err);
    if (rc == RC_OK)
        rc = buf_check(&number, err);
    query_begin(&q, book, SQL_CLAIM_INVOICE_ADD);
    query_text(&q, ":vendor", vendor.text);
    query_text(&q, ":number", number.text);
    query_text(&q, ":claim", id);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    buf_release(&vendor);
    buf_release(&number);
    return rc;
}

static enum rc put_invoices(struct book *book, const char *id, const struct claim *claim,
                            struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->expense_count; i++)
        if (!claim->expenses[i].csr)
            rc = put_invoice(book, id, &claim->expenses[i], err);
    return rc;
}

/* Where its documents and invoices are met: invoices on any day, so that a look at an
 * earlier one finds those that went since. */
static enum rc put_lookups(struct book *book, const char *id, const struct claim_day_list *days,
                           struct err *err)
{
    const struct claim *claim = &days->items[days->count - 1].claim;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->document_count; i++)
        if (document_has_bytes(&claim->documents[i]))
            rc = put_document(book, id, &claim->documents[i], err);
    for (size_t i = 0; rc == RC_OK && i < days->count; i++)
        rc = put_invoices(book, id, &days->items[i].claim, err);
    return rc == RC_OK ? free_content(book, claim, err) : rc;
}

static enum rc put_claim(struct book *book, const struct claim_history *history, struct err *err)
{
    struct claim_day_list days = {0};
    const char *id = history->head.id;
    enum rc rc = claim_days_make(history, &days, err);
    for (size_t i = 0; rc == RC_OK && i < days.count; i++)
        rc = put_day(book, id, &days.items[i], err);
    if (rc == RC_OK && days.count > 0)
        rc = put_lookups(book, id, &days, err);
    claim_days_release(&days);
    return rc;
}

/* The documents of a claim that went: whatever the tables still say of it. */
static enum rc free_contents_of(struct book *book, const char *id, struct err *err)
{
    struct query q, free_one;
    bool row = false;
    query_begin(&q, book, SQL_CLAIM_DOCUMENT_OF);
    query_text(&q, ":id", id);
    query_begin(&free_one, book, SQL_CONTENT_FREED_BUT);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        query_reset(&free_one);
        query_text(&free_one, ":sha256", query_get_text(&q, 0));
        query_text(&free_one, ":claim", id);
        query_int(&free_one, ":now", clock_now());
        rc = query_done(&free_one, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&free_one);
    query_end(&q);
    return rc;
}

enum rc claim_derive(struct book *book, const char *id, struct err *err)
{
    static const enum sql old[] = {SQL_CLAIM_DAY_DELETE, SQL_CLAIM_DOCUMENT_DELETE,
                                   SQL_CLAIM_INVOICE_DELETE};
    struct claim_history history;
    bool found = false;
    claim_history_init(&history);
    claim_mark(book, id);
    enum rc rc = free_contents_of(book, id, err);
    for (size_t i = 0; rc == RC_OK && i < sizeof(old) / sizeof(old[0]); i++)
        rc = run_with_id(book, old[i], id, err);
    if (rc == RC_OK)
        rc = claim_load(book, id, &found, &history, err);
    if (rc == RC_OK && found)
        rc = put_claim(book, &history, err);
    claim_history_release(&history);
    return rc;
}

/* ---- one fund ------------------------------------------------------------------------------ */

static enum rc put_total(struct book *book, const struct claim_fund *fund,
                         const struct claim_fund_day *day, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_TOTAL_ADD);
    query_text(&q, ":program", fund->program);
    query_int(&q, ":location", fund->location);
    query_int(&q, ":first_day", fund->first_day);
    query_text(&q, ":currency", day->currency.code);
    query_int(&q, ":day", day->day.day);
    query_int(&q, ":until_day", day->until.day);
    query_int(&q, ":claims", day->claims);
    query_int(&q, ":planned", day->sums.planned.micros);
    query_int(&q, ":pending", day->sums.pending.micros);
    query_int(&q, ":approved", day->sums.approved.micros);
    query_int(&q, ":paid", day->sums.paid.micros);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc claim_fund_derive(struct book *book, const struct claim_fund *fund, struct err *err)
{
    struct claim_fund_day_list days = {0};
    struct query q;
    query_begin(&q, book, SQL_CLAIM_TOTAL_DELETE);
    query_text(&q, ":program", fund->program);
    query_int(&q, ":location", fund->location);
    query_int(&q, ":first_day", fund->first_day);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    if (rc == RC_OK)
        rc = claim_fund_days_make(book, fund, &days, err);
    for (size_t i = 0; rc == RC_OK && i < days.count; i++)
        rc = put_total(book, fund, &days.items[i], err);
    free(days.items);
    return rc;
}
