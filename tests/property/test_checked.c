/* SPDX-License-Identifier: MIT */
#include "base/checked.h"

#include "support/support.h"

__extension__ typedef __int128 wide;

static wide size_of(wide number)
{
    return number < 0 ? -number : number;
}

/* By what rounding means, not by how it is done: no other whole number is nearer,
 * and of two equally near ones it is the larger. */
static void checked__mul_div__is_the_nearest_whole_number(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(200000); i > 0; i--) {
        int64_t a = random_edgy(&random, INT64_MIN, INT64_MAX);
        int64_t b = random_one_in(&random, 2) ? random_edgy(&random, INT64_MIN, INT64_MAX)
                                              : random_between(&random, -1000, 1000);
        int64_t c = random_one_in(&random, 2) ? random_edgy(&random, 1, INT64_MAX)
                                              : random_between(&random, 1, 1000);
        wide product = (wide)a * b;
        int64_t result = 7;
        if (mul_div_fits(a, b, c, &result)) {
            wide error = size_of(product) - size_of((wide)result * c);
            assert_true(2 * size_of(error) <= c);
            assert_true(2 * error != c); /* a tie went away from zero */
            assert_true(result == 0 || (result < 0) == (product < 0));
        } else {
            assert_true(result == 7);
            /* It is half a divisor or more beyond the last number. */
            wide limit = product < 0 ? -(wide)INT64_MIN : (wide)INT64_MAX;
            assert_true(size_of(product) - limit * c >= c / 2 + c % 2);
        }
    }
}

static void checked__add_and_sub__are_exact_or_refused(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(200000); i > 0; i--) {
        int64_t a = random_edgy(&random, INT64_MIN, INT64_MAX);
        int64_t b = random_edgy(&random, INT64_MIN, INT64_MAX);
        wide sum = (wide)a + b, rest = (wide)a - b;
        int64_t result = 0;
        assert_int_equal(add_fits(a, b, &result), sum >= INT64_MIN && sum <= INT64_MAX);
        assert_true(result == sum || sum < INT64_MIN || sum > INT64_MAX);
        result = 0;
        assert_int_equal(sub_fits(a, b, &result), rest >= INT64_MIN && rest <= INT64_MAX);
        assert_true(result == rest || rest < INT64_MIN || rest > INT64_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checked__mul_div__is_the_nearest_whole_number),
        cmocka_unit_test(checked__add_and_sub__are_exact_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
