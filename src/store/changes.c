/* SPDX-License-Identifier: MIT */
#include "store/changes.h"

#include <stdio.h>

#include "store/db.h"

enum rc earnings_changed(struct book *book, const char *program, const char *location,
                         struct date from, struct date to, int64_t after,
                         earning_change_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_EARNINGS_CHANGED);
    query_text(&q, ":program", program);
    query_text(&q, ":location", location);
    query_int(&q, ":from", from.day);
    query_int(&q, ":to", to.day);
    query_int(&q, ":after", after);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct earning_change change = {.id = query_get_text(&q, 0),
                                        .source =
                                            query_is_null(&q, 1) ? NULL : query_get_text(&q, 1),
                                        .line = query_get_int(&q, 2),
                                        .time = query_get_int(&q, 3),
                                        .is_new = query_get_int(&q, 4) != 0,
                                        .excluded = query_get_int(&q, 5) != 0,
                                        .before = {query_get_int(&q, 7)},
                                        .after = {query_get_int(&q, 8)}};
        (void)snprintf(change.currency.code, sizeof(change.currency.code), "%s",
                       query_get_text(&q, 6));
        rc = visit(context, &change, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc terms_changed(struct book *book, const char *program, int64_t after,
                      term_change_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_TERMS_CHANGED);
    query_text(&q, ":program", program);
    query_int(&q, ":after", after);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        const struct term_change change = {query_get_int(&q, 0), query_get_text(&q, 1)};
        rc = visit(context, &change, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc turns_since(struct book *book, const char *program, const char *location,
                    struct month first, struct month last, int64_t after, turn_visit *visit,
                    void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_TURNS_SINCE);
    query_text(&q, ":program", program);
    query_text(&q, ":location", location);
    query_int(&q, ":first", first.index);
    query_int(&q, ":last", last.index);
    query_int(&q, ":after", after);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        const struct turn turn = {.number = query_get_int(&q, 0),
                                  .time = query_get_int(&q, 1),
                                  .kind = (enum journal_kind)query_get_int(&q, 2),
                                  .summary = query_get_text(&q, 3)};
        rc = visit(context, &turn, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
