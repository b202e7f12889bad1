/* SPDX-License-Identifier: MIT */
/*
 * A program and its dated terms (RULES.md section 4, CONTRACT.md section 8).
 *
 * Split, threshold and co-op-or-not are three series of their own: a value
 * holds from its day until the next one. A series is an array in the order of
 * its days; values "from the beginning" have from = date_first.
 */
#ifndef COFFER_MODEL_PROGRAM_H
#define COFFER_MODEL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/money.h"
#include "model/period.h"

struct split_term {
    struct date from;
    struct share coop; /* rebate = the whole − coop */
};
struct threshold_term {
    struct date from;
    bool none;        /* from here on there is no threshold */
    struct money usd; /* > 0 or 0 */
};
struct coop_term {
    struct date from;
    bool coop; /* false: a program without co-op */
};
struct period_override {
    struct period period;
    struct window_override windows;
};

/* Borrowed arrays: whoever fills the struct owns them. */
struct terms {
    const struct split_term *splits;
    size_t split_count;
    const struct threshold_term *thresholds;
    size_t threshold_count;
    const struct coop_term *coops;
    size_t coop_count;
    const struct period_override *overrides;
    size_t override_count;
};

/* The value in force on a day; false where none is. */
bool terms_split(const struct terms *terms, struct date date, struct share *ret);
bool terms_threshold(const struct terms *terms, struct date date, struct money *ret_usd);
bool terms_has_coop(const struct terms *terms, struct date date); /* true unless said otherwise */

/* What a program without co-op uses instead, and the page to read (RULES.md section
 * 4); a translatable half sentence. */
extern const char *const program_cpor_words;

/* The windows of one period under these terms. Overrides in a book have passed
 * period_windows_with; one that does not is a bug. */
struct windows terms_windows(const struct terms *terms, struct period period);

/* "60/40" (rebate/co-op), up to four decimals each, adding up to 100. */
enum rc split_parse(const char *text, struct share *ret_coop, struct err *err);
enum { SPLIT_TEXT_SIZE = 32 };
char *split_print(struct share coop, char ret[SPLIT_TEXT_SIZE]); /* returns ret */

/* "10000", "1500.50" (USD, >= 0, at most two decimals) or "none". */
enum rc threshold_parse(const char *text, bool *ret_none, struct money *ret_usd, struct err *err);

#endif
