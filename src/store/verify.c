/* SPDX-License-Identifier: MIT */
/* The derived tables recomputed: totals_verify of totals.h. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/words.h"
#include "store/db.h"
#include "store/programs.h"
#include "store/tally.h"
#include "store/totals.h"

struct verify {
    struct book *book;
    totals_finding *found;
    void *context;
    const struct catalog *catalog;
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

static void read_cell(struct query *q, struct cell *cell)
{
    struct total *t = &cell->total;
    int64_t *sums[] = {&t->rows, &t->counted,  &t->coop_rows,    &t->unknown,    &t->rebate,
                       &t->coop, &t->coop_usd, &t->split_rebate, &t->split_coop, &t->split_coop_usd};
    cell->there = true;
    cell->name = query_get_int(q, 0);
    cell->location = query_get_int(q, 1);
    cell->span = query_get_int(q, 2);
    (void)snprintf(cell->currency, sizeof(cell->currency), "%s", query_get_text(q, 3));
    for (int i = 0; i < (int)(sizeof(sums) / sizeof(sums[0])); i++)
        *sums[i] = query_get_int(q, 4 + i);
}

static enum rc next_stored(struct query *q, struct cell *cell, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    *cell = (struct cell){.there = false};
    if (rc == RC_OK && row)
        read_cell(q, cell);
    return rc;
}

static enum rc tell(struct verify *verify, const struct cell *cell, const char *what,
                    struct err *err)
{
    char sentence[512];
    char day[DATE_TEXT_SIZE];
    const struct program_record *program = catalog_of_name(verify->catalog, cell->name);
    (void)snprintf(sentence, sizeof(sentence), _("totals of %.200s, location %lld, %s, %s: %s"),
                   program != NULL ? program->code : "?", (long long)cell->location,
                   date_print((struct date){(int32_t)cell->span}, day), cell->currency, what);
    return verify->found(verify->context, sentence, err);
}

/* ---- days against earnings ----------------------------------------------------------- */

/* Columns of SQL_VERIFY_EARNINGS: name, location, day, currency, type, amount,
 * usd; in the order of table total_day. */
static enum rc add_earning(struct verify *verify, struct query *q, struct cell *cell,
                           struct err *err)
{
    const struct program_record *program = catalog_of_name(verify->catalog, cell->name);
    struct tally_earning earning = {.date = {(int32_t)cell->span},
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

/* The next cell as the earnings make it; q stands on its first row, or past the
 * end, and is left the same way. */
static enum rc next_computed(struct verify *verify, struct query *q, bool *row, struct cell *cell,
                             struct err *err)
{
    enum rc rc = RC_OK;
    *cell = (struct cell){.there = *row};
    if (!*row)
        return RC_OK;
    cell->name = query_get_int(q, 0);
    cell->location = query_get_int(q, 1);
    cell->span = query_get_int(q, 2);
    (void)snprintf(cell->currency, sizeof(cell->currency), "%s", query_get_text(q, 3));
    while (rc == RC_OK && *row && query_get_int(q, 0) == cell->name &&
           query_get_int(q, 1) == cell->location && query_get_int(q, 2) == cell->span &&
           strcmp(query_get_text(q, 3), cell->currency) == 0) {
        rc = add_earning(verify, q, cell, err);
        if (rc == RC_OK)
            rc = query_row(q, row, err);
    }
    return rc;
}

static enum rc verify_days(struct verify *verify, struct err *err)
{
    struct query earnings, days;
    struct cell computed, stored;
    bool row = false;
    query_begin(&earnings, verify->book, SQL_VERIFY_EARNINGS);
    query_begin(&days, verify->book, SQL_VERIFY_DAYS);
    enum rc rc = query_row(&earnings, &row, err);
    if (rc == RC_OK)
        rc = next_computed(verify, &earnings, &row, &computed, err);
    if (rc == RC_OK)
        rc = next_stored(&days, &stored, err);
    while (rc == RC_OK && (computed.there || stored.there)) {
        int order = compare_cells(&computed, &stored);
        if (order < 0)
            rc = tell(verify, &computed, _("missing, but there are earnings"), err);
        else if (order > 0)
            rc = tell(verify, &stored, _("there, but there are no earnings"), err);
        else if (memcmp(&computed.total, &stored.total, sizeof(stored.total)) != 0)
            rc = tell(verify, &stored, _("not what the earnings add up to"), err);
        if (rc == RC_OK && order <= 0)
            rc = next_computed(verify, &earnings, &row, &computed, err);
        if (rc == RC_OK && order >= 0)
            rc = next_stored(&days, &stored, err);
    }
    query_end(&earnings);
    query_end(&days);
    return rc;
}

/* ---- months against days --------------------------------------------------------------- */

static enum rc verify_months(struct verify *verify, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, verify->book, SQL_VERIFY_MONTHS);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct cell cell = {.name = query_get_int(&q, 0), .location = query_get_int(&q, 1)};
        cell.span = month_first((struct month){(int32_t)query_get_int(&q, 2)}).day;
        (void)snprintf(cell.currency, sizeof(cell.currency), "%s", query_get_text(&q, 3));
        rc = tell(verify, &cell, _("the month is not the sum of its days"), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
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
            (void)snprintf(sentence, sizeof(sentence), _("earning %.150s: it is not found by its "
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

enum rc totals_verify(struct book *book, totals_finding *found, void *context,
                      struct err *err)
{
    struct catalog catalog = {0};
    enum rc rc = catalog_load(book, &catalog, err);
    struct verify verify = {book, found, context, &catalog};
    if (rc == RC_OK)
        rc = verify_days(&verify, err);
    if (rc == RC_OK)
        rc = verify_months(&verify, err);
    if (rc == RC_OK)
        rc = verify_keys(&verify, err);
    catalog_release(&catalog);
    return rc;
}
