/* SPDX-License-Identifier: MIT */
#include "model/currency.h"

#include "support/support.h"

static void currency__parse__takes_any_case(void **state)
{
    (void)state;
    static const char *const spellings[] = {"EUR", "eur", "eUr"};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        struct currency currency = {"???"};
        assert_true(currency_parse(spellings[i], &currency));
        assert_string_equal(currency.code, "EUR");
    }
}

static void currency__parse__refuses_what_is_not_listed(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "E", "EU", "EURO", "EUR ", " EUR", "ABC", "XXX ", "€"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct currency currency = {"???"};
        assert_false(currency_parse(wrong[i], &currency));
        assert_string_equal(currency.code, "???");
    }
}

static void currency__decimals__are_those_of_iso_4217(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        int decimals;
    } cases[] = {
        {"AED", 2}, {"CLF", 4}, {"EUR", 2}, {"ISK", 0}, {"JPY", 0}, {"KWD", 3},
        {"PLN", 2}, {"TND", 3}, {"USD", 2}, {"UYW", 4}, {"VND", 0}, {"ZWG", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct currency currency;
        assert_true(currency_parse(cases[i].code, &currency));
        assert_int_equal(currency_decimals(currency), cases[i].decimals);
    }
    assert_int_equal(currency_decimals(currency_usd), 2);
}

static void currency__equal__compares_codes(void **state)
{
    (void)state;
    struct currency usd, usn;
    assert_true(currency_parse("usd", &usd));
    assert_true(currency_parse("usn", &usn));
    assert_true(currency_equal(usd, currency_usd));
    assert_false(currency_equal(usn, currency_usd));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currency__parse__takes_any_case),
        cmocka_unit_test(currency__parse__refuses_what_is_not_listed),
        cmocka_unit_test(currency__decimals__are_those_of_iso_4217),
        cmocka_unit_test(currency__equal__compares_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
