/* SPDX-License-Identifier: MIT */
/*
 * A claim as it would stand after a change: nothing is written, and no transaction is
 * begun, so that a form can ask with every key.
 */
#ifndef COFFER_APP_CLAIM_TRY_H
#define COFFER_APP_CLAIM_TRY_H

#include "app/claim_course.h"
#include "model/fund.h"

/* A cap of the claim's activity, and how far it is used. Texts are borrowed. */
struct claim_cap_room {
    const struct requirement *requirement; /* its item, text and measure */
    enum cap_verdict verdict;              /* of the claim as it would stand */
    bool has_limit;                        /* false: a cap on persons, or none at all */
    struct currency currency; /* of both: the claim's where it can be compared, else USD */
    struct money limit;
    bool has_left;     /* a cap on all that is claimed or all travel, and compared */
    struct money used; /* of it by other claims that count */
    struct money left; /* limit − used − what this claim would use; below 0: too much */
};

/* What there is room for. Money is in the claim's currency. */
struct claim_room {
    bool has_fund; /* the fund has co-op in that currency */
    enum fund_state state;
    struct money free;  /* available − what other claims count */
    struct money asked; /* the claimed amount, the approved one once there is one */
    struct money after; /* free − asked: below 0 is too much */
    struct windows windows;
    struct date last_day;        /* to submit, an extension counted */
    int days_left;               /* to it, 0: today; below 0: it is over */
    struct claim_cap_room *caps; /* owned by the trial */
    size_t cap_count;
};

struct claim_trial {
    struct claim_verdict verdict;
    const struct claim *claim;       /* as it would stand; borrowed from the trial */
    const struct activity *activity; /* of its catalogue, or NULL; likewise */
    struct claim_room room;
    void *memory;
};

/* On the app's day. ref->id NULL: a claim that does not exist yet; then form has
 * program, location and period, and what it has not yet is told by findings, if by
 * anything: activity and title may lack, the dates are then the first day of the usage
 * period, the currency is the fund's first one. Otherwise form is as for app_claim_set;
 * ref->if_revision is not looked at. Whether the person may change the claim, and
 * whether its status lets it be changed, is not asked.
 *
 * RC_USAGE, RC_RULE: a text that app_claim_set would refuse, in the same words. */
enum rc app_claim_try(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                      struct claim_trial *ret, struct err *err);
void claim_trial_release(struct claim_trial *trial);

#endif
