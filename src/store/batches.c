/* SPDX-License-Identifier: MIT */
#include "store/batches.h"

#include <stdio.h>

#include "base/digest.h"
#include "base/words.h"
#include "model/earning.h"
#include "store/db.h"
#include "store/importer.h"
#include "store/journal.h"

static enum rc run(struct book *book, enum sql sql, int64_t journal, struct err *err)
{
    struct query q;
    query_begin(&q, book, sql);
    query_int(&q, ":journal", journal);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc batch_forget_undone(struct book *book, struct err *err)
{
    int64_t any = 0;
    enum rc rc = query_number(book, SQL_UNDONE_ANY, 0, &any, err);
    if (rc != RC_OK || any == 0)
        return rc;
    const enum sql steps[] = {SQL_UNDONE_FORGET_REPLACED, SQL_UNDONE_FORGET};
    for (size_t i = 0; rc == RC_OK && i < 2; i++) {
        struct query q;
        query_begin(&q, book, steps[i]);
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

/* ---- what stands in the way ------------------------------------------------------------ */

static enum rc refuse(struct book *book, int64_t journal, int64_t later, const char *why,
                      struct err *err)
{
    struct journal_entry first = {0}, second = {0};
    bool found = false;
    enum rc rc = journal_find(book, journal, &found, &first, err);
    if (rc == RC_OK)
        rc = journal_find(book, later, &found, &second, err);
    if (rc == RC_OK)
        rc = err_set(err, RC_RULE,
                     _("log row %lld (%s: %s): log row %lld (%s: %s) %s: undo that "
                       "row first"),
                     (long long)journal, first.row.action, first.row.summary, (long long)later,
                     second.row.action, second.row.summary, why);
    journal_entry_release(&first);
    journal_entry_release(&second);
    return rc;
}

static enum rc check_free(struct book *book, int64_t journal, struct err *err)
{
    int64_t later = 0;
    enum rc rc = query_number(book, SQL_BATCH_NEW_CHANGED, journal, &later, err);
    if (rc == RC_OK && later == 0)
        rc = query_number(book, SQL_BATCH_UPDATED_CHANGED, journal, &later, err);
    if (rc == RC_OK && later != 0)
        return refuse(book, journal, later, _("touched some of its rows later"), err);
    if (rc == RC_OK)
        rc = query_number(book, SQL_BATCH_REPEATED, journal, &later, err);
    if (rc == RC_OK && later != 0)
        return refuse(book, journal, later, _("brought some of its rows again"), err);
    return rc;
}

/* ---- sums and keys ---------------------------------------------------------------------- */

/* Feeds the rows of a statement to a tally. Columns: name, location, day, type,
 * currency, amount, usd, excluded_in, key, id, program. */
static enum rc tally_rows(struct book *book, enum sql sql, int64_t journal, enum tally_sign sign,
                          struct keys *keys, struct err *err)
{
    struct query q;
    struct tally *tally = NULL;
    bool row = false;
    enum rc rc = tally_new(book, &tally, err);
    query_begin(&q, book, sql);
    query_int(&q, ":journal", journal);
    if (rc == RC_OK)
        rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct tally_earning earning = {.name = query_get_int(&q, 0),
                                        .location = query_get_int(&q, 1),
                                        .date = {(int32_t)query_get_int(&q, 2)},
                                        .type = (enum earning_type)query_get_int(&q, 3),
                                        .program = query_get_text(&q, 10)};
        struct program_record program = {0};
        struct share share = {0};
        bool found = false;
        const char *id = query_get_text(&q, 9);
        earning.id_hash = digest_short(id, (size_t)sqlite3_column_bytes(q.stmt, 9));
        (void)snprintf(earning.amounts.currency.code, sizeof(earning.amounts.currency.code), "%s",
                       query_get_text(&q, 4));
        earning.amounts.amount.micros = query_get_int(&q, 5);
        earning.amounts.usd.micros = query_get_int(&q, 6);
        if (earning.type == EARNING_TOTAL) {
            rc = program_load(book, earning.program, &found, &program, err);
            bool has = rc == RC_OK && terms_split(&program.terms, earning.date, &share);
            if (rc == RC_OK)
                rc = earning_sides(EARNING_TOTAL, &earning.amounts, has ? &share : NULL, true,
                                   &earning.sides, err);
            program_record_release(&program);
        }
        if (rc == RC_OK && query_is_null(&q, 7))
            rc = tally_add(tally, &earning, sign, err);
        if (rc == RC_OK && keys != NULL)
            rc = keys_add(keys, earning.id_hash, query_get_int(&q, 8), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        rc = tally_flush(tally, err);
    if (rc == RC_OK && keys != NULL)
        rc = keys_flush(keys, err);
    tally_free(tally);
    return rc;
}

/* ---- what it made ----------------------------------------------------------------------- */

static enum rc delete_slice(struct book *book, int64_t first, int64_t last, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_BATCH_DELETE_NEW);
    query_int(&q, ":first", first);
    query_int(&q, ":last", last);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

/* In slices: of a table with references SQLite first notes all the keys that it will
 * delete, in memory. */
static enum rc delete_new(struct book *book, int64_t journal, struct err *err)
{
    enum { SLICE = 1 << 13 };
    struct query q;
    bool row = false;
    int64_t first = 0, last = -1;
    query_begin(&q, book, SQL_BATCH_RANGE);
    query_int(&q, ":journal", journal);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        first = query_get_int(&q, 0);
        last = query_get_int(&q, 1);
    }
    query_end(&q);
    for (; rc == RC_OK && first <= last; first += SLICE)
        rc = delete_slice(book, first, last - first < SLICE ? last : first + SLICE - 1, err);
    return rc;
}

/* ---- back and forth ---------------------------------------------------------------------- */

struct step {
    enum sql sql;
    enum { RUN, DELETE_NEW, TALLY_OUT, TALLY_IN, TALLY_IN_WITH_KEYS } how;
};

static enum rc take_steps(struct book *book, int64_t journal, const struct step *steps,
                          size_t count, struct keys *keys, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (steps[i].how == RUN)
            rc = run(book, steps[i].sql, journal, err);
        else if (steps[i].how == DELETE_NEW)
            rc = delete_new(book, journal, err);
        else
            rc = tally_rows(book, steps[i].sql, journal,
                            steps[i].how == TALLY_OUT ? TALLY_GOES : TALLY_COMES,
                            steps[i].how == TALLY_IN_WITH_KEYS ? keys : NULL, err);
    }
    return rc;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Rows that the batch made or updated are kept as they are now, for redo; what
 * it made goes, what it updated is again what it was before its first file. */
enum rc batch_undo(struct tx *tx, int64_t journal, struct err *err)
{
    static const struct step steps[] = {
        {SQL_BATCH_NEW_ROWS, TALLY_OUT},    {SQL_BATCH_UPDATED_ROWS, TALLY_OUT},
        {SQL_BATCH_KEEP_NEW, RUN},          {SQL_BATCH_KEEP_UPDATED, RUN},
        {SQL_BATCH_CUSTOMERS_OUT, RUN},     {SQL_BATCH_RESTORE, RUN},
        {SQL_BATCH_CUSTOMERS_IN, RUN},      {SQL_BATCH_CUSTOMERS_GO, RUN},
        {SQL_BATCH_DELETE_KEYS, RUN},       {SQL_BATCH_DELETE_NEW, DELETE_NEW},
        {SQL_BATCH_UPDATED_ROWS, TALLY_IN}, {SQL_BATCH_MARK_UNDONE, RUN},
    };
    enum rc rc = check_free(tx_book(tx), journal, err);
    return rc == RC_OK ? take_steps(tx_book(tx), journal, steps, COUNT(steps), NULL, err) : rc;
}

enum rc batch_redo(struct tx *tx, int64_t journal, struct err *err)
{
    static const struct step steps[] = {
        {SQL_BATCH_UPDATED_ROWS, TALLY_OUT}, {SQL_BATCH_CUSTOMERS_OUT, RUN},
        {SQL_BATCH_BRING_UPDATED, RUN},      {SQL_BATCH_CUSTOMERS_IN, RUN},
        {SQL_BATCH_BRING_NEW, RUN},          {SQL_BATCH_CUSTOMERS_COME, RUN},
        {SQL_BATCH_UPDATED_ROWS, TALLY_IN},  {SQL_BATCH_NEW_ROWS, TALLY_IN_WITH_KEYS},
        {SQL_BATCH_DROP_KEPT, RUN},          {SQL_BATCH_MARK_REDONE, RUN},
    };
    struct keys *keys = NULL;
    enum rc rc = keys_new(tx_book(tx), &keys, err);
    if (rc == RC_OK)
        rc = take_steps(tx_book(tx), journal, steps, COUNT(steps), keys, err);
    keys_free(keys);
    return rc;
}
