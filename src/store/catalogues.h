/* SPDX-License-Identifier: MIT */
/* The catalogues of activities in the book: texts (io/activities.h), each in force from
 * its day until the next one. */
#ifndef COFFER_STORE_CATALOGUES_H
#define COFFER_STORE_CATALOGUES_H

#include <stdbool.h>

#include "base/buf.h"
#include "model/date.h"
#include "store/tx.h"

/* Appends the text in force on a day; *ret_from: since when. Not found: the book has
 * none that early (it was made before books had them). */
enum rc catalogue_load(struct book *book, struct date day, bool *ret_found, struct date *ret_from,
                       struct buf *ret_text, struct err *err);
/* Which that is, without its text: *ret_changed is the number of the journal row that put it
 * there. */
enum rc catalogue_find(struct book *book, struct date day, bool *ret_found, struct date *ret_from,
                       int64_t *ret_changed, struct err *err);
/* A second one for the same day replaces the first. */
enum rc catalogue_put(struct tx *tx, struct date from, const char *text, size_t length,
                      struct err *err);

#endif
