/* SPDX-License-Identifier: MIT */
/*
 * How a deadline comes about: the rule, the day that it is counted from and how many days,
 * what moved it, and the money at stake. The days are those of claim.h and period.h, which
 * the deadline itself comes from.
 */
#ifndef COFFER_MODEL_DEADLINE_STEPS_H
#define COFFER_MODEL_DEADLINE_STEPS_H

#include "model/deadline.h"

/* What it is of. */
struct deadline_subject {
    const struct claim *claim; /* NULL: of the fund */
    const struct fund_terms *terms;
    const struct balance *balance; /* in the deadline's currency; NULL: not known */
    struct money coop_usd;         /* of the fund, over all currencies */
};

/* A step is words and a detail, or words and money. All texts are lent until `visit`
 * returns. */
struct deadline_step {
    const char *words, *detail; /* looked up; detail "" where there is money */
    const char *source;         /* "RULES.md section 6", or NULL */
    bool has_amount;
    struct money amount;
    struct currency currency;
    const char *figure; /* of the money: "amount", "approved", "paid" of a claim; "remaining",
                         * "planned", "coop_usd", "threshold_usd" of a fund */
};
typedef enum rc deadline_step_visit(void *context, const struct deadline_step *step,
                                    struct err *err);
/* Up to what is at stake, which the deadline has itself. */
enum rc deadline_steps(const struct deadline *deadline, const struct deadline_subject *subject,
                       deadline_step_visit *visit, void *context, struct err *err);

#endif
