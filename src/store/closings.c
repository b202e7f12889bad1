/* SPDX-License-Identifier: MIT */
/* Closed periods: the part of programs.h about period_closed. */
#include <stdlib.h>

#include "store/db.h"
#include "store/programs.h"
#include "store/rows.h"

static enum rc ask(struct book *book, enum sql sql, const char *code, struct period period,
                   bool *ret, struct err *err)
{
    struct query q;
    query_begin(&q, book, sql);
    query_text(&q, ":program", code != NULL ? code : "");
    query_int(&q, ":first_day", period.first.day);
    enum rc rc = query_row(&q, ret, err);
    query_end(&q);
    return rc;
}

enum rc period_is_closed(struct book *book, const char *code, struct period period, bool *ret,
                         struct err *err)
{
    return ask(book, SQL_CLOSED_FOR, code, period, ret, err);
}

enum rc period_close_exists(struct book *book, const char *code, struct period period, bool *ret,
                            struct err *err)
{
    return ask(book, SQL_CLOSED_EXACTLY, code, period, ret, err);
}

enum rc period_close(struct tx *tx, const char *code, struct period period, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_CLOSED_ADD);
    query_text(&q, ":program", code != NULL ? code : "");
    query_int(&q, ":first_day", period.first.day);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc period_reopen(struct tx *tx, const char *code, struct period period, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_CLOSED_DELETE);
    query_text(&q, ":program", code != NULL ? code : "");
    query_int(&q, ":first_day", period.first.day);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc periods_closed_with_earnings(struct book *book, const char *code, struct period **ret,
                                     size_t *ret_count, struct err *err)
{
    struct query q;
    struct period *periods = NULL;
    size_t count = 0;
    bool row = false;
    query_begin(&q, book, SQL_CLOSED_WITH_EARNINGS);
    query_text(&q, ":program", code);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct period *period = NULL;
        struct month month = {(int32_t)query_get_int(&q, 0)};
        struct period of;
        bool closed = false;
        if (period_of(month_first(month), &of))
            rc = period_is_closed(book, code, of, &closed, err);
        if (rc == RC_OK && closed && (count == 0 || period_compare(periods[count - 1], of) != 0)) {
            rc = rows_push((void **)&periods, &count, sizeof(*period), (void **)&period, err);
            if (rc == RC_OK)
                *period = of;
        }
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc != RC_OK) {
        free(periods);
        return rc;
    }
    *ret = periods;
    *ret_count = count;
    return RC_OK;
}

enum rc closed_list(struct book *book, closed_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CLOSED_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct period period = {{(int32_t)query_get_int(&q, 0)}};
        const char *program = query_get_text(&q, 1);
        rc = visit(context, period, program[0] != '\0' ? program : NULL, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
