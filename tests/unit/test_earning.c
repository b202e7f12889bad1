/* SPDX-License-Identifier: MIT */
#include "model/earning.h"

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- spellings ---- */

static void earning__type_parse__takes_every_spelling(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum earning_type expected;
    } cases[] = {
        {"Rebate", EARNING_REBATE},
        {"REBATE", EARNING_REBATE},
        {"coop", EARNING_COOP},
        {"Co-op", EARNING_COOP},
        {"CO-OP", EARNING_COOP},
        {"Co op.", EARNING_COOP},
        {"Adjustment-Coop", EARNING_ADJUSTMENT_COOP},
        {"ADJUSTMENT_CO-OP", EARNING_ADJUSTMENT_COOP},
        {"Adjustment-Rebate", EARNING_ADJUSTMENT_REBATE},
        {"adjustment – rebate", EARNING_ADJUSTMENT_REBATE},
        {"Fee", EARNING_FEE},
        {"Adjustment-Fee", EARNING_FEE},
        {"SELL", EARNING_SELL},
        {"adjustmentsell", EARNING_SELL},
        {"IndirectRebate", EARNING_INDIRECT_REBATE},
        {"Indirect Rebate", EARNING_INDIRECT_REBATE},
        {"Adjustment-IndirectRebate", EARNING_INDIRECT_REBATE},
        {"\"Claim\"", EARNING_CLAIM},
        {"adjustment claim", EARNING_CLAIM},
        {"total", EARNING_TOTAL},
        {"", EARNING_UNKNOWN},
        {"123", EARNING_UNKNOWN},
        {"adjustment", EARNING_UNKNOWN},
        {"adjustment-bonus", EARNING_UNKNOWN},
        {"coops", EARNING_UNKNOWN},
        {"co", EARNING_UNKNOWN},
        {"rebate coop", EARNING_UNKNOWN},
        {"unknown", EARNING_UNKNOWN},
        {"リベート", EARNING_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(earning_type_parse(cases[i].text), cases[i].expected);
}

static void earning__type_word__is_the_contract_s(void **state)
{
    (void)state;
    static const char *const words[EARNING_TYPES] = {
        "unknown", "rebate", "coop",           "adjustment-coop", "adjustment-rebate",
        "fee",     "sell",   "indirectrebate", "claim",           "total",
    };
    for (enum earning_type type = EARNING_UNKNOWN; type <= EARNING_TOTAL; type++) {
        assert_string_equal(earning_type_word(type), words[type]);
        assert_int_equal(earning_type_parse(words[type]), type);
    }
}

static void earning__payment_status__has_one_spelling(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"SENT", "Sent"},
        {"sent", "Sent"},
        {"IN PROGRESS", "In progress"},
        {"InProgress", "In progress"},
        {"Pending Tax/Payment Profile", "Pending tax/payment profile"},
        {"TAX_INVOICE_UNDER_REVIEW", "Tax invoice under review"},
        {"rejected", "Rejected"},
        {"Rejected during review", "Rejected during review"},
        {"Awaiting the moon", "Awaiting the moon"},
        {"", ""},
        {"42", "42"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(payment_status_word(cases[i].text), cases[i].expected);
}

static void earning__payment_status__steps_back_on_the_usual_path(void **state)
{
    (void)state;
    assert_true(payment_status_steps_back("Sent", "UNPROCESSED"));
    assert_true(payment_status_steps_back("SENT", "Upcoming"));
    assert_true(payment_status_steps_back("PAID", "upcoming"));
    assert_false(payment_status_steps_back("Sent", "Reversed"));
    assert_false(payment_status_steps_back("Sent", "Sent"));
    assert_true(payment_status_steps_back("Upcoming", "Unprocessed"));
    assert_true(payment_status_steps_back("Sent", "In progress"));
    assert_false(payment_status_steps_back("In progress", "Sent"));
    assert_false(payment_status_steps_back("Reprocessing", "In progress"));
    assert_false(payment_status_steps_back("Sent", "Rejected"));
    assert_false(payment_status_steps_back("Upcoming", "Sent"));
    assert_false(payment_status_steps_back("", ""));
}

/* ---- sides ---- */

static struct amounts amounts_of(const char *currency, int64_t amount, int64_t usd)
{
    struct amounts amounts = {.amount = {amount}, .usd = {usd}};
    assert_true(currency_parse(currency, &amounts.currency));
    return amounts;
}

static void assert_sides(const struct sides *sides, int64_t rebate, int64_t coop,
                         int64_t rebate_usd, int64_t coop_usd)
{
    assert_money_equal(sides->rebate, rebate);
    assert_money_equal(sides->coop, coop);
    assert_money_equal(sides->rebate_usd, rebate_usd);
    assert_money_equal(sides->coop_usd, coop_usd);
}

static void earning__sides__follow_the_type(void **state)
{
    (void)state;
    static const struct {
        enum earning_type type;
        bool rebate, coop;
    } cases[] = {
        {EARNING_UNKNOWN, false, false},
        {EARNING_REBATE, true, false},
        {EARNING_COOP, false, true},
        {EARNING_ADJUSTMENT_COOP, false, true},
        {EARNING_ADJUSTMENT_REBATE, true, false},
        {EARNING_FEE, true, false},
        {EARNING_SELL, true, false},
        {EARNING_INDIRECT_REBATE, true, false},
        {EARNING_CLAIM, false, false},
    };
    /* More decimals than the currency has: nothing is rounded here. */
    struct amounts amounts = amounts_of("EUR", -123456789, -143852639);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sides sides;
        struct err err;
        err_init(&err);
        assert_rc(earning_sides(cases[i].type, &amounts, NULL, true, &sides, &err), RC_OK, &err);
        assert_sides(&sides, cases[i].rebate ? -123456789 : 0, cases[i].coop ? -123456789 : 0,
                     cases[i].rebate ? -143852639 : 0, cases[i].coop ? -143852639 : 0);
        /* Without co-op everything that counts is rebate. */
        bool counts = cases[i].rebate || cases[i].coop;
        assert_rc(earning_sides(cases[i].type, &amounts, NULL, false, &sides, &err), RC_OK, &err);
        assert_sides(&sides, counts ? -123456789 : 0, 0, counts ? -143852639 : 0, 0);
    }
}

static void earning__sides__split_a_total(void **state)
{
    (void)state;
    static const struct {
        const char *currency;
        int64_t amount, usd;
        int32_t coop;
        int64_t expected_coop, expected_coop_usd;
    } cases[] = {
        {"USD", 100000000, 100000000, 400000, 40000000, 40000000},
        {"USD", 10000, 10000, 500000, 10000, 10000}, /* half a cent goes to co-op */
        {"USD", -10000, -10000, 500000, -10000, -10000},
        {"JPY", 1000000, 6700, 400000, 0, 0},
        {"JPY", -3000000, -20000, 400000, -1000000, -10000},
        {"KWD", 63152000, 205560000, 400000, 25261000, 82220000},
        {"EUR", 33333333, 38000000, 333333, 11110000, 12670000},
        {"EUR", 7770000, 8880000, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct amounts amounts = amounts_of(cases[i].currency, cases[i].amount, cases[i].usd);
        struct share coop = {cases[i].coop};
        struct sides sides;
        struct err err;
        err_init(&err);
        assert_rc(earning_sides(EARNING_TOTAL, &amounts, &coop, true, &sides, &err), RC_OK, &err);
        assert_sides(&sides, cases[i].amount - cases[i].expected_coop, cases[i].expected_coop,
                     cases[i].usd - cases[i].expected_coop_usd, cases[i].expected_coop_usd);
    }
}

static void earning__sides__refuse_a_total_that_cannot_be_split(void **state)
{
    (void)state;
    struct amounts amounts = amounts_of("USD", 100000000, 100000000);
    struct sides sides = {.rebate = {7}};
    struct err err;
    err_init(&err);
    assert_rc(earning_sides(EARNING_TOTAL, &amounts, NULL, true, &sides, &err), RC_RULE, &err);
    assert_money_equal(sides.rebate, 7);

    amounts.amount.micros = INT64_MAX;
    err_init(&err);
    assert_rc(
        earning_sides(EARNING_TOTAL, &amounts, &(struct share){SHARE_WHOLE}, true, &sides, &err),
        RC_RULE, &err);
    assert_money_equal(sides.rebate, 7);

    /* A program without co-op needs no split. */
    err_init(&err);
    assert_rc(earning_sides(EARNING_TOTAL, &amounts, NULL, false, &sides, &err), RC_OK, &err);
    assert_sides(&sides, INT64_MAX, 0, 100000000, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(earning__type_parse__takes_every_spelling),
        cmocka_unit_test(earning__type_word__is_the_contract_s),
        cmocka_unit_test(earning__payment_status__has_one_spelling),
        cmocka_unit_test(earning__payment_status__steps_back_on_the_usual_path),
        cmocka_unit_test(earning__sides__follow_the_type),
        cmocka_unit_test(earning__sides__split_a_total),
        cmocka_unit_test(earning__sides__refuse_a_total_that_cannot_be_split),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
