/* SPDX-License-Identifier: MIT */
/*
 * Claims told as text, an entry a line, without the commands that would make them:
 *
 *     C-ALPHA hosting L1 FY26H2
 *     2026-07-10 created currency=USD amount=500 start=2026-07-15 end=2026-08-20
 *     2026-08-25 submitted
 *     2026-09-02 status status=approved amount=450
 *
 * Kinds and fields as in model/claim_entry.h; amounts are decimals, days ISO dates;
 * values have no blanks. What cannot be read fails the test.
 */
#ifndef COFFER_SUPPORT_TOLD_H
#define COFFER_SUPPORT_TOLD_H

#include "model/claim.h"
#include "support/desk.h"

/* By "ann". Released by the caller. */
void told_claim(const char *text, struct claim_history *ret);
/* Into the desk's book, which must be open: a journal row "claim.new". Claims are
 * separated by an empty line. */
void told_store(struct desk *desk, const char *text);
/* The same where the book is closed, and it stays closed. */
void told_keep(struct desk *desk, const char *text);

#endif
