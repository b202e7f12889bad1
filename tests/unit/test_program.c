/* SPDX-License-Identifier: MIT */
#include "model/program.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct date date_of(const char *text)
{
    struct date date;
    assert_true(date_parse(text, strlen(text), &date));
    return date;
}

/* ---- terms by date ---- */

/* The published terms of CSP Direct Bill (RULES.md section 4), and an end of
 * co-op that is made up. */
static void program__terms__hold_from_their_day(void **state)
{
    (void)state;
    const struct split_term splits[] = {{date_of("2020-01-01"), {400000}}};
    const struct threshold_term thresholds[] = {
        {date_first, false, {4000000000}},
        {date_of("2021-10-01"), false, {10000000000}},
        {date_of("2024-07-01"), true, {0}},
    };
    const struct coop_term coops[] = {
        {date_of("2023-07-01"), false},
        {date_of("2024-01-01"), true},
    };
    const struct terms terms = {
        .splits = splits,
        .split_count = COUNT(splits),
        .thresholds = thresholds,
        .threshold_count = COUNT(thresholds),
        .coops = coops,
        .coop_count = COUNT(coops),
    };
    struct share share = {7};
    assert_false(terms_split(&terms, date_of("2019-12-31"), &share));
    assert_int_equal(share.ppm, 7);
    assert_true(terms_split(&terms, date_of("2020-01-01"), &share));
    assert_int_equal(share.ppm, 400000);

    struct money usd = {7};
    assert_true(terms_threshold(&terms, date_of("2021-09-30"), &usd));
    assert_money_equal(usd, 4000000000);
    assert_true(terms_threshold(&terms, date_of("2021-10-01"), &usd));
    assert_money_equal(usd, 10000000000);
    assert_true(terms_threshold(&terms, date_of("2024-06-30"), &usd));
    usd.micros = 7;
    assert_false(terms_threshold(&terms, date_of("2024-07-01"), &usd));
    assert_money_equal(usd, 7);

    assert_true(terms_has_coop(&terms, date_of("2023-06-30")));
    assert_false(terms_has_coop(&terms, date_of("2023-07-01")));
    assert_false(terms_has_coop(&terms, date_of("2023-12-31")));
    assert_true(terms_has_coop(&terms, date_of("2024-01-01")));
}

static void program__terms__are_unset_without_a_series(void **state)
{
    (void)state;
    const struct terms terms = {.splits = NULL};
    struct share share = {7};
    struct money usd = {7};
    assert_false(terms_split(&terms, date_last, &share));
    assert_false(terms_threshold(&terms, date_last, &usd));
    assert_true(terms_has_coop(&terms, date_first));
    assert_int_equal(share.ppm, 7);
    assert_money_equal(usd, 7);
}

static void program__windows__take_the_period_s_own_override(void **state)
{
    (void)state;
    struct period fy20h2, fy21h1;
    assert_true(period_parse("FY20H2", &fy20h2));
    assert_true(period_parse("FY21H1", &fy21h1));
    const struct period_override overrides[] = {
        {fy20h2,
         {.has_usage_end = true,
          .usage_end = date_of("2021-06-30"),
          .has_claim_closes = true,
          .claim_closes = date_of("2021-08-15")}},
    };
    const struct terms terms = {.overrides = overrides, .override_count = COUNT(overrides)};
    assert_date_equal(terms_windows(&terms, fy20h2).usage_end, "2021-06-30");
    assert_date_equal(terms_windows(&terms, fy20h2).claim_opens, "2020-08-16");
    assert_date_equal(terms_windows(&terms, fy20h2).claim_closes, "2021-08-15");
    assert_date_equal(terms_windows(&terms, fy21h1).usage_end, "2021-06-30");
    assert_date_equal(terms_windows(&terms, fy21h1).claim_opens, "2021-02-16");
}

/* ---- text ---- */

static void program__split_parse__takes_two_percentages_of_100(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum rc rc;
        int32_t coop;
        const char *printed;
    } cases[] = {
        {"60/40", RC_OK, 400000, "60/40"},
        {"100/0", RC_OK, 0, "100/0"},
        {"0/100", RC_OK, 1000000, "0/100"},
        {"62.5/37.5", RC_OK, 375000, "62.5/37.5"},
        {"33.3333/66.6667", RC_OK, 666667, "33.3333/66.6667"},
        {"99.9999/0.0001", RC_OK, 1, "99.9999/0.0001"},
        {" 60 / 40 ", RC_OK, 400000, "60/40"},
        {"60.0000/40.00000", RC_OK, 400000, "60/40"},
        {"60/30", RC_USAGE, 7, NULL},
        {"60/40.0001", RC_USAGE, 7, NULL},
        {"59.99999/40.00001", RC_USAGE, 7, NULL},
        {"-20/120", RC_USAGE, 7, NULL},
        {"120/-20", RC_USAGE, 7, NULL},
        {"60", RC_USAGE, 7, NULL},
        {"", RC_USAGE, 7, NULL},
        {"/", RC_USAGE, 7, NULL},
        {"60/", RC_USAGE, 7, NULL},
        {"60/40/0", RC_USAGE, 7, NULL},
        {"60%/40%", RC_USAGE, 7, NULL},
        {"60,0/40,0", RC_USAGE, 7, NULL},
        {"9999999999999999999/1", RC_USAGE, 7, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct share coop = {7};
        struct err err;
        err_init(&err);
        assert_rc(split_parse(cases[i].text, &coop, &err), cases[i].rc, &err);
        assert_int_equal(coop.ppm, cases[i].coop);
        if (cases[i].printed) {
            char text[SPLIT_TEXT_SIZE];
            assert_string_equal(split_print(coop, text), cases[i].printed);
        }
    }
}

static void program__threshold_parse__takes_usd_or_none(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum rc rc;
        bool none;
        int64_t usd;
    } cases[] = {
        {"10000", RC_OK, false, 10000000000},
        {"1500.50", RC_OK, false, 1500500000},
        {"0", RC_OK, false, 0},
        {"none", RC_OK, true, 0},
        {"-1", RC_USAGE, true, 7},
        {"-0.01", RC_USAGE, true, 7},
        {"1500.505", RC_USAGE, true, 7},
        {"1,500", RC_USAGE, true, 7},
        {"", RC_USAGE, true, 7},
        {"nothing", RC_USAGE, true, 7},
        {"99999999999999", RC_USAGE, true, 7},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool none = true;
        struct money usd = {7};
        struct err err;
        err_init(&err);
        assert_rc(threshold_parse(cases[i].text, &none, &usd, &err), cases[i].rc, &err);
        assert_int_equal(none, cases[i].none);
        assert_money_equal(usd, cases[i].usd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(program__terms__hold_from_their_day),
        cmocka_unit_test(program__terms__are_unset_without_a_series),
        cmocka_unit_test(program__windows__take_the_period_s_own_override),
        cmocka_unit_test(program__split_parse__takes_two_percentages_of_100),
        cmocka_unit_test(program__threshold_parse__takes_usd_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
