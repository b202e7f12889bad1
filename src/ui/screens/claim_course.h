/* SPDX-License-Identifier: MIT */
/* The course of a claim: sent, reviewed, paid. */
#ifndef COFFER_UI_CLAIM_COURSE_H
#define COFFER_UI_CLAIM_COURSE_H

#include "ui/view.h"

/* Lists what is in the way, each with the key that opens the place that mends it; where
 * nothing is, asks and seals the claim. */
void claim_submit(struct shell *shell, const char *id);
/* Asks which of the statuses that can follow, where there are several, and opens its
 * form. */
void claim_record(struct shell *shell, const char *id);
/* What a reviewer said, line by line. item: an expense, a requirement's code or a
 * document: its form at once; NULL: the list of them. */
void claim_feedback(struct shell *shell, const char *id, const char *item);
/* One payment for these claims; with none or one of them those that wait for a payment
 * are listed to choose from. */
void claim_payment(struct shell *shell, const char *const *ids, size_t count);

#endif
