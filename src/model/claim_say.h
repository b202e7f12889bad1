/* SPDX-License-Identifier: MIT */
/* Entries that more than one command writes, filled. RC_FILE: out of memory. */
#ifndef COFFER_MODEL_CLAIM_SAY_H
#define COFFER_MODEL_CLAIM_SAY_H

#include "model/claim.h"

/* What every new claim begins with; the amount is said apart, where one is known. */
enum rc claim_say_created(struct claim_entry *entry, const char *title, const char *activity,
                          struct currency currency, struct date start, struct date end,
                          struct err *err);
/* Seals the claim as it stands, for the n-th time, on the day and by the person of the
 * entry. */
enum rc claim_say_submitted(struct claim_entry *entry, const struct claim *claim, size_t number,
                            struct err *err);
/* id, amount, currency, reference, note, and what it settles; day is the entry's. */
enum rc claim_say_payment(struct claim_entry *entry, const struct claim_payment *payment,
                          struct err *err);

#endif
