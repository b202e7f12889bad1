/* SPDX-License-Identifier: MIT */
#include "store/safekeep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/words.h"
#include "store/backup.h"
#include "store/claim_sums.h"
#include "store/contents.h"
#include "store/db.h"
#include "store/differences.h"
#include "store/replay.h"
#include "store/schema.h"
#include "store/totals.h"
#include "store/txn.h"

/* ---- restore ------------------------------------------------------------------------- */

enum rc book_tell_restore(struct book *staged, const char *before, const char *person,
                          struct err *err)
{
    char after[65];
    struct tx *tx = NULL;
    struct buf summary;
    buf_init(&summary);
    enum rc rc = journal_head(staged, after, err);
    if (before[0] != '\0')
        buf_addf(
            &summary,
            _("the book was replaced by a backup; the hash of its last change is %.16s, that of "
              "the replaced book's was %.16s"),
            after, before);
    else
        buf_addf(&summary,
                 _("the book was made from a backup, as there was none that could be opened; the "
                   "hash of its last change is %.16s"),
                 after);
    if (rc == RC_OK)
        rc = buf_check(&summary, err);
    if (rc == RC_OK)
        rc = tx_begin(staged, person, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, NULL, err);
    if (rc == RC_OK)
        rc = tx_commit(tx, "restore", summary.text, err);
    tx_end(tx);
    buf_release(&summary);
    return rc;
}

static enum rc hash_of(struct book *book, int64_t number, unsigned char ret[DIGEST_SIZE],
                       bool *ret_there, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_JOURNAL_HASH);
    query_int(&q, ":number", number);
    enum rc rc = query_row(&q, ret_there, err);
    if (rc == RC_OK && *ret_there && sqlite3_column_bytes(q.stmt, 0) == DIGEST_SIZE)
        memcpy(ret, sqlite3_column_blob(q.stmt, 0), DIGEST_SIZE);
    query_end(&q);
    return rc;
}

/* Chains that agree on a row agree on all before it, so the last common row is
 * found by halving. */
enum rc journal_rows_beyond(struct book *book, struct book *other, int64_t *ret, struct err *err)
{
    int64_t newest = 0, common = 0;
    enum rc rc = query_number(book, SQL_JOURNAL_HEAD, 0, &newest, err);
    for (int64_t low = 1, high = newest; rc == RC_OK && low <= high;) {
        unsigned char a[DIGEST_SIZE] = {0}, b[DIGEST_SIZE] = {0};
        bool here = false, there = false;
        int64_t middle = low + (high - low) / 2;
        rc = hash_of(book, middle, a, &here, err);
        if (rc == RC_OK)
            rc = hash_of(other, middle, b, &there, err);
        if (here && there && memcmp(a, b, DIGEST_SIZE) == 0) {
            common = middle;
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    if (rc == RC_OK)
        *ret = newest - common;
    return rc;
}

enum rc book_restore(struct book *book, struct book *staged, const char *person,
                     safekeep_progress *progress, void *context, struct err *err)
{
    char before[65];
    enum rc rc = journal_head(book, before, err);
    if (rc == RC_OK)
        rc = book_tell_restore(staged, before, person, err);
    if (rc != RC_OK)
        return rc;
    /* Pages cannot be replaced under a prepared statement. */
    for (size_t i = 0; i < SQL_COUNT; i++) {
        (void)sqlite3_finalize(book->statements[i]);
        book->statements[i] = NULL;
    }
    book->may_commit = true;
    rc = backup_pages(staged, book->db, book->path, progress, context, err);
    book->may_commit = false;
    claim_mark_all(book);
    return rc;
}

/* ---- looking for damage ---------------------------------------------------------------- */

/* SQLite puts several lines into one answer, below a title. */
static enum rc tell_pages(const char *lines, journal_finding *found, void *context, struct err *err)
{
    enum rc rc = RC_OK;
    while (rc == RC_OK && *lines != '\0') {
        size_t length = strcspn(lines, "\n");
        struct buf sentence;
        buf_init(&sentence);
        buf_add(&sentence, _("damaged, SQLite says: "));
        buf_add_bytes(&sentence, lines, length);
        rc = buf_check(&sentence, err);
        if (rc == RC_OK && length > 0 && strncmp(lines, "***", 3) != 0)
            rc = found(context, sentence.text, err);
        buf_release(&sentence);
        lines += length + (lines[length] == '\n');
    }
    return rc;
}

static enum rc verify_pages(struct book *book, journal_finding *found, void *context,
                            struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_INTEGRITY_CHECK);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        if (strcmp(query_get_text(&q, 0), "ok") != 0)
            rc = tell_pages(query_get_text(&q, 0), found, context, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* Rows of one table that refer to the same other table follow each other. */
struct orphans {
    char table[64], parent[64];
    int64_t count;
};

static enum rc tell_orphans(const struct orphans *orphans, journal_finding *found, void *context,
                            struct err *err)
{
    struct buf sentence;
    if (orphans->count == 0)
        return RC_OK;
    buf_init(&sentence);
    buf_addf(&sentence,
             ngettext("%s: %lld row refers to %s that are missing",
                      "%s: %lld rows refer to %s that are missing", (unsigned long)orphans->count),
             table_words(orphans->table), (long long)orphans->count, table_words(orphans->parent));
    enum rc rc = buf_check(&sentence, err);
    if (rc == RC_OK)
        rc = found(context, sentence.text, err);
    buf_release(&sentence);
    return rc;
}

static enum rc verify_references(struct book *book, journal_finding *found, void *context,
                                 struct err *err)
{
    struct query q;
    struct orphans orphans = {.count = 0};
    bool row = false;
    query_begin(&q, book, SQL_FOREIGN_KEY_CHECK);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        const char *table = query_get_text(&q, 0), *parent = query_get_text(&q, 2);
        if (strcmp(orphans.table, table) != 0 || strcmp(orphans.parent, parent) != 0) {
            rc = tell_orphans(&orphans, found, context, err);
            orphans.count = 0;
            (void)snprintf(orphans.table, sizeof(orphans.table), "%s", table);
            (void)snprintf(orphans.parent, sizeof(orphans.parent), "%s", parent);
        }
        orphans.count++;
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc == RC_OK ? tell_orphans(&orphans, found, context, err) : rc;
}

/* A spelling may outlive its program, but then no earning may use it: balances
 * would not know the money. */
static enum rc verify_names(struct book *book, journal_finding *found, void *context,
                            struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_ORPHAN_NAMES);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct buf sentence;
        buf_init(&sentence);
        buf_addf(&sentence, _("earnings of '%s': the book has no program for them"),
                 query_get_text(&q, 0));
        rc = buf_check(&sentence, err);
        if (rc == RC_OK)
            rc = found(context, sentence.text, err);
        buf_release(&sentence);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

typedef enum rc verify_part(struct book *book, journal_finding *found, void *context,
                            struct err *err);

static enum rc verify(struct book *book, verify_part *const *parts, size_t count,
                      journal_finding *found, void *context, struct err *err)
{
    bool unreadable = false;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct err why;
        err_init(&why);
        rc = parts[i](book, found, context, &why);
        bool damaged = rc == RC_BOOK &&
                       ((why.sql & 0xff) == SQLITE_CORRUPT || (why.sql & 0xff) == SQLITE_NOTADB);
        if (rc != RC_OK && !damaged)
            *err = why;
        /* What cannot be read for damage is a finding like others, told once, and the
         * next part may be readable. */
        if (damaged)
            rc = unreadable ? RC_OK : found(context, why.text, err);
        unreadable = unreadable || damaged;
    }
    return rc;
}

static verify_part *const parts[] = {
    verify_pages,  schema_verify, verify_references, verify_names,    journal_verify,
    replay_verify, totals_verify, claims_verify,     contents_verify,
};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

enum rc book_verify(struct book *book, journal_finding *found, void *context, struct err *err)
{
    return verify(book, parts, PARTS, found, context, err);
}

enum rc book_verify_data(struct book *book, journal_finding *found, void *context, struct err *err)
{
    return verify(book, parts, PARTS - 1, found, context, err);
}
