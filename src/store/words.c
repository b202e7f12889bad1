/* SPDX-License-Identifier: MIT */
#include "store/words.h"

#include "store/db.h"

enum rc word_key(struct book *book, int kind, const char *text, size_t length, int64_t *ret_key,
                 struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_WORD_FIND);
    query_int(&q, ":kind", kind);
    query_text_n(&q, ":text", text, length);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        *ret_key = query_get_int(&q, 0);
    query_end(&q);
    if (rc != RC_OK || row)
        return rc;
    query_begin(&q, book, SQL_WORD_ADD);
    query_int(&q, ":kind", kind);
    query_text_n(&q, ":text", text, length);
    rc = query_done(&q, err);
    if (rc == RC_OK)
        *ret_key = sqlite3_last_insert_rowid(book->db);
    query_end(&q);
    return rc;
}
