/* SPDX-License-Identifier: MIT */
/*
 * The data of a book without the bytes of its documents, copied table by table, as
 * SQLite's VACUUM does: with the same definitions on both sides and an empty
 * destination SQLite moves whole rows and never looks into them.
 */
#include <stdio.h>

#include "base/buf.h"
#include "store/backup.h"

/* The one table that is left out. */
#define WITHOUT "content_chunk"

static enum rc fail(sqlite3 *to, const char *name, struct err *err)
{
    return db_err_code(name, sqlite3_extended_errcode(to), sqlite3_errmsg(to), err);
}

static enum rc run(sqlite3 *to, const char *name, const char *sql, struct err *err)
{
    return sqlite3_exec(to, sql, NULL, NULL, NULL) == SQLITE_OK ? RC_OK : fail(to, name, err);
}

/* Runs each text that a query gives. */
static enum rc run_each(sqlite3 *to, const char *name, const char *query, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum rc rc = RC_OK;
    int code = sqlite3_prepare_v2(to, query, -1, &stmt, NULL);
    while (rc == RC_OK && code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        rc = run(to, name, (const char *)sqlite3_column_text(stmt, 0), err);
        code = SQLITE_OK;
    }
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = fail(to, name, err);
    (void)sqlite3_finalize(stmt);
    return rc;
}

/* The copy is written once and synced by the caller: no journal meanwhile. What the book
 * holds is copied as it is, sound or not. */
static enum rc prepare(sqlite3 *to, const char *name, struct err *err)
{
    static const struct {
        int option, value;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
    };
    char pragmas[256];
    for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
        if (sqlite3_db_config(to, switches[i].option, switches[i].value, NULL) != SQLITE_OK)
            return fail(to, name, err);
    (void)snprintf(pragmas, sizeof(pragmas),
                   "PRAGMA page_size = %d; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
                   "PRAGMA ignore_check_constraints = ON; PRAGMA cache_size = -8192;",
                   BOOK_PAGE_SIZE);
    return run(to, name, pragmas, err);
}

static enum rc attach(struct book *from, sqlite3 *to, const char *name, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    struct buf uri;
    const char *path = sqlite3_db_filename(from->db, "main");
    buf_init(&uri);
    buf_add(&uri, "file:");
    for (const char *at = path; *at != '\0'; at++) {
        if (*at == '%' || *at == '?' || *at == '#')
            buf_addf(&uri, "%%%02x", (unsigned)(unsigned char)*at);
        else
            buf_add_char(&uri, *at);
    }
    buf_add(&uri, "?mode=ro");
    enum rc rc = buf_check(&uri, err);
    if (rc == RC_OK &&
        (sqlite3_prepare_v2(to, "ATTACH :uri AS book", -1, &stmt, NULL) != SQLITE_OK ||
         sqlite3_bind_text(stmt, 1, uri.text, -1, SQLITE_STATIC) != SQLITE_OK ||
         sqlite3_step(stmt) != SQLITE_DONE))
        rc = fail(to, name, err);
    (void)sqlite3_finalize(stmt);
    buf_release(&uri);
    return rc;
}

static enum rc copy_tables(sqlite3 *to, const char *name, struct err *err)
{
    static const char *const steps[] = {
        "SELECT sql FROM book.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' "
        "ESCAPE '~' AND rootpage > 0",
        "SELECT sql FROM book.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
        "SELECT printf('INSERT INTO main.\"%w\" SELECT * FROM book.\"%w\"', name, name) "
        "FROM book.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
        "AND rootpage > 0 AND name <> '" WITHOUT "'",
        "SELECT 'DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM "
        "book.sqlite_sequence' FROM book.sqlite_schema WHERE name = 'sqlite_sequence'",
    };
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sizeof(steps) / sizeof(steps[0]); i++)
        rc = run_each(to, name, steps[i], err);
    return rc;
}

/* A number of the file's header: user_version, application_id. */
static enum rc copy_number(sqlite3 *to, const char *name, const char *pragma, struct err *err)
{
    char sql[96];
    sqlite3_stmt *stmt = NULL;
    (void)snprintf(sql, sizeof(sql), "PRAGMA book.%s", pragma);
    if (sqlite3_prepare_v2(to, sql, -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_step(stmt) != SQLITE_ROW) {
        (void)sqlite3_finalize(stmt);
        return fail(to, name, err);
    }
    (void)snprintf(sql, sizeof(sql), "PRAGMA main.%s = %d", pragma, sqlite3_column_int(stmt, 0));
    (void)sqlite3_finalize(stmt);
    return run(to, name, sql, err);
}

enum rc backup_data(struct book *from, sqlite3 *to, const char *to_name, struct err *err)
{
    enum rc rc = prepare(to, to_name, err);
    if (rc == RC_OK)
        rc = attach(from, to, to_name, err);
    if (rc == RC_OK) /* one moment of the book */
        rc = run(to, to_name, "BEGIN", err);
    if (rc == RC_OK)
        rc = copy_tables(to, to_name, err);
    if (rc == RC_OK)
        rc = copy_number(to, to_name, "user_version", err);
    if (rc == RC_OK)
        rc = copy_number(to, to_name, "application_id", err);
    if (rc == RC_OK)
        rc = run(to, to_name, "COMMIT; DETACH book", err);
    return rc;
}
