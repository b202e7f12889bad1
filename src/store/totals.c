/* SPDX-License-Identifier: MIT */
#include "store/totals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "store/db.h"
#include "store/locations.h"
#include "store/rows.h"

struct total_reader {
    total_visit *visit;
    void *context;
};

/* Most rows have the currency of the one before. */
static void take_currency(const char *code, struct currency *currency)
{
    if (strcmp(currency->code, code) != 0)
        (void)snprintf(currency->code, sizeof(currency->code), "%s", code);
}

/* ---- the ids of locations --------------------------------------------------------------- */

struct place {
    int64_t key;
    char *id;
};
struct places { /* in the order of their keys */
    struct place *items;
    size_t count;
    size_t at; /* where one was found last: rows of one location follow each other */
};

static void places_release(struct places *places)
{
    for (size_t i = 0; i < places->count; i++)
        free(places->items[i].id);
    free(places->items);
}

static enum rc places_load(struct book *book, struct places *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_LOCATION_IDS);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct place *place = NULL;
        rc = rows_push((void **)&ret->items, &ret->count, sizeof(*place), (void **)&place, err);
        if (rc == RC_OK) {
            place->key = query_get_int(&q, 0);
            rc = rows_copy(query_get_text(&q, 1), &place->id, err);
        }
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* NULL: a location that is not in the book. */
static const char *places_id(struct places *places, int64_t key)
{
    size_t low = 0, high = places->count;
    if (places->at < high && places->items[places->at].key == key)
        return places->items[places->at].id;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    places->at = low;
    return low < places->count && places->items[low].key == key ? places->items[low].id : NULL;
}

/* ---- reading ---------------------------------------------------------------------------- */

static void bind_days(struct query *q, struct date through)
{
    struct month month = date_month(through);
    bool whole = date_compare(through, date_month_end(through)) == 0;
    query_int(q, ":month", month.index + (whole ? 1 : 0)); /* months before this one */
    query_int(q, ":first", whole ? through.day + 1 : date_month_start(through).day);
    query_int(q, ":last", through.day);
    query_int(q, ":part", month.index);
}

static void take_row(struct query *q, struct total_row *total)
{
    int64_t *sums[TOTAL_SUMS_COUNT];
    total->name = query_get_int(q, 0);
    total->location = query_get_int(q, 1);
    total->month.index = (int32_t)query_get_int(q, 2);
    take_currency(query_get_text(q, 3), &total->currency);
    total_sums(&total->total, sums);
    for (int i = 0; i < TOTAL_SUMS_COUNT; i++)
        *sums[i] = query_get_int(q, 4 + i);
}

static enum rc read_rows(struct book *book, struct date through, int64_t location,
                         struct places *places, const struct total_reader *reader, struct err *err)
{
    struct query q;
    bool row = false;
    struct total_row total = {0};
    query_begin(&q, book, SQL_TOTALS_READ);
    bind_days(&q, through);
    query_int(&q, ":location", location);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        take_row(&q, &total);
        total.location_id = places_id(places, total.location);
        if (total.location_id != NULL)
            rc = reader->visit(reader->context, &total, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc totals_read(struct book *book, struct date through, const char *location,
                    total_visit *visit, void *context, struct err *err)
{
    const struct total_reader reader = {visit, context};
    struct places places = {.items = NULL};
    int64_t key = 0;
    enum rc rc = RC_OK;
    if (location != NULL)
        rc = location_key(book, location, &key, err);
    if (rc != RC_OK || (location != NULL && key == 0))
        return rc;
    rc = places_load(book, &places, err);
    if (rc == RC_OK)
        rc = read_rows(book, through, key, &places, &reader, err);
    places_release(&places);
    return rc;
}

enum rc totals_in_doubt(struct book *book, fund_total_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_FUNDS_IN_DOUBT);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct fund_total total = {.program = query_get_text(&q, 0),
                                   .location = query_get_text(&q, 1),
                                   .first = {(int32_t)query_get_int(&q, 2)},
                                   .rebate = {query_get_int(&q, 4)},
                                   .coop = {query_get_int(&q, 6)},
                                   .coop_usd = {query_get_int(&q, 8)}};
        take_currency(query_get_text(&q, 3), &total.currency);
        rc = visit(context, &total, err);
        total.rebate.micros = query_get_int(&q, 5);
        total.coop.micros = query_get_int(&q, 7);
        total.coop_usd.micros = query_get_int(&q, 9);
        if (rc == RC_OK)
            rc = visit(context, &total, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
