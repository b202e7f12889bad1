/* SPDX-License-Identifier: MIT */
/* Changes of terms, and what was taken back: turns_since of changes.h. */
#include <string.h>

#include "base/words.h"
#include "store/changes.h"
#include "store/db.h"
#include "store/txn.h"

struct turning {
    struct book *book;
    const struct since *since;
    struct date period_end;
};

/* The columns that are looked at; later schemas only add behind. */
enum { TERM_PROGRAM = 0, TERM_FROM = 1, OVERRIDE_FIRST = 2, NAME_KEY = 0, NAME_PROGRAM = 3 };

/* A value as the change found it, or where it found none, as it left it. */
static sqlite3_value *value_of(sqlite3_changeset_iter *change, int op, int column)
{
    sqlite3_value *value = NULL;
    (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, column,
                                                                              &value);
    return value;
}

static bool is_text(sqlite3_value *value, const char *text)
{
    const char *own = value != NULL ? (const char *)sqlite3_value_text(value) : NULL;
    return own != NULL && strcmp(own, text) == 0;
}

/* A value from its day on is in force on one of the days first..last, unless a later
 * one takes over by the first. */
static enum rc reaches(struct turning *turning, enum sql later, int64_t from, struct date first,
                       struct date last, bool *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, turning->book, later);
    query_text(&q, ":program", turning->since->program);
    query_int(&q, ":from", from);
    query_int(&q, ":until", first.day);
    enum rc rc = query_row(&q, &row, err);
    *ret = rc == RC_OK && !row && from <= last.day;
    query_end(&q);
    return rc;
}

static enum rc name_counts(struct turning *turning, int64_t key, bool *ret, struct err *err)
{
    struct query q;
    query_begin(&q, turning->book, SQL_NAME_IN_FUND);
    query_int(&q, ":key", key);
    query_text(&q, ":location", turning->since->location);
    query_int(&q, ":from", turning->since->from.day);
    query_int(&q, ":to", turning->period_end.day);
    enum rc rc = query_row(&q, ret, err);
    query_end(&q);
    return rc;
}

static enum rc look_at(struct turning *turning, sqlite3_changeset_iter *change, bool *ret_reaches,
                       bool *ret_moved, struct err *err)
{
    const char *table = NULL, *program = turning->since->program;
    struct date first = turning->since->from, last = turning->period_end;
    int columns = 0, op = 0, indirect = 0;
    sqlite3_value *after = NULL;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    if (strcmp(table, "program_name") == 0) {
        if (op != SQLITE_UPDATE)
            return RC_OK;
        (void)sqlite3changeset_new(change, NAME_PROGRAM, &after);
        if (!is_text(after, program) && !is_text(value_of(change, op, NAME_PROGRAM), program))
            return RC_OK;
        enum rc rc = name_counts(turning, sqlite3_value_int64(value_of(change, op, NAME_KEY)),
                                 ret_reaches, err);
        *ret_moved = *ret_moved || *ret_reaches;
        return rc;
    }
    bool override = strcmp(table, "period_override") == 0;
    bool split = strcmp(table, "program_split") == 0;
    bool threshold = strcmp(table, "program_threshold") == 0;
    bool coop = strcmp(table, "program_coop") == 0;
    if ((!override && !split && !threshold && !coop) ||
        !is_text(value_of(change, op, TERM_PROGRAM), program))
        return RC_OK;
    sqlite3_value *day = value_of(change, op, override ? OVERRIDE_FIRST : TERM_FROM);
    int64_t from = day != NULL ? sqlite3_value_int64(day) : 0;
    if (override) {
        *ret_reaches = from == first.day;
        return RC_OK;
    }
    return reaches(turning,
                   split       ? SQL_SPLIT_LATER
                   : threshold ? SQL_THRESHOLD_LATER
                               : SQL_COOP_LATER,
                   from, split ? first : last, last, ret_reaches, err);
}

/* An import has no changeset: the statement has chosen it. */
static enum rc row_reaches(struct turning *turning, struct query *q, bool *ret, bool *ret_moved,
                           struct err *err)
{
    sqlite3_changeset_iter *change = NULL;
    enum rc rc = RC_OK;
    *ret = query_is_null(q, JOURNAL_AT_CHANGESET);
    *ret_moved = false;
    if (*ret)
        return RC_OK;
    if (!journal_row_is_genuine(q))
        return err_set(err, RC_BOOK,
                       _("log row %lld: it is not what was written when it was made: run 'coffer "
                         "check'"),
                       (long long)query_get_int(q, JOURNAL_AT_NUMBER));
    void *bytes = (void *)(uintptr_t)sqlite3_column_blob(q->stmt, JOURNAL_AT_CHANGESET);
    int code =
        sqlite3changeset_start(&change, sqlite3_column_bytes(q->stmt, JOURNAL_AT_CHANGESET), bytes);
    while (rc == RC_OK && code == SQLITE_OK && sqlite3changeset_next(change) == SQLITE_ROW) {
        bool one = false;
        rc = look_at(turning, change, &one, ret_moved, err);
        *ret = *ret || one;
    }
    (void)sqlite3changeset_finalize(change);
    if (rc == RC_OK && code != SQLITE_OK)
        rc = db_err_code(turning->book->path, code, sqlite3_errstr(code), err);
    return rc;
}

enum rc turns_since(struct book *book, const struct since *since, struct date period_end,
                    turn_visit *visit, void *context, struct err *err)
{
    struct turning turning = {book, since, period_end};
    struct query q;
    bool row = false, told = false;
    query_begin(&q, book, SQL_TURNS_SINCE);
    query_text(&q, ":program", since->program);
    query_text(&q, ":location", since->location);
    query_int(&q, ":first", date_month(since->from).index);
    query_int(&q, ":last", date_month(period_end).index);
    query_int(&q, ":after", since->after);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct turn turn = {.number = query_get_int(&q, JOURNAL_AT_NUMBER),
                            .time = query_get_int(&q, JOURNAL_AT_TIME),
                            .kind = (enum journal_kind)query_get_int(&q, JOURNAL_AT_KIND)};
        rc = row_reaches(&turning, &q, &told, &turn.moved, err);
        turn.summary = query_get_text(&q, JOURNAL_AT_SUMMARY);
        if (rc == RC_OK && told)
            rc = visit(context, &turn, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
