/* SPDX-License-Identifier: MIT */
/* Inside the app layer: what the parts of `explain` share. */
#ifndef COFFER_APP_EXPLAINING_H
#define COFFER_APP_EXPLAINING_H

#include "app/funds.h"
#include "app/inside.h"
#include "model/claim_status.h"

/* The claims of the fund on the day, in the order of creation; owned. */
struct explain_claim {
    char *id, *title;
    enum claim_status status;
    struct currency currency;
    struct claim_sums sums;
};
struct explain_claims {
    struct explain_claim *items;
    size_t count;
};
void explain_claims_release(struct explain_claims *claims);

struct explaining {
    struct app *app;
    const struct explain_request *request;
    explain_visit *visit;
    void *context;
    const struct catalog *catalog;
    const struct fund_list *funds; /* the fund's rows, one per currency */
    const struct fund_row *row;    /* of the currency that is explained */
    struct explain_claims claims;  /* of all currencies */
    const char *figure;
    size_t part; /* which of the fund's rows */
    int step;    /* of the last step given out */
};

/* Which part of an earning a figure adds up. */
enum side { SIDE_REBATE, SIDE_COOP, SIDE_COOP_USD };

/* The next step of the present figure: its figure and number are filled in. */
enum rc explain_tell(struct explaining *e, struct explain_step *step, struct err *err);

/* A step of the present figure: amount (NULL: none) in currency, count (-1:
 * none), detail (NULL: none). */
enum rc explain_step(struct explaining *e, const char *rule, const char *source,
                     const struct money *amount, struct currency currency, int64_t count,
                     const char *detail, struct err *err);

/* The fund's earnings on one side: sums by type and month, of a month with several
 * types also as a whole, then row by row. */
enum rc explain_rows(struct explaining *e, enum side side, struct err *err);

/* Fills e->claims. */
enum rc explain_claims_load(struct explaining *e, struct err *err);
/* A step for each claim, in the currency that is explained, that a sum is made of. */
enum claims_part { CLAIMS_PLANNED, CLAIMS_PENDING, CLAIMS_APPROVED, CLAIMS_PAID };
enum rc explain_claims(struct explaining *e, enum claims_part part, struct err *err);

/* What was changed after a day: new, updated, reversed, excluded, terms. */
enum rc explain_since(struct explaining *e, struct err *err);

#endif
