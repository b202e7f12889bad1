/* SPDX-License-Identifier: MIT */
#include "model/money.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct currency currency_of(const char *code)
{
    struct currency currency;
    assert_true(currency_parse(code, &currency));
    return currency;
}

static struct money micros(int64_t micros)
{
    return (struct money){micros};
}

/* ---- reading ---- */

static void money__parse__reads_plain_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t expected;
        enum money_form form;
        bool rounded;
    } cases[] = {
        {"0", 0, MONEY_POINT, false},
        {"-0", 0, MONEY_POINT, false},
        {"12", 12000000, MONEY_POINT, false},
        {"+12.5", 12500000, MONEY_POINT, false},
        {"-12.50", -12500000, MONEY_POINT, false},
        {".5", 500000, MONEY_POINT, false},
        {"5.", 5000000, MONEY_POINT, false},
        {" \xc2\xa0-1.000001\xe2\x80\x8f\t", -1000001, MONEY_POINT, false},
        {"00000000000000000000000000000007", 7000000, MONEY_POINT, false},
        {"1234,5", 1234500000, MONEY_COMMA, false},
        {"1.0000000000", 1000000, MONEY_POINT, false},
        {"0.0000004", 0, MONEY_POINT, true},
        {"0.0000005", 1, MONEY_POINT, true},
        {"-0.0000005", -1, MONEY_POINT, true},
        {"-0.00000049999999", 0, MONEY_POINT, true},
        {"0.1234565", 123457, MONEY_POINT, true},
        {"9223372036854.775807", INT64_MAX, MONEY_POINT, false},
        {"-9223372036854.775808", INT64_MIN, MONEY_POINT, false},
        {"9223372036854.7758074999", INT64_MAX, MONEY_POINT, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money money = {7};
        bool rounded = !cases[i].rounded;
        assert_int_equal(
            money_parse(cases[i].text, strlen(cases[i].text), cases[i].form, &money, &rounded),
            MONEY_OK);
        assert_money_equal(money, cases[i].expected);
        assert_int_equal(rounded, cases[i].rounded);
    }
}

static void money__parse__names_the_trouble(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum money_form form;
        enum money_trouble expected;
    } cases[] = {
        {"", MONEY_POINT, MONEY_EMPTY},
        {" \xc2\xa0\t", MONEY_POINT, MONEY_EMPTY},
        {"1,234.5x", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"1,234.50", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"1 234", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"1'234", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"(12.50)", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"12.50-", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"1e5", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"0x10", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"1.2.3", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {".", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"-", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"+-1", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"- 1", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"\xe2\x88\x92"
         "1",
         MONEY_POINT, MONEY_NOT_A_NUMBER}, /* a typographic minus */
        {"٤٢", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"12,5", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"12.5", MONEY_COMMA, MONEY_NOT_A_NUMBER},
        {"nan", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"99999999999999999999999x", MONEY_POINT, MONEY_NOT_A_NUMBER},
        {"9223372036854.775808", MONEY_POINT, MONEY_TOO_LARGE},
        {"-9223372036854.775809", MONEY_POINT, MONEY_TOO_LARGE},
        {"9223372036854.7758075", MONEY_POINT, MONEY_TOO_LARGE},
        {"-9223372036854.7758085", MONEY_POINT, MONEY_TOO_LARGE},
        {"9223372036855", MONEY_POINT, MONEY_TOO_LARGE},
        {"99999999999999999999999999999999999999999999", MONEY_POINT, MONEY_TOO_LARGE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money money = {7};
        bool rounded = true;
        assert_int_equal(
            money_parse(cases[i].text, strlen(cases[i].text), cases[i].form, &money, &rounded),
            cases[i].expected);
        assert_money_equal(money, 7);
        assert_true(rounded);
    }
}

static void money__parse_typed__refuses_more_decimals_than_the_currency(void **state)
{
    (void)state;
    static const struct {
        const char *text, *currency;
        enum rc rc;
        int64_t expected;
    } cases[] = {
        {"-12.50", "USD", RC_OK, -12500000},
        {"9.1", "USD", RC_OK, 9100000},
        {"12.345", "USD", RC_USAGE, 7},
        {"12.345", "KWD", RC_OK, 12345000},
        {"12.3456", "KWD", RC_USAGE, 7},
        {"1500", "JPY", RC_OK, 1500000000},
        {"1.500", "JPY", RC_USAGE, 7}, /* surely meant as 1500 */
        {"1,234.5x", "USD", RC_USAGE, 7},
        {"", "USD", RC_USAGE, 7},
        {"99999999999999999999", "USD", RC_USAGE, 7},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money money = {7};
        struct err err;
        err_init(&err);
        enum rc rc = money_parse_typed("--amount", cases[i].text, currency_of(cases[i].currency),
                                       &money, &err);
        assert_rc(rc, cases[i].rc, &err);
        assert_money_equal(money, cases[i].expected);
        if (rc != RC_OK)
            assert_memory_equal(err.text, "--amount: ", 10);
    }
}

/* ---- printing ---- */

static void money__print__has_the_currency_s_decimals_or_more(void **state)
{
    (void)state;
    static const struct {
        int64_t micros;
        const char *currency, *expected;
    } cases[] = {
        {9100000, "USD", "9.10"},
        {9123456, "USD", "9.123456"},
        {9120000, "USD", "9.12"},
        {9120100, "USD", "9.1201"},
        {0, "USD", "0.00"},
        {-1, "USD", "-0.000001"},
        {-500000, "USD", "-0.50"},
        {0, "JPY", "0"},
        {22200000000, "JPY", "22200"},
        {22200500000, "JPY", "22200.5"},
        {10000000, "JPY", "10"},
        {63152000, "KWD", "63.152"},
        {63000000, "KWD", "63.000"},
        {63152400, "KWD", "63.1524"},
        {1000000, "CLF", "1.0000"},
        {INT64_MAX, "USD", "9223372036854.775807"},
        {INT64_MIN, "JPY", "-9223372036854.775808"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[MONEY_TEXT_SIZE];
        assert_ptr_equal(money_print(micros(cases[i].micros), currency_of(cases[i].currency), text),
                         text);
        assert_string_equal(text, cases[i].expected);
    }
}

/* ---- arithmetic ---- */

static void money__add_and_sub__tell_when_64_bits_end(void **state)
{
    (void)state;
    struct money money = {7};
    assert_false(money_add(micros(INT64_MAX), micros(1), &money));
    assert_false(money_sub(micros(INT64_MIN), micros(1), &money));
    assert_false(money_sub(micros(0), micros(INT64_MIN), &money));
    assert_money_equal(money, 7);
    assert_true(money_add(micros(-5), micros(2), &money));
    assert_money_equal(money, -3);
    assert_true(money_sub(micros(-5), micros(2), &money));
    assert_money_equal(money, -7);
}

static void money__round__goes_half_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        int64_t micros;
        const char *currency;
        int64_t expected;
    } cases[] = {
        {1004999, "USD", 1000000},
        {1005000, "USD", 1010000},
        {-1005000, "USD", -1010000},
        {-1004999, "USD", -1000000},
        {5000, "USD", 10000},
        {-5000, "USD", -10000},
        {500000, "JPY", 1000000},
        {-500000, "JPY", -1000000},
        {-499999, "JPY", 0},
        {1500, "KWD", 2000},
        {-500, "KWD", -1000},
        {50, "CLF", 100},
        {9223372036854770000, "USD", 9223372036854770000},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money money = {7};
        assert_true(money_round(micros(cases[i].micros), currency_of(cases[i].currency), &money));
        assert_money_equal(money, cases[i].expected);
    }
    struct money money = {7};
    assert_false(money_round(micros(INT64_MAX), currency_of("USD"), &money));
    assert_false(money_round(micros(INT64_MIN), currency_of("JPY"), &money));
    assert_money_equal(money, 7);
}

static void money__is_whole__looks_at_the_minor_unit(void **state)
{
    (void)state;
    assert_true(money_is_whole(micros(-1230000), currency_usd));
    assert_false(money_is_whole(micros(1231000), currency_usd));
    assert_true(money_is_whole(micros(1231000), currency_of("KWD")));
    assert_false(money_is_whole(micros(1230000), currency_of("JPY")));
    assert_true(money_is_whole(micros(INT64_MIN + 775808), currency_of("JPY")));
}

static void money__share__rounds_once(void **state)
{
    (void)state;
    static const struct {
        int64_t micros;
        int32_t ppm;
        const char *currency;
        int64_t expected;
    } cases[] = {
        {100000000, 400000, "USD", 40000000},
        {10000, 500000, "USD", 10000},   /* half a cent */
        {-10000, 500000, "USD", -10000}, /* half a cent below 0 */
        {30000, 333333, "USD", 10000},
        {3000000, 400000, "JPY", 1000000},
        {-3000000, 400000, "JPY", -1000000},
        {1000, 400000, "KWD", 0},
        {1000, 500000, "KWD", 1000},
        {123450000, 0, "USD", 0},
        {123456789, SHARE_WHOLE, "USD", 123460000},
        {10004995, 499999, "USD", 5000000},
        /* Rounded twice, first to micros, this would be 0.01. */
        {9999, 500000, "USD", 0},
        {INT64_MIN, 400000, "USD", -3689348814741910000},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money money = {7};
        assert_true(money_share(micros(cases[i].micros), (struct share){cases[i].ppm},
                                currency_of(cases[i].currency), &money));
        assert_money_equal(money, cases[i].expected);
    }
    struct money money = {7};
    assert_false(money_share(micros(INT64_MAX), (struct share){SHARE_WHOLE}, currency_usd, &money));
    assert_money_equal(money, 7);
}

static void money__scale__takes_a_ratio(void **state)
{
    (void)state;
    struct money money = {7};
    assert_true(money_scale(micros(1000000), 184, 92, currency_usd, &money));
    assert_money_equal(money, 2000000);
    assert_true(money_scale(micros(1000000), 1, 3, currency_usd, &money));
    assert_money_equal(money, 330000);
    assert_true(money_scale(micros(-1000000), 2, 3, currency_usd, &money));
    assert_money_equal(money, -670000);
    money = micros(7);
    assert_false(money_scale(micros(INT64_MAX / 2), 3, 1, currency_usd, &money));
    assert_money_equal(money, 7);
}

static void money__print_product__is_exact(void **state)
{
    (void)state;
    static const struct {
        int64_t micros;
        int32_t ppm;
        const char *text;
    } cases[] = {
        {33330000, 400000, "13.332"},
        {-33330000, 400000, "-13.332"},
        {33300000, 400000, "13.32"},
        {100000000, 400000, "40"},
        {33330000, 0, "0"},
        {-33330000, 0, "0"},
        {33330000, 1000000, "33.33"},
        {1, 1, "0.000000000001"},
        {33330001, 371234, "12.373229591234"},
        {INT64_MIN, 1000000, "-9223372036854.775808"},
        {INT64_MAX, 999999, "9223362813482.738952224193"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[MONEY_PRODUCT_SIZE];
        (void)money_print_product((struct money){cases[i].micros}, (struct share){cases[i].ppm},
                                  text);
        assert_text_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money__parse__reads_plain_decimals),
        cmocka_unit_test(money__parse__names_the_trouble),
        cmocka_unit_test(money__parse_typed__refuses_more_decimals_than_the_currency),
        cmocka_unit_test(money__print__has_the_currency_s_decimals_or_more),
        cmocka_unit_test(money__add_and_sub__tell_when_64_bits_end),
        cmocka_unit_test(money__round__goes_half_away_from_zero),
        cmocka_unit_test(money__is_whole__looks_at_the_minor_unit),
        cmocka_unit_test(money__share__rounds_once),
        cmocka_unit_test(money__print_product__is_exact),
        cmocka_unit_test(money__scale__takes_a_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
