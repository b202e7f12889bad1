/* SPDX-License-Identifier: MIT */
/*
 * A sum of fractions a × b ÷ c of 64-bit numbers, of which only the sign is asked:
 * whether amounts converted at different rates stay within a limit, without rounding
 * and without numbers that grow.
 */
#ifndef COFFER_BASE_FRACTION_H
#define COFFER_BASE_FRACTION_H

#include <stddef.h>
#include <stdint.h>

/* More than there are currencies. */
enum { FRACTION_PARTS_MAX = 256 };

__extension__ typedef __int128 fraction_whole;

/* whole × 2^64 + low, and for each divisor a rest below it. */
struct fraction_sum {
    fraction_whole whole;
    uint64_t low;
    struct {
        int64_t rest, by; /* 0 <= rest < by */
    } parts[FRACTION_PARTS_MAX];
    size_t count;
};

void fraction_sum_init(struct fraction_sum *sum); /* 0 */
/* Adds a × b ÷ by, exactly; by > 0. At most FRACTION_PARTS_MAX different divisors and
 * 2^60 terms; more is a bug. */
void fraction_sum_add(struct fraction_sum *sum, int64_t a, int64_t b, int64_t by);
/* -1, 0 or 1. */
int fraction_sum_sign(const struct fraction_sum *sum);

#endif
