/* SPDX-License-Identifier: MIT */
#include "store/catalogues.h"

#include "store/db.h"

enum rc catalogue_load(struct book *book, struct date day, bool *ret_found, struct date *ret_from,
                       struct buf *ret_text, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CATALOGUE_ON);
    query_int(&q, ":day", day.day);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        *ret_from = (struct date){(int32_t)query_get_int(&q, 0)};
        buf_add(ret_text, query_get_text(&q, 1));
        rc = buf_check(ret_text, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        *ret_found = row;
    return rc;
}

enum rc catalogue_find(struct book *book, struct date day, bool *ret_found, struct date *ret_from,
                       int64_t *ret_changed, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CATALOGUE_WHICH);
    query_int(&q, ":day", day.day);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        *ret_from = (struct date){(int32_t)query_get_int(&q, 0)};
        *ret_changed = query_get_int(&q, 1);
    }
    query_end(&q);
    if (rc == RC_OK)
        *ret_found = row;
    return rc;
}

enum rc catalogue_put(struct tx *tx, struct date from, const char *text, size_t length,
                      struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_CATALOGUE_PUT);
    query_int(&q, ":from_day", from.day);
    query_text_n(&q, ":text", text, length);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}
