/* SPDX-License-Identifier: MIT */
/*
 * One write = one transaction = one row of the journal.
 *
 * tx_begin takes the write lock, checks that the book still has our schema, and
 * gives the journal number that every written row carries in changed_in.
 * tx_commit brings the derived tables up to date from the recorded changeset,
 * writes the journal row, chained to the one before, and commits. A tx that is
 * not committed is rolled back by tx_end, and the book is as it was.
 */
#ifndef COFFER_STORE_TX_H
#define COFFER_STORE_TX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/book.h"

struct tx;

enum tx_record {
    TX_CHANGESET, /* record what changes in undoable tables */
    TX_BATCH,     /* an import: undone by batch, no changeset */
};

/* RC_BOOK: read only, locked by another process for over 5 s, or of another
 * schema by now. RC_STOP: given up (book_wait_with). A write by hand or an import ends redo: rows
 * kept of undone imports are dropped. */
enum rc tx_begin(struct book *book, const char *person, enum tx_record record, struct tx **ret,
                 struct err *err);
int64_t tx_number(const struct tx *tx);
struct book *tx_book(const struct tx *tx);

/* What the write touches, for people with a scope; NULL = every one. */
enum rc tx_touch(struct tx *tx, const char *program, const char *location, struct err *err);

/* Asked by tx_commit when the derived tables are up to date; it may refuse.
 * NULL: nothing is asked. */
typedef enum rc tx_check(void *context, struct err *err);
void tx_check_before_commit(struct tx *tx, tx_check *check, void *context);

/* action: a word of ours, "program.set"; summary: one sentence for people. */
enum rc tx_commit(struct tx *tx, const char *action, const char *summary, struct err *err);

/* Rolls back unless committed, and frees. NULL is fine. */
void tx_end(struct tx *tx);

#endif
