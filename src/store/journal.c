/* SPDX-License-Identifier: MIT */
#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/words.h"
#include "store/db.h"
#include "store/rows.h"
#include "store/txn.h"

/* ---- looking ---------------------------------------------------------------------- */

static enum journal_kind kind_of(int64_t number)
{
    return number == JOURNAL_UNDO   ? JOURNAL_UNDO
           : number == JOURNAL_REDO ? JOURNAL_REDO
                                    : JOURNAL_WRITE;
}

/* Columns: number, time, person, action, summary, kind, target, undone. */
static void read_row(struct query *q, struct journal_row *row)
{
    *row = (struct journal_row){
        .number = query_get_int(q, 0),
        .time = query_get_int(q, 1),
        .person = query_get_text(q, 2),
        .action = query_get_text(q, 3),
        .summary = query_get_text(q, 4),
        .kind = kind_of(query_get_int(q, 5)),
        .target = query_get_int(q, 6),
        .undone = query_get_int(q, 7) != 0,
    };
}

enum rc journal_row_visible(struct book *book, int64_t number, journal_sees *sees, void *context,
                            bool *ret, struct err *err)
{
    struct query q;
    bool row = false, all = true;
    query_begin(&q, book, SQL_TOUCH_LIST);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, &row, err);
    if (!row)
        all = sees(context, NULL, NULL);
    while (rc == RC_OK && row && all) {
        const char *program = query_get_text(&q, 0), *location = query_get_text(&q, 1);
        all = sees(context, program[0] != '\0' ? program : NULL,
                   location[0] != '\0' ? location : NULL);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        *ret = all;
    return rc;
}

enum rc journal_list(struct book *book, journal_sees *sees, void *sees_context,
                     journal_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_JOURNAL_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct journal_row entry;
        bool visible = true;
        if (sees != NULL)
            rc = journal_row_visible(book, query_get_int(&q, 0), sees, sees_context, &visible, err);
        read_row(&q, &entry);
        if (rc == RC_OK && visible)
            rc = visit(context, &entry, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc journal_newest(struct book *book, int64_t *ret, struct err *err)
{
    return query_number(book, SQL_JOURNAL_HEAD, 0, ret, err);
}

void journal_entry_release(struct journal_entry *entry)
{
    for (size_t i = 0; i < sizeof(entry->memory) / sizeof(entry->memory[0]); i++)
        free(entry->memory[i]);
    *entry = (struct journal_entry){0};
}

enum rc journal_find(struct book *book, int64_t number, bool *ret_found, struct journal_entry *ret,
                     struct err *err)
{
    struct query q;
    bool row = false;
    struct journal_entry entry = {0};
    query_begin(&q, book, SQL_JOURNAL_FIND);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        read_row(&q, &entry.row);
        rc = rows_copy(entry.row.person, &entry.memory[0], err);
        if (rc == RC_OK)
            rc = rows_copy(entry.row.action, &entry.memory[1], err);
        if (rc == RC_OK)
            rc = rows_copy(entry.row.summary, &entry.memory[2], err);
        entry.row.person = entry.memory[0];
        entry.row.action = entry.memory[1];
        entry.row.summary = entry.memory[2];
    }
    query_end(&q);
    if (rc != RC_OK) {
        journal_entry_release(&entry);
        return rc;
    }
    *ret_found = row;
    *ret = entry;
    return RC_OK;
}

enum rc journal_newest_undoable(struct book *book, int64_t *ret, struct err *err)
{
    return query_number(book, SQL_JOURNAL_NEWEST_UNDOABLE, 0, ret, err);
}

enum rc journal_newest_redoable(struct book *book, int64_t *ret, struct err *err)
{
    return query_number(book, SQL_JOURNAL_NEWEST_REDOABLE, 0, ret, err);
}

/* ---- the chain ---------------------------------------------------------------------- */

static enum rc say(journal_finding *found, void *context, int64_t number, const char *what,
                   struct err *err)
{
    char sentence[256];
    (void)snprintf(sentence, sizeof(sentence), _("log row %lld: %s"), (long long)number, what);
    return found(context, sentence, err);
}

/* A doctored hash can have any length: then it is like no real one. */
static void read_hash(struct query *q, int column, unsigned char ret[DIGEST_SIZE])
{
    const void *hash = sqlite3_column_blob(q->stmt, column);
    if (hash != NULL && sqlite3_column_bytes(q->stmt, column) == DIGEST_SIZE)
        memcpy(ret, hash, DIGEST_SIZE);
    else
        memset(ret, 0xff, DIGEST_SIZE);
}

bool journal_row_is_genuine(struct query *q)
{
    unsigned char previous[DIGEST_SIZE], stored[DIGEST_SIZE];
    struct digest hash;
    const void *changeset = sqlite3_column_blob(q->stmt, JOURNAL_AT_CHANGESET);
    const struct journal_facts facts = {
        .number = query_get_int(q, JOURNAL_AT_NUMBER),
        .time = query_get_int(q, JOURNAL_AT_TIME),
        .person = query_get_text(q, JOURNAL_AT_PERSON),
        .action = query_get_text(q, JOURNAL_AT_ACTION),
        .summary = query_get_text(q, JOURNAL_AT_SUMMARY),
        .kind = kind_of(query_get_int(q, JOURNAL_AT_KIND)),
        .target = query_get_int(q, JOURNAL_AT_TARGET),
        .schema = query_get_int(q, JOURNAL_AT_SCHEMA),
        .changeset = query_is_null(q, JOURNAL_AT_CHANGESET) ? NULL
                     : changeset != NULL                    ? changeset
                                                            : "",
        .changeset_size = (size_t)sqlite3_column_bytes(q->stmt, JOURNAL_AT_CHANGESET),
    };
    read_hash(q, JOURNAL_AT_PREVIOUS, previous);
    read_hash(q, JOURNAL_AT_HASH, stored);
    journal_hash(&facts, previous, &hash);
    return memcmp(stored, hash.bytes, DIGEST_SIZE) == 0;
}

enum rc journal_verify(struct book *book, journal_finding *found, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    int64_t expected = 1;
    unsigned char head[DIGEST_SIZE] = {0}, previous[DIGEST_SIZE];
    query_begin(&q, book, SQL_JOURNAL_CHAIN);
    enum rc rc = query_row(&q, &row, err);
    for (; rc == RC_OK && row; expected++) {
        int64_t number = query_get_int(&q, JOURNAL_AT_NUMBER);
        read_hash(&q, JOURNAL_AT_PREVIOUS, previous);
        if (number != expected)
            rc = say(found, context, expected, _("the row is missing"), err);
        else if (memcmp(previous, head, DIGEST_SIZE) != 0)
            rc = say(found, context, number, _("it does not follow from the row before it"), err);
        else if (!journal_row_is_genuine(&q))
            rc = say(found, context, number,
                     _("its content is not what was written when it was made"), err);
        /* Go on from what is stored: one doctored row gives one finding. */
        expected = number;
        read_hash(&q, JOURNAL_AT_HASH, head);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc journal_head(struct book *book, char ret[65], struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_JOURNAL_HEAD);
    enum rc rc = query_row(&q, &row, err);
    ret[0] = '\0';
    if (rc == RC_OK && row) {
        const unsigned char *hash = sqlite3_column_blob(q.stmt, 1);
        for (size_t i = 0; i < DIGEST_SIZE; i++)
            (void)snprintf(ret + 2 * i, 3, "%02x", hash[i]);
    }
    query_end(&q);
    return rc;
}
