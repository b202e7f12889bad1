/* SPDX-License-Identifier: MIT */
#include "store/locations.h"

#include <stdlib.h>

#include "store/db.h"
#include "store/rows.h"

void locations_release(struct location_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].id);
        free(list->items[i].name);
        free(list->items[i].country);
    }
    free(list->items);
    *list = (struct location_list){0};
}

static enum rc read_location(struct query *q, struct location_record *record, struct err *err)
{
    enum rc rc = rows_copy(query_get_text(q, 1), &record->id, err);
    if (rc == RC_OK)
        rc = rows_copy(query_get_text(q, 2), &record->name, err);
    if (rc == RC_OK)
        rc = rows_copy(query_get_text(q, 3), &record->country, err);
    record->key = query_get_int(q, 0);
    return rc;
}

enum rc locations_load(struct book *book, struct location_list *ret, struct err *err)
{
    struct location_list list = {0};
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_LOCATION_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct location_record *record = NULL;
        rc = rows_push((void **)&list.items, &list.count, sizeof(*record), (void **)&record, err);
        if (rc == RC_OK)
            rc = read_location(&q, record, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc != RC_OK)
        locations_release(&list);
    else
        *ret = list;
    return rc;
}

static enum rc find_key(struct book *book, enum sql sql, const char *id, int64_t *ret_key,
                        struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, sql);
    query_text(&q, ":id", id);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        *ret_key = row ? query_get_int(&q, 0) : 0;
    query_end(&q);
    return rc;
}

enum rc location_key(struct book *book, const char *id, int64_t *ret_key, struct err *err)
{
    return find_key(book, SQL_LOCATION_FIND, id, ret_key, err);
}

enum rc location_known_key(struct book *book, const char *id, int64_t *ret_key, struct err *err)
{
    return find_key(book, SQL_LOCATION_FIND_KNOWN, id, ret_key, err);
}

enum rc location_set(struct tx *tx, const char *id, const char *name, const char *country,
                     struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_LOCATION_SET);
    query_text(&q, ":id", id);
    query_text(&q, ":name", name);
    query_text(&q, ":country", country);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc location_from_report(struct tx *tx, const char *id, int64_t *ret_key, struct err *err)
{
    struct query q;
    enum rc rc = location_key(tx_book(tx), id, ret_key, err);
    if (rc != RC_OK || *ret_key != 0)
        return rc;
    query_begin(&q, tx_book(tx), SQL_LOCATION_ADD);
    query_text(&q, ":id", id);
    query_int(&q, ":changed_in", tx_number(tx));
    rc = query_done(&q, err);
    if (rc == RC_OK)
        *ret_key = sqlite3_last_insert_rowid(tx_book(tx)->db);
    query_end(&q);
    return rc;
}
