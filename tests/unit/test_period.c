/* SPDX-License-Identifier: MIT */
#include "model/period.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct period period_named(const char *text)
{
    struct period period;
    assert_true(period_parse(text, &period));
    return period;
}

static struct date date_of(const char *text)
{
    struct date date;
    assert_true(date_parse(text, strlen(text), &date));
    return date;
}

static void period__parse__takes_half_years_in_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *text, *first, *printed;
    } cases[] = {
        {"FY21H1", "2020-07-01", "FY21H1"}, {"fy21h2", "2021-01-01", "FY21H2"},
        {"Fy00H1", "1999-07-01", "FY00H1"}, {"FY00H2", "2000-01-01", "FY00H2"},
        {"FY99h1", "2098-07-01", "FY99H1"}, {"FY99H2", "2099-01-01", "FY99H2"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[PERIOD_TEXT_SIZE];
        struct period period = period_named(cases[i].text);
        assert_date_equal(period.first, cases[i].first);
        assert_string_equal(period_print(period, text), cases[i].printed);
    }
    static const char *const wrong[] = {
        "",        "F",       "FY",      "FY21", "FY21H",  "FY21H3", "FY21H0", "FY2021H1", "FY1H1",
        "FY21 H1", "FY21H1 ", " FY21H1", "21H1", "FY2xH1", "FY21Q1", "FX21H1", "FY21H11",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct period period = {{7}};
        assert_false(period_parse(wrong[i], &period));
        assert_int_equal(period.first.day, 7);
    }
}

static void period__of__has_ends(void **state)
{
    (void)state;
    struct period period = {{7}};
    assert_false(period_of(date_of("1999-06-30"), &period));
    assert_false(period_of(date_of("2099-07-01"), &period));
    assert_int_equal(period.first.day, 7);
    assert_true(period_of(date_of("2020-12-31"), &period));
    assert_date_equal(period.first, "2020-07-01");
    assert_true(period_of(date_of("2021-01-01"), &period));
    assert_date_equal(period.first, "2021-01-01");
    assert_date_equal(period_date_min, "1999-07-01");
    assert_date_equal(period_date_max, "2099-06-30");
}

/* RULES.md section 2, the table. */
static void period__windows__are_those_of_the_published_table(void **state)
{
    (void)state;
    static const struct {
        const char *period, *earning_start, *earning_end, *usage_start, *usage_end, *claim_opens,
            *claim_closes;
    } rows[] = {
        {"FY21H1", "2020-07-01", "2020-12-31", "2021-01-01", "2021-06-30", "2021-02-16",
         "2021-08-15"},
        {"FY21H2", "2021-01-01", "2021-06-30", "2021-07-01", "2021-12-31", "2021-08-16",
         "2022-02-15"},
        {"FY22H1", "2021-07-01", "2021-12-31", "2022-01-01", "2022-06-30", "2022-02-16",
         "2022-08-15"},
        {"FY22H2", "2022-01-01", "2022-06-30", "2022-07-01", "2022-12-31", "2022-08-16",
         "2023-02-15"},
        /* The rule for any year: here one with a leap day in the usage period. */
        {"FY24H1", "2023-07-01", "2023-12-31", "2024-01-01", "2024-06-30", "2024-02-16",
         "2024-08-15"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct windows windows = period_windows(period_named(rows[i].period));
        assert_date_equal(windows.earning_start, rows[i].earning_start);
        assert_date_equal(windows.earning_end, rows[i].earning_end);
        assert_date_equal(windows.usage_start, rows[i].usage_start);
        assert_date_equal(windows.usage_end, rows[i].usage_end);
        assert_date_equal(windows.claim_opens, rows[i].claim_opens);
        assert_date_equal(windows.claim_closes, rows[i].claim_closes);
    }
}

static void period__next__ends_with_fy99h2(void **state)
{
    (void)state;
    struct period period = period_named("FY00H1");
    int count = 1;
    for (struct period next; period_next(period, &next); period = next) {
        assert_int_equal(period_compare(period, next), -1);
        assert_int_equal(period_compare(next, period), 1);
        count++;
    }
    assert_int_equal(count, 200);
    assert_int_equal(period_compare(period, period_named("FY99H2")), 0);
}

/* ---- overrides ---- */

/* RULES.md section 2: the known override of usage July to December 2020. */
static void period__windows_with__lays_the_override_over_the_rule(void **state)
{
    (void)state;
    struct window_override override = {
        .has_usage_end = true,
        .usage_end = date_of("2021-06-30"),
        .has_claim_closes = true,
        .claim_closes = date_of("2021-08-15"),
    };
    struct windows windows;
    struct err err;
    err_init(&err);
    assert_rc(period_windows_with(period_named("FY20H2"), &override, &windows, &err), RC_OK, &err);
    assert_date_equal(windows.earning_end, "2020-06-30");
    assert_date_equal(windows.usage_start, "2020-07-01");
    assert_date_equal(windows.usage_end, "2021-06-30");
    assert_date_equal(windows.claim_opens, "2020-08-16");
    assert_date_equal(windows.claim_closes, "2021-08-15");
}

static void period__windows_with__refuses_the_wrong_order(void **state)
{
    (void)state;
    static const struct {
        const char *usage_end, *claim_opens, *claim_closes; /* NULL: the rule's */
        enum rc rc;
    } cases[] = {
        {NULL, NULL, NULL, RC_OK},
        {"2021-08-15", NULL, NULL, RC_OK}, /* usage to the last day of the claims */
        {"2021-08-16", NULL, NULL, RC_RULE},
        {"2021-01-01", "2021-01-02", NULL, RC_OK}, /* a usage of one day */
        {"2020-12-31", "2021-01-01", NULL, RC_RULE},
        {NULL, NULL, "2021-06-30", RC_OK},
        {NULL, NULL, "2021-06-29", RC_RULE},
        {NULL, "2021-07-01", NULL, RC_OK}, /* the day after usage */
        {NULL, "2021-07-02", NULL, RC_RULE},
        {NULL, "2021-01-01", NULL, RC_OK},
        {NULL, "2021-06-30", "2021-06-30", RC_OK}, /* a claim period of one day */
        {NULL, "2021-07-01", "2021-06-30", RC_RULE},
        {"9999-12-31", "9999-12-31", "9999-12-31", RC_OK},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct window_override override = {
            .has_usage_end = cases[i].usage_end,
            .has_claim_opens = cases[i].claim_opens,
            .has_claim_closes = cases[i].claim_closes,
        };
        if (cases[i].usage_end)
            override.usage_end = date_of(cases[i].usage_end);
        if (cases[i].claim_opens)
            override.claim_opens = date_of(cases[i].claim_opens);
        if (cases[i].claim_closes)
            override.claim_closes = date_of(cases[i].claim_closes);
        struct windows windows = {.earning_start = {7}};
        struct err err;
        err_init(&err);
        enum rc rc = period_windows_with(period_named("FY21H1"), &override, &windows, &err);
        assert_rc(rc, cases[i].rc, &err);
        if (rc != RC_OK)
            assert_int_equal(windows.earning_start.day, 7);
    }
}

/* ---- claims ---- */

static void period__claimable_on__changes_on_the_sixteenth(void **state)
{
    (void)state;
    static const struct {
        const char *date, *expected;
    } cases[] = {
        {"2021-02-15", "FY20H2"}, {"2021-02-16", "FY21H1"}, {"2021-08-15", "FY21H1"},
        {"2021-08-16", "FY21H2"}, {"2021-12-31", "FY21H2"}, {"2022-01-01", "FY21H2"},
        {"2022-02-15", "FY21H2"}, {"2022-02-16", "FY22H1"}, {"2000-02-16", "FY00H1"},
        {"2100-02-15", "FY99H2"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct period period;
        char text[PERIOD_TEXT_SIZE];
        assert_true(period_claimable_on(date_of(cases[i].date), &period));
        assert_string_equal(period_print(period, text), cases[i].expected);
    }
    struct period period = {{7}};
    assert_false(period_claimable_on(date_of("2000-02-15"), &period));
    assert_false(period_claimable_on(date_of("2100-02-16"), &period));
    assert_int_equal(period.first.day, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(period__parse__takes_half_years_in_any_case),
        cmocka_unit_test(period__of__has_ends),
        cmocka_unit_test(period__windows__are_those_of_the_published_table),
        cmocka_unit_test(period__next__ends_with_fy99h2),
        cmocka_unit_test(period__windows_with__lays_the_override_over_the_rule),
        cmocka_unit_test(period__windows_with__refuses_the_wrong_order),
        cmocka_unit_test(period__claimable_on__changes_on_the_sixteenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
