/* SPDX-License-Identifier: MIT */
#include "base/fraction.h"

#include <stdbool.h>

#include "base/err.h"

typedef fraction_whole wide;
__extension__ typedef unsigned __int128 uwide;

static const wide digit = (wide)1 << 64; /* the sum is written in this base */

void fraction_sum_init(struct fraction_sum *sum)
{
    sum->whole = 0;
    sum->low = 0;
    sum->count = 0;
}

static void add_whole(struct fraction_sum *sum, wide number)
{
    uint64_t low = (uint64_t)number;
    wide high = (number - (wide)low) / digit; /* exact: rounds down below 0 as well */
    uint64_t total = sum->low + low;
    if (total < low)
        high++;
    sum->low = total;
    sum->whole += high;
}

/* The part of a divisor; a new one begins with 0. */
static size_t part_of(struct fraction_sum *sum, int64_t by)
{
    for (size_t i = 0; i < sum->count; i++)
        if (sum->parts[i].by == by)
            return i;
    bug_if(sum->count == FRACTION_PARTS_MAX, "too many different divisors");
    sum->parts[sum->count].by = by;
    sum->parts[sum->count].rest = 0;
    return sum->count++;
}

void fraction_sum_add(struct fraction_sum *sum, int64_t a, int64_t b, int64_t by)
{
    bug_if(by <= 0, "a divisor of 0 or below");
    wide product = (wide)a * b, whole = product / by, rest = product % by;
    if (rest < 0) {
        rest += by;
        whole--;
    }
    size_t part = part_of(sum, by);
    rest += sum->parts[part].rest;
    if (rest >= by) {
        rest -= by;
        whole++;
    }
    sum->parts[part].rest = (int64_t)rest;
    add_whole(sum, whole);
}

/*
 * The sum is t + f: t whole, f the sum of the rests, each below 1, so 0 <= f < count.
 * Where t alone does not decide, both are taken times 2^64 and what of f became whole
 * goes over to t: long division, one digit a step. The sum has the product of the
 * divisors as its divisor, each below 2^63; unless it is 0 it is so far from 0 that
 * count + 1 digits tell.
 */
int fraction_sum_sign(const struct fraction_sum *sum)
{
    if (sum->whole > 0 || sum->whole < -1)
        return sum->whole > 0 ? 1 : -1;
    wide t = (wide)sum->low + (sum->whole < 0 ? -digit : 0);
    int64_t rests[FRACTION_PARTS_MAX];
    for (size_t i = 0; i < sum->count; i++)
        rests[i] = sum->parts[i].rest;
    for (size_t step = 0; step <= sum->count + 1; step++) {
        bool rest = false;
        for (size_t i = 0; i < sum->count; i++)
            rest = rest || rests[i] > 0;
        if (!rest || t <= -(wide)sum->count)
            return t > 0 ? 1 : t < 0 ? -1 : 0;
        if (t >= 0)
            return 1;
        t *= digit;
        for (size_t i = 0; i < sum->count; i++) {
            uwide scaled = (uwide)rests[i] << 64, by = (uwide)sum->parts[i].by;
            t += (wide)(scaled / by);
            rests[i] = (int64_t)(scaled % by);
        }
    }
    return 0;
}
