/* SPDX-License-Identifier: MIT */
/*
 * Deadlines: what falls due for a fund and for a claim, seen from a day (CONTRACT.md
 * section 6, "Kinds of deadlines"). They are derived whenever they are asked for,
 * never stored.
 *
 * A fund's deadline is gone the day after it; a claim's stays, overdue, until its
 * matter is settled. Where the texts leave room:
 *   - A fund has money in a currency while some co-op of it has accrued, and once the
 *     earning period is over while something of it remains. Without money there is
 *     nothing to be late for, and no row.
 *   - The end of the earning period is one row for the whole fund, as the threshold is
 *     one; its amount is there only below the threshold.
 *   - An approval that lapses is overdue only while the claim can still be edited:
 *     once it is sent in the approval has done its work.
 *   - The end of retention is the end of a duty, so it is gone the day after, too.
 */
#ifndef COFFER_MODEL_DEADLINE_H
#define COFFER_MODEL_DEADLINE_H

#include "model/claim.h"
#include "model/fund.h"

enum deadline_kind {
    DEADLINE_PERIOD_END,
    DEADLINE_USAGE_START,
    DEADLINE_USAGE_END,
    DEADLINE_WINDOW_OPEN,
    DEADLINE_WINDOW_CLOSE,
    DEADLINE_DRAFT_WINDOW,
    DEADLINE_LATE_FILING,
    DEADLINE_ACTION_ANSWER,
    DEADLINE_APPROVAL_LAPSE,
    DEADLINE_REVIEW,
    DEADLINE_DISPUTE,
    DEADLINE_PAYMENT,
    DEADLINE_RETENTION_END,
};
enum { DEADLINE_KINDS = 13 };
const char *deadline_kind_word(enum deadline_kind kind); /* "period-end" */
/* Something is lost or late once the day is over: not so where something begins. */
bool deadline_kind_presses(enum deadline_kind kind);

/* All texts are borrowed. */
struct deadline {
    enum deadline_kind kind;
    struct date due; /* the day itself is still in time */
    int days_left;   /* 0: today; below 0: overdue */
    struct period period;
    const char *program, *location;
    const char *claim;         /* its id; "" for a fund's */
    const char *title, *owner; /* of the claim; "" for a fund's */
    enum claim_status status;  /* of the claim */
    const char *about;   /* which of several of the kind that a claim has; "" for the only one */
    const char *text;    /* what to do: one sentence */
    struct money amount; /* at stake; where there is one */
    struct currency currency; /* of the amount */
    bool has_amount;
};

struct deadline_fund {
    const char *program, *location;
    struct period period;
    const struct fund_terms *terms;
    struct money coop_usd; /* over all currencies */
};
/* False: there is none. To be asked once for a fund, and only where it has money in some
 * currency. */
bool deadline_of_period(const struct deadline_fund *fund, struct date today, struct deadline *ret);

/* Has the fund money in the currency of this balance? */
bool deadline_has_money(const struct balance *balance);

/* The others, of the fund's money in one currency; none where it has none. False where an
 * amount would leave 64 bits. */
enum { FUND_DEADLINES = 4 };
must_use bool deadlines_of_fund(const struct deadline_fund *fund, const struct balance *balance,
                                struct currency currency, struct date today,
                                struct deadline ret[FUND_DEADLINES], size_t *ret_count);

/* Of the claim as it stands on the day, with its fund's windows, in the order of the
 * kinds. Of a settled claim of which nothing is unpaid only head, seen, status, title, owner
 * and end are looked at. The deadline is lent until `visit` returns. RC_FILE: out of memory. */
typedef enum rc deadline_visit(void *context, const struct deadline *deadline, struct err *err);
enum rc deadlines_of_claim(const struct claim *claim, const struct windows *windows,
                           struct date today, deadline_visit *visit, void *context,
                           struct err *err);

/* By due, kind (its word), program, location, claim, currency (CONTRACT.md section 6); ties
 * go by what that order leaves open. */
int deadline_compare(const struct deadline *a, const struct deadline *b);

/* Its texts go into one allocation, *ret_texts. */
must_use bool deadline_copy(const struct deadline *deadline, struct deadline *ret,
                            char **ret_texts);

#endif
