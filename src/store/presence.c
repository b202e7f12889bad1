/* SPDX-License-Identifier: MIT */
#include "store/presence.h"

#include "store/db.h"

enum rc presence_read(struct book *book, struct date day, presence_visit *visit, void *context,
                      struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_PRESENCE);
    query_int(&q, ":month", date_month(day).index);
    query_int(&q, ":first", date_month_start(day).day);
    query_int(&q, ":day", day.day);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        const struct presence presence = {.name = query_get_int(&q, 0),
                                          .location = query_get_int(&q, 1),
                                          .location_id = query_get_text(&q, 2),
                                          .month = {(int32_t)query_get_int(&q, 3)},
                                          .counts = query_get_int(&q, 4) != 0};
        rc = visit(context, &presence, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc presence_newest(struct book *book, int64_t name, const char *location, int64_t *ret,
                        struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_PRESENCE_NEWEST);
    query_int(&q, ":name", name);
    query_text(&q, ":location", location);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        *ret = row ? query_get_int(&q, 0) : 0;
    query_end(&q);
    return rc;
}
