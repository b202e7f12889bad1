/* SPDX-License-Identifier: MIT */
/*
 * Inside the app layer: the documents beside the automatic copies of a book, each once
 * for all copies, as files named by their SHA-256 (documents/ab/cdef…, mode 0600).
 */
#ifndef COFFER_APP_DEPOT_H
#define COFFER_APP_DEPOT_H

#include "app/app.h"
#include "store/book.h"

/* Every document of the book is in the depot of `directory` after it, but for damaged
 * ones (*ret_damaged). RC_FILE: it cannot be written. */
enum rc depot_add(struct book *book, const char *directory, int64_t *ret_damaged, struct err *err);

/* What neither the book nor one of the copies names goes; while one of them cannot be
 * read nothing does. */
void depot_prune(const char *directory, struct book *present, const char *const *copies,
                 size_t copy_count);

/* How a copy and its documents came together. */
struct depot_report {
    int64_t found, missing; /* documents' bytes, each once */
};
/* Puts the bytes that the app's book lacks into it: from the depots, in their order, and
 * from `present` (may be NULL). Each document that stays without is a warning. */
enum rc depot_fill(struct app *app, const char *const *directories, size_t count,
                   struct book *present, struct depot_report *ret, struct err *err);

#endif
