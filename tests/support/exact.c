/* SPDX-License-Identifier: MIT */
#include "support/exact.h"

#include <string.h>

#include "support/support.h"

static bool is_zero(const struct exact_number *a)
{
    for (int i = 0; i < EXACT_DIGITS; i++)
        if (a->digits[i] != 0)
            return false;
    return true;
}

static void number_of(int64_t value, struct exact_number *ret)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    memset(ret, 0, sizeof(*ret));
    ret->negative = value < 0;
    ret->digits[0] = (uint32_t)size;
    ret->digits[1] = (uint32_t)(size >> 32);
}

static void multiply(const struct exact_number *a, const struct exact_number *b,
                     struct exact_number *ret)
{
    struct exact_number product = {.negative = false};
    for (int i = 0; i < EXACT_DIGITS; i++) {
        uint64_t carry = 0;
        for (int j = 0; a->digits[i] != 0 && i + j < EXACT_DIGITS; j++) {
            carry += (uint64_t)a->digits[i] * b->digits[j] + product.digits[i + j];
            product.digits[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        assert_true(carry == 0);
    }
    product.negative = a->negative != b->negative && !is_zero(&product);
    *ret = product;
}

static int compare_sizes(const struct exact_number *a, const struct exact_number *b)
{
    for (int i = EXACT_DIGITS - 1; i >= 0; i--)
        if (a->digits[i] != b->digits[i])
            return a->digits[i] < b->digits[i] ? -1 : 1;
    return 0;
}

/* The sizes of a and b added, or b's taken off a's, which is not smaller. */
static void combine(const struct exact_number *a, const struct exact_number *b, bool subtract,
                    struct exact_number *ret)
{
    int64_t carry = 0;
    for (int i = 0; i < EXACT_DIGITS; i++) {
        int64_t digit = b->digits[i];
        carry += (int64_t)a->digits[i] + (subtract ? -digit : digit);
        ret->digits[i] = (uint32_t)(carry & 0xFFFFFFFF);
        carry = (carry - ret->digits[i]) / ((int64_t)1 << 32);
    }
    assert_true(carry == 0);
}

static void add(const struct exact_number *a, const struct exact_number *b,
                struct exact_number *ret)
{
    struct exact_number sum = {.negative = a->negative};
    if (a->negative == b->negative) {
        combine(a, b, false, &sum);
    } else if (compare_sizes(a, b) >= 0) {
        combine(a, b, true, &sum);
    } else {
        combine(b, a, true, &sum);
        sum.negative = b->negative;
    }
    if (is_zero(&sum))
        sum.negative = false;
    *ret = sum;
}

void exact_init(struct exact *exact)
{
    number_of(0, &exact->above);
    number_of(1, &exact->below);
}

void exact_add(struct exact *exact, int64_t a, int64_t b, int64_t by)
{
    struct exact_number left, right, divisor;
    number_of(a, &left);
    number_of(b, &right);
    number_of(by, &divisor);
    multiply(&left, &right, &left);
    multiply(&left, &exact->below, &left);
    multiply(&exact->above, &divisor, &right);
    add(&left, &right, &exact->above);
    multiply(&exact->below, &divisor, &exact->below);
}

int exact_sign(const struct exact *exact)
{
    if (is_zero(&exact->above))
        return 0;
    return exact->above.negative ? -1 : 1;
}
