/* SPDX-License-Identifier: MIT */
/* Inside the store: tables, indexes, views and triggers of a book beside those that
 * the migrations make. */
#ifndef COFFER_STORE_SCHEMA_H
#define COFFER_STORE_SCHEMA_H

#include "store/journal.h" /* journal_finding */

/* What is there and does not belong to a book, what is missing, what is defined in
 * another way: a sentence for each. */
enum rc schema_verify(struct book *book, journal_finding *found, void *context, struct err *err);

#endif
