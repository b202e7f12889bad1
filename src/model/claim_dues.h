/* SPDX-License-Identifier: MIT */
/*
 * Deadlines from a row of a list: what they look at beyond what lists show is held in such
 * a row, too, so that nobody reads what happened to a claim to know what falls due.
 */
#ifndef COFFER_MODEL_CLAIM_DUES_H
#define COFFER_MODEL_CLAIM_DUES_H

#include "base/buf.h"
#include "model/claim.h"

/* The approvals that were answered yes, in their order, as one text: of each the day until
 * which it is valid, or "-", the day of the answer, or else of its entry, both counted from
 * 1970-01-01; then kind and number, each after the count of its bytes: "20637 -
 * 11:tax-invoice4:T-17". Nothing where there is none. */
void claim_grants_add(struct buf *buf, const struct claim *claim);

/* The claim with all that deadlines_of_claim looks at, and no more. It borrows from the
 * row, and goes by claim_release. RC_BOOK where the row's grants are no such text. */
enum rc claim_of_row(const struct claim_row *row, struct claim *ret, struct err *err);

#endif
