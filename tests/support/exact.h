/* SPDX-License-Identifier: MIT */
/*
 * Fractions of whole numbers in as many digits as they need, by the school's methods,
 * for tests that compare exact arithmetic with another exact one.
 */
#ifndef COFFER_SUPPORT_EXACT_H
#define COFFER_SUPPORT_EXACT_H

#include <stdbool.h>
#include <stdint.h>

enum { EXACT_DIGITS = 128 }; /* of 32 bits, the lowest first */

struct exact_number {
    bool negative; /* never for 0 */
    uint32_t digits[EXACT_DIGITS];
};
struct exact {
    struct exact_number above, below; /* below > 0 */
};

void exact_init(struct exact *exact); /* 0 */
/* Adds a × b ÷ by; by > 0. About 25 terms fit; more ends the test. */
void exact_add(struct exact *exact, int64_t a, int64_t b, int64_t by);
int exact_sign(const struct exact *exact); /* -1, 0, 1 */

#endif
