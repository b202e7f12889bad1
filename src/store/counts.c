/* SPDX-License-Identifier: MIT */
#include "store/counts.h"

#include "store/db.h"

/* Columns: name, location, rows. */
static enum rc add_rows(struct book *book, enum sql sql, int64_t first, int64_t last,
                        const struct earning_scope *scope, int64_t *sum, struct err *err)
{
    struct query q;
    bool row = false;
    if (first > last)
        return RC_OK;
    query_begin(&q, book, sql);
    query_int(&q, ":first", first);
    query_int(&q, ":last", last);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        if ((scope->programs == NULL || name_set_has(scope->programs, query_get_int(&q, 0))) &&
            (scope->locations == NULL || name_set_has(scope->locations, query_get_int(&q, 1))))
            *sum += query_get_int(&q, 2);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* Whole months from their totals, the days of a month that is cut from theirs. */
static enum rc add_totals(struct book *book, const struct earning_scope *scope, int64_t *sum,
                          struct err *err)
{
    struct date from = scope->from, to = scope->to;
    struct date head = date_month_end(from), tail = date_month_start(to);
    if (date_month(from).index == date_month(to).index)
        return add_rows(book, SQL_ROWS_OF_DAYS, from.day, to.day, scope, sum, err);
    bool cut_head = date_compare(from, date_month_start(from)) != 0;
    bool cut_tail = date_compare(to, date_month_end(to)) != 0;
    enum rc rc = add_rows(book, SQL_ROWS_OF_MONTHS, date_month(from).index + cut_head,
                          date_month(to).index - cut_tail, scope, sum, err);
    if (rc == RC_OK && cut_head)
        rc = add_rows(book, SQL_ROWS_OF_DAYS, from.day, head.day, scope, sum, err);
    if (rc == RC_OK && cut_tail)
        rc = add_rows(book, SQL_ROWS_OF_DAYS, tail.day, to.day, scope, sum, err);
    return rc;
}

enum rc earnings_count(struct book *book, const struct earning_scope *scope, int64_t *ret,
                       struct err *err)
{
    int64_t sum = 0;
    enum rc rc = RC_OK;
    if (!scope->only_excluded && date_compare(scope->from, scope->to) <= 0)
        rc = add_totals(book, scope, &sum, err);
    if (rc == RC_OK) /* none where the first day lies behind the last one */
        rc = add_rows(book, SQL_ROWS_EXCLUDED, scope->from.day, scope->to.day, scope, &sum, err);
    if (rc == RC_OK)
        *ret = sum;
    return rc;
}
