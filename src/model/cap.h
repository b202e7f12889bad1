/* SPDX-License-Identifier: MIT */
/*
 * A cap of an activity as an expression of the catalogue, and whether claims stay
 * within it (RULES.md section 7; CONTRACT.md section 5). Everything is compared in
 * USD, exact and unrounded, over the whole fund; equal passes.
 *
 *   usd 18750                          all claims of the activity together
 *   25% of co-op
 *   greater of 10% of co-op and usd 3000
 *   usd 5000 travel per person and conference
 *   usd 45000 travel
 *   3 persons per conference
 *   none
 */
#ifndef COFFER_MODEL_CAP_H
#define COFFER_MODEL_CAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/money.h"

enum cap_measure {
    CAP_NONE,
    CAP_CLAIMED,               /* what is claimed or approved for the activity */
    CAP_TRAVEL,                /* its expenses of class travel */
    CAP_TRAVEL_OF_PERSON,      /* of one person at one conference */
    CAP_PERSONS_OF_CONFERENCE, /* how many people at one conference */
};

enum { CAP_PERSONS_MAX = 1000000 };

/* The limit is the larger of usd and share of the fund's co-op; either may be absent. */
struct cap {
    enum cap_measure measure;
    bool has_usd, has_share;
    struct money usd;
    struct share share;
    int persons;
};

/* In any case of letters, blanks between the words. A limit of money is above 0 with at
 * most two decimals, a share above 0 to 100 with at most four; "travel" may follow any
 * limit. False: it is none of these. */
bool cap_parse(const char *text, struct cap *ret);
/* In the form of cap_parse, which reads it back. */
void cap_add_text(struct buf *buf, const struct cap *cap);

/* What one claim of the activity uses: its amount (claimed, or approved once that is
 * so) and its expenses, in its currency. */
struct cap_expense {
    const char *class;               /* "registration", "travel", NULL */
    const char *person, *conference; /* NULL: not said; people and conferences are compared
                                      * without case */
    struct money amount;
};
bool cap_is_travel(const struct cap_expense *expense);
/* The name of a person or a conference in the form in which it is compared: without case,
 * and without blanks around. NULL: nothing. */
void cap_add_name(struct buf *buf, const char *name);
struct cap_use {
    struct currency currency;
    struct money amount;
    const struct cap_expense *expenses;
    size_t expense_count;
};

/* The fund's own ratio of USD to a currency: usd ÷ amount over its co-op earnings. */
struct cap_ratio {
    struct currency currency;
    struct money coop, coop_usd; /* coop 0 or below: nothing can be compared */
};
struct cap_fund {
    struct money coop_usd; /* over all currencies: the base of shares */
    const struct cap_ratio *ratios;
    size_t ratio_count;
};

enum cap_verdict { CAP_HELD, CAP_EXCEEDED, CAP_NOT_COMPARED };
/* uses[0] is the claim that is asked about, the others those that count in `claimed`.
 * What uses[0] adds nothing to is held, whatever the others use.
 *
 * Travel without a person or a conference counts as that of one unnamed person at one
 * unnamed conference; persons without a name are not counted. Of an approved claim the
 * caller gives the expenses as they were accepted, of one that asks for less than its cost
 * without what it leaves.
 *
 * *ret_about, appended: for what it is exceeded ("Ann at Contoso Fair", "Contoso Fair"),
 * nothing where it is for all together; the currency that cannot be compared. It has
 * failed where memory ran out: the verdict means nothing then.
 * *ret_limit_usd: the limit, to the cent; untouched by CAP_NONE and persons. */
enum cap_verdict cap_compare(const struct cap *cap, const struct cap_fund *fund,
                             const struct cap_use *uses, size_t count, struct buf *ret_about,
                             struct money *ret_limit_usd);

#endif
