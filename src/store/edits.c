/* SPDX-License-Identifier: MIT */
#include "store/edits.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "model/date.h"
#include "store/db.h"
#include "store/txn.h"

enum { EDIT_COLUMNS = 48, COLUMN_NAME_SIZE = 32 };

struct edits {
    struct book *book;
    char table[COLUMN_NAME_SIZE]; /* whose columns these are */
    char columns[EDIT_COLUMNS][COLUMN_NAME_SIZE];
    int count;
    struct buf row, before, after;
};

static enum rc learn_columns(struct edits *edits, const char *table, struct err *err)
{
    struct query q;
    bool row = false;
    if (strcmp(edits->table, table) == 0)
        return RC_OK;
    edits->count = 0;
    (void)snprintf(edits->table, sizeof(edits->table), "%s", table);
    query_begin(&q, edits->book, SQL_COLUMN_NAMES);
    query_text(&q, ":table", table);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && edits->count < EDIT_COLUMNS) {
        (void)snprintf(edits->columns[edits->count++], COLUMN_NAME_SIZE, "%s",
                       query_get_text(&q, 0));
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* What a key of another table stands for; nothing where it is gone. */
static enum rc add_named(struct edits *edits, enum sql sql, int64_t key, struct buf *ret,
                         struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, edits->book, sql);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        buf_add(ret, query_get_text(&q, 0));
    query_end(&q);
    return rc;
}

static bool is_day(const char *column)
{
    size_t length = strlen(column);
    return strcmp(column, "day") == 0 || (length > 4 && strcmp(column + length - 4, "_day") == 0);
}

/* A value that needs no other table. */
static void add_plain(const char *column, sqlite3_value *value, struct buf *ret)
{
    char day[DATE_TEXT_SIZE];
    if (is_day(column) && sqlite3_value_type(value) == SQLITE_INTEGER) {
        buf_add(ret, date_print((struct date){sqlite3_value_int(value)}, day));
    } else {
        const char *text = (const char *)sqlite3_value_text(value);
        buf_add(ret, text != NULL ? text : "");
    }
}

static enum rc add_value(struct edits *edits, const char *column, sqlite3_value *value,
                         struct buf *ret, struct err *err)
{
    bool earning = strcmp(edits->table, "earning") == 0;
    int64_t number = sqlite3_value_int64(value);
    buf_clear(ret);
    if (earning && strcmp(column, "name") == 0)
        return add_named(edits, SQL_PROGRAM_NAME_TEXT, number, ret, err);
    if (earning && strcmp(column, "location") == 0)
        return add_named(edits, SQL_LOCATION_ID, number, ret, err);
    if (earning && strcmp(column, "reason") == 0 && sqlite3_value_type(value) == SQLITE_INTEGER)
        return add_named(edits, SQL_WORD_TEXT, number, ret, err);
    add_plain(column, value, ret);
    return RC_OK;
}

static sqlite3_value *old_value(sqlite3_changeset_iter *change, int op, int column)
{
    sqlite3_value *value = NULL;
    if (op != SQLITE_INSERT)
        (void)sqlite3changeset_old(change, column, &value);
    return value;
}

static sqlite3_value *new_value(sqlite3_changeset_iter *change, int op, int column)
{
    sqlite3_value *value = NULL;
    if (op != SQLITE_DELETE)
        (void)sqlite3changeset_new(change, column, &value);
    return value;
}

/* An entry of a claim has a key without meaning: it is named by the claim. Entries are
 * never changed, so the change has it. */
static bool name_entry(struct edits *edits, sqlite3_changeset_iter *change, int op)
{
    enum { CLAIM = 1 };
    if (strcmp(edits->table, "claim_entry") != 0)
        return false;
    sqlite3_value *claim =
        op == SQLITE_INSERT ? new_value(change, op, CLAIM) : old_value(change, op, CLAIM);
    const char *text = claim != NULL ? (const char *)sqlite3_value_text(claim) : NULL;
    buf_add(&edits->row, text != NULL ? text : "");
    return true;
}

/* The key's columns in their order; an earning's is its id. */
static enum rc name_row(struct edits *edits, sqlite3_changeset_iter *change, int op,
                        struct err *err)
{
    unsigned char *is_key = NULL;
    int columns = 0;
    enum rc rc = RC_OK;
    buf_clear(&edits->row);
    (void)sqlite3changeset_pk(change, &is_key, &columns);
    if (name_entry(edits, change, op))
        return RC_OK;
    for (int i = 0; rc == RC_OK && i < columns && i < edits->count; i++) {
        sqlite3_value *value =
            op == SQLITE_INSERT ? new_value(change, op, i) : old_value(change, op, i);
        if (is_key[i] == 0 || value == NULL)
            continue;
        if (strcmp(edits->table, "earning") == 0) {
            rc = add_named(edits, SQL_EARNING_ID, sqlite3_value_int64(value), &edits->row, err);
        } else if (strcmp(edits->table, "location") == 0) {
            rc = add_named(edits, SQL_LOCATION_ID, sqlite3_value_int64(value), &edits->row, err);
        } else if (strcmp(edits->table, "program_name") == 0) {
            rc = add_named(edits, SQL_PROGRAM_NAME_TEXT, sqlite3_value_int64(value), &edits->row,
                           err);
        } else {
            buf_add(&edits->row, edits->row.length > 0 ? " " : "");
            add_plain(edits->columns[i], value, &edits->row);
        }
    }
    return rc;
}

/* A row that is gone from the book has its own values only in the change. */
static void name_by_id(struct edits *edits, sqlite3_changeset_iter *change, int op)
{
    for (int i = 0; edits->row.length == 0 && i < edits->count; i++) {
        bool names =
            strcmp(edits->columns[i], "id") == 0 ||
            (strcmp(edits->columns[i], "name") == 0 && strcmp(edits->table, "program_name") == 0);
        sqlite3_value *value =
            op == SQLITE_INSERT ? new_value(change, op, i) : old_value(change, op, i);
        const char *text = names && value != NULL ? (const char *)sqlite3_value_text(value) : NULL;
        if (text != NULL)
            buf_add(&edits->row, text);
    }
}

static bool has(sqlite3_value *value)
{
    return value != NULL && sqlite3_value_type(value) != SQLITE_NULL;
}

static enum rc tell_column(struct edits *edits, sqlite3_changeset_iter *change, int op, int column,
                           journal_edit_visit *visit, void *context, struct err *err)
{
    sqlite3_value *before = old_value(change, op, column), *after = new_value(change, op, column);
    const char *name = edits->columns[column];
    struct journal_edit edit = {
        .kind = op == SQLITE_INSERT   ? LOG_NEW
                : op == SQLITE_DELETE ? LOG_GONE
                                      : LOG_CHANGED,
        .table = edits->table,
        .row = edits->row.text,
        .column = name,
    };
    enum rc rc = RC_OK;
    /* Of an update the key comes as an old value without a new one. */
    if ((!has(before) && !has(after)) || (op == SQLITE_UPDATE && after == NULL) ||
        strcmp(name, "changed_in") == 0)
        return RC_OK;
    if (has(before))
        rc = add_value(edits, name, before, &edits->before, err);
    if (rc == RC_OK && has(after))
        rc = add_value(edits, name, after, &edits->after, err);
    edit.before = has(before) ? edits->before.text : NULL;
    edit.after = has(after) ? edits->after.text : NULL;
    return rc == RC_OK ? visit(context, &edit, err) : rc;
}

static enum rc tell_change(struct edits *edits, sqlite3_changeset_iter *change,
                           journal_edit_visit *visit, void *context, struct err *err)
{
    const char *table = NULL;
    int columns = 0, op = 0, indirect = 0;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    enum rc rc = learn_columns(edits, table, err);
    if (rc == RC_OK)
        rc = name_row(edits, change, op, err);
    if (rc == RC_OK)
        name_by_id(edits, change, op);
    for (int i = 0; rc == RC_OK && i < columns && i < edits->count; i++)
        rc = tell_column(edits, change, op, i, visit, context, err);
    return rc;
}

/* *ret_code: SQLITE_DONE after the last change. */
static enum rc tell_all(struct edits *edits, sqlite3_changeset_iter *change, int *ret_code,
                        journal_edit_visit *visit, void *context, struct err *err)
{
    enum rc rc = RC_OK;
    while (rc == RC_OK && (*ret_code = sqlite3changeset_next(change)) == SQLITE_ROW)
        rc = tell_change(edits, change, visit, context, err);
    return rc;
}

/* SQLite can step through what it wrote for ever once that is cut: the row must
 * be as it was made. */
static enum rc tell_row(struct edits *edits, struct query *q, journal_edit_visit *visit,
                        void *context, struct err *err)
{
    sqlite3_changeset_iter *change = NULL;
    if (query_is_null(q, JOURNAL_AT_CHANGESET))
        return RC_OK;
    if (!journal_row_is_genuine(q))
        return err_set(err, RC_BOOK,
                       _("log row %lld: it is not what was written when it was made: run 'coffer "
                         "check'"),
                       (long long)query_get_int(q, JOURNAL_AT_NUMBER));
    void *bytes = (void *)(uintptr_t)sqlite3_column_blob(q->stmt, JOURNAL_AT_CHANGESET);
    int size = sqlite3_column_bytes(q->stmt, JOURNAL_AT_CHANGESET);
    int code = sqlite3changeset_start(&change, size, bytes);
    enum rc rc = RC_OK;
    if (code == SQLITE_OK)
        rc = tell_all(edits, change, &code, visit, context, err);
    (void)sqlite3changeset_finalize(change);
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = db_err_code(edits->book->path, code, sqlite3_errstr(code), err);
    return rc;
}

enum rc journal_edits(struct book *book, int64_t number, journal_edit_visit *visit, void *context,
                      struct err *err)
{
    struct edits edits = {.book = book};
    struct query q;
    bool row = false;
    buf_init(&edits.row);
    buf_init(&edits.before);
    buf_init(&edits.after);
    query_begin(&q, book, SQL_JOURNAL_CHAIN_ROW);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        rc = tell_row(&edits, &q, visit, context, err);
    query_end(&q);
    buf_release(&edits.row);
    buf_release(&edits.before);
    buf_release(&edits.after);
    return rc;
}
