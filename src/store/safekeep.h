/* SPDX-License-Identifier: MIT */
/* Copies of the book, and looking for damage. */
#ifndef COFFER_STORE_SAFEKEEP_H
#define COFFER_STORE_SAFEKEEP_H

#include "store/journal.h"
#include "store/tx.h"

/* Called now and then with pages done and in all; RC_STOP gives up. */
typedef enum rc safekeep_progress(void *context, int done, int total, struct err *err);

/* A complete copy as a new file (mode 0600), synced, put in place at once.
 * RC_RULE when `to` exists; RC_FILE when it cannot be written. */
enum rc book_backup(struct book *book, const char *to, safekeep_progress *progress, void *context,
                    struct err *err);

/* The same without the bytes of documents: of a book with 1 GB of them and 20 MB of data
 * it takes and costs 20 MB. err->sql tells where the book itself is damaged. */
enum rc book_backup_data(struct book *book, const char *to, struct err *err);

/* Journals in `staged` (a private copy of a backup, open for writing) that it is
 * restored over `book`, naming the newest hash of both, and copies its pages into
 * `book` in place, in one transaction. The caller has saved the present book. */
enum rc book_restore(struct book *book, struct book *staged, const char *person,
                     safekeep_progress *progress, void *context, struct err *err);

/* Only the journal row, for a book that is put where none could be opened. before: "",
 * or the newest hash of the replaced book. */
enum rc book_tell_restore(struct book *staged, const char *before, const char *person,
                          struct err *err);
/* How many journal rows of `book` are not in `other`, by their hashes. */
enum rc journal_rows_beyond(struct book *book, struct book *other, int64_t *ret, struct err *err);

/* SQLite's own checks, foreign keys, the hash chain, what people wrote against
 * the journal, and the derived tables recomputed. Each difference is one sentence to `found`. */
enum rc book_verify(struct book *book, journal_finding *found, void *context, struct err *err);
/* The same, but for bytes of documents: a copy without them is sound. */
enum rc book_verify_data(struct book *book, journal_finding *found, void *context, struct err *err);

#endif
