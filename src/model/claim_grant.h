/* SPDX-License-Identifier: MIT */
/* What is meant where an approval or a payment is recorded without an amount
 * (CONTRACT.md section 5). */
#ifndef COFFER_MODEL_CLAIM_GRANT_H
#define COFFER_MODEL_CLAIM_GRANT_H

#include "model/claim.h"

/* The sum of what the reviewer's feedback leaves of each expense: a refused one counts 0.
 * False: not every expense has some, there is none, or the sum would leave 64 bits. */
bool claim_accepted_sum(const struct claim *claim, struct money *ret);
/* How far the reviewer's feedback on the expenses goes. */
struct claim_verdicts {
    size_t expenses, said; /* said: of how many there is a verdict */
    struct money less;     /* what these take off their expenses together; 0 where it would
                            * leave 64 bits */
};
struct claim_verdicts claim_verdicts_of(const struct claim *claim);
/* The approved amount: that sum, else the claimed amount. */
struct money claim_grant(const struct claim *claim);
/* The payment: what is left of the approved amount. False: nothing is. */
bool claim_left_to_pay(const struct claim *claim, struct money *ret);

#endif
