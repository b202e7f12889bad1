/* SPDX-License-Identifier: MIT */
#include "store/schema.h"

#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "store/db.h"
#include "store/migrations.h"

/* A new book in memory, to compare with. */
static int make_model(sqlite3 **ret)
{
    int code = sqlite3_open_v2(":memory:", ret, SQLITE_OPEN_READWRITE, NULL);
    for (size_t i = 0; code == SQLITE_OK && i < migration_count; i++)
        code = sqlite3_exec(*ret, migrations[i].sql, NULL, NULL, NULL);
    return code;
}

static const char *kind_words(const char *type)
{
    return strcmp(type, "table") == 0     ? _("table")
           : strcmp(type, "index") == 0   ? _("index")
           : strcmp(type, "view") == 0    ? _("view")
           : strcmp(type, "trigger") == 0 ? _("trigger")
                                          : type;
}

static enum rc tell(const char *type, const char *name, const char *what, journal_finding *found,
                    void *context, struct err *err)
{
    struct buf sentence;
    buf_init(&sentence);
    buf_addf(&sentence, "%s %s: %s", kind_words(type), name, what);
    enum rc rc = buf_check(&sentence, err);
    if (rc == RC_OK)
        rc = found(context, sentence.text, err);
    buf_release(&sentence);
    return rc;
}

static const char *text_of(sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text != NULL ? text : "";
}

/* Two lists in the same order, side by side. Columns: type, name, definition. */
static enum rc compare(struct book *book, sqlite3_stmt *model, journal_finding *found,
                       void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_SCHEMA_LIST);
    enum rc rc = query_row(&q, &row, err);
    int code = sqlite3_step(model);
    while (rc == RC_OK && (row || code == SQLITE_ROW)) {
        int order = !row ? 1 : code != SQLITE_ROW ? -1 : 0;
        for (int i = 0; order == 0 && i < 2; i++)
            order = strcmp(query_get_text(&q, i), text_of(model, i));
        if (order < 0)
            rc = tell(query_get_text(&q, 0), query_get_text(&q, 1),
                      _("it does not belong to a book of Coffer"), found, context, err);
        else if (order > 0)
            rc =
                tell(text_of(model, 0), text_of(model, 1), _("it is missing"), found, context, err);
        else if (strcmp(query_get_text(&q, 2), text_of(model, 2)) != 0)
            rc = tell(text_of(model, 0), text_of(model, 1),
                      _("it is not defined as Coffer defines it"), found, context, err);
        if (rc == RC_OK && order <= 0)
            rc = query_row(&q, &row, err);
        if (rc == RC_OK && order >= 0)
            code = sqlite3_step(model);
    }
    query_end(&q);
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = db_err_code(book->path, code, sqlite3_errstr(code), err);
    return rc;
}

enum rc schema_verify(struct book *book, journal_finding *found, void *context, struct err *err)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *model = NULL;
    int code = make_model(&db);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db, SCHEMA_LIST, -1, &model, NULL);
    enum rc rc = code == SQLITE_OK ? compare(book, model, found, context, err)
                                   : db_err_code(book->path, code, sqlite3_errstr(code), err);
    (void)sqlite3_finalize(model);
    (void)sqlite3_close_v2(db);
    return rc;
}
