/* SPDX-License-Identifier: MIT */
#include "base/checked.h"

#include "support/support.h"

static void checked__add__tells_when_the_sum_does_not_fit(void **state)
{
    (void)state;
    int64_t sum = 7;
    assert_true(add_fits(INT64_MAX - 1, 1, &sum));
    assert_true(sum == INT64_MAX);
    sum = 7;
    assert_false(add_fits(INT64_MAX, 1, &sum));
    assert_false(add_fits(INT64_MIN, -1, &sum));
    assert_true(sum == 7);
}

static void checked__sub__tells_when_the_rest_does_not_fit(void **state)
{
    (void)state;
    int64_t rest = 7;
    assert_true(sub_fits(-1, INT64_MAX, &rest));
    assert_true(rest == INT64_MIN);
    rest = 7;
    assert_false(sub_fits(0, INT64_MIN, &rest));
    assert_true(rest == 7);
}

static void checked__mul_div__rounds_half_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        int64_t a, b, c, expected;
    } cases[] = {
        {1, 1, 2, 1},   {-1, 1, 2, -1}, {1, 1, 3, 0},    {-1, 1, 3, 0},   {2, 1, 3, 1},
        {-2, 1, 3, -1}, {3, 1, 2, 2},   {-3, 1, 2, -2},  {5, -1, 2, -3},  {-5, -1, 2, 3},
        {0, 9, 2, 0},   {7, 7, 1, 49},  {10, 10, 3, 33}, {10, 10, 6, 17}, {-10, 10, 8, -13},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t result = 0;
        assert_true(mul_div_fits(cases[i].a, cases[i].b, cases[i].c, &result));
        assert_true(result == cases[i].expected);
    }
}

static void checked__mul_div__has_a_wide_product_and_a_checked_result(void **state)
{
    (void)state;
    int64_t result = 7;
    assert_true(mul_div_fits(INT64_MAX, INT64_MAX, INT64_MAX, &result));
    assert_true(result == INT64_MAX);
    assert_true(mul_div_fits(INT64_MIN, INT64_MAX, INT64_MAX, &result));
    assert_true(result == INT64_MIN);
    assert_true(mul_div_fits(INT64_MIN, 1, 1, &result));
    assert_true(result == INT64_MIN);
    result = 7;
    assert_false(mul_div_fits(INT64_MIN, -1, 1, &result));
    assert_false(mul_div_fits(INT64_MAX, 3, 2, &result));
    assert_true(result == 7);
}

static void checked__sub_div__has_a_wide_difference(void **state)
{
    (void)state;
    int64_t result = 7;
    assert_true(sub_div_fits(INT64_MAX, INT64_MIN, 4, &result));
    assert_int_equal(result, 4611686018427387904);                /* a quarter of 2^64 - 1 */
    assert_false(sub_div_fits(INT64_MAX, INT64_MIN, 2, &result)); /* rounded it leaves */
    assert_true(sub_div_fits(-1, 2, 2, &result));
    assert_int_equal(result, -2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checked__add__tells_when_the_sum_does_not_fit),
        cmocka_unit_test(checked__sub__tells_when_the_rest_does_not_fit),
        cmocka_unit_test(checked__mul_div__rounds_half_away_from_zero),
        cmocka_unit_test(checked__mul_div__has_a_wide_product_and_a_checked_result),
        cmocka_unit_test(checked__sub_div__has_a_wide_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
