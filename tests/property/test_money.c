/* SPDX-License-Identifier: MIT */
#include "model/money.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "support/currencies.h"
#include "support/support.h"

__extension__ typedef __int128 wide;

static wide size_of(wide number)
{
    return number < 0 ? -number : number;
}

static int64_t unit_of(struct currency currency)
{
    int64_t unit = MONEY_MICROS;
    for (int i = currency_decimals(currency); i > 0; i--)
        unit /= 10;
    return unit;
}

static void money__print_and_parse__are_inverse(void **state)
{
    (void)state;
    struct random random;
    struct currencies currencies;
    random_init(&random);
    currencies_init(&currencies);
    for (int i = rounds(200000); i > 0; i--) {
        struct currency currency = currencies_any(&currencies, &random);
        struct money money = {random_edgy(&random, INT64_MIN, INT64_MAX)};
        if (random_one_in(&random, 2)) /* everyday amounts too */
            money.micros = random_between(&random, -1000000, 1000000) * unit_of(currency);
        char text[MONEY_TEXT_SIZE];
        struct money back = {7};
        bool rounded = true;
        money_print(money, currency, text);
        assert_int_equal(money_parse(text, strlen(text), MONEY_POINT, &back, &rounded), MONEY_OK);
        assert_money_equal(back, money.micros);
        assert_false(rounded);
        /* As many decimals as the currency has, more only where they are needed. */
        const char *point = strchr(text, '.');
        size_t shown = point ? strlen(point + 1) : 0;
        size_t least = (size_t)currency_decimals(currency);
        assert_true(shown >= least);
        assert_true(shown == least || text[strlen(text) - 1] != '0');
        assert_true(shown > 0 || !point);
        /* What is whole can be typed in again. */
        struct err err;
        err_init(&err);
        bool whole = money_is_whole(money, currency);
        assert_int_equal(whole, shown == least);
        assert_rc(money_parse_typed("amount", text, currency, &back, &err),
                  whole ? RC_OK : RC_USAGE, &err);
    }
}

/* Digit by digit into 128 bits, then one rounding. */
static void money__parse__rounds_digits_beyond_six(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(200000); i > 0; i--) {
        char text[64] = "";
        int whole = (int)random_between(&random, 0, 14),
            fraction = (int)random_between(&random, 0, 12);
        bool negative = random_one_in(&random, 2), comma = random_one_in(&random, 2);
        if (whole + fraction == 0)
            continue;
        wide value = 0, scale = 1;
        size_t length = 0;
        if (negative)
            text[length++] = '-';
        for (int digit = 0; digit < whole + fraction; digit++) {
            if (digit == whole)
                text[length++] = comma ? ',' : '.';
            /* 0, 5 and 9 decide about rounding. */
            static const int telling[] = {0, 5, 9, 4};
            int drawn = random_one_in(&random, 2) ? telling[random_between(&random, 0, 3)]
                                                  : (int)random_between(&random, 0, 9);
            text[length++] = (char)('0' + drawn);
            value = value * 10 + drawn;
            scale = digit >= whole ? scale * 10 : scale;
        }
        wide micros = (2 * value * MONEY_MICROS + scale) / (2 * scale);
        bool exact = value * MONEY_MICROS % scale == 0;
        bool fits = micros <= (wide)INT64_MAX + negative;
        struct money money = {7};
        bool rounded = false;
        enum money_trouble trouble =
            money_parse(text, length, comma ? MONEY_COMMA : MONEY_POINT, &money, &rounded);
        assert_int_equal(trouble, fits ? MONEY_OK : MONEY_TOO_LARGE);
        assert_true((wide)money.micros == (!fits ? 7 : negative ? -micros : micros));
        assert_int_equal(rounded, fits && !exact);
    }
}

/* The grammar of CONTRACT.md section 7 as a regular expression. */
static void money__parse__takes_exactly_the_grammar(void **state)
{
    (void)state;
    struct random random;
    regex_t grammar;
    random_init(&random);
    assert_int_equal(regcomp(&grammar, "^[ \t]*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)[ \t]*$",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    int good = 0;
    for (int i = rounds(200000); i > 0; i--) {
        static const char letters[] = "0123456789015..+- \t,e'(x";
        char text[9];
        size_t length = (size_t)random_between(&random, 0, 8);
        for (size_t k = 0; k < length; k++)
            text[k] = letters[random_between(&random, 0, sizeof letters - 2)];
        text[length] = '\0';
        struct money money;
        bool rounded;
        bool matches = regexec(&grammar, text, 0, NULL, 0) == 0;
        assert_int_equal(money_parse(text, length, MONEY_POINT, &money, &rounded) == MONEY_OK,
                         matches);
        good += matches;
    }
    regfree(&grammar);
    assert_true(good > 0);
}

static void money__share__is_the_nearest_whole_unit(void **state)
{
    (void)state;
    struct random random;
    struct currencies currencies;
    random_init(&random);
    currencies_init(&currencies);
    for (int i = rounds(200000); i > 0; i--) {
        struct currency currency = currencies_any(&currencies, &random);
        struct money money = {random_one_in(&random, 2)
                                  ? random_edgy(&random, INT64_MIN, INT64_MAX)
                                  : random_between(&random, -1000000, 1000000)};
        struct share share = {(int32_t)random_edgy(&random, 0, SHARE_WHOLE)};
        if (random_one_in(&random, 2))
            share.ppm = share.ppm / 10000 * 10000;
        wide exact = (wide)money.micros * share.ppm; /* in millionths of a micro */
        wide unit = (wide)unit_of(currency) * SHARE_WHOLE;
        struct money result = {7};
        if (!money_share(money, share, currency, &result)) {
            assert_money_equal(result, 7);
            assert_true(size_of(exact) + unit > (wide)INT64_MAX * SHARE_WHOLE);
            continue;
        }
        wide error = size_of(exact) - size_of((wide)result.micros * SHARE_WHOLE);
        assert_true(money_is_whole(result, currency));
        assert_true(2 * size_of(error) <= unit);
        assert_true(2 * error != unit);
        assert_true(result.micros == 0 || (result.micros < 0) == (money.micros < 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money__print_and_parse__are_inverse),
        cmocka_unit_test(money__parse__rounds_digits_beyond_six),
        cmocka_unit_test(money__parse__takes_exactly_the_grammar),
        cmocka_unit_test(money__share__is_the_nearest_whole_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
