/* SPDX-License-Identifier: MIT */
/* What one row of the journal changed, column by column. */
#ifndef COFFER_STORE_EDITS_H
#define COFFER_STORE_EDITS_H

#include <stdbool.h>

#include "store/book.h"

enum edit_kind { LOG_NEW, LOG_CHANGED, LOG_GONE };

/* Values as the book stores them: numbers in decimal, but days as YYYY-MM-DD and
 * keys of program names and locations as what they stand for. NULL: nothing there.
 * Borrowed until the next call. */
struct journal_edit {
    enum edit_kind kind;
    const char *table;
    const char *row; /* its key in words: an earning's id, "hosting 2026-01-01" */
    const char *column;
    const char *before, *after;
};
typedef enum rc journal_edit_visit(void *context, const struct journal_edit *edit, struct err *err);

/* In the order of the changeset; only columns that say something new. An import
 * has no changeset and gives nothing. RC_BOOK for a row that the chain does not hold
 * any more. */
enum rc journal_edits(struct book *book, int64_t number, journal_edit_visit *visit, void *context,
                      struct err *err);

#endif
