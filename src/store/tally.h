/* SPDX-License-Identifier: MIT */
/*
 * The derived totals: tables total_month and total_day, kept so that a balance
 * never reads earnings.
 *
 * A tally takes earnings that come or go, holds the sums they touch (absolute
 * values, read from the book at first touch), checks on every step that no sum
 * leaves 64 bits, and writes them back. Its memory is bounded: it writes back
 * by itself when it is full.
 */
#ifndef COFFER_STORE_TALLY_H
#define COFFER_STORE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/earning.h"
#include "store/book.h"

struct tally;

/* A total counts as a row at once, but its split only once the terms of its
 * program are known: the two parts can be told one by one. */
enum tally_part { TALLY_WHOLE, TALLY_ROW_ONLY, TALLY_SPLIT_ONLY };

struct tally_earning {
    int64_t name;        /* program_name.key */
    int64_t location;    /* location.key */
    const char *program; /* its code, for the check of the fund's sums */
    int64_t id_hash;     /* digest_short of its id */
    struct date date;
    enum earning_type type;
    struct amounts amounts;
    struct sides sides;   /* only for EARNING_TOTAL */
    enum tally_part part; /* other than TALLY_WHOLE only for EARNING_TOTAL */
};

enum rc tally_new(struct book *book, struct tally **ret, struct err *err);
void tally_free(struct tally *tally); /* unwritten sums are lost: tally_flush first */

enum tally_sign { TALLY_COMES, TALLY_GOES };

/* RC_RULE where a sum of the fund (its rebate, its co-op in this currency or in
 * USD, both together, the co-op rounded) would leave 64 bits; then the tally is spoilt and must be
 * freed. */
enum rc tally_add(struct tally *tally, const struct tally_earning *earning, enum tally_sign sign,
                  struct err *err);
enum rc tally_flush(struct tally *tally, struct err *err);
/* The funds that a name's earnings count for, now that it belongs to `program`:
 * RC_RULE as in tally_add. Nothing may be held back. */
enum rc tally_check_name(struct tally *tally, int64_t name, const char *program, struct err *err);

/* Sums of one row of a totals table. */
struct total {
    int64_t rows, counted, coop_rows, unknown;
    int64_t rebate, coop, coop_usd;
    int64_t split_rebate, split_coop, split_coop_usd;
    int64_t fingerprint; /* wraps around */
};
enum { TOTAL_SUMS_COUNT = 11 };
/* The sums in the order of the table's columns. */
void total_sums(struct total *total, int64_t *ret[TOTAL_SUMS_COUNT]);

/* What one earning adds to its month and its day. */
void tally_contribution(const struct tally_earning *earning, struct total *ret);
/* False where a sum leaves 64 bits; *sum is spoilt then. */
bool total_step(struct total *sum, const struct total *by, enum tally_sign sign);

#endif
