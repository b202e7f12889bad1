/* SPDX-License-Identifier: MIT */
#include "model/claim_grant.h"

#include <string.h>

/* What a verdict leaves of the expense. */
static struct money left_of(const struct claim_expense *expense,
                            const struct claim_feedback *feedback)
{
    if (strcmp(feedback->verdict, "refused") == 0)
        return (struct money){0};
    return feedback->has_amount ? feedback->amount : expense->amount;
}

bool claim_accepted_sum(const struct claim *claim, struct money *ret)
{
    struct money sum = {0};
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        const struct claim_feedback *feedback = claim_expense_feedback(claim, expense);
        if (feedback == NULL || !money_add(sum, left_of(expense, feedback), &sum))
            return false;
    }
    if (claim->expense_count == 0)
        return false;
    *ret = sum;
    return true;
}

struct claim_verdicts claim_verdicts_of(const struct claim *claim)
{
    struct claim_verdicts verdicts = {.expenses = claim->expense_count};
    bool fits = true;
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        const struct claim_feedback *feedback = claim_expense_feedback(claim, expense);
        struct money less;
        if (feedback == NULL)
            continue;
        verdicts.said++;
        fits = fits && money_sub(expense->amount, left_of(expense, feedback), &less) &&
               money_add(verdicts.less, less, &verdicts.less);
    }
    if (!fits)
        verdicts.less = (struct money){0};
    return verdicts;
}

struct money claim_grant(const struct claim *claim)
{
    struct money amount = claim->amount;
    (void)claim_accepted_sum(claim, &amount);
    return amount;
}

bool claim_left_to_pay(const struct claim *claim, struct money *ret)
{
    struct money left;
    if (!money_sub(claim->approved, claim->paid, &left) || left.micros <= 0)
        return false;
    *ret = left;
    return true;
}
