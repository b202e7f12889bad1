/* SPDX-License-Identifier: MIT */
/* What the claims of a fund use of the caps of an activity (RULES.md section 7,
 * CONTRACT.md section 5). */
#ifndef COFFER_MODEL_CLAIM_CAPS_H
#define COFFER_MODEL_CLAIM_CAPS_H

#include "model/claim_check.h"

/* items[0] is the claim that is asked about, the others those of its activity and fund
 * that count in `claimed`: what cap_compare takes. Texts are borrowed from the claims. */
struct cap_uses {
    struct cap_use *items;
    size_t count;
    struct cap_expense *expenses; /* what the items borrow */
};
/* False: out of memory. *ret, {0} before, is to be released whatever comes back. */
bool cap_uses_make(const struct check_input *input, struct cap_uses *ret);
void cap_uses_release(struct cap_uses *uses);

/* A cap on all that is claimed, or on all travel, in the currency of the claim, rounded
 * to its minor unit: for people. Whether it is exceeded only cap_compare says. */
struct cap_room {
    struct currency currency;
    struct money limit;
    struct money used; /* by the others */
    struct money left; /* limit - used - what the claim asks for; below 0: too much */
};
/* limit_usd: as cap_compare gave it. False: the cap measures something else, the fund has
 * no ratio for one of the currencies, or a sum would leave 64 bits. */
bool cap_room_of(const struct cap *cap, const struct cap_fund *fund, const struct cap_uses *uses,
                 struct money limit_usd, struct cap_room *ret);

#endif
