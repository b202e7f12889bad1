/* SPDX-License-Identifier: MIT */
#include "model/fund.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct date date_of(const char *text)
{
    struct date date;
    assert_true(date_parse(text, strlen(text), &date));
    return date;
}

/* FY21H1 under the bare rule with a threshold of USD 10,000. */
static struct fund_terms fund_of_fy21h1(void)
{
    struct period period;
    assert_true(period_parse("FY21H1", &period));
    return (struct fund_terms){
        .windows = period_windows(period),
        .has_coop = true,
        .has_threshold = true,
        .threshold_usd = {10000000000},
    };
}

static const struct money enough = {10000000000};

/* ---- terms ---- */

/* RULES.md section 5: the threshold of the last day of the earning period. */
static void fund__terms__are_those_of_the_last_day(void **state)
{
    (void)state;
    const struct threshold_term thresholds[] = {
        {date_first, false, {4000000000}},
        {date_of("2021-10-01"), false, {10000000000}},
        {date_of("2022-01-01"), false, {7000000000}},
    };
    struct terms terms = {.thresholds = thresholds, .threshold_count = COUNT(thresholds)};
    struct period period;
    assert_true(period_parse("FY22H1", &period)); /* to 31 December 2021 */
    struct fund_terms fund = fund_terms_of(&terms, period);
    assert_true(fund.has_coop);
    assert_true(fund.has_threshold);
    assert_money_equal(fund.threshold_usd, 10000000000);
    assert_date_equal(fund.windows.claim_closes, "2022-08-15");

    const struct coop_term ends[] = {{date_of("2021-12-31"), false}};
    terms.coops = ends;
    terms.coop_count = COUNT(ends);
    fund = fund_terms_of(&terms, period);
    assert_false(fund.has_coop);
    assert_false(fund.has_threshold);
    const struct coop_term later[] = {{date_of("2022-01-01"), false}};
    terms.coops = later;
    assert_true(fund_terms_of(&terms, period).has_coop);
}

static void fund__threshold__is_met_when_equal(void **state)
{
    (void)state;
    struct fund_terms fund = fund_of_fy21h1();
    assert_true(fund_below_threshold(&fund, (struct money){9999999999}));
    assert_false(fund_below_threshold(&fund, (struct money){10000000000}));
    assert_false(fund_below_threshold(&fund, (struct money){10000000001}));
    fund.threshold_usd.micros = 0;
    assert_false(fund_below_threshold(&fund, (struct money){0}));
    assert_true(fund_below_threshold(&fund, (struct money){-1}));
    fund.has_threshold = false;
    assert_false(fund_below_threshold(&fund, (struct money){-1}));
}

/* ---- states ---- */

/* RULES.md section 2, the table of states, at both edges of each. */
static void fund__state__changes_at_the_edges_of_the_windows(void **state)
{
    (void)state;
    static const struct {
        const char *today;
        enum fund_state when_met, when_below;
    } cases[] = {
        {"2020-01-01", FUND_ACCRUING, FUND_ACCRUING},
        {"2020-07-01", FUND_ACCRUING, FUND_ACCRUING},
        {"2020-12-31", FUND_ACCRUING, FUND_ACCRUING},
        {"2021-01-01", FUND_USABLE, FUND_CONVERTED},
        {"2021-02-15", FUND_USABLE, FUND_CONVERTED},
        {"2021-02-16", FUND_CLAIMABLE, FUND_CONVERTED},
        {"2021-06-30", FUND_CLAIMABLE, FUND_CONVERTED},
        {"2021-07-01", FUND_LAST_CALL, FUND_CONVERTED},
        {"2021-08-15", FUND_LAST_CALL, FUND_CONVERTED},
        {"2021-08-16", FUND_CLOSED, FUND_CONVERTED},
        {"9999-12-31", FUND_CLOSED, FUND_CONVERTED},
    };
    struct fund_terms fund = fund_of_fy21h1();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct date today = date_of(cases[i].today);
        assert_int_equal(fund_state_on(&fund, enough, today), cases[i].when_met);
        assert_int_equal(fund_state_on(&fund, (struct money){9999999999}, today),
                         cases[i].when_below);
    }
    fund.has_coop = fund.has_threshold = false;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(fund_state_on(&fund, enough, date_of(cases[i].today)), FUND_NO_COOP);
}

static void fund__state__follows_an_override(void **state)
{
    (void)state;
    struct fund_terms fund = fund_of_fy21h1();
    fund.windows.usage_end = date_of("2021-08-15"); /* to the end of the claim period */
    assert_int_equal(fund_state_on(&fund, enough, date_of("2021-08-15")), FUND_CLAIMABLE);
    assert_int_equal(fund_state_on(&fund, enough, date_of("2021-08-16")), FUND_CLOSED);
    fund.windows.usage_end = date_of("2021-03-31");
    fund.windows.claim_opens = date_of("2021-04-01"); /* opens when usage is over */
    assert_int_equal(fund_state_on(&fund, enough, date_of("2021-03-31")), FUND_USABLE);
    assert_int_equal(fund_state_on(&fund, enough, date_of("2021-04-01")), FUND_LAST_CALL);
    fund.windows.claim_opens = date_of("2021-01-01"); /* opens with usage */
    assert_int_equal(fund_state_on(&fund, enough, date_of("2021-01-01")), FUND_CLAIMABLE);
}

static void fund__state_word__is_the_contract_s(void **state)
{
    (void)state;
    static const char *const words[] = {"accruing",  "converted", "usable", "claimable",
                                        "last-call", "closed",    "no-coop"};
    for (enum fund_state word = FUND_ACCRUING; word <= FUND_NO_COOP; word++)
        assert_string_equal(fund_state_word(word), words[word]);
}

/* ---- balances ---- */

static struct balance balance_of(enum fund_state fund_state, struct fund_sums sums,
                                 struct claim_sums claims)
{
    struct fund_terms fund = fund_of_fy21h1();
    fund.has_coop = fund.has_threshold = fund_state != FUND_NO_COOP;
    struct balance balance;
    struct err err;
    err_init(&err);
    assert_rc(fund_balance(&fund, fund_state, currency_usd, &sums, &claims, &balance, &err), RC_OK,
              &err);
    assert_int_equal(balance.state, fund_state);
    return balance;
}

static void fund__balance__gives_what_the_state_allows(void **state)
{
    (void)state;
    static const struct {
        enum fund_state state;
        int64_t rebate, coop, available, remaining, forfeited;
    } cases[] = {
        /* rebate 200.001, co-op 100.005: available is 100.01; claimed 30 + 20 */
        {FUND_ACCRUING, 200001000, 100005000, 0, -50000000, 0},
        {FUND_CONVERTED, 300006000, 100005000, 0, -50000000, 0},
        {FUND_USABLE, 200001000, 100005000, 100010000, 50010000, 0},
        {FUND_CLAIMABLE, 200001000, 100005000, 100010000, 50010000, 0},
        {FUND_LAST_CALL, 200001000, 100005000, 100010000, 50010000, 0},
        {FUND_CLOSED, 200001000, 100005000, 100010000, 0, 50010000},
        {FUND_NO_COOP, 300006000, 0, 0, -50000000, 0},
    };
    struct fund_sums sums = {.rebate = {200001000}, .coop = {100005000}};
    struct claim_sums claims = {
        .planned = {7000000}, .pending = {30000000}, .approved = {20000000}, .paid = {15000000}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct balance balance = balance_of(cases[i].state, sums, claims);
        assert_money_equal(balance.rebate, cases[i].rebate);
        assert_money_equal(balance.coop, cases[i].coop);
        assert_money_equal(balance.available, cases[i].available);
        assert_money_equal(balance.planned, 7000000);
        assert_money_equal(balance.claimed, 50000000);
        assert_money_equal(balance.approved, 20000000);
        assert_money_equal(balance.paid, 15000000);
        assert_money_equal(balance.remaining, cases[i].remaining);
        assert_money_equal(balance.forfeited, cases[i].forfeited);
    }
}

/* RULES.md section 5: a late reversal is an alert, never hidden. */
static void fund__balance__may_be_overdrawn(void **state)
{
    (void)state;
    struct fund_sums sums = {.coop = {-10005000}};
    struct claim_sums claims = {.pending = {30000000}};
    struct balance balance = balance_of(FUND_CLOSED, sums, claims);
    assert_money_equal(balance.available, -10010000);
    assert_money_equal(balance.remaining, -40010000);
    assert_money_equal(balance.forfeited, 0);
    assert_money_equal(balance_of(FUND_CLAIMABLE, sums, claims).remaining, -40010000);
}

static void fund__balance__refuses_sums_beyond_64_bits(void **state)
{
    (void)state;
    static const struct {
        enum fund_state state;
        enum rc rc;
        int64_t rebate, coop, pending, approved;
    } cases[] = {
        {FUND_CONVERTED, RC_RULE, INT64_MAX, 1, 0, 0},
        {FUND_NO_COOP, RC_RULE, INT64_MIN, -1, 0, 0},
        {FUND_USABLE, RC_OK, INT64_MAX, 1, 0, 0},
        {FUND_ACCRUING, RC_OK, 0, INT64_MAX, 0, 0},
        {FUND_USABLE, RC_RULE, 0, INT64_MAX, 0, 0}, /* rounds beyond */
        {FUND_USABLE, RC_RULE, 0, 0, INT64_MAX, 1},
        {FUND_USABLE, RC_RULE, 0, -2000000, INT64_MAX, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fund_terms fund = fund_of_fy21h1();
        fund.has_coop = cases[i].state != FUND_NO_COOP;
        struct fund_sums sums = {.rebate = {cases[i].rebate}, .coop = {cases[i].coop}};
        struct claim_sums claims = {.pending = {cases[i].pending}, .approved = {cases[i].approved}};
        struct balance balance = {.paid = {7}};
        struct err err;
        err_init(&err);
        enum rc rc =
            fund_balance(&fund, cases[i].state, currency_usd, &sums, &claims, &balance, &err);
        assert_rc(rc, cases[i].rc, &err);
        assert_money_equal(balance.paid, rc == RC_OK ? 0 : 7);
    }
}

/* ---- figures that only some states have ---- */

/* What is let in has a balance in every state. */
static void fund__sums_that_fit__have_a_balance_in_every_state(void **state)
{
    (void)state;
    static const struct {
        const char *currency;
        int64_t rebate, coop;
        bool fit;
    } cases[] = {
        {"USD", 0, 9223372036854774999, true},  /* rounds to …54.77 */
        {"USD", 0, 9223372036854775000, false}, /* rounds to …54.78 */
        {"USD", 0, INT64_MIN, false},           {"JPY", 0, 9223372036854499999, true},
        {"JPY", 0, 9223372036854500000, false}, {"USD", INT64_MAX, 0, true},
        {"USD", INT64_MAX, 1, false},           {"USD", INT64_MAX, -1, true},
    };
    static const enum fund_state states[] = {FUND_ACCRUING, FUND_CONVERTED, FUND_USABLE,
                                             FUND_CLOSED, FUND_NO_COOP};
    const struct claim_sums claims = {.planned = {0}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fund_sums sums = {.rebate = {cases[i].rebate}, .coop = {cases[i].coop}};
        struct currency currency;
        bool all = true;
        assert_true(currency_parse(cases[i].currency, &currency));
        assert_int_equal(fund_sums_fit(&sums, currency), cases[i].fit);
        for (size_t j = 0; j < COUNT(states); j++) {
            struct fund_terms fund = fund_of_fy21h1();
            struct balance balance;
            struct err err;
            err_init(&err);
            fund.has_coop = states[j] != FUND_NO_COOP;
            all =
                fund_balance(&fund, states[j], currency, &sums, &claims, &balance, &err) == RC_OK &&
                all;
        }
        assert_int_equal(all, cases[i].fit);
    }
}

static void fund__at_risk__is_what_no_draft_covers_in_last_call(void **state)
{
    (void)state;
    struct balance balance = {
        .state = FUND_LAST_CALL, .remaining = {50000000}, .planned = {20000000}};
    assert_money_equal(fund_at_risk(&balance), 30000000);
    balance.planned.micros = 50000000;
    assert_money_equal(fund_at_risk(&balance), 0);
    balance.planned.micros = 60000000;
    assert_money_equal(fund_at_risk(&balance), 0);
    balance.remaining.micros = INT64_MIN;
    assert_money_equal(fund_at_risk(&balance), 0);
    balance = (struct balance){.state = FUND_CLAIMABLE, .remaining = {50000000}};
    assert_money_equal(fund_at_risk(&balance), 0);
}

static void fund__run_rate__extrapolates_over_the_period(void **state)
{
    (void)state;
    static const struct {
        const char *today;
        int64_t coop_usd;
        bool has;
        int64_t expected;
    } cases[] = {
        {"2020-06-30", 100000000, false, 7},
        {"2020-07-01", 100000000, true, 18400000000}, /* 184 days, one gone */
        {"2020-09-30", 100000000, true, 200000000},   /* 92 gone */
        {"2020-07-03", -100000000, true, -6133330000},
        {"2020-12-31", 123456789, true, 123460000},
        {"2020-07-01", INT64_MAX, false, 7},
        {"2021-01-01", 100000000, false, 7},
    };
    struct fund_terms fund = fund_of_fy21h1();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money usd = {7};
        assert_int_equal(
            fund_run_rate(&fund, (struct money){cases[i].coop_usd}, date_of(cases[i].today), &usd),
            cases[i].has);
        assert_money_equal(usd, cases[i].expected);
    }
    assert_true(fund_has_run_rate(&fund, date_of("2020-07-01")));
    assert_false(fund_has_run_rate(&fund, date_of("2020-06-30")));
    assert_false(fund_has_run_rate(&fund, date_of("2021-01-01")));
    fund.has_coop = fund.has_threshold = false;
    assert_false(fund_has_run_rate(&fund, date_of("2020-07-01")));
    assert_false(fund_run_rate(&fund, enough, date_of("2020-09-30"), &(struct money){0}));
}

static void fund__missing_per_month__counts_the_current_month(void **state)
{
    (void)state;
    static const struct {
        const char *today;
        int64_t coop_usd;
        bool has;
        int64_t expected;
    } cases[] = {
        {"2020-07-01", 4000000000, true, 1000000000}, /* six months */
        {"2020-07-31", 4000000000, true, 1000000000},
        {"2020-08-01", 4000000000, true, 1200000000},
        {"2020-10-15", 0, true, 3333330000},
        {"2020-12-31", 9999990000, true, 10000},
        {"2020-12-31", 10000000000, true, 0},
        {"2020-12-31", 20000000000, true, 0},
        {"2020-11-30", -10000000000, true, 10000000000},
        {"2020-11-30", INT64_MIN, true, 4611686023427390000}, /* the difference leaves 64 bits */
        {"2020-12-31", INT64_MIN, false, 7},
        {"2021-01-01", 0, false, 7},
    };
    struct fund_terms fund = fund_of_fy21h1();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money usd = {7};
        assert_int_equal(fund_missing_per_month(&fund, (struct money){cases[i].coop_usd},
                                                date_of(cases[i].today), &usd),
                         cases[i].has);
        assert_money_equal(usd, cases[i].expected);
    }
    assert_true(fund_has_missing(&fund, date_of("2020-12-31")));
    assert_false(fund_has_missing(&fund, date_of("2021-01-01")));
    fund.has_threshold = false;
    assert_false(fund_has_missing(&fund, date_of("2020-12-31")));
    assert_false(fund_missing_per_month(&fund, enough, date_of("2020-09-30"), &(struct money){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fund__terms__are_those_of_the_last_day),
        cmocka_unit_test(fund__threshold__is_met_when_equal),
        cmocka_unit_test(fund__state__changes_at_the_edges_of_the_windows),
        cmocka_unit_test(fund__state__follows_an_override),
        cmocka_unit_test(fund__state_word__is_the_contract_s),
        cmocka_unit_test(fund__balance__gives_what_the_state_allows),
        cmocka_unit_test(fund__balance__may_be_overdrawn),
        cmocka_unit_test(fund__balance__refuses_sums_beyond_64_bits),
        cmocka_unit_test(fund__sums_that_fit__have_a_balance_in_every_state),
        cmocka_unit_test(fund__at_risk__is_what_no_draft_covers_in_last_call),
        cmocka_unit_test(fund__run_rate__extrapolates_over_the_period),
        cmocka_unit_test(fund__missing_per_month__counts_the_current_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
