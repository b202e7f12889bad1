/* SPDX-License-Identifier: MIT */
/* One line of incentive revenue and the side it falls on (RULES.md section 3). */
#ifndef COFFER_MODEL_EARNING_H
#define COFFER_MODEL_EARNING_H

#include <stdbool.h>

#include "base/err.h"
#include "model/money.h"
#include "model/program.h"

/* The numbers are stored in the book: never change one. */
enum earning_type {
    EARNING_UNKNOWN = 0, /* kept, counted apart, adds to nothing */
    EARNING_REBATE = 1,
    EARNING_COOP = 2,
    EARNING_ADJUSTMENT_COOP = 3,
    EARNING_ADJUSTMENT_REBATE = 4,
    EARNING_FEE = 5,
    EARNING_SELL = 6,
    EARNING_INDIRECT_REBATE = 7,
    EARNING_CLAIM = 8, /* payment of an approved claim: never an earning */
    EARNING_TOTAL = 9, /* from a statement: split by the terms of its date */
};
enum { EARNING_TYPES = 10 };

/* Any spelling: "Adjustment-Coop", "CO-OP", "indirect rebate". Text that is
 * none of them is EARNING_UNKNOWN. */
enum earning_type earning_type_parse(const char *text);
/* "rebate", "coop", "adjustment-coop", … "unknown". */
const char *earning_type_word(enum earning_type type);

/* An amount in the transaction's currency and its printed USD value. */
struct amounts {
    struct currency currency;
    struct money amount;
    struct money usd;
};

/* Where the money goes; rebate + coop = amount for every type that counts, both
 * 0 for unknown and claim. */
struct sides {
    struct money rebate, coop;
    struct money rebate_usd, coop_usd;
};

/* coop is the share in force on the earning date, NULL if none; only a total
 * needs it, and a total without one is RC_RULE. USD is split like the amount,
 * co-op rounded to cents. has_coop false (a program without co-op): all is
 * rebate. RC_RULE also where a split would leave 64 bits. */
enum rc earning_sides(enum earning_type type, const struct amounts *amounts,
                      const struct share *coop, bool has_coop, struct sides *ret, struct err *err);

/* Payment statuses (RULES.md section 3): any spelling to the published
 * one ("SENT" → "Sent"); unknown text comes back as it is. Static or `text`. */
const char *payment_status_word(const char *text);

/* True when `next` lies before `now` on the usual path of a payment (unprocessed,
 * upcoming, in progress, sent or paid): the same report downloaded earlier. What
 * really goes back has a status of its own ("Reversed", "Reprocessing"). */
bool payment_status_steps_back(const char *now, const char *next);

#endif
