/* SPDX-License-Identifier: MIT */
/* Inside the store: what people wrote, held against the journal. */
#ifndef COFFER_STORE_REPLAY_H
#define COFFER_STORE_REPLAY_H

#include "store/journal.h"

/* Adds up all changesets of the journal and compares each row that they leave
 * behind with the row in the book, and looks for rows that no changeset speaks
 * of; rows that an import wrote last are left out. The journal itself is guarded
 * by its hash chain. */
enum rc replay_verify(struct book *book, journal_finding *found, void *context, struct err *err);

#endif
