/* SPDX-License-Identifier: MIT */
/* Undo and redo: the part of journal.h that writes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "store/batches.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/txn.h"

/* A row of the changeset that could not be applied, as table and key. */
enum { KEY_PARTS = 4 };
struct clash {
    bool found;
    int conflict; /* SQLITE_CHANGESET_… */
    char table[64];
    int part_count;
    sqlite3_value *parts[KEY_PARTS]; /* owned */
};

static void clash_release(struct clash *clash)
{
    for (int i = 0; i < clash->part_count; i++)
        sqlite3_value_free(clash->parts[i]);
}

/* The primary key of the change an iterator stands on, in the table's order. */
static int key_parts(sqlite3_changeset_iter *change, int op, sqlite3_value *parts[KEY_PARTS])
{
    unsigned char *is_key = NULL;
    int columns = 0, count = 0;
    (void)sqlite3changeset_pk(change, &is_key, &columns);
    for (int i = 0; i < columns && count < KEY_PARTS; i++) {
        if (is_key[i] == 0)
            continue;
        sqlite3_value *value = NULL;
        (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, i,
                                                                                  &value);
        parts[count++] = value;
    }
    return count;
}

static int on_conflict(void *context, int conflict, sqlite3_changeset_iter *change)
{
    struct clash *clash = context;
    const char *table = NULL;
    int columns = 0, op = 0, indirect = 0;
    if (clash->found)
        return SQLITE_CHANGESET_ABORT;
    clash->found = true;
    clash->conflict = conflict;
    if (conflict == SQLITE_CHANGESET_FOREIGN_KEY)
        return SQLITE_CHANGESET_ABORT;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    (void)snprintf(clash->table, sizeof(clash->table), "%s", table);
    sqlite3_value *parts[KEY_PARTS];
    int count = key_parts(change, op, parts);
    for (int i = 0; i < count; i++)
        clash->parts[i] = sqlite3_value_dup(parts[i]);
    clash->part_count = count;
    return SQLITE_CHANGESET_ABORT;
}

/* ---- who was it --------------------------------------------------------------------- */

static bool same_value(sqlite3_value *a, sqlite3_value *b)
{
    if (a == NULL || b == NULL || sqlite3_value_type(a) != sqlite3_value_type(b))
        return false;
    if (sqlite3_value_type(a) == SQLITE_INTEGER)
        return sqlite3_value_int64(a) == sqlite3_value_int64(b);
    int size = sqlite3_value_bytes(a);
    return size == sqlite3_value_bytes(b) &&
           memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), (size_t)size) == 0;
}

static bool touches(const void *changeset, int size, const struct clash *clash)
{
    sqlite3_changeset_iter *changes = NULL;
    bool found = false;
    if (sqlite3changeset_start(&changes, size, (void *)(uintptr_t)changeset) != SQLITE_OK)
        return false;
    while (!found && sqlite3changeset_next(changes) == SQLITE_ROW) {
        const char *table = NULL;
        int columns = 0, op = 0, indirect = 0;
        sqlite3_value *parts[KEY_PARTS];
        (void)sqlite3changeset_op(changes, &table, &columns, &op, &indirect);
        if (strcmp(table, clash->table) != 0)
            continue;
        int count = key_parts(changes, op, parts);
        found = count == clash->part_count;
        for (int i = 0; found && i < count; i++)
            found = same_value(parts[i], clash->parts[i]);
    }
    (void)sqlite3changeset_finalize(changes);
    return found;
}

/* The first journal row after `number` that touched the clashing row. A batch
 * has no changeset: an import that wrote the earning is found by changed_in. */
static enum rc find_later(struct book *book, int64_t number, const struct clash *clash,
                          int64_t *ret, struct err *err)
{
    struct query q;
    bool row = false;
    *ret = 0;
    query_begin(&q, book, SQL_JOURNAL_LATER);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && *ret == 0) {
        const void *changeset = sqlite3_column_blob(q.stmt, 1);
        int size = sqlite3_column_bytes(q.stmt, 1);
        if (changeset != NULL && touches(changeset, size, clash))
            *ret = query_get_int(&q, 0);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK && *ret == 0 && strcmp(clash->table, "earning") == 0)
        rc = query_number(book, SQL_EARNING_CHANGED_IN, sqlite3_value_int64(clash->parts[0]), ret,
                          err);
    return rc;
}

/* What others refer to: the table, and who wrote a row that refers to a key. */
static const struct footing {
    const char *table;
    enum sql standing; /* :key; the newest changed_in of such rows */
} footings[] = {
    {"member", SQL_STANDING_ON_MEMBER},
    {"program", SQL_STANDING_ON_PROGRAM},
    {"program_name", SQL_STANDING_ON_NAME},
    {"location", SQL_STANDING_ON_LOCATION},
};

static enum rc ask_standing(struct book *book, enum sql sql, sqlite3_value *key, int64_t *ret,
                            struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, sql);
    if (sqlite3_value_type(key) == SQLITE_INTEGER)
        query_int(&q, ":key", sqlite3_value_int64(key));
    else
        query_text(&q, ":key", (const char *)sqlite3_value_text(key));
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row && query_get_int(&q, 0) > *ret)
        *ret = query_get_int(&q, 0);
    query_end(&q);
    return rc;
}

/* The row that stands on what would go: the changes applied would have left it
 * without the row that it refers to. */
static enum rc find_standing(struct book *book, const void *changeset, int size, int64_t *ret,
                             struct err *err)
{
    sqlite3_changeset_iter *changes = NULL;
    enum rc rc = RC_OK;
    int code = sqlite3changeset_start(&changes, size, (void *)(uintptr_t)changeset);
    while (rc == RC_OK && code == SQLITE_OK && sqlite3changeset_next(changes) == SQLITE_ROW) {
        const char *table = NULL;
        int columns = 0, op = 0, indirect = 0;
        sqlite3_value *key = NULL;
        (void)sqlite3changeset_op(changes, &table, &columns, &op, &indirect);
        if (op != SQLITE_DELETE || sqlite3changeset_old(changes, 0, &key) != SQLITE_OK)
            continue;
        for (size_t i = 0; rc == RC_OK && i < sizeof(footings) / sizeof(footings[0]); i++)
            if (strcmp(footings[i].table, table) == 0)
                rc = ask_standing(book, footings[i].standing, key, ret, err);
    }
    (void)sqlite3changeset_finalize(changes);
    return rc;
}

static enum rc refuse(struct book *book, int64_t number, int64_t culprit, struct err *err)
{
    struct journal_entry first = {0}, later = {0};
    bool found = false;
    enum rc rc = journal_find(book, number, &found, &first, err);
    if (rc == RC_OK)
        rc = journal_find(book, culprit, &found, &later, err);
    if (rc == RC_OK && found)
        rc = err_set(err, RC_RULE,
                     _("log row %lld (%s: %s): log row %lld (%s: %s) touched the same thing later: "
                       "undo that row first"),
                     (long long)number, first.row.action, first.row.summary, (long long)culprit,
                     later.row.action, later.row.summary);
    else if (rc == RC_OK)
        rc = err_set(err, RC_RULE,
                     _("log row %lld (%s: %s): what it changed is not as it left it: run 'coffer "
                       "check'"),
                     (long long)number, first.row.action, first.row.summary);
    journal_entry_release(&first);
    journal_entry_release(&later);
    return rc;
}

/* ---- applying ------------------------------------------------------------------------- */

/* SQLite skips a table that does not match and answers OK, so this is asked
 * before: every table must be one of ours and have at least these columns. */
static enum rc check_fits(struct book *book, int64_t number, const void *changeset, int size,
                          struct err *err)
{
    sqlite3_changeset_iter *changes = NULL;
    enum rc rc = RC_OK;
    if (size == 0)
        return RC_OK;
    int code = sqlite3changeset_start(&changes, size, (void *)(uintptr_t)changeset);
    if (code != SQLITE_OK)
        return db_err_code(book->path, code, "changeset", err);
    while (rc == RC_OK && (code = sqlite3changeset_next(changes)) == SQLITE_ROW) {
        const char *table = NULL;
        int columns = 0, op = 0, indirect = 0;
        int64_t now = 0;
        bool known = false;
        (void)sqlite3changeset_op(changes, &table, &columns, &op, &indirect);
        for (size_t i = 0; undoable_tables[i] != NULL; i++)
            known = known || strcmp(undoable_tables[i], table) == 0;
        struct query q;
        bool row = false;
        query_begin(&q, book, SQL_COLUMN_COUNT);
        query_text(&q, ":table", table);
        rc = query_row(&q, &row, err);
        if (rc == RC_OK && row)
            now = query_get_int(&q, 0);
        query_end(&q);
        if (rc == RC_OK && (!known || columns > now))
            rc =
                err_set(err, RC_RULE,
                        _("log row %lld: it was written by another version of Coffer and no longer "
                          "fits the book: change the data by hand"),
                        (long long)number);
    }
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = db_err_code(book->path, code, "changeset", err);
    (void)sqlite3changeset_finalize(changes);
    return rc;
}

static enum rc apply(struct book *book, int64_t number, const void *changeset, int size,
                     bool invert, struct err *err)
{
    struct clash clash = {0};
    void *inverse = NULL;
    int inverse_size = 0;
    int code = SQLITE_OK;
    enum rc rc = check_fits(book, number, changeset, size, err);
    if (rc != RC_OK)
        return rc;
    if (invert) {
        code = sqlite3changeset_invert(size, changeset, &inverse_size, &inverse);
        changeset = inverse;
        size = inverse_size;
    }
    if (code == SQLITE_OK && size > 0)
        code = sqlite3changeset_apply(book->db, size, (void *)(uintptr_t)changeset, NULL,
                                      on_conflict, &clash);
    int64_t orphaned = 0;
    if (code == SQLITE_OK)
        rc = query_number(book, SQL_EARNING_WITHOUT_PROGRAM, 0, &orphaned, err);
    if (orphaned != 0)
        clash = (struct clash){.found = true, .conflict = SQLITE_CHANGESET_FOREIGN_KEY};
    if (rc == RC_OK && clash.found) {
        int64_t culprit = 0;
        if (clash.conflict == SQLITE_CHANGESET_FOREIGN_KEY)
            rc = find_standing(book, changeset, size, &culprit, err);
        else
            rc = find_later(book, number, &clash, &culprit, err);
        if (rc == RC_OK)
            rc = refuse(book, number, culprit, err);
    } else if (rc == RC_OK && code != SQLITE_OK) {
        rc = db_err_code(book->path, code, sqlite3_errstr(code), err);
    }
    sqlite3_free(inverse);
    clash_release(&clash);
    return rc;
}

/* ---- the row itself -------------------------------------------------------------------- */

struct target {
    bool batch;
    void *changeset;
    int size;
    char *action;
    char *summary;
};

static void target_release(struct target *target)
{
    free(target->changeset);
    free(target->action);
    free(target->summary);
}

static enum rc copy_target(struct query *q, struct target *ret, struct err *err)
{
    ret->batch = query_is_null(q, JOURNAL_AT_CHANGESET);
    ret->size = sqlite3_column_bytes(q->stmt, JOURNAL_AT_CHANGESET);
    ret->changeset = malloc((size_t)ret->size + 1);
    ret->action = strdup(query_get_text(q, JOURNAL_AT_ACTION));
    ret->summary = strdup(query_get_text(q, JOURNAL_AT_SUMMARY));
    if (ret->changeset == NULL || ret->action == NULL || ret->summary == NULL)
        return err_memory(err);
    if (ret->size > 0)
        memcpy(ret->changeset, sqlite3_column_blob(q->stmt, JOURNAL_AT_CHANGESET),
               (size_t)ret->size);
    return RC_OK;
}

/* What the row tells is what will be written, so it must be as it was made. */
static enum rc load_target(struct book *book, int64_t number, struct target *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_JOURNAL_CHAIN_ROW);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && !row)
        rc = err_set(err, RC_RULE, _("log row %lld: there is none: 'coffer log' shows them"),
                     (long long)number);
    else if (rc == RC_OK && !journal_row_is_genuine(&q))
        rc = err_set(err, RC_RULE,
                     _("log row %lld: it is not what was written when it was made: run 'coffer "
                       "check'"),
                     (long long)number);
    if (rc == RC_OK)
        rc = copy_target(&q, ret, err);
    query_end(&q);
    return rc;
}

/* Another process may have taken the row back, or ended redo, a moment ago. */
static enum rc check_turn(struct book *book, int64_t number, enum journal_kind kind,
                          struct err *err)
{
    struct journal_entry entry = {0};
    int64_t next = 0;
    bool found = false;
    enum rc rc = journal_find(book, number, &found, &entry, err);
    if (rc == RC_OK && kind == JOURNAL_REDO)
        rc = journal_newest_redoable(book, &next, err);
    if (rc == RC_OK && kind == JOURNAL_UNDO &&
        (!found || entry.row.kind != JOURNAL_WRITE || entry.row.undone))
        rc = err_set(err, RC_RULE,
                     _("log row %lld: it is not a change that can be taken back now: 'coffer log' "
                       "shows them"),
                     (long long)number);
    else if (rc == RC_OK && kind == JOURNAL_REDO && number != next)
        rc = err_set(
            err, RC_RULE,
            _("log row %lld: it cannot be brought forward again: a later change ended redo"),
            (long long)number);
    journal_entry_release(&entry);
    return rc;
}

static enum rc write_turn(struct tx *tx, int64_t number, bool undo, struct err *err)
{
    struct book *book = tx_book(tx);
    struct target target = {.batch = false};
    struct buf summary;
    buf_init(&summary);
    enum rc rc = check_turn(book, number, undo ? JOURNAL_UNDO : JOURNAL_REDO, err);
    if (rc == RC_OK)
        rc = load_target(book, number, &target, err);
    if (rc == RC_OK && target.batch)
        rc = undo ? batch_undo(tx, number, err) : batch_redo(tx, number, err);
    else if (rc == RC_OK)
        rc = apply(book, number, target.changeset, target.size, undo, err);
    if (rc == RC_OK)
        rc = tx_touch_like(tx, number, err);
    if (rc == RC_OK) {
        buf_addf(&summary,
                 undo ? _("took back row %lld, %s: %s") : _("brought back row %lld, %s: %s"),
                 (long long)number, target.action, target.summary);
        rc = buf_check(&summary, err);
    }
    if (rc == RC_OK)
        rc = tx_commit(tx, undo ? "undo" : "redo", summary.text, err);
    buf_release(&summary);
    target_release(&target);
    return rc;
}

static enum rc turn(struct book *book, const char *person, int64_t number, enum journal_kind kind,
                    tx_check *check, void *context, struct err *err)
{
    struct tx *tx = NULL;
    enum rc rc = tx_begin_turn(book, person, kind, number, &tx, err);
    if (rc == RC_OK) {
        tx_check_before_commit(tx, check, context);
        rc = write_turn(tx, number, kind == JOURNAL_UNDO, err);
    }
    tx_end(tx);
    return rc;
}

enum rc journal_undo(struct book *book, const char *person, int64_t number, tx_check *check,
                     void *context, struct err *err)
{
    return turn(book, person, number, JOURNAL_UNDO, check, context, err);
}

enum rc journal_redo(struct book *book, const char *person, int64_t number, tx_check *check,
                     void *context, struct err *err)
{
    return turn(book, person, number, JOURNAL_REDO, check, context, err);
}
