/* SPDX-License-Identifier: MIT */
/*
 * Earning periods and what follows from them (RULES.md section 2).
 *
 * A period is known by its first day. Today every program uses fiscal
 * half-years, FY21H1 = 1 July 2020 to 31 December 2020; another calendar would
 * be another way from a date to a period and from a period to its windows.
 */
#ifndef COFFER_MODEL_PERIOD_H
#define COFFER_MODEL_PERIOD_H

#include <stdbool.h>

#include "base/err.h"
#include "model/date.h"

struct period {
    struct date first; /* first day of the earning period; always the first of a month */
};

enum { PERIOD_TEXT_SIZE = 16, PERIOD_MONTHS = 6 };

/* FY00H1 to FY99H2: earning dates lie in 1999-07-01 to 2099-06-30, because two
 * digits are 2000–2099 (CONTRACT.md section 2). */
extern const struct date period_date_min;
extern const struct date period_date_max;

bool period_of(struct date date, struct period *ret);                 /* false outside min..max */
bool period_parse(const char *text, struct period *ret);              /* "FY21H1", any case */
char *period_print(struct period period, char ret[PERIOD_TEXT_SIZE]); /* returns ret */
bool period_next(struct period period, struct period *ret);           /* false after FY99H2 */
int period_compare(struct period a, struct period b);

/* All ends are inclusive. */
struct windows {
    struct date earning_start, earning_end;
    struct date usage_start, usage_end;
    struct date claim_opens, claim_closes;
};

/* The bare rule. */
struct windows period_windows(struct period period);

/* What a program has of its own for one period; has_* false = the rule's. */
struct window_override {
    bool has_usage_end, has_claim_opens, has_claim_closes;
    struct date usage_end, claim_opens, claim_closes;
};

/* The rule with the override laid over it. RC_RULE unless usage_start <=
 * usage_end <= claim_closes, claim_opens <= claim_closes and claim_opens <=
 * usage_end + 1 (CONTRACT.md section 8); *ret untouched then. */
enum rc period_windows_with(struct period period, const struct window_override *override,
                            struct windows *ret, struct err *err);

/* The earning period whose claim period (by the bare rule) contains date:
 * exactly one, as claim periods tile the calendar. */
bool period_claimable_on(struct date date, struct period *ret);

#endif
