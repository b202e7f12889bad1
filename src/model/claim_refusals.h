/* SPDX-License-Identifier: MIT */
/* What reviewers refused of a rejected claim, in few words, so that a derived row can hold
 * it and other claims be warned by it. */
#ifndef COFFER_MODEL_CLAIM_REFUSALS_H
#define COFFER_MODEL_CLAIM_REFUSALS_H

#include "base/buf.h"
#include "model/claim.h"

/* Of a claim that is rejected: the reason, or the note where there is none, then the same
 * of each item that was refused; each after the count of its bytes: "8:branding". Nothing of
 * other claims, and of one that was cancelled: that was not refused. */
void claim_refusals_add(struct buf *buf, const struct claim *claim);

/* The next of such a text into *ret, which is cleared before, and *at behind it. False: there
 * is none, or the text is none of ours. */
bool claim_refusals_next(const char **at, struct buf *ret);

#endif
