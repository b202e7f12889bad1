/* SPDX-License-Identifier: MIT */
#include "ui/parts/understand.h"

#include <stdlib.h>
#include <string.h>

#include "support/currencies.h"
#include "support/support.h"

/* ---- amounts ------------------------------------------------------------------------- */

struct amount_case {
    const char *text, *currency; /* NULL: not known yet */
    const char *plain;           /* NULL: refused */
    const char *why;             /* of a refusal: a part of the sentence */
};

static void check_amount(const struct amount_case *one)
{
    struct currency currency;
    struct money money = {-1};
    struct buf why;
    char text[MONEY_TEXT_SIZE] = "refused";
    if (one->currency != NULL)
        assert_true(currency_parse(one->currency, &currency));
    buf_init(&why);
    bool fine =
        understand_amount(one->text, one->currency != NULL ? &currency : NULL, &money, &why);
    if (fine)
        (void)money_print(money, one->currency != NULL ? currency : currency_usd, text);
    if (fine != (one->plain != NULL) || (fine && strcmp(text, one->plain) != 0) ||
        (!fine && strstr(why.text, one->why) == NULL) || (fine && why.length > 0))
        fail_msg("'%s' in %s: %s, %s", one->text, one->currency != NULL ? one->currency : "?", text,
                 why.text);
    buf_release(&why);
}

static void understand__amount__of_one_meaning__is_taken(void **state)
{
    (void)state;
    static const struct amount_case cases[] = {
        {"0", "USD", "0.00", NULL},
        {"1234.5", "USD", "1234.50", NULL},
        {" 12 ", "USD", "12.00", NULL},
        {"+12", "USD", "12.00", NULL},
        {"-12.50", "USD", "-12.50", NULL},
        {"\u221212,50", "EUR", "-12.50", NULL},
        {".5", "USD", "0.50", NULL},
        {"12.", "USD", "12.00", NULL},
        {"1,234.50", "USD", "1234.50", NULL},
        {"1.234,50", "EUR", "1234.50", NULL},
        {"1 234,50", "SEK", "1234.50", NULL},
        {"1\u00A0234,50", "SEK", "1234.50", NULL},
        {"1\u202F234\u202F567,89", "EUR", "1234567.89", NULL},
        {"1'234.50", "CHF", "1234.50", NULL},
        {"1\u2019234", "CHF", "1234.00", NULL},
        {"1,234,567", "USD", "1234567.00", NULL},
        {"1.234.567", "EUR", "1234567.00", NULL},
        {"12,34,567.00", "INR", "1234567.00", NULL},
        {"12,5", "EUR", "12.50", NULL},
        {"12,50", "EUR", "12.50", NULL},
        {"0,125", "KWD", "0.125", NULL},
        {"1234,567", "KWD", "1234.567", NULL},
        {"1.234", "KWD", "1.234", NULL},
        {"1 234", "JPY", "1234", NULL},
        {"(1,234.50)", "USD", "-1234.50", NULL},
        {"($12)", "USD", "-12.00", NULL},
        {"\u20AC 12", "EUR", "12.00", NULL},
        {"12 \u20AC", "EUR", "12.00", NULL},
        {"12,00 EUR", "EUR", "12.00", NULL},
        {"USD1,234.00", "USD", "1234.00", NULL},
        {"-$3.10", "USD", "-3.10", NULL},
        {"$-3.10", "USD", "-3.10", NULL},
        {"US$ 5", "USD", "5.00", NULL},
        {"1 500 kr", "SEK", "1500.00", NULL},
        {"\u00A5500", "JPY", "500", NULL},
        {"9223372036854.77", "USD", "9223372036854.77", NULL},
        {"\u20AC 12", NULL, "12.00", NULL},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_amount(&cases[i]);
}

static void understand__amount__of_two_meanings_or_none__is_refused(void **state)
{
    (void)state;
    static const struct amount_case cases[] = {
        {"1,234", "USD", NULL, "1,234 may mean 1234 or 1.234"},
        {"1,234", "KWD", NULL, "1,234 may mean 1234 or 1.234"},
        {"1.234", "USD", NULL, "may mean"},
        {"1.500", "JPY", NULL, "may mean"},
        {"-12.345", "EUR", NULL, "may mean"},
        {"1,23,45", "USD", NULL, "marks"},
        {"1,2345,678", "USD", NULL, "marks"},
        {"1.234,567.89", "USD", NULL, "marks"},
        {"1,234.567.890", "USD", NULL, "marks"},
        {"12 34", "SEK", NULL, "marks"},
        {"1 234.50,00", "SEK", NULL, "marks"},
        {"12.345", "KWD", "12.345", NULL},
        {"12.3456", "KWD", NULL, "more decimals than the 3 of KWD"},
        {"12.5", "JPY", NULL, "more decimals than the 0 of JPY"},
        {"\u20AC 12", "SEK", NULL, "another currency than SEK"},
        {"12 USD", "EUR", NULL, "another currency than EUR"},
        {"1e3", "USD", NULL, "Not an amount"},
        {"12-", "USD", NULL, "Not an amount"},
        {"--12", "USD", NULL, "Not an amount"},
        {"(-12)", "USD", NULL, "Not an amount"},
        {"twelve", "USD", NULL, "Not an amount"},
        {"USD", "USD", NULL, "Not an amount"},
        {".", "USD", NULL, "Not an amount"},
        {"", "USD", NULL, "Not an amount"},
        {"99999999999999999", "USD", NULL, "Too large"},
        {"12\u200B3", "USD", NULL, "Not an amount"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_amount(&cases[i]);
}

/* What Coffer prints, and what people make of it with their own marks, comes back
 * as the same money, or is refused; never as another amount. */
static void understand__amount__as_people_write_it__is_never_another(void **state)
{
    (void)state;
    static const struct {
        const char *group;
        char decimal;
    } styles[] = {{"", '.'},  {"", ','},       {",", '.'}, {".", ','},
                  {" ", ','}, {"\u00A0", ','}, {"'", '.'}, {"\u202F", ','}};
    struct random random;
    struct currencies currencies;
    random_init(&random);
    currencies_init(&currencies);
    int understood = 0, count = rounds(20000);
    for (int i = 0; i < count; i++) {
        struct currency currency = currencies_any(&currencies, &random);
        struct money money = {random_between(&random, -9000000000000, 9000000000000)}, got = {0};
        char plain[MONEY_TEXT_SIZE];
        assert_true(money_round(money, currency, &money));
        (void)money_print(money, currency, plain);
        size_t style = (size_t)random_between(&random, 0, 7);
        const char *from = plain + (plain[0] == '-');
        size_t whole = strcspn(from, ".");
        struct buf text, why;
        buf_init(&text);
        buf_init(&why);
        buf_add(&text, plain[0] == '-' ? "-" : "");
        for (size_t at = 0; at < whole; at++) {
            if (at > 0 && (whole - at) % 3 == 0)
                buf_add(&text, styles[style].group);
            buf_add_char(&text, from[at]);
        }
        if (from[whole] == '.') {
            buf_add_char(&text, styles[style].decimal);
            buf_add(&text, from + whole + 1);
        }
        if (understand_amount(text.text, &currency, &got, &why)) {
            understood++;
            if (got.micros != money.micros)
                fail_msg("%s %s was taken for %lld micros", text.text, currency.code,
                         (long long)got.micros);
        } else {
            assert_non_null(strstr(why.text, "may mean"));
        }
        buf_release(&text);
        buf_release(&why);
    }
    assert_in_range(understood, count / 2, count);
}

/* ---- days -------------------------------------------------------------------------------- */

static void understand__date__in_many_forms__is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *text, *iso; /* NULL: refused */
    } cases[] = {
        {"2026-11-24", "2026-11-24"},
        {" 2026-11-24 ", "2026-11-24"},
        {"26-07-01", "2026-07-01"},
        {"2026-01-31T00:00:00.000Z", "2026-01-31"},
        {"today", "2026-11-30"},
        {"Tomorrow", "2026-12-01"},
        {"yesterday", "2026-11-29"},
        {"+3d", "2026-12-03"},
        {"+3", "2026-12-03"},
        {"-2w", "2026-11-16"},
        {"+3m", "2027-02-28"},
        {"-1y", "2025-11-30"},
        {"24", "2026-11-24"},
        {"5", "2026-11-05"},
        {"11-24", "2026-11-24"},
        {"2-9", "2026-02-09"},
        {"24.11.2026", "2026-11-24"},
        {"3.4.2026", "2026-04-03"},
        {"2026/11/24", "2026-11-24"},
        {"2026.1.4", "2026-01-04"},
        {"20261124", "2026-11-24"},
        {"24 Nov 2026", "2026-11-24"},
        {"24-Nov-2026", "2026-11-24"},
        {"Nov 24, 2026", "2026-11-24"},
        {"24 november", "2026-11-24"},
        {"24/11/2026", "2026-11-24"},
        {"11/24/2026", "2026-11-24"},
        {"5/5/2026", "2026-05-05"},
        {"3/4/2026", NULL},
        {"31", NULL},
        {"2026-02-30", NULL},
        {"13-24", NULL},
        {"24/11/26", NULL},
        {"2026-11", NULL},
        {"+3x", NULL},
        {"24 Nov Nov", NULL},
        {"November", NULL},
        {"0", NULL},
        {"123456789", NULL},
        {"2026-11-24-01", NULL},
        {"45900", NULL},
        {"", NULL},
    };
    struct date today;
    assert_true(date_parse("2026-11-30", 10, &today));
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct date date;
        struct buf why;
        char text[DATE_TEXT_SIZE] = "refused";
        buf_init(&why);
        bool fine = understand_date(cases[i].text, today, &date, &why);
        if (fine)
            (void)date_print(date, text);
        if (strcmp(text, cases[i].iso != NULL ? cases[i].iso : "refused") != 0 ||
            fine != (why.length == 0))
            fail_msg("'%s': %s, %s", cases[i].text, text, why.text);
        buf_release(&why);
    }
}

static void understand__date__that_could_be_two__says_so(void **state)
{
    (void)state;
    struct date today, date;
    struct buf why;
    assert_true(date_parse("2026-11-30", 10, &today));
    buf_init(&why);
    assert_false(understand_date("3/4/2026", today, &date, &why));
    assert_non_null(strstr(why.text, "cannot be told apart"));
    buf_clear(&why);
    assert_false(understand_date("2026-02-30", today, &date, &why));
    assert_non_null(strstr(why.text, "no such day"));
    buf_release(&why);
}

static void understand__period__is_named_or_holds_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *text, *period;
    } cases[] = {
        {"FY27H1", "FY27H1"}, {" fy27h2 ", "FY27H2"}, {"today", "FY27H1"}, {"2026-01-31", "FY26H2"},
        {"+3m", "FY27H2"},    {"FY27H3", NULL},       {"27H1", NULL},      {"", NULL}};
    struct date today;
    assert_true(date_parse("2026-11-30", 10, &today));
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct period period;
        struct buf why;
        char text[PERIOD_TEXT_SIZE] = "refused";
        buf_init(&why);
        if (understand_period(cases[i].text, today, &period, &why))
            (void)period_print(period, text);
        assert_text_equal(text, cases[i].period != NULL ? cases[i].period : "refused");
        buf_release(&why);
    }
}

/* Whatever is typed, there is a day or a sentence, and no crash. */
static void understand__random_text__is_a_meaning_or_a_sentence(void **state)
{
    (void)state;
    static const char letters[] = "0123456789..,,--+/ ()'$novdmwyEUR\xc2\xa0";
    struct random random;
    struct date today;
    random_init(&random);
    assert_true(date_parse("2026-11-30", 10, &today));
    for (int i = 0; i < rounds(50000); i++) {
        char text[24];
        int length = (int)random_between(&random, 0, (int)sizeof(text) - 1);
        for (int at = 0; at < length; at++)
            text[at] = letters[random_between(&random, 0, (int)sizeof(letters) - 2)];
        text[length] = '\0';
        struct buf why;
        struct date date;
        struct money money;
        buf_init(&why);
        bool fine = understand_date(text, today, &date, &why);
        assert_int_equal(fine, why.length == 0);
        buf_clear(&why);
        fine = understand_amount(text, &currency_usd, &money, &why);
        assert_int_equal(fine, why.length == 0);
        buf_release(&why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understand__amount__of_one_meaning__is_taken),
        cmocka_unit_test(understand__amount__of_two_meanings_or_none__is_refused),
        cmocka_unit_test(understand__amount__as_people_write_it__is_never_another),
        cmocka_unit_test(understand__date__in_many_forms__is_taken),
        cmocka_unit_test(understand__date__that_could_be_two__says_so),
        cmocka_unit_test(understand__period__is_named_or_holds_the_day),
        cmocka_unit_test(understand__random_text__is_a_meaning_or_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
