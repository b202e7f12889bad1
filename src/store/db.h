/* SPDX-License-Identifier: MIT */
/*
 * Inside the store only: the handle, prepared statements, and the translation
 * of SQLite's answers. Nothing outside src/store includes this file.
 */
#ifndef COFFER_STORE_DB_H
#define COFFER_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/err.h"
#include "store/book.h"
#include "store/marks.h"
#include "store/statements.h"

/* Arrays that statements read as tables (feed.h). */
enum feed_id { FEED_EARNING, FEED_KEY, FEED_ID, FEED_COUNT };
struct feed_kind;
struct sieve;
struct feed {
    const struct feed_kind *kind;
    const void *rows; /* lent for one statement */
    size_t count;
};

/* How long any statement waits for another process. */
enum { BOOK_BUSY_MILLISECONDS = 5000 };

struct book {
    sqlite3 *db;
    char *path;     /* as the caller named it */
    char *copy_dir; /* the private copy's folder, or NULL */
    bool read_only;
    bool alone;    /* read only, and no log lay beside the file when it was opened */
    bool no_space; /* read only because the disk is full */
    bool remote;
    bool unborn;     /* inside the transaction of book_create */
    bool may_commit; /* the commit hook lets through only tx_commit and migrations */
    bool in_tx;
    book_go_on *go_on; /* NULL: nobody is asked */
    void *go_on_context;
    book_waits *waits; /* NULL: five seconds */
    void *waits_context;
    bool gave_up; /* the last wait ended so */
    sqlite3_stmt *statements[SQL_COUNT];
    bool lent[SQL_COUNT];
    struct feed feeds[FEED_COUNT];
    struct claim_marks marks;
    const struct sieve *sieve; /* lent for one statement (sieve.h), else NULL */
};

/* Fills err from the connection's last error: BUSY, READONLY, CORRUPT, NOTADB,
 * CANTOPEN → RC_BOOK; FULL, IOERR, NOMEM → RC_FILE; a CHECK or foreign key
 * that a rule should have caught is a bug of ours and is named as damage. */
enum rc db_err(struct book *book, struct err *err);
enum rc db_err_code(const char *path, int code, const char *detail, struct err *err);

/* One statement or several without result. */
enum rc db_exec(struct book *book, const char *sql, struct err *err);

/*
 * A borrowed statement. Errors are sticky: bind calls after a failure do
 * nothing, and query_step reports it. query_end gives the statement back;
 * it must be reached on every path after query_begin.
 *
 *     struct query q;
 *     query_begin(&q, book, SQL_LOCATION_FIND);
 *     query_text(&q, ":id", id);
 *     rc = query_row(&q, &found, err);
 *     …
 *     query_end(&q);
 */
struct query {
    struct book *book;
    sqlite3_stmt *stmt;
    enum sql sql;
    int code; /* SQLITE_OK until something fails */
};

void query_begin(struct query *q, struct book *book, enum sql sql);
void query_end(struct query *q);

/* A name that the statement does not have is a bug. */
void query_int(struct query *q, const char *name, int64_t value);
void query_null(struct query *q, const char *name);
void query_text(struct query *q, const char *name,
                const char *text); /* NULL binds NULL; borrowed until query_end */
void query_text_n(struct query *q, const char *name, const char *text, size_t length);
void query_blob(struct query *q, const char *name, const void *bytes, size_t length);

/* The next row: RC_OK with *ret_row telling whether there is one. */
enum rc query_row(struct query *q, bool *ret_row, struct err *err);
/* For statements without rows; counts as query_row that must find none. */
enum rc query_done(struct query *q, struct err *err);
/* Runs again with new values. */
void query_reset(struct query *q);

int64_t query_get_int(struct query *q, int column);
bool query_is_null(struct query *q, int column);
/* "" for NULL; borrowed until the next call on q. */
const char *query_get_text(struct query *q, int column);

/* One number by a statement without parameters but :key (0 if it has none). */
enum rc query_number(struct book *book, enum sql sql, int64_t key, int64_t *ret, struct err *err);

#endif
