/* SPDX-License-Identifier: MIT */
#include "store/past.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "store/rows.h"
#include "store/txn.h"

/* ---- values ------------------------------------------------------------------------- */

int64_t past_currency(const char *code)
{
    int64_t number = 0;
    for (int i = 0; i < 3 && code[i] != '\0'; i++)
        number = number * 256 + (unsigned char)code[i];
    return number;
}

void past_currency_code(int64_t number, char ret[4])
{
    for (int i = 2; i >= 0; i--, number /= 256)
        ret[i] = (char)(number % 256);
    ret[3] = '\0';
}

void past_read(struct query *q, int first, struct past_values *ret)
{
    ret->there = true;
    for (int i = 0; i < PAST_CURRENCY; i++)
        ret->column[i] = query_get_int(q, first + i);
    ret->column[PAST_CURRENCY] = past_currency(query_get_text(q, first + PAST_CURRENCY));
}

static int64_t number_of(enum past_column column, sqlite3_value *value)
{
    if (column == PAST_EXCLUDED)
        return sqlite3_value_type(value) != SQLITE_NULL;
    if (column != PAST_CURRENCY)
        return sqlite3_value_int64(value);
    const char *code = (const char *)sqlite3_value_text(value);
    return past_currency(code != NULL ? code : "");
}

/* ---- changesets ----------------------------------------------------------------------- */

/* Where the columns stand in table earning; later schemas only add behind. */
struct places {
    int id, column[PAST_COLUMNS];
};

static enum rc find_places(struct book *book, struct places *ret, struct err *err)
{
    static const char *const names[PAST_COLUMNS] = {[PAST_NAME] = "name",
                                                    [PAST_LOCATION] = "location",
                                                    [PAST_DAY] = "day",
                                                    [PAST_TYPE] = "type",
                                                    [PAST_AMOUNT] = "amount_micros",
                                                    [PAST_USD] = "usd_micros",
                                                    [PAST_EXCLUDED] = "excluded_in",
                                                    [PAST_CURRENCY] = "currency"};
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_COLUMN_NAMES);
    query_text(&q, ":table", "earning");
    enum rc rc = query_row(&q, &row, err);
    for (int at = 0; rc == RC_OK && row; at++) {
        const char *name = query_get_text(&q, 0);
        if (strcmp(name, "id") == 0)
            ret->id = at;
        for (int i = 0; i < PAST_COLUMNS; i++)
            if (strcmp(name, names[i]) == 0)
                ret->column[i] = at;
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* The first row whose key is not less. */
static size_t place_of(const struct past *past, int64_t key)
{
    size_t low = 0, high = past->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (past->rows[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct past_row *past_find(const struct past *past, int64_t key)
{
    size_t at = place_of(past, key);
    return at < past->count && past->rows[at].key == key ? &past->rows[at] : NULL;
}

static enum rc row_of(struct past *past, int64_t key, struct past_row **ret, struct err *err)
{
    size_t at = place_of(past, key), behind = past->count - at;
    struct past_row *row = NULL;
    if (past->rows != NULL && behind > 0 && past->rows[at].key == key) {
        *ret = &past->rows[at];
        return RC_OK;
    }
    enum rc rc = rows_push((void **)&past->rows, &past->count, sizeof(*row), (void **)&row, err);
    if (rc != RC_OK)
        return rc;
    row -= behind;
    memmove(row + 1, row, behind * sizeof(*row));
    *row = (struct past_row){.key = key};
    *ret = row;
    return RC_OK;
}

static enum rc note_old(struct past_row *row, const struct places *places,
                        sqlite3_changeset_iter *change, int columns, int op, int64_t number,
                        struct err *err)
{
    sqlite3_value *value = NULL;
    for (int i = 0; i < PAST_COLUMNS; i++) {
        value = NULL;
        if (places->column[i] < columns)
            (void)sqlite3changeset_old(change, places->column[i], &value);
        if (value == NULL || row->at[i] != 0) /* not changed, or told before */
            continue;
        row->at[i] = number;
        row->value[i] = number_of((enum past_column)i, value);
    }
    value = NULL;
    if (op == SQLITE_DELETE && row->id == NULL)
        (void)sqlite3changeset_old(change, places->id, &value);
    return value != NULL ? rows_copy((const char *)sqlite3_value_text(value), &row->id, err)
                         : RC_OK;
}

static enum rc note_change(struct past *past, const struct places *places,
                           sqlite3_changeset_iter *change, int64_t number, int64_t time,
                           struct err *err)
{
    const char *table = NULL;
    int columns = 0, op = 0, indirect = 0;
    sqlite3_value *key = NULL;
    struct past_row *row = NULL;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    if (strcmp(table, "earning") != 0)
        return RC_OK;
    (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, 0, &key);
    if (key == NULL)
        return RC_OK;
    enum rc rc = row_of(past, sqlite3_value_int64(key), &row, err);
    if (rc != RC_OK)
        return rc;
    if (row->first == 0) {
        row->first = number;
        row->existed = op != SQLITE_INSERT;
    }
    row->time = time;
    return op == SQLITE_INSERT ? RC_OK : note_old(row, places, change, columns, op, number, err);
}

/* SQLite can step for ever through a changeset that was cut: the row must be as it
 * was made. */
static enum rc note_row(struct past *past, const struct places *places, struct query *q,
                        struct err *err)
{
    sqlite3_changeset_iter *change = NULL;
    int64_t number = query_get_int(q, JOURNAL_AT_NUMBER);
    enum rc rc = RC_OK;
    if (!journal_row_is_genuine(q))
        return err_set(err, RC_BOOK,
                       _("log row %lld: it is not what was written when it was made: run 'coffer "
                         "check'"),
                       (long long)number);
    void *bytes = (void *)(uintptr_t)sqlite3_column_blob(q->stmt, JOURNAL_AT_CHANGESET);
    int code =
        sqlite3changeset_start(&change, sqlite3_column_bytes(q->stmt, JOURNAL_AT_CHANGESET), bytes);
    while (rc == RC_OK && code == SQLITE_OK && sqlite3changeset_next(change) == SQLITE_ROW)
        rc = note_change(past, places, change, number, query_get_int(q, JOURNAL_AT_TIME), err);
    (void)sqlite3changeset_finalize(change);
    if (rc == RC_OK && code != SQLITE_OK)
        rc = db_err_code(past->book->path, code, sqlite3_errstr(code), err);
    return rc;
}

enum rc past_load(struct book *book, int64_t after, struct past *ret, struct err *err)
{
    struct past past = {.book = book, .after = after};
    struct places places = {0};
    struct query q;
    bool row = false;
    enum rc rc = find_places(book, &places, err);
    query_begin(&q, book, SQL_JOURNAL_SINCE);
    query_int(&q, ":after", after);
    if (rc == RC_OK)
        rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = note_row(&past, &places, &q, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        *ret = past;
    else
        past_release(&past);
    return rc;
}

void past_release(struct past *past)
{
    for (size_t i = 0; i < past->count; i++)
        free(past->rows[i].id);
    free(past->rows);
    *past = (struct past){0};
}

/* ---- what it was ------------------------------------------------------------------------- */

enum rc past_values(const struct past *past, int64_t key, const struct past_values *now,
                    struct past_values *ret, int64_t *ret_replaced, struct err *err)
{
    const struct past_row *row = past_find(past, key);
    struct past_values then = *now, replaced = {.there = false};
    int64_t import = 0, journal = 0;
    struct query q;
    bool found = false;
    query_begin(&q, past->book, SQL_EARNING_REPLACED_SINCE);
    query_int(&q, ":key", key);
    query_int(&q, ":after", past->after);
    enum rc rc = query_row(&q, &found, err);
    if (rc == RC_OK && found) {
        import = query_get_int(&q, 0);
        journal = query_get_int(&q, 1);
        past_read(&q, 2, &replaced);
        then = replaced;
    }
    query_end(&q);
    if (rc != RC_OK)
        return rc;
    for (int i = 0; row != NULL && i < PAST_COLUMNS; i++)
        if (row->at[i] != 0 && (!found || row->at[i] < journal))
            then.column[i] = row->value[i];
    if (row != NULL && (!found || row->first < journal))
        then.there = row->existed;
    *ret = then;
    *ret_replaced = import;
    return RC_OK;
}
