/* SPDX-License-Identifier: MIT */
/* Inside the store: derived tables brought up to date from a changeset, the
 * same way after a write, an undo and a redo. */
#ifndef COFFER_STORE_DERIVE_H
#define COFFER_STORE_DERIVE_H

#include <stddef.h>

#include "store/book.h"

/* The tables whose changes the journal records; NULL ends the list. */
extern const char *const undoable_tables[];

/* The changeset has been applied to the book already. */
enum rc derive_from_changeset(struct book *book, const void *changeset, int size, struct err *err);

#endif
