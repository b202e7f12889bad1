/* SPDX-License-Identifier: MIT */
/* The claims of a fund as a list on its page. */
#ifndef COFFER_UI_FUND_CLAIMS_H
#define COFFER_UI_FUND_CLAIMS_H

#include "ui/parts/list.h"
#include "ui/screens/claim_rows.h"

struct fund_claims {
    struct list list;
    struct listed_claims claims;
    char next[CLAIM_NEXT_SIZE], next_brief[CLAIM_NEXT_SIZE]; /* of the cell filled last */
};

void fund_claims_init(struct fund_claims *claims);
void fund_claims_release(struct fund_claims *claims);
/* Those of one fund; the selected one stays where it is still there. */
enum rc fund_claims_load(struct fund_claims *claims, struct app *app, const char *program,
                         const char *location, struct period period, struct err *err);
/* The selected one, NULL: none. */
const struct listed_claim *fund_claims_here(const struct fund_claims *claims);

#endif
