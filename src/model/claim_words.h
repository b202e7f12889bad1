/* SPDX-License-Identifier: MIT */
/* What an entry of a claim says, in words for people. */
#ifndef COFFER_MODEL_CLAIM_WORDS_H
#define COFFER_MODEL_CLAIM_WORDS_H

#include "model/claim_entry.h"

/* "title Seminar, amount 1200.00": amounts in the claim's currency. Nothing of what is
 * sealed, of media types and of statuses, which are told apart. */
void claim_entry_add_words(struct buf *buf, const struct claim_entry *entry,
                           struct currency currency);

#endif
