/* SPDX-License-Identifier: MIT */
/*
 * A claim as it would stand after a change: nothing is written, and no transaction is
 * begun, so that a form can ask with every key.
 */
#ifndef COFFER_APP_CLAIM_TRY_H
#define COFFER_APP_CLAIM_TRY_H

#include "app/claim_course.h"
#include "model/claim_caps.h"

/* A cap of the claim's activity, and how far it is used. */
struct claim_cap {
    const struct requirement *requirement; /* borrowed from the trial's activity */
    enum cap_verdict verdict;              /* of the claim as it would stand */
    bool has_limit;                        /* false: a cap on persons */
    struct money limit_usd;
    bool has_room; /* it can be told in the claim's currency */
    struct cap_room room;
};

/* What there is room for. Money is in the claim's currency. */
struct claim_room {
    bool has_fund; /* the fund has co-op in that currency */
    enum fund_state state;
    struct money free;  /* available − what other claims count */
    struct money asked; /* the claimed amount, the approved one once there is one */
    struct money after; /* free − asked: below 0 is too much */
    struct windows windows;
    struct date last_day;   /* to submit, an extension counted */
    int days_left;          /* to it, 0: today; below 0: it is over */
    struct claim_cap *caps; /* owned by the trial */
    size_t cap_count;
};

struct claim_trial {
    struct claim_verdict verdict;
    const struct claim *claim;       /* as it would stand; borrowed from the trial */
    const struct activity *activity; /* of its catalogue, or NULL; likewise */
    struct claim_room room;
    void *memory;
};

/* On the app's day. form is as for app_claim_set; owner, reference, tags and pre-approval
 * are not looked at, and neither is ref->if_revision. Whether the person may change the
 * claim, and whether its status lets it be changed, is not asked. What reviewers refused
 * before is left out (refused-before, last-refusal): no form changes it.
 *
 * ref->id NULL: a claim that does not exist yet; then form has program, location and
 * period, and may lack the rest: the activity (a finding tells it), the dates (the usage
 * period), the currency (the fund's first), the amount (0).
 *
 * RC_USAGE, RC_RULE: a text that app_claim_set or app_claim_new would refuse. */
enum rc app_claim_try(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                      struct claim_trial *ret, struct err *err);
void claim_trial_release(struct claim_trial *trial);

#endif
