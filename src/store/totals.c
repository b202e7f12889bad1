/* SPDX-License-Identifier: MIT */
#include "store/totals.h"

#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "store/db.h"

/* Most rows have the currency of the one before. */
static void take_currency(const char *code, struct currency *currency)
{
    if (strcmp(currency->code, code) != 0)
        (void)snprintf(currency->code, sizeof(currency->code), "%s", code);
}

enum rc totals_read(struct book *book, struct date through, const char *location,
                    total_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    struct month month = date_month(through);
    bool whole = date_compare(through, date_month_end(through)) == 0;
    query_begin(&q, book, SQL_TOTALS_READ);
    query_int(&q, ":month", month.index + (whole ? 1 : 0)); /* months before this one */
    query_int(&q, ":first", whole ? through.day + 1 : date_month_start(through).day);
    query_int(&q, ":last", through.day);
    query_int(&q, ":part", month.index);
    query_text(&q, ":location", location);
    struct total_row total = {0};
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        total.name = query_get_int(&q, 0);
        total.location = query_get_int(&q, 1);
        total.location_id = query_get_text(&q, 2);
        total.month.index = (int32_t)query_get_int(&q, 3);
        take_currency(query_get_text(&q, 4), &total.currency);
        int64_t *sums[TOTAL_SUMS_COUNT];
        total_sums(&total.total, sums);
        for (int i = 0; i < TOTAL_SUMS_COUNT; i++)
            *sums[i] = query_get_int(&q, 5 + i);
        rc = visit(context, &total, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc totals_negative(struct book *book, fund_total_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_FUNDS_NEGATIVE);
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
