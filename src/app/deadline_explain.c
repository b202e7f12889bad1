/* SPDX-License-Identifier: MIT */
#include "app/deadline_explain.h"

#include <string.h>

#include "app/claims.h"
#include "app/funds.h"
#include "base/words.h"

/* The fund's row in the deadline's currency, else its first: the windows are the same. */
static const struct fund_row *row_of(const struct fund_list *funds, const struct deadline *deadline,
                                     bool *ret_same)
{
    *ret_same = false;
    for (size_t i = 0; i < funds->count && deadline->has_amount; i++) {
        *ret_same = currency_equal(funds->rows[i].currency, deadline->currency);
        if (*ret_same)
            return &funds->rows[i];
    }
    return funds->count > 0 ? &funds->rows[0] : NULL;
}

static enum rc tell(const struct deadline *deadline, const struct fund_list *funds,
                    const struct claim *claim, deadline_step_visit *visit, void *context,
                    struct err *err)
{
    bool same;
    const struct fund_row *row = row_of(funds, deadline, &same);
    if (row == NULL)
        return err_set(err, RC_RULE, _("the fund is not there on this day"));
    const struct deadline_subject subject = {.claim = claim,
                                             .terms = &row->terms,
                                             .balance = same ? &row->balance : NULL,
                                             .coop_usd = row->coop_usd};
    return deadline_steps(deadline, &subject, visit, context, err);
}

enum rc app_deadline_explain(struct app *app, const struct deadline *deadline,
                             deadline_step_visit *visit, void *context, struct err *err)
{
    const struct fund_filter filter = {.program = deadline->program,
                                       .location = deadline->location,
                                       .has_period = true,
                                       .period = deadline->period};
    bool of_claim = deadline->claim[0] != '\0';
    struct claim_sight sight = {0};
    struct fund_list funds = {0};
    enum rc rc = app_balance(app, &filter, &funds, err);
    if (rc == RC_OK && of_claim)
        rc = app_claim_show(app, deadline->claim, &sight, err);
    if (rc == RC_OK)
        rc = tell(deadline, &funds, of_claim ? &sight.claim : NULL, visit, context, err);
    claim_sight_release(&sight);
    fund_list_release(&funds);
    return rc;
}
