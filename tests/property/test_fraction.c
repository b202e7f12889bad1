/* SPDX-License-Identifier: MIT */
#include "base/fraction.h"

#include "support/exact.h"
#include "support/support.h"

enum { TERMS_MAX = 20 };

struct both {
    struct fraction_sum sum;
    struct exact exact;
};

static void both_init(struct both *both)
{
    fraction_sum_init(&both->sum);
    exact_init(&both->exact);
}

static void both_add(struct both *both, int64_t a, int64_t b, int64_t by)
{
    fraction_sum_add(&both->sum, a, b, by);
    exact_add(&both->exact, a, b, by);
}

static void fraction__sign__is_that_of_the_exact_sum(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    int seen[3] = {0};
    for (int i = rounds(3000); i > 0; i--) {
        struct both both;
        int64_t size = random_one_in(&random, 2) ? INT64_MAX : 12;
        both_init(&both);
        for (int64_t terms = random_between(&random, 0, TERMS_MAX); terms > 0; terms--)
            both_add(&both, random_edgy(&random, -size - 1, size),
                     random_edgy(&random, -size - 1, size),
                     random_one_in(&random, 8) ? size : random_between(&random, 1, size));
        int sign = fraction_sum_sign(&both.sum);
        assert_int_equal(sign, exact_sign(&both.exact));
        seen[sign + 1]++;
    }
    print_message("%d below, %d equal, %d above\n", seen[0], seen[1], seen[2]);
}

/* Sums that are 0 although no part of them is, and sums that miss it by as little as
 * their divisors allow. */
static void fraction__sign__tells_0_from_what_is_next_to_it(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(3000); i > 0; i--) {
        struct both both;
        int64_t above = random_between(&random, 1, 1000000);
        int64_t below = random_between(&random, 1, 1000000), sum = 0;
        both_init(&both);
        /* k × above ÷ (k × below), in other words each time, and all of it back at once */
        for (int64_t terms = random_between(&random, 1, TERMS_MAX - 2); terms > 0; terms--) {
            int64_t k = random_between(&random, 1, INT64_MAX / 1000000);
            int64_t times = random_between(&random, -1000, 1000);
            both_add(&both, k * above, times, k * below);
            sum += times;
        }
        both_add(&both, above, -sum, below);
        assert_int_equal(exact_sign(&both.exact), 0);
        assert_int_equal(fraction_sum_sign(&both.sum), 0);
        int64_t direction = random_one_in(&random, 2) ? 1 : -1;
        both_add(&both, direction, 1, random_edgy(&random, 1, INT64_MAX));
        assert_int_equal(exact_sign(&both.exact), direction);
        assert_int_equal(fraction_sum_sign(&both.sum), direction);
    }
}

/* Large divisors next to each other, with nearly all of the sum taken off again. */
static void fraction__sign__holds_at_the_rim_of_64_bits(void **state)
{
    (void)state;
    for (int64_t rest = 0; rest < 80; rest++) {
        struct both both;
        both_init(&both);
        for (int i = 0; i < TERMS_MAX; i++)
            both_add(&both, INT64_MAX - i - 1, INT64_MAX, INT64_MAX - i);
        both_add(&both, INT64_MIN, TERMS_MAX, 1);
        both_add(&both, rest, 1, 1);
        assert_int_equal(fraction_sum_sign(&both.sum), exact_sign(&both.exact));
    }
    struct fraction_sum sum; /* many terms, each as large as can be */
    fraction_sum_init(&sum);
    for (int i = 0; i < 1000; i++)
        fraction_sum_add(&sum, INT64_MIN, INT64_MIN, 1);
    assert_int_equal(fraction_sum_sign(&sum), 1);
    for (int i = 0; i < 1001; i++)
        fraction_sum_add(&sum, INT64_MIN, INT64_MAX, 1);
    assert_int_equal(fraction_sum_sign(&sum), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fraction__sign__is_that_of_the_exact_sum),
        cmocka_unit_test(fraction__sign__tells_0_from_what_is_next_to_it),
        cmocka_unit_test(fraction__sign__holds_at_the_rim_of_64_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
