/* SPDX-License-Identifier: MIT */
#include "base/checked.h"

__extension__ typedef __int128 wide;

bool mul_div_fits(int64_t a, int64_t b, int64_t c, int64_t *ret)
{
    bug_if(c <= 0, "a divisor must be above 0");
    wide product = (wide)a * b;
    wide quotient = product / c;
    wide rest = product % c; /* has the product's sign */
    if (2 * rest >= c)
        quotient++;
    else if (-2 * rest >= c)
        quotient--;
    if (quotient < INT64_MIN || quotient > INT64_MAX)
        return false;
    *ret = (int64_t)quotient;
    return true;
}
