/* SPDX-License-Identifier: MIT */
/* What a form says of a claim as it would stand: what the fund and the caps leave, the
 * last day, and what is found, what is in the way first. */
#ifndef COFFER_UI_CLAIM_TOLD_H
#define COFFER_UI_CLAIM_TOLD_H

#include "app/claim_try.h"

/* A line each, for form_spec.tell. */
void claim_tell(const struct claim_trial *trial, struct buf *ret);
/* Only the first part: the money, the caps and the days. */
void claim_tell_room(const struct claim_trial *trial, struct buf *ret);

#endif
