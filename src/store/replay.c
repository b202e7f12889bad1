/* SPDX-License-Identifier: MIT */
#include "store/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/words.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/differences.h"
#include "store/txn.h"

/* A set of rows, by a hash of table and key. Of two rows with one hash the second
 * is not looked at. */
struct rows {
    int64_t *hashes; /* 0: empty */
    size_t slots, count;
};

struct replay {
    struct book *book;
    sqlite3_stmt *select; /* the rows of `table` by key */
    char table[64];
    int changed_in;   /* its column in `table` */
    struct rows done; /* told by changesets of a later schema */
    struct differences differences;
};

static enum rc fail(struct replay *replay, int code, struct err *err)
{
    return db_err_code(replay->book->path, code, sqlite3_errstr(code), err);
}

/* ---- which rows are done --------------------------------------------------------------- */

static bool put(int64_t *hashes, size_t slots, int64_t hash)
{
    size_t at = (size_t)hash & (slots - 1);
    while (hashes[at] != 0 && hashes[at] != hash)
        at = (at + 1) & (slots - 1);
    bool is_new = hashes[at] == 0;
    hashes[at] = hash;
    return is_new;
}

/* *ret_new: it was not there yet. */
static enum rc rows_add(struct rows *rows, int64_t hash, bool *ret_new, struct err *err)
{
    if (rows->count * 2 >= rows->slots) {
        size_t slots = rows->slots == 0 ? 1024 : rows->slots * 2;
        int64_t *grown = calloc(slots, sizeof(*grown));
        if (grown == NULL)
            return err_memory(err);
        for (size_t i = 0; i < rows->slots; i++)
            if (rows->hashes[i] != 0)
                (void)put(grown, slots, rows->hashes[i]);
        free(rows->hashes);
        rows->hashes = grown;
        rows->slots = slots;
    }
    *ret_new = put(rows->hashes, rows->slots, hash != 0 ? hash : 1);
    rows->count += *ret_new;
    return RC_OK;
}

/* A row's name is its table and its keys, in the table's order. */
static void add_key(struct buf *name, const char *key)
{
    buf_add_bytes(name, "", 1);
    if (key != NULL)
        buf_add(name, key);
    else
        buf_fail(name); /* no key is NULL: SQLite had no memory for its text */
}

/* ---- the sum of the journal ---------------------------------------------------------- */

/* A row that is not as it was written is told by journal_verify; SQLite must not
 * see its changeset. */
static enum rc add_up(struct replay *replay, int64_t schema, sqlite3_changegroup *group,
                      struct err *err)
{
    struct query q;
    bool row = false;
    int code = SQLITE_OK;
    query_begin(&q, replay->book, SQL_JOURNAL_CHAIN);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && code == SQLITE_OK) {
        int size = sqlite3_column_bytes(q.stmt, JOURNAL_AT_CHANGESET);
        const void *changeset = sqlite3_column_blob(q.stmt, JOURNAL_AT_CHANGESET);
        if (size > 0 && query_get_int(&q, JOURNAL_AT_SCHEMA) == schema &&
            journal_row_is_genuine(&q))
            code = sqlite3changegroup_add(group, size, (void *)(uintptr_t)changeset);
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
        if (strcmp(sqlite3_column_name(all, i), "changed_in") == 0)
            replay->changed_in = i;
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

/* What people call a row: its first column that they know. Where the statement has
 * no row the change tells, if there is one. */
static const char *label_of(sqlite3_stmt *row, sqlite3_changeset_iter *change)
{
    static const char *const names[] = {"id", "login", "code", "name", "program"};
    bool there = sqlite3_data_count(row) > 0;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        for (int at = 0; at < sqlite3_column_count(row); at++) {
            sqlite3_value *value = NULL;
            if (strcmp(sqlite3_column_name(row, at), names[i]) != 0)
                continue;
            if (there)
                value = sqlite3_column_value(row, at);
            else if (change != NULL)
                (void)sqlite3changeset_new(change, at, &value);
            if (value != NULL && sqlite3_value_type(value) == SQLITE_TEXT)
                return (const char *)sqlite3_value_text(value);
        }
    }
    return NULL;
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

/* The row in the book beside what the journal says of it. */
static enum rc compare_row(struct replay *replay, sqlite3_changeset_iter *change, int op,
                           int columns, bool there, struct err *err)
{
    sqlite3_value *changed_in = NULL;
    bool batch = false, equal = op != SQLITE_DELETE && there;
    enum rc rc = RC_OK;
    if (op != SQLITE_DELETE)
        (void)sqlite3changeset_new(change, replay->changed_in, &changed_in);
    if (there) {
        int64_t number = sqlite3_column_int64(replay->select, replay->changed_in);
        if (changed_in == NULL || sqlite3_value_int64(changed_in) != number)
            rc = is_batch(replay, number, &batch, err);
    } else if (changed_in != NULL) {
        /* An undo gave it back to its import, which may have been undone too. */
        rc = is_batch(replay, sqlite3_value_int64(changed_in), &batch, err);
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
    return differences_add(&replay->differences, replay->table,
                           !there                ? ROW_MISSING
                           : op == SQLITE_DELETE ? ROW_UNDELETED
                                                 : ROW_CHANGED,
                           label_of(replay->select, change), err);
}

static enum rc verify_change(struct replay *replay, sqlite3_changeset_iter *change, struct err *err)
{
    const char *table = NULL;
    unsigned char *is_key = NULL;
    int columns = 0, op = 0, indirect = 0, keys = 0;
    struct buf name;
    bool is_new = false;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    (void)sqlite3changeset_pk(change, &is_key, &columns);
    enum rc rc = prepare(replay, table, is_key, columns, err);
    if (rc != RC_OK)
        return rc;
    buf_init(&name);
    buf_add(&name, table);
    for (int i = 0; i < columns; i++) {
        sqlite3_value *value = NULL;
        if (is_key[i] == 0)
            continue;
        (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, i,
                                                                                  &value);
        if (sqlite3_bind_value(replay->select, ++keys, value) != SQLITE_OK)
            buf_fail(&name);
        add_key(&name, (const char *)sqlite3_value_text(value));
    }
    rc = buf_check(&name, err);
    if (rc == RC_OK)
        rc = rows_add(&replay->done, digest_short(name.text, name.length), &is_new, err);
    buf_release(&name);
    if (rc == RC_OK && is_new) {
        int code = sqlite3_step(replay->select);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            rc = fail(replay, code, err);
        else
            rc = compare_row(replay, change, op, columns, code == SQLITE_ROW, err);
        (void)sqlite3_reset(replay->select);
    }
    return rc;
}

static enum rc verify_schema(struct replay *replay, int64_t schema, struct err *err)
{
    sqlite3_changegroup *group = NULL;
    sqlite3_changeset_iter *changes = NULL;
    void *sum = NULL;
    int size = 0;
    int code = sqlite3changegroup_new(&group);
    enum rc rc = code != SQLITE_OK ? fail(replay, code, err) : add_up(replay, schema, group, err);
    if (rc == RC_OK && (code = sqlite3changegroup_output(group, &size, &sum)) != SQLITE_OK)
        rc = fail(replay, code, err);
    if (rc == RC_OK && (code = sqlite3changeset_start(&changes, size, sum)) != SQLITE_OK)
        rc = fail(replay, code, err);
    while (rc == RC_OK && (code = sqlite3changeset_next(changes)) == SQLITE_ROW)
        rc = verify_change(replay, changes, err);
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = fail(replay, code, err);
    (void)sqlite3changeset_finalize(changes);
    sqlite3_free(sum);
    sqlite3changegroup_delete(group);
    return rc;
}

/* ---- rows that nobody wrote ----------------------------------------------------------- */

/* Each row of a table that no import wrote last must be one that a changeset
 * speaks of. The book's id is written before there is a journal. */
static enum rc verify_table(struct replay *replay, const char *table, struct err *err)
{
    struct buf sql;
    sqlite3_stmt *rows = NULL;
    sqlite3 *db = replay->book->db;
    enum rc rc = RC_OK;
    buf_init(&sql);
    buf_addf(&sql,
             "SELECT * FROM \"%s\" WHERE changed_in NOT IN "
             "(SELECT number FROM journal WHERE changeset IS NULL)%s",
             table, strcmp(table, "setting") == 0 ? " AND name <> 'book-id'" : "");
    int code = sql.failed ? SQLITE_NOMEM : sqlite3_prepare_v2(db, sql.text, -1, &rows, NULL);
    buf_release(&sql);
    (void)snprintf(replay->table, sizeof(replay->table), "%s", table);
    while (rc == RC_OK && code == SQLITE_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
        struct buf name;
        bool is_new = false;
        buf_init(&name);
        buf_add(&name, table);
        code = SQLITE_OK;
        for (int i = 0; code == SQLITE_OK && i < sqlite3_column_count(rows); i++) {
            int is_key = 0;
            code = sqlite3_table_column_metadata(db, NULL, table, sqlite3_column_name(rows, i),
                                                 NULL, NULL, NULL, &is_key, NULL);
            if (is_key != 0)
                add_key(&name, (const char *)sqlite3_column_text(rows, i));
        }
        rc = buf_check(&name, err);
        if (rc == RC_OK)
            rc = rows_add(&replay->done, digest_short(name.text, name.length), &is_new, err);
        if (rc == RC_OK && is_new)
            rc = differences_add(&replay->differences, table, ROW_NOBODYS, label_of(rows, NULL),
                                 err);
        buf_release(&name);
    }
    (void)sqlite3_finalize(rows);
    if (rc == RC_OK && code != SQLITE_OK && code != SQLITE_DONE)
        rc = fail(replay, code, err);
    return rc;
}

/* Changesets of one schema can be added up; a migration appends columns, so those
 * of each schema by themselves, the latest first: its word on a row is the last. */
enum rc replay_verify(struct book *book, journal_finding *found, void *context, struct err *err)
{
    struct replay replay = {.book = book};
    enum rc rc = RC_OK;
    for (int64_t schema = book_schema(); rc == RC_OK && schema >= 1; schema--)
        rc = verify_schema(&replay, schema, err);
    for (size_t i = 0; rc == RC_OK && undoable_tables[i] != NULL; i++)
        rc = verify_table(&replay, undoable_tables[i], err);
    (void)sqlite3_finalize(replay.select);
    free(replay.done.hashes);
    /* What was found before something failed is told all the same. */
    struct err late;
    err_init(&late);
    enum rc told = differences_tell(&replay.differences, found, context, rc == RC_OK ? err : &late);
    differences_release(&replay.differences);
    return rc == RC_OK ? told : rc;
}
