/* SPDX-License-Identifier: MIT */
/* Inside the store: an import taken back and brought forward as a batch. */
#ifndef COFFER_STORE_BATCHES_H
#define COFFER_STORE_BATCHES_H

#include "store/tx.h"

/* `journal`: the row of the import. RC_RULE, naming the row in the way, when a
 * later row wrote one of its earnings or a later import repeats some. */
enum rc batch_undo(struct tx *tx, int64_t journal, struct err *err);
enum rc batch_redo(struct tx *tx, int64_t journal, struct err *err);
/* Another write ends redo: what was kept for it goes. */
enum rc batch_forget_undone(struct book *book, struct err *err);

#endif
