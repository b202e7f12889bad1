/* SPDX-License-Identifier: MIT */
#include "model/claim_grant.h"

#include <string.h>

bool claim_accepted_sum(const struct claim *claim, struct money *ret)
{
    struct money sum = {0};
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        const struct claim_feedback *feedback = claim_expense_feedback(claim, expense);
        struct money part = expense->amount;
        if (feedback == NULL)
            return false;
        if (strcmp(feedback->verdict, "refused") == 0)
            part = (struct money){0};
        else if (feedback->has_amount)
            part = feedback->amount;
        if (!money_add(sum, part, &sum))
            return false;
    }
    if (claim->expense_count == 0)
        return false;
    *ret = sum;
    return true;
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
