/* SPDX-License-Identifier: MIT */
#include "store/settings.h"

#include "store/db.h"

enum rc setting_get(struct book *book, const char *name, struct buf *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_SETTING_GET);
    query_text(&q, ":name", name);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        buf_add(ret, query_get_text(&q, 0));
    query_end(&q);
    return rc == RC_OK ? buf_check(ret, err) : rc;
}

enum rc setting_put(struct tx *tx, const char *name, const char *value, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_SETTING_PUT);
    query_text(&q, ":name", name);
    query_text(&q, ":value", value);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}
