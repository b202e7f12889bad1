/* SPDX-License-Identifier: MIT */
#include "store/claim_sums.h"

#include <stdio.h>

#include "store/db.h"

static void read_sums(struct query *q, int column, struct claim_sums *ret)
{
    ret->planned.micros = query_get_int(q, column);
    ret->pending.micros = query_get_int(q, column + 1);
    ret->approved.micros = query_get_int(q, column + 2);
    ret->paid.micros = query_get_int(q, column + 3);
}

/* False: there is none. */
static bool read_day(struct query *q, int column, struct date *ret)
{
    *ret = (struct date){(int32_t)query_get_int(q, column)};
    return !query_is_null(q, column);
}

static void read_currency(struct query *q, int column, struct currency *ret)
{
    (void)snprintf(ret->code, sizeof(ret->code), "%s", query_get_text(q, column));
}

/* Columns of SQL_CLAIM_ROWS. The texts of the head are only lent. */
static void read_row(struct query *q, struct claim_row *row)
{
    int64_t status = query_get_int(q, 7);
    *row = (struct claim_row){
        .head = {.id = (char *)(uintptr_t)query_get_text(q, 0),
                 .program = (char *)(uintptr_t)query_get_text(q, 1),
                 .location = (char *)(uintptr_t)query_get_text(q, 2),
                 .period = {{(int32_t)query_get_int(q, 3)}},
                 .revision = query_get_int(q, 4)},
        .updated = {(int32_t)query_get_int(q, 5)},
        .status =
            status >= 0 && status < CLAIM_STATUSES ? (enum claim_status)status : CLAIM_EDITING,
        .title = query_get_text(q, 12),
        .activity = query_get_text(q, 13),
        .owner = query_get_text(q, 14),
        .reference = query_get_text(q, 15),
        .tags = query_get_text(q, 16),
        .start = {(int32_t)query_get_int(q, 17)},
        .end = {(int32_t)query_get_int(q, 18)},
        .amount = {query_get_int(q, 19)},
        .covered = {query_get_int(q, 20)},
        .status_day = {(int32_t)query_get_int(q, 21)},
        .grants = query_get_text(q, 24),
    };
    row->has_submitted = read_day(q, 22, &row->submitted);
    row->has_approved = read_day(q, 23, &row->approved_day);
    read_currency(q, 6, &row->currency);
    read_sums(q, 8, &row->sums);
}

static enum rc visit_rows(struct query *q, claim_row_visit *visit, void *context, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        struct claim_row claim;
        read_row(q, &claim);
        rc = visit(context, &claim, err);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    query_end(q);
    return rc;
}

enum rc claim_rows(struct book *book, struct date day, claim_row_visit *visit, void *context,
                   struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_ROWS);
    query_int(&q, ":day", day.day);
    return visit_rows(&q, visit, context, err);
}

enum rc claim_row_of(struct book *book, const char *id, struct date day, claim_row_visit *visit,
                     void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_ROW_OF);
    query_text(&q, ":id", id);
    query_int(&q, ":day", day.day);
    return visit_rows(&q, visit, context, err);
}

enum rc claim_rows_settled(struct book *book, struct date day, claim_row_visit *visit,
                           void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_ROWS_SETTLED);
    query_int(&q, ":day", day.day);
    return visit_rows(&q, visit, context, err);
}

enum rc claim_rows_open(struct book *book, struct date day, claim_row_visit *visit, void *context,
                        struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_ROWS_OPEN);
    query_int(&q, ":day", day.day);
    return visit_rows(&q, visit, context, err);
}

enum rc claim_rows_of_fund(struct book *book, const char *program, const char *location,
                           struct period period, struct date day, claim_row_visit *visit,
                           void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_ROWS_OF_FUND);
    query_text(&q, ":program", program);
    query_text(&q, ":location", location);
    query_int(&q, ":first_day", period.first.day);
    query_int(&q, ":day", day.day);
    return visit_rows(&q, visit, context, err);
}

enum rc claim_totals(struct book *book, struct date day, claim_total_visit *visit, void *context,
                     struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CLAIM_TOTALS);
    query_int(&q, ":day", day.day);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct claim_total total = {.program = query_get_text(&q, 0),
                                    .location_key = query_get_int(&q, 1),
                                    .location = query_get_text(&q, 2),
                                    .period = {{(int32_t)query_get_int(&q, 3)}},
                                    .claims = query_get_int(&q, 5)};
        read_currency(&q, 4, &total.currency);
        read_sums(&q, 6, &total.sums);
        if (total.claims > 0)
            rc = visit(context, &total, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
