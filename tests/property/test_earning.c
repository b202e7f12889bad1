/* SPDX-License-Identifier: MIT */
#include "model/earning.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "support/currencies.h"
#include "support/support.h"

static struct amounts draw_amounts(struct random *random, const struct currencies *currencies)
{
    bool large = random_one_in(random, 4);
    int64_t limit = large ? INT64_MAX : INT64_C(1000000000000);
    return (struct amounts){
        .currency = currencies_any(currencies, random),
        .amount = {random_edgy(random, -limit, limit)},
        .usd = {random_edgy(random, -limit, limit)},
    };
}

static void assert_sum(struct money rebate, struct money coop, struct money whole)
{
    struct money sum = {0};
    assert_true(money_add(rebate, coop, &sum));
    assert_money_equal(sum, whole.micros);
}

/* No money is made or lost, in any currency, for any split and either sign. */
static void earning__sides__of_a_total_add_up_to_it(void **state)
{
    (void)state;
    struct random random;
    struct currencies currencies;
    random_init(&random);
    currencies_init(&currencies);
    for (int i = rounds(200000); i > 0; i--) {
        struct amounts amounts = draw_amounts(&random, &currencies);
        struct share coop = {(int32_t)random_edgy(&random, 0, SHARE_WHOLE)};
        struct sides sides = {.rebate = {7}};
        struct err err;
        err_init(&err);
        enum rc rc = earning_sides(EARNING_TOTAL, &amounts, &coop, true, &sides, &err);
        if (rc != RC_OK) {
            assert_rc(rc, RC_RULE, &err);
            assert_true(llabs(amounts.amount.micros) > INT64_MAX - MONEY_MICROS ||
                        llabs(amounts.usd.micros) > INT64_MAX - MONEY_MICROS);
            continue;
        }
        assert_sum(sides.rebate, sides.coop, amounts.amount);
        assert_sum(sides.rebate_usd, sides.coop_usd, amounts.usd);
        assert_true(money_is_whole(sides.coop, amounts.currency));
        assert_true(money_is_whole(sides.coop_usd, currency_usd));

        /* A reversal takes back exactly what the total gave. */
        struct amounts reversal = {
            amounts.currency, {-amounts.amount.micros}, {-amounts.usd.micros}};
        struct sides back;
        assert_rc(earning_sides(EARNING_TOTAL, &reversal, &coop, true, &back, &err), RC_OK, &err);
        assert_money_equal(back.coop, -sides.coop.micros);
        assert_money_equal(back.rebate, -sides.rebate.micros);
        assert_money_equal(back.coop_usd, -sides.coop_usd.micros);
        assert_money_equal(back.rebate_usd, -sides.rebate_usd.micros);
    }
}

static void earning__sides__of_any_type_are_the_amount_or_nothing(void **state)
{
    (void)state;
    struct random random;
    struct currencies currencies;
    random_init(&random);
    currencies_init(&currencies);
    for (int i = rounds(50000); i > 0; i--) {
        struct amounts amounts = draw_amounts(&random, &currencies);
        enum earning_type type = (enum earning_type)random_between(&random, 0, EARNING_TYPES - 1);
        bool has_coop = random_one_in(&random, 2) && type != EARNING_TOTAL;
        struct sides sides;
        struct err err;
        err_init(&err);
        assert_rc(earning_sides(type, &amounts, NULL, has_coop, &sides, &err), RC_OK, &err);
        bool counts = type != EARNING_UNKNOWN && type != EARNING_CLAIM;
        struct money nothing = {0};
        assert_sum(sides.rebate, sides.coop, counts ? amounts.amount : nothing);
        assert_sum(sides.rebate_usd, sides.coop_usd, counts ? amounts.usd : nothing);
        assert_true(has_coop || (sides.coop.micros == 0 && sides.coop_usd.micros == 0));
    }
}

/* Upper and lower case and any other characters in between make no difference. */
static void earning__type_parse__ignores_how_it_is_spelled(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(50000); i > 0; i--) {
        enum earning_type type = (enum earning_type)random_between(&random, 1, EARNING_TYPES - 1);
        char text[128];
        size_t length = 0;
        for (const char *c = earning_type_word(type); *c; c++) {
            static const char noise[] = "- _.'/7\x01\xe2\x80\x93";
            while (random_one_in(&random, 3) && length < 64)
                text[length++] = noise[random_between(&random, 0, sizeof noise - 2)];
            text[length++] = random_one_in(&random, 2) ? (char)toupper((unsigned char)*c) : *c;
        }
        text[length] = '\0';
        assert_int_equal(earning_type_parse(text), type);
        text[length++] = 'q'; /* no word ends so */
        text[length] = '\0';
        assert_int_equal(earning_type_parse(text), EARNING_UNKNOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(earning__sides__of_a_total_add_up_to_it),
        cmocka_unit_test(earning__sides__of_any_type_are_the_amount_or_nothing),
        cmocka_unit_test(earning__type_parse__ignores_how_it_is_spelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
