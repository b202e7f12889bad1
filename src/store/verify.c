/* SPDX-License-Identifier: MIT */
/* The derived tables recomputed: totals_verify of totals.h. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/words.h"
#include "store/customers.h"
#include "store/db.h"
#include "store/programs.h"
#include "store/tally.h"
#include "store/totals.h"

struct verify {
    struct book *book;
    totals_finding *found;
    void *context;
    const struct catalog *catalog;
    bool months; /* spans are months */
};

struct cell {
    bool there;
    int64_t name, location, span;
    char currency[4];
    struct total total;
};

static int compare_cells(const struct cell *a, const struct cell *b)
{
    if (!a->there || !b->there)
        return a->there ? -1 : b->there ? 1 : 0;
    if (a->name != b->name)
        return a->name < b->name ? -1 : 1;
    if (a->location != b->location)
        return a->location < b->location ? -1 : 1;
    if (a->span != b->span)
        return a->span < b->span ? -1 : 1;
    return strcmp(a->currency, b->currency);
}

/* Columns: name, location, span, currency, then the sums. */
static void read_key(struct query *q, struct cell *cell)
{
    *cell = (struct cell){.there = true,
                          .name = query_get_int(q, 0),
                          .location = query_get_int(q, 1),
                          .span = query_get_int(q, 2)};
    (void)snprintf(cell->currency, sizeof(cell->currency), "%s", query_get_text(q, 3));
}

static void read_total(struct query *q, struct total *total)
{
    int64_t *sums[TOTAL_SUMS_COUNT];
    total_sums(total, sums);
    for (int i = 0; i < TOTAL_SUMS_COUNT; i++)
        *sums[i] = query_get_int(q, 4 + i);
}

static enum rc next_stored(struct query *q, struct cell *cell, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    *cell = (struct cell){.there = false};
    if (rc == RC_OK && row) {
        read_key(q, cell);
        read_total(q, &cell->total);
    }
    return rc;
}

static enum rc tell(struct verify *verify, const struct cell *cell, const char *what,
                    struct err *err)
{
    struct query q;
    struct buf sentence;
    bool known = false;
    char span[DATE_TEXT_SIZE];
    const struct program_record *program = catalog_of_name(verify->catalog, cell->name);
    if (verify->months)
        (void)month_print((struct month){(int32_t)cell->span}, span);
    else
        (void)date_print((struct date){(int32_t)cell->span}, span);
    query_begin(&q, verify->book, SQL_LOCATION_ID);
    query_int(&q, ":key", cell->location);
    enum rc rc = query_row(&q, &known, err);
    buf_init(&sentence);
    if (rc == RC_OK)
        buf_addf(&sentence, _("totals of %s, location %s, %s, %s: %s"),
                 program != NULL ? program->code : _("an unknown program"),
                 known ? query_get_text(&q, 0) : _("unknown"), span, cell->currency, what);
    query_end(&q);
    if (rc == RC_OK)
        rc = buf_check(&sentence, err);
    if (rc == RC_OK)
        rc = verify->found(verify->context, sentence.text, err);
    buf_release(&sentence);
    return rc;
}

/* ---- what a cell is made of -------------------------------------------------------------- */

typedef enum rc add_row(struct verify *verify, struct query *q, struct cell *cell, struct err *err);

/* Columns of SQL_VERIFY_EARNINGS after the key: type, amount, usd, id. */
static enum rc add_earning(struct verify *verify, struct query *q, struct cell *cell,
                           struct err *err)
{
    const struct program_record *program = catalog_of_name(verify->catalog, cell->name);
    const char *id = query_get_text(q, 7);
    struct tally_earning earning = {.id_hash =
                                        digest_short(id, (size_t)sqlite3_column_bytes(q->stmt, 7)),
                                    .date = {(int32_t)cell->span},
                                    .type = (enum earning_type)query_get_int(q, 4)};
    struct total by;
    memcpy(earning.amounts.currency.code, cell->currency, sizeof(cell->currency));
    earning.amounts.amount.micros = query_get_int(q, 5);
    earning.amounts.usd.micros = query_get_int(q, 6);
    if (earning.type == EARNING_TOTAL) {
        struct share share = {0};
        struct err why;
        err_init(&why);
        bool has = program != NULL && terms_split(&program->terms, earning.date, &share);
        if (earning_sides(EARNING_TOTAL, &earning.amounts, has ? &share : NULL, true,
                          &earning.sides, &why) != RC_OK)
            return tell(verify, cell, why.text, err);
    }
    tally_contribution(&earning, &by);
    if (!total_step(&cell->total, &by, TALLY_COMES))
        return tell(verify, cell, _("the sum is more than 64 bits can hold"), err);
    return RC_OK;
}

static enum rc add_day(struct verify *verify, struct query *q, struct cell *cell, struct err *err)
{
    struct total by;
    read_total(q, &by);
    if (!total_step(&cell->total, &by, TALLY_COMES))
        return tell(verify, cell, _("the sum is more than 64 bits can hold"), err);
    return RC_OK;
}

/* The next cell as its parts make it; q stands on its first row, or past the
 * end, and is left the same way. */
static enum rc next_computed(struct verify *verify, add_row *add, struct query *q, bool *row,
                             struct cell *cell, struct err *err)
{
    enum rc rc = RC_OK;
    *cell = (struct cell){.there = false};
    if (!*row)
        return RC_OK;
    read_key(q, cell);
    while (rc == RC_OK && *row && query_get_int(q, 0) == cell->name &&
           query_get_int(q, 1) == cell->location && query_get_int(q, 2) == cell->span &&
           strcmp(query_get_text(q, 3), cell->currency) == 0) {
        rc = add(verify, q, cell, err);
        if (rc == RC_OK)
            rc = query_row(q, row, err);
    }
    return rc;
}

/* Two lists in the same order, side by side. */
static enum rc compare_lists(struct verify *verify, enum sql parts_sql, add_row *add,
                             enum sql stored_sql, struct err *err)
{
    struct query parts, list;
    struct cell computed, stored;
    bool row = false;
    query_begin(&parts, verify->book, parts_sql);
    query_begin(&list, verify->book, stored_sql);
    enum rc rc = query_row(&parts, &row, err);
    if (rc == RC_OK)
        rc = next_computed(verify, add, &parts, &row, &computed, err);
    if (rc == RC_OK)
        rc = next_stored(&list, &stored, err);
    while (rc == RC_OK && (computed.there || stored.there)) {
        int order = compare_cells(&computed, &stored);
        if (order < 0)
            rc = tell(verify, &computed, _("missing, but there are earnings"), err);
        else if (order > 0)
            rc = tell(verify, &stored, _("there, but there are no earnings"), err);
        else if (memcmp(&computed.total, &stored.total, sizeof(stored.total)) != 0)
            rc = tell(verify, &stored, _("not what the earnings add up to"), err);
        if (rc == RC_OK && order <= 0)
            rc = next_computed(verify, add, &parts, &row, &computed, err);
        if (rc == RC_OK && order >= 0)
            rc = next_stored(&list, &stored, err);
    }
    query_end(&parts);
    query_end(&list);
    return rc;
}

/* ---- keys --------------------------------------------------------------------------------- */

static enum rc verify_keys(struct verify *verify, struct err *err)
{
    struct query q, find;
    bool row = false, there = false;
    int64_t earnings = 0, keys = 0;
    query_begin(&q, verify->book, SQL_VERIFY_IDS);
    query_begin(&find, verify->book, SQL_KEY_THERE);
    enum rc rc = query_row(&q, &row, err);
    for (; rc == RC_OK && row; earnings++) {
        const char *id = query_get_text(&q, 1);
        query_reset(&find);
        query_int(&find, ":hash", digest_short(id, (size_t)sqlite3_column_bytes(q.stmt, 1)));
        query_int(&find, ":earning", query_get_int(&q, 0));
        rc = query_row(&find, &there, err);
        if (rc == RC_OK && !there) {
            char sentence[256];
            (void)snprintf(sentence, sizeof(sentence),
                           _("earning %.150s: it is not found by its "
                             "id"),
                           id);
            rc = verify->found(verify->context, sentence, err);
        }
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&find);
    query_end(&q);
    if (rc == RC_OK)
        rc = query_number(verify->book, SQL_KEY_COUNT, 0, &keys, err);
    if (rc == RC_OK && keys > earnings)
        rc = verify->found(verify->context, _("the key table names earnings that are not there"),
                           err);
    return rc;
}

enum rc totals_verify(struct book *book, totals_finding *found, void *context, struct err *err)
{
    struct catalog catalog = {0};
    enum rc rc = catalog_load(book, &catalog, err);
    struct verify verify = {book, found, context, &catalog, false};
    if (rc == RC_OK)
        rc = compare_lists(&verify, SQL_VERIFY_EARNINGS, add_earning, SQL_VERIFY_DAYS, err);
    verify.months = true;
    if (rc == RC_OK)
        rc = compare_lists(&verify, SQL_VERIFY_MONTH_DAYS, add_day, SQL_VERIFY_MONTHS, err);
    if (rc == RC_OK)
        rc = verify_keys(&verify, err);
    if (rc == RC_OK)
        rc = customers_verify(book, found, context, err);
    catalog_release(&catalog);
    return rc;
}
