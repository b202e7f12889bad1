/* SPDX-License-Identifier: MIT */
#include "base/checked.h"

__extension__ typedef __int128 wide;

static bool div_fits(wide a, int64_t c, int64_t *ret)
{
    bug_if(c <= 0, "a divisor must be above 0");
    wide quotient = a / c;
    wide rest = a % c; /* has the sign of a */
    if (2 * rest >= c)
        quotient++;
    else if (-2 * rest >= c)
        quotient--;
    if (quotient < INT64_MIN || quotient > INT64_MAX)
        return false;
    *ret = (int64_t)quotient;
    return true;
}

bool sub_div_fits(int64_t a, int64_t b, int64_t c, int64_t *ret)
{
    return div_fits((wide)a - b, c, ret);
}

bool mul_div_fits(int64_t a, int64_t b, int64_t c, int64_t *ret)
{
    return div_fits((wide)a * b, c, ret);
}
