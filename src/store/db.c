/* SPDX-License-Identifier: MIT */
#include "store/db.h"

#include <string.h>

#include "base/words.h"

#define X(id, sql) [id] = sql,
static const char *const texts[SQL_COUNT] = {STORE_STATEMENTS(X)};
#undef X

/* What a person can do about it, by SQLite's primary code. */
static const struct trouble {
    int code;
    enum rc rc;
    const char *why;
} troubles[] = {
    {SQLITE_BUSY, RC_BOOK,
     N_("another process is writing to the book: wait until it has finished and try again")},
    {SQLITE_LOCKED, RC_BOOK,
     N_("another process is writing to the book: wait until it has finished and try again")},
    {SQLITE_READONLY, RC_BOOK,
     N_("the book cannot be written: check its permissions and those of its folder")},
    {SQLITE_PERM, RC_BOOK, N_("no permission: check the permissions of the file")},
    {SQLITE_CANTOPEN, RC_BOOK,
     N_("the book cannot be opened: check that it exists and that you may read it")},
    {SQLITE_NOTADB, RC_BOOK,
     N_("this is not a Coffer book: name another file, or restore a backup")},
    {SQLITE_CORRUPT, RC_BOOK,
     N_("the book is damaged: restore it from a backup with 'coffer restore FILE'")},
    {SQLITE_FULL, RC_FILE, N_("the disk is full: free some space and try again")},
    {SQLITE_IOERR, RC_FILE, N_("the disk cannot be read or written: check it and try again")},
    {SQLITE_TOOBIG, RC_FILE, N_("a value is too large for the book: shorten it")},
    {SQLITE_NOMEM, RC_FILE, N_("out of memory: close other programs and try again")},
    {SQLITE_INTERRUPT, RC_STOP, N_("stopped: nothing was changed")},
};

enum rc db_err_code(const char *path, int code, const char *detail, struct err *err)
{
    /* It could not make room for what belongs to the log. */
    int primary = code == SQLITE_IOERR_SHMSIZE ? SQLITE_FULL : code & 0xff;
    for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
        if (troubles[i].code != primary)
            continue;
        err->sql = code;
        return err_set(err, troubles[i].rc, "%s: %s", path, _(troubles[i].why));
    }
    err->sql = code;
    return err_set(err, RC_BOOK,
                   _("%s: the book does not answer as it must (%s): run 'coffer check'"), path,
                   detail);
}

enum rc db_err(struct book *book, struct err *err)
{
    return db_err_code(book->path, sqlite3_extended_errcode(book->db), sqlite3_errmsg(book->db),
                       err);
}

enum rc db_exec(struct book *book, const char *sql, struct err *err)
{
    if (sqlite3_exec(book->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return db_err(book, err);
    return RC_OK;
}

void query_begin(struct query *q, struct book *book, enum sql sql)
{
    bug_if(book->lent[sql], texts[sql]);
    *q = (struct query){.book = book, .sql = sql, .code = SQLITE_OK};
    if (book->statements[sql] == NULL)
        q->code = sqlite3_prepare_v3(book->db, texts[sql], -1, SQLITE_PREPARE_PERSISTENT,
                                     &book->statements[sql], NULL);
    q->stmt = book->statements[sql];
    book->lent[sql] = true;
}

void query_end(struct query *q)
{
    if (q->stmt != NULL) {
        (void)sqlite3_reset(q->stmt);
        (void)sqlite3_clear_bindings(q->stmt);
    }
    q->book->lent[q->sql] = false;
    q->stmt = NULL;
}

void query_reset(struct query *q)
{
    if (q->stmt == NULL) /* it could not be prepared, and that stays to be told */
        return;
    (void)sqlite3_reset(q->stmt);
    q->code = SQLITE_OK;
}

static int parameter(struct query *q, const char *name)
{
    int index = sqlite3_bind_parameter_index(q->stmt, name);
    bug_if(index == 0, name);
    return index;
}

void query_int(struct query *q, const char *name, int64_t value)
{
    if (q->code == SQLITE_OK)
        q->code = sqlite3_bind_int64(q->stmt, parameter(q, name), value);
}

void query_null(struct query *q, const char *name)
{
    if (q->code == SQLITE_OK)
        q->code = sqlite3_bind_null(q->stmt, parameter(q, name));
}

void query_text(struct query *q, const char *name, const char *text)
{
    if (q->code == SQLITE_OK)
        q->code = sqlite3_bind_text(q->stmt, parameter(q, name), text, -1, SQLITE_STATIC);
}

void query_text_n(struct query *q, const char *name, const char *text, size_t length)
{
    if (q->code == SQLITE_OK)
        q->code = sqlite3_bind_text64(q->stmt, parameter(q, name), text, length, SQLITE_STATIC,
                                      SQLITE_UTF8);
}

void query_blob(struct query *q, const char *name, const void *bytes, size_t length)
{
    if (q->code == SQLITE_OK)
        q->code = sqlite3_bind_blob64(q->stmt, parameter(q, name), bytes, length, SQLITE_STATIC);
}

/* What made the query fail; the connection may have done something else since. */
static enum rc query_err(const struct query *q, struct err *err)
{
    sqlite3 *db = q->book->db;
    bool last = sqlite3_extended_errcode(db) == q->code;
    return db_err_code(q->book->path, q->code, last ? sqlite3_errmsg(db) : sqlite3_errstr(q->code),
                       err);
}

enum rc query_row(struct query *q, bool *ret_row, struct err *err)
{
    if (q->code != SQLITE_OK)
        return query_err(q, err);
    int code = sqlite3_step(q->stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        q->code = code;
        return query_err(q, err);
    }
    *ret_row = code == SQLITE_ROW;
    return RC_OK;
}

enum rc query_done(struct query *q, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    bug_if(rc == RC_OK && row, texts[q->sql]);
    return rc;
}

int64_t query_get_int(struct query *q, int column)
{
    return sqlite3_column_int64(q->stmt, column);
}

bool query_is_null(struct query *q, int column)
{
    return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

const char *query_get_text(struct query *q, int column)
{
    const unsigned char *text = sqlite3_column_text(q->stmt, column);
    return text != NULL ? (const char *)text : "";
}

enum rc query_number(struct book *book, enum sql sql, int64_t key, int64_t *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, sql);
    if (q.stmt != NULL && sqlite3_bind_parameter_count(q.stmt) > 0)
        query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        *ret = row ? query_get_int(&q, 0) : 0;
    query_end(&q);
    return rc;
}
