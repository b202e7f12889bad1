/* SPDX-License-Identifier: MIT */
#include "store/replay.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "store/db.h"

struct replay {
    struct book *book;
    journal_finding *found;
    void *context;
    sqlite3_stmt *select; /* the rows of `table` by key */
    char table[64];
};

static enum rc fail(struct replay *replay, int code, struct err *err)
{
    return db_err_code(replay->book->path, code, sqlite3_errstr(code), err);
}

/* ---- the sum of the journal ---------------------------------------------------------- */

static enum rc add_up(struct replay *replay, sqlite3_changegroup *group, struct err *err)
{
    struct query q;
    bool row = false;
    int code = SQLITE_OK;
    query_begin(&q, replay->book, SQL_JOURNAL_LATER);
    query_int(&q, ":number", 0);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && code == SQLITE_OK) {
        int size = sqlite3_column_bytes(q.stmt, 1);
        if (size > 0)
            code = sqlite3changegroup_add(group, size,
                                          (void *)(uintptr_t)sqlite3_column_blob(q.stmt, 1));
        if (code == SQLITE_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc == RC_OK && code != SQLITE_OK ? fail(replay, code, err) : rc;
}

/* ---- one row --------------------------------------------------------------------------- */

/* SELECT * FROM table WHERE its key columns = ?1, ?2 … */
static enum rc prepare(struct replay *replay, const char *table, const unsigned char *is_key,
                       int columns, struct err *err)
{
    struct buf sql;
    sqlite3_stmt *all = NULL;
    int keys = 0;
    if (replay->select != NULL && strcmp(replay->table, table) == 0)
        return RC_OK;
    (void)sqlite3_finalize(replay->select);
    replay->select = NULL;
    (void)snprintf(replay->table, sizeof(replay->table), "%s", table);
    buf_init(&sql);
    buf_addf(&sql, "SELECT * FROM \"%s\"", table);
    int code = sqlite3_prepare_v2(replay->book->db, sql.text, -1, &all, NULL);
    for (int i = 0; code == SQLITE_OK && i < columns && i < sqlite3_column_count(all); i++) {
        if (is_key[i] == 0)
            continue;
        buf_addf(&sql, "%s \"%s\" = ?%d", keys == 0 ? " WHERE" : " AND",
                 sqlite3_column_name(all, i), keys + 1);
        keys++;
    }
    (void)sqlite3_finalize(all);
    enum rc rc = buf_check(&sql, err);
    if (rc == RC_OK && code == SQLITE_OK)
        code = sqlite3_prepare_v2(replay->book->db, sql.text, -1, &replay->select, NULL);
    buf_release(&sql);
    return rc == RC_OK && code != SQLITE_OK ? fail(replay, code, err) : rc;
}

static bool same(sqlite3_value *wanted, sqlite3_value *now)
{
    if (wanted == NULL) /* the journal does not say: it did not change */
        return true;
    if (sqlite3_value_type(wanted) != sqlite3_value_type(now))
        return false;
    if (sqlite3_value_type(wanted) == SQLITE_INTEGER)
        return sqlite3_value_int64(wanted) == sqlite3_value_int64(now);
    int size = sqlite3_value_bytes(wanted);
    return size == sqlite3_value_bytes(now) &&
           (size == 0 ||
            memcmp(sqlite3_value_blob(wanted), sqlite3_value_blob(now), (size_t)size) == 0);
}

static enum rc tell(struct replay *replay, const char *what, struct err *err)
{
    char sentence[192];
    (void)snprintf(sentence, sizeof(sentence), _("table %s: %s"), replay->table, what);
    return replay->found(replay->context, sentence, err);
}

static enum rc is_batch(struct replay *replay, int64_t number, bool *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, replay->book, SQL_JOURNAL_CHANGESET);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, &row, err);
    *ret = rc == RC_OK && row && query_is_null(&q, 0);
    query_end(&q);
    return rc;
}

/* The row in the book beside what the journal says of it. changed_in is the
 * last column of every undoable table. */
static enum rc compare_row(struct replay *replay, sqlite3_changeset_iter *change, int op,
                           int columns, bool there, struct err *err)
{
    sqlite3_value *changed_in = NULL;
    bool batch = false, equal = op != SQLITE_DELETE && there;
    enum rc rc = RC_OK;
    if (op != SQLITE_DELETE)
        (void)sqlite3changeset_new(change, columns - 1, &changed_in);
    if (there) {
        int64_t number = sqlite3_column_int64(replay->select, columns - 1);
        if (changed_in == NULL || sqlite3_value_int64(changed_in) != number)
            rc = is_batch(replay, number, &batch, err);
    }
    if (rc != RC_OK || batch || (op == SQLITE_DELETE && !there))
        return rc;
    for (int i = 0; equal && i < columns; i++) {
        sqlite3_value *wanted = NULL;
        (void)sqlite3changeset_new(change, i, &wanted);
        equal = same(wanted, sqlite3_column_value(replay->select, i));
    }
    if (equal)
        return RC_OK;
    return tell(replay,
                !there                ? _("a row that the journal made is missing")
                : op == SQLITE_DELETE ? _("a row that the journal deleted is there")
                                      : _("a row is not what the journal made of it"),
                err);
}

static enum rc verify_change(struct replay *replay, sqlite3_changeset_iter *change, struct err *err)
{
    const char *table = NULL;
    unsigned char *is_key = NULL;
    int columns = 0, op = 0, indirect = 0, keys = 0;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    (void)sqlite3changeset_pk(change, &is_key, &columns);
    enum rc rc = prepare(replay, table, is_key, columns, err);
    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < columns; i++) {
        sqlite3_value *value = NULL;
        if (is_key[i] == 0)
            continue;
        (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, i,
                                                                                  &value);
        (void)sqlite3_bind_value(replay->select, ++keys, value);
    }
    int code = sqlite3_step(replay->select);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        rc = fail(replay, code, err);
    else
        rc = compare_row(replay, change, op, columns, code == SQLITE_ROW, err);
    (void)sqlite3_reset(replay->select);
    return rc;
}

enum rc replay_verify(struct book *book, journal_finding *found, void *context, struct err *err)
{
    struct replay replay = {.book = book, .found = found, .context = context};
    sqlite3_changegroup *group = NULL;
    sqlite3_changeset_iter *changes = NULL;
    void *sum = NULL;
    int size = 0;
    int code = sqlite3changegroup_new(&group);
    enum rc rc = code != SQLITE_OK ? fail(&replay, code, err) : add_up(&replay, group, err);
    if (rc == RC_OK && (code = sqlite3changegroup_output(group, &size, &sum)) != SQLITE_OK)
        rc = fail(&replay, code, err);
    if (rc == RC_OK && (code = sqlite3changeset_start(&changes, size, sum)) != SQLITE_OK)
        rc = fail(&replay, code, err);
    while (rc == RC_OK && (code = sqlite3changeset_next(changes)) == SQLITE_ROW)
        rc = verify_change(&replay, changes, err);
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = fail(&replay, code, err);
    (void)sqlite3changeset_finalize(changes);
    (void)sqlite3_finalize(replay.select);
    sqlite3_free(sum);
    sqlite3changegroup_delete(group);
    return rc;
}
