/* SPDX-License-Identifier: MIT */
/* Seals hashed anew and the derived tables of claims recomputed: claims_verify of
 * claim_sums.h. Each derived row is written as one line of text, as it is and as it should
 * be. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "model/claim_dues.h"
#include "model/claim_refusals.h"
#include "model/claim_seal.h"
#include "model/retention.h"
#include "store/claim_days.h"
#include "store/claim_sums.h"
#include "store/claims.h"
#include "store/db.h"
#include "store/rows.h"

struct verify {
    struct book *book;
    claims_finding *found;
    void *context;
};

static enum rc tell(const struct verify *verify, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum rc tell(const struct verify *verify, struct err *err, const char *format, ...)
{
    char sentence[512];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(sentence, sizeof(sentence), format, values);
    va_end(values);
    return verify->found(verify->context, sentence, err);
}

/* Every row of a query as a line. */
static enum rc add_rows(struct query *q, int columns, struct buf *ret, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        for (int i = 0; i < columns; i++)
            buf_addf(ret, "%s\x1f", query_get_text(q, i));
        buf_add_char(ret, '\x1e');
        rc = query_row(q, &row, err);
    }
    return rc;
}

static void add_number(struct buf *buf, int64_t number)
{
    buf_addf(buf, "%lld\x1f", (long long)number);
}

static void add_known_day(struct buf *buf, bool known, struct date day)
{
    if (known)
        add_number(buf, day.day);
    else
        buf_add_char(buf, '\x1f');
}

static void add_sums(struct buf *buf, const struct claim_sums *sums)
{
    add_number(buf, sums->planned.micros);
    add_number(buf, sums->pending.micros);
    add_number(buf, sums->approved.micros);
    add_number(buf, sums->paid.micros);
}

/* ---- a claim ------------------------------------------------------------------------------- */

/* The columns of SQL_CLAIM_DAY_OF. */
static void add_day(struct buf *buf, const struct claim_day *day)
{
    const struct claim *claim = &day->claim;
    const struct claim_sums sums = claim_sums_of(claim);
    add_number(buf, day->day.day);
    add_number(buf, day->until.day);
    buf_addf(buf, "%s\x1f", claim->currency.code);
    add_number(buf, claim->status);
    add_sums(buf, &sums);
    buf_addf(buf, "%s\x1f%s\x1f%s\x1f%s\x1f", claim->title, claim->activity, claim->owner,
             claim->reference);
    claim_day_add_tags(buf, claim);
    buf_add_char(buf, '\x1f');
    add_number(buf, claim->start.day);
    add_number(buf, claim->end.day);
    add_number(buf, claim->amount.micros);
    add_number(buf, claim->paid.micros);
    add_number(buf, claim->status_day.day);
    add_known_day(buf, claim->has_submitted, claim->submitted);
    add_known_day(buf, claim->has_approved, claim->approved_day);
    claim_grants_add(buf, claim);
    buf_add_char(buf, '\x1f');
    claim_refusals_add(buf, claim);
    buf_add(buf, "\x1f\x1e");
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines in their order, each once. */
static void add_sorted(struct buf *buf, char **lines, size_t count)
{
    if (count > 0)
        qsort(lines, count, sizeof(*lines), compare_texts);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(lines[i - 1], lines[i]) != 0)
            buf_add(buf, lines[i]);
}

enum { LINE_PARTS = 3 };

/* A part that is NULL is left out. */
static enum rc push_line(char ***lines, size_t *count, const char *const parts[LINE_PARTS],
                         bool folded, struct err *err)
{
    struct buf line;
    char **slot = NULL;
    buf_init(&line);
    for (size_t i = 0; i < LINE_PARTS && parts[i] != NULL; i++) {
        if (folded)
            text_add_folded(&line, parts[i]);
        else
            buf_add(&line, parts[i]);
        buf_add_char(&line, '\x1f');
    }
    buf_add_char(&line, '\x1e');
    enum rc rc = buf_check(&line, err);
    if (rc == RC_OK)
        rc = rows_push((void **)lines, count, sizeof(*slot), (void **)&slot, err);
    if (rc == RC_OK)
        rc = rows_copy(line.text, slot, err);
    buf_release(&line);
    return rc;
}

static enum rc push_invoices(char ***lines, size_t *count, const struct claim *claim,
                             struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->expense_count; i++)
        if (!claim->expenses[i].csr)
            rc = push_line(lines, count,
                           (const char *const[LINE_PARTS]){claim->expenses[i].vendor,
                                                           claim->expenses[i].number},
                           true, err);
    return rc;
}

static enum rc add_lookups(struct buf *buf, const struct claim_day_list *days, struct err *err)
{
    const struct claim *claim = &days->items[days->count - 1].claim;
    char **lines = NULL;
    size_t count = 0, documents = 0;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->document_count; i++) {
        const struct claim_document *document = &claim->documents[i];
        if (document_has_bytes(document))
            rc = push_line(&lines, &count,
                           (const char *const[LINE_PARTS]){document->sha256, document->id,
                                                           document->detached ? "0" : "1"},
                           false, err);
    }
    documents = count;
    for (size_t i = 0; rc == RC_OK && i < days->count; i++)
        rc = push_invoices(&lines, &count, &days->items[i].claim, err);
    add_sorted(buf, lines, documents);
    buf_add_char(buf, '\x1d');
    if (lines != NULL)
        add_sorted(buf, lines + documents, count - documents);
    for (size_t i = 0; lines != NULL && i < count; i++)
        free(lines[i]);
    free(lines);
    return rc;
}

static enum rc add_stored(struct book *book, enum sql sql, const char *id, int columns,
                          struct buf *ret, struct err *err)
{
    struct query q;
    query_begin(&q, book, sql);
    query_text(&q, ":id", id);
    enum rc rc = add_rows(&q, columns, ret, err);
    query_end(&q);
    return rc;
}

/* What lists show of a claim against what its entries make. */
static enum rc verify_derived(const struct verify *verify, const struct claim_history *history,
                              struct err *err)
{
    enum { DAY_COLUMNS = 22 };
    const char *id = history->head.id;
    struct claim_day_list days = {0};
    struct buf is, should;
    buf_init(&is);
    buf_init(&should);
    enum rc rc = claim_days_make(history, &days, err);
    for (size_t i = 0; rc == RC_OK && i < days.count; i++)
        add_day(&should, &days.items[i]);
    buf_add_char(&should, '\x1d');
    if (rc == RC_OK && days.count > 0)
        rc = add_lookups(&should, &days, err);
    else
        buf_add_char(&should, '\x1d');
    if (rc == RC_OK)
        rc = add_stored(verify->book, SQL_CLAIM_DAY_OF, id, DAY_COLUMNS, &is, err);
    buf_add_char(&is, '\x1d');
    if (rc == RC_OK)
        rc = add_stored(verify->book, SQL_CLAIM_DOCUMENT_OF, id, 3, &is, err);
    buf_add_char(&is, '\x1d');
    if (rc == RC_OK)
        rc = add_stored(verify->book, SQL_CLAIM_INVOICE_OF, id, 2, &is, err);
    if (rc == RC_OK)
        rc = buf_check(&is, err);
    if (rc == RC_OK)
        rc = buf_check(&should, err);
    if (rc == RC_OK && strcmp(is.text, should.text) != 0)
        rc = tell(verify, err, _("claim %.64s: what lists show of it is not what its entries make"),
                  id);
    claim_days_release(&days);
    buf_release(&is);
    buf_release(&should);
    return rc;
}

/* What was sent is what its hash was made of. */
static enum rc verify_seals(const struct verify *verify, const struct claim_history *history,
                            struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0, number = 0; rc == RC_OK && i < history->count; i++) {
        const struct claim_entry *entry = &history->entries[i];
        char made[DIGEST_HEX_SIZE];
        if (entry->kind != ENTRY_SUBMITTED)
            continue;
        number++;
        const char *seal = claim_entry_text(entry, SAYS_SEAL);
        const char *hash = claim_entry_text(entry, SAYS_HASH);
        if (seal == NULL || hash == NULL)
            rc = tell(verify, err, _("claim %.64s: what submission %zu sent is not sealed"),
                      history->head.id, number);
        else if (strcmp(claim_seal_hash(seal, made), hash) != 0)
            rc =
                tell(verify, err,
                     _("claim %.64s: the seal of submission %zu is broken: its SHA-256 is not that "
                       "of what was sent"),
                     history->head.id, number);
    }
    return rc;
}

bool claim_is_doctored(enum rc rc, const struct err *why)
{
    bool said = why->sql == 0 || (why->sql & 0xff) == SQLITE_ERROR; /* a body that is no JSON */
    return (rc == RC_BOOK && said) || rc == RC_RULE;
}

static enum rc verify_claim(const struct verify *verify, const char *id, struct err *err)
{
    struct claim_history history;
    struct err why;
    bool found = false;
    claim_history_init(&history);
    err_init(&why);
    enum rc rc = claim_load(verify->book, id, &found, &history, &why);
    if (rc == RC_OK && found)
        rc = verify_seals(verify, &history, &why);
    if (rc == RC_OK && found)
        rc = verify_derived(verify, &history, &why);
    claim_history_release(&history);
    if (claim_is_doctored(rc, &why))
        return tell(verify, err, _("claim %.64s: its entries say what none of Coffer's can say"),
                    id);
    if (rc != RC_OK)
        *err = why;
    return rc;
}

static enum rc load_ids(struct book *book, char ***ret_ids, size_t *ret_count, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CLAIM_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        char **id = NULL;
        rc = rows_push((void **)ret_ids, ret_count, sizeof(*id), (void **)&id, err);
        if (rc == RC_OK)
            rc = rows_copy(query_get_text(&q, 0), id, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc verify_claims(const struct verify *verify, struct err *err)
{
    char **ids = NULL;
    size_t count = 0;
    enum rc rc = load_ids(verify->book, &ids, &count, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = verify_claim(verify, ids[i], err);
    for (size_t i = 0; i < count; i++)
        free(ids[i]);
    free(ids);
    return rc;
}

static enum rc verify_orphans(const struct verify *verify, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, verify->book, SQL_CLAIM_ORPHANS);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = tell(verify, err, _("claim %.64s: lists show it, but there is none"),
                  query_get_text(&q, 0));
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* ---- funds --------------------------------------------------------------------------------- */

/* The columns of SQL_CLAIM_TOTAL_OF. */
static void add_fund_day(struct buf *buf, const struct claim_fund_day *day)
{
    buf_addf(buf, "%s\x1f", day->currency.code);
    add_number(buf, day->day.day);
    add_number(buf, day->until.day);
    add_number(buf, day->claims);
    add_sums(buf, &day->sums);
    buf_add_char(buf, '\x1e');
}

static enum rc verify_fund(const struct verify *verify, const struct claim_fund *fund,
                           struct err *err)
{
    enum { TOTAL_COLUMNS = 8 };
    struct claim_fund_day_list days = {0};
    struct query q;
    struct buf is, should;
    buf_init(&is);
    buf_init(&should);
    struct err why;
    err_init(&why);
    enum rc rc = claim_fund_days_make(verify->book, fund, &days, &why);
    bool too_large = rc == RC_RULE;
    if (too_large)
        rc = RC_OK;
    else if (rc != RC_OK)
        *err = why;
    for (size_t i = 0; rc == RC_OK && i < days.count; i++)
        add_fund_day(&should, &days.items[i]);
    query_begin(&q, verify->book, SQL_CLAIM_TOTAL_OF);
    query_text(&q, ":program", fund->program);
    query_int(&q, ":location", fund->location);
    query_int(&q, ":first_day", fund->first_day);
    if (rc == RC_OK)
        rc = add_rows(&q, TOTAL_COLUMNS, &is, err);
    query_end(&q);
    if (rc == RC_OK)
        rc = buf_check(&is, err);
    if (rc == RC_OK)
        rc = buf_check(&should, err);
    if (rc == RC_OK && (too_large || strcmp(is.text, should.text) != 0))
        rc = tell(verify, err,
                  _("claims of %.200s: the sums of a fund are not what its claims add up to"),
                  fund->program);
    free(days.items);
    buf_release(&is);
    buf_release(&should);
    return rc;
}

static enum rc verify_funds(const struct verify *verify, struct err *err)
{
    struct claim_fund *funds = NULL;
    size_t count = 0;
    struct query q;
    bool row = false;
    query_begin(&q, verify->book, SQL_CLAIM_FUNDS);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct claim_fund *fund = NULL;
        rc = rows_push((void **)&funds, &count, sizeof(*fund), (void **)&fund, err);
        if (rc == RC_OK)
            rc = rows_copy(query_get_text(&q, 0), &fund->program, err);
        if (rc != RC_OK)
            break;
        fund->location = query_get_int(&q, 1);
        fund->first_day = (int32_t)query_get_int(&q, 2);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = verify_fund(verify, &funds[i], err);
    for (size_t i = 0; i < count; i++)
        free(funds[i].program);
    free(funds);
    return rc;
}

enum rc claims_verify(struct book *book, claims_finding *found, void *context, struct err *err)
{
    struct verify verify = {book, found, context};
    enum rc rc = verify_claims(&verify, err);
    if (rc == RC_OK)
        rc = verify_orphans(&verify, err);
    return rc == RC_OK ? verify_funds(&verify, err) : rc;
}
