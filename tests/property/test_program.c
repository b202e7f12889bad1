/* SPDX-License-Identifier: MIT */
#include "model/program.h"

#include <string.h>

#include "support/support.h"

static void program__split_print_and_parse__are_inverse(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(200000); i > 0; i--) {
        struct share share = {(int32_t)random_edgy(&random, 0, SHARE_WHOLE)}, back = {7};
        if (random_one_in(&random, 2))
            share.ppm = share.ppm / 10000 * 10000;
        char text[SPLIT_TEXT_SIZE];
        struct err err;
        err_init(&err);
        split_print(share, text);
        assert_rc(split_parse(text, &back, &err), RC_OK, &err);
        assert_int_equal(back.ppm, share.ppm);
    }
}

enum { TERMS_MAX = 5, DAYS = 40 };

/* Day by day through a random series: the last value whose day has come. */
static void program__terms__hold_until_the_next_one(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(5000); i > 0; i--) {
        struct split_term splits[TERMS_MAX];
        struct threshold_term thresholds[TERMS_MAX];
        struct coop_term coops[TERMS_MAX];
        size_t count = 0;
        int32_t from = (int32_t)random_between(&random, 0, DAYS / 2);
        for (; count < TERMS_MAX && from < DAYS; count++) {
            struct date date = {count == 0 && random_one_in(&random, 2) ? date_first.day : from};
            splits[count] = (struct split_term){date, {(int32_t)count * 1000}};
            thresholds[count] =
                (struct threshold_term){date, random_one_in(&random, 3), {(int64_t)count}};
            coops[count] = (struct coop_term){date, random_one_in(&random, 2)};
            from += (int32_t)random_between(&random, 1, DAYS / 3);
        }
        const struct terms terms = {
            .splits = splits,
            .split_count = count,
            .thresholds = thresholds,
            .threshold_count = count,
            .coops = coops,
            .coop_count = count,
        };
        const struct split_term *split = NULL;
        const struct threshold_term *threshold = NULL;
        const struct coop_term *coop = NULL;
        for (size_t k = 0; k < count && splits[k].from.day == date_first.day; k++) {
            split = &splits[k];
            threshold = &thresholds[k];
            coop = &coops[k];
        }
        for (struct date day = {0}; day.day < DAYS; day.day++) {
            for (size_t k = 0; k < count; k++) {
                if (splits[k].from.day == day.day) {
                    split = &splits[k];
                    threshold = &thresholds[k];
                    coop = &coops[k];
                }
            }
            struct share share = {-1};
            struct money usd = {-1};
            assert_int_equal(terms_split(&terms, day, &share), split != NULL);
            assert_int_equal(share.ppm, split ? split->coop.ppm : -1);
            bool has_threshold = threshold && !threshold->none;
            assert_int_equal(terms_threshold(&terms, day, &usd), has_threshold);
            assert_money_equal(usd, has_threshold ? threshold->usd.micros : -1);
            assert_int_equal(terms_has_coop(&terms, day), !coop || coop->coop);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(program__split_print_and_parse__are_inverse),
        cmocka_unit_test(program__terms__hold_until_the_next_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
