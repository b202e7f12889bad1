/* SPDX-License-Identifier: MIT */
#include "store/feed.h"

static const struct feed_kind *const kinds[FEED_COUNT] = {
    [FEED_EARNING] = &earning_feed,
    [FEED_KEY] = &key_feed,
    [FEED_ID] = &id_feed,
};

struct feed_table {
    sqlite3_vtab base;
    const struct feed *feed;
};

struct feed_cursor {
    sqlite3_vtab_cursor base;
    const struct feed *feed;
    size_t at;
};

static int feed_connect(sqlite3 *db, void *context, int argc, const char *const *argv,
                        sqlite3_vtab **ret, char **ret_error)
{
    const struct feed *feed = context;
    (void)argc;
    (void)argv;
    (void)ret_error;
    int code = sqlite3_declare_vtab(db, feed->kind->columns);
    if (code != SQLITE_OK)
        return code;
    /* Only statements of our own see it, never the schema of a book. */
    (void)sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    struct feed_table *table = sqlite3_malloc(sizeof(*table));
    if (table == NULL)
        return SQLITE_NOMEM;
    *table = (struct feed_table){.feed = feed};
    *ret = &table->base;
    return SQLITE_OK;
}

static int feed_disconnect(sqlite3_vtab *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

/* There is one way to read it: from the first row to the last. */
static int feed_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
    (void)base;
    info->estimatedCost = 10000;
    info->estimatedRows = 10000;
    return SQLITE_OK;
}

static int feed_open(sqlite3_vtab *base, sqlite3_vtab_cursor **ret)
{
    struct feed_cursor *cursor = sqlite3_malloc(sizeof(*cursor));
    if (cursor == NULL)
        return SQLITE_NOMEM;
    *cursor = (struct feed_cursor){.feed = ((struct feed_table *)base)->feed};
    *ret = &cursor->base;
    return SQLITE_OK;
}

static int feed_close(sqlite3_vtab_cursor *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

static int feed_filter(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
                       sqlite3_value **argv)
{
    (void)number;
    (void)text;
    (void)argc;
    (void)argv;
    ((struct feed_cursor *)base)->at = 0;
    return SQLITE_OK;
}

static int feed_next(sqlite3_vtab_cursor *base)
{
    ((struct feed_cursor *)base)->at++;
    return SQLITE_OK;
}

static int feed_eof(sqlite3_vtab_cursor *base)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;
    return cursor->at >= cursor->feed->count;
}

static int feed_column(sqlite3_vtab_cursor *base, sqlite3_context *result, int column)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;
    const struct feed *feed = cursor->feed;
    feed->kind->column(result, (const char *)feed->rows + cursor->at * feed->kind->size, column);
    return SQLITE_OK;
}

static int feed_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    *ret = (sqlite3_int64)((const struct feed_cursor *)base)->at;
    return SQLITE_OK;
}

/* Without xCreate: the table is there by its name and needs no place in the
 * schema. */
static const sqlite3_module module = {
    .iVersion = 0,
    .xConnect = feed_connect,
    .xDisconnect = feed_disconnect,
    .xBestIndex = feed_best_index,
    .xOpen = feed_open,
    .xClose = feed_close,
    .xFilter = feed_filter,
    .xNext = feed_next,
    .xEof = feed_eof,
    .xColumn = feed_column,
    .xRowid = feed_rowid,
};

enum rc feeds_register(struct book *book, struct err *err)
{
    for (int id = 0; id < FEED_COUNT; id++) {
        struct feed *feed = &book->feeds[id];
        *feed = (struct feed){.kind = kinds[id]};
        if (sqlite3_create_module(book->db, feed->kind->table, &module, feed) != SQLITE_OK)
            return db_err(book, err);
    }
    return RC_OK;
}

void feed_lend(struct book *book, enum feed_id id, const void *rows, size_t count)
{
    bug_if(book->feeds[id].count != 0, "a feed is lent twice");
    book->feeds[id].rows = rows;
    book->feeds[id].count = count;
}

void feed_take_back(struct book *book, enum feed_id id)
{
    book->feeds[id].rows = NULL;
    book->feeds[id].count = 0;
}

enum rc feed_run(struct query *q, enum feed_id id, const void *rows, size_t count, struct err *err)
{
    feed_lend(q->book, id, rows, count);
    enum rc rc = query_done(q, err);
    feed_take_back(q->book, id);
    return rc;
}
