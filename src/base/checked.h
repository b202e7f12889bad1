/* SPDX-License-Identifier: MIT */
/* Integer arithmetic that tells when it does not fit. Each returns true when
 * *ret holds the exact result; false leaves *ret untouched. */
#ifndef COFFER_BASE_CHECKED_H
#define COFFER_BASE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

must_use static inline bool add_fits(int64_t a, int64_t b, int64_t *ret)
{
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        return false;
    *ret = sum;
    return true;
}

must_use static inline bool sub_fits(int64_t a, int64_t b, int64_t *ret)
{
    int64_t rest;
    if (__builtin_sub_overflow(a, b, &rest))
        return false;
    *ret = rest;
    return true;
}

/* (a - b) / c, rounded half away from zero; the difference itself may leave 64 bits. c > 0. */
must_use bool sub_div_fits(int64_t a, int64_t b, int64_t c, int64_t *ret);

/* a * b / c, rounded half away from zero, with a 128-bit product. c > 0. */
must_use bool mul_div_fits(int64_t a, int64_t b, int64_t c, int64_t *ret);

#endif
