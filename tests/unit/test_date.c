/* SPDX-License-Identifier: MIT */
#include "model/date.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct date date_of(const char *text)
{
    struct date date;
    assert_true(date_parse(text, strlen(text), &date));
    return date;
}

/* ---- the calendar ---- */

static void date__from_ymd__counts_days(void **state)
{
    (void)state;
    static const struct {
        struct ymd ymd;
        int32_t day;
    } cases[] = {
        {{1970, 1, 1}, 0},     {{1969, 12, 31}, -1},      {{2000, 2, 29}, 11016},
        {{2000, 3, 1}, 11017}, {{2021, 2, 28}, 18686},    {{1900, 3, 1}, -25508},
        {{1, 1, 1}, -719162},  {{9999, 12, 31}, 2932896},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct date date = {7};
        assert_true(date_from_ymd(cases[i].ymd, &date));
        assert_int_equal(date.day, cases[i].day);
        struct ymd back = date_to_ymd(date);
        assert_int_equal(back.year, cases[i].ymd.year);
        assert_int_equal(back.month, cases[i].ymd.month);
        assert_int_equal(back.day, cases[i].ymd.day);
    }
    assert_date_equal(date_first, "0001-01-01");
    assert_date_equal(date_last, "9999-12-31");
}

static void date__from_ymd__refuses_days_that_do_not_exist(void **state)
{
    (void)state;
    static const struct ymd wrong[] = {
        {2021, 2, 29}, {1900, 2, 29}, {2021, 2, 30}, {2021, 4, 31}, {2021, 0, 1}, {2021, 13, 1},
        {2021, 1, 0},  {2021, 1, 32}, {0, 1, 1},     {10000, 1, 1}, {-5, 1, 1},   {2021, -1, 1},
        {2021, 1, -1}, {2100, 2, 29}, {2020, 2, 30}, {2021, 6, 31},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct date date = {7};
        assert_false(date_from_ymd(wrong[i], &date));
        assert_int_equal(date.day, 7);
    }
}

/* ---- text ---- */

static void date__parse__takes_only_days_in_iso_form(void **state)
{
    (void)state;
    assert_date_equal(date_of("2020-02-29"), "2020-02-29");
    assert_date_equal(date_of("0001-01-01"), "0001-01-01");
    static const char *const wrong[] = {
        "",           "2021-02-29", "2021-2-9",    "2021-13-01", "2021/01/01",  "01.02.2021",
        "20210101",   "2021-01-0x", "2021-01-011", "2021-01-1",  " 2021-01-01", "2021-01-01 ",
        "-021-01-01", "+021-01-01", "0000-01-01",  "2021-00-01", "2021-01-00",  "2021-01-01T00:00",
        "٢٠٢١",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct date date = {7};
        assert_false(date_parse(wrong[i], strlen(wrong[i]), &date));
        assert_int_equal(date.day, 7);
    }
    struct date date = {7};
    assert_false(date_parse("2021-01-0\0", 10, &date));
    assert_true(date_parse("2021-01-02trailing", 10, &date));
    assert_date_equal(date, "2021-01-02");
}

static void date__parse_stamp__counts_by_the_date_as_written(void **state)
{
    (void)state;
    static const char *const good[] = {
        "2022-12-31",
        "2022-12-31T00:00:00.000Z",
        "2022-12-31T23:59:59Z",
        "2022-12-31T23:59:60Z",
        "2022-12-31T24:00:00",
        "2022-12-31T23:59",
        "2022-12-31 00:00:00",
        "2022-12-31 00:00:00.0000000",
        "2022-12-31T00:00:00,5+02:00",
        "2022-12-31T00:00:00-1100",
    };
    for (size_t i = 0; i < COUNT(good); i++) {
        struct date date = {7};
        assert_true(date_parse_stamp(good[i], strlen(good[i]), &date));
        assert_date_equal(date, "2022-12-31");
    }
    static const char *const wrong[] = {
        "",
        "2021-02-29T00:00:00Z",
        "2022-12-31T",
        "2022-12-31 ",
        "2022-12-31x00:00:00",
        "2022-12-31T0:00:00",
        "2022-12-31T25:00:00",
        "2022-12-31T00:60:00",
        "2022-12-31T00:00:61",
        "2022-12-31T00:00:00.",
        "2022-12-31T00:00:00Zx",
        "2022-12-31T00:00:00+2",
        "2022-12-31T00:00:00+02:60",
        "2022-12-31T00:00:00+24:00",
        "2022-12-31T00:00:00 AM",
        "12/31/2022",
        "2022-12-31T00:00:00.0000000000000000000000000000000000000000000000000000000",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct date date = {7};
        assert_false(date_parse_stamp(wrong[i], strlen(wrong[i]), &date));
        assert_int_equal(date.day, 7);
    }
}

/* ---- arithmetic ---- */

static void date__add_months__keeps_the_day_or_the_last_one(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *expected;
    } cases[] = {
        {"2021-01-31", 1, "2021-02-28"},
        {"2020-01-31", 1, "2020-02-29"},
        {"2021-03-31", -1, "2021-02-28"},
        {"2021-01-15", 12, "2022-01-15"},
        {"2020-02-29", 12, "2021-02-28"},
        {"2020-02-29", 48, "2024-02-29"},
        {"2021-01-01", -1, "2020-12-01"},
        {"2021-12-31", 0, "2021-12-31"},
        {"2021-12-31", 1, "2022-01-31"},
        {"9999-12-01", 1, "9999-12-31"},
        {"0001-01-05", -1, "0001-01-01"},
        {"2021-01-01", 2147483647, "9999-12-31"},
        {"2021-01-01", -2147483647 - 1, "0001-01-01"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_date_equal(date_add_months(date_of(cases[i].from), cases[i].months),
                          cases[i].expected);
}

static void date__add_days__stays_inside_the_calendar(void **state)
{
    (void)state;
    assert_date_equal(date_add_days(date_of("2020-02-28"), 2), "2020-03-01");
    assert_date_equal(date_add_days(date_of("2020-03-01"), -2), "2020-02-28");
    assert_date_equal(date_add_days(date_last, 1), "9999-12-31");
    assert_date_equal(date_add_days(date_first, -1), "0001-01-01");
    assert_date_equal(date_add_days(date_last, 2147483647), "9999-12-31");
    assert_int_equal(date_days_between(date_of("2021-01-01"), date_of("2021-12-31")), 364);
    assert_int_equal(date_days_between(date_of("2021-01-01"), date_of("2020-01-01")), -366);
    assert_int_equal(date_compare(date_of("2021-01-01"), date_of("2021-01-02")), -1);
    assert_int_equal(date_compare(date_of("2021-01-02"), date_of("2021-01-02")), 0);
    assert_int_equal(date_compare(date_of("2021-01-03"), date_of("2021-01-02")), 1);
}

static void date__month_ends__follow_the_leap_year(void **state)
{
    (void)state;
    assert_date_equal(date_month_start(date_of("2024-02-17")), "2024-02-01");
    assert_date_equal(date_month_end(date_of("2024-02-17")), "2024-02-29");
    assert_date_equal(date_month_end(date_of("2023-02-01")), "2023-02-28");
    assert_date_equal(date_month_end(date_of("2023-12-31")), "2023-12-31");
}

static void date__add_business_days__skips_weekends(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int days;
        const char *expected;
    } cases[] = {
        {"2026-11-20", 0, "2026-11-20"}, /* a Friday */
        {"2026-11-20", 1, "2026-11-23"}, {"2026-11-20", 2, "2026-11-24"},
        {"2026-11-20", 5, "2026-11-27"}, {"2026-11-20", 6, "2026-11-30"},
        {"2026-11-21", 0, "2026-11-21"}, {"2026-11-21", 1, "2026-11-23"},
        {"2026-11-22", 5, "2026-11-27"}, {"2026-11-23", 45, "2027-01-25"},
        {"2026-11-23", 4, "2026-11-27"}, {"2026-11-23", 5, "2026-11-30"},
        {"9999-12-30", 9, "9999-12-31"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_date_equal(date_add_business_days(date_of(cases[i].from), cases[i].days),
                          cases[i].expected);
    assert_int_equal(date_weekday(date_of("2026-11-20")), 4);
    assert_int_equal(date_weekday(date_of("1969-12-28")), 6);
    assert_int_equal(date_weekday(date_first), 0); /* a Monday */
}

/* ---- months ---- */

static void date__month__is_a_number_with_a_text(void **state)
{
    (void)state;
    char text[MONTH_TEXT_SIZE];
    struct month month = date_month(date_of("2026-11-23"));
    assert_int_equal(month.index, 2026 * 12 + 10);
    assert_string_equal(month_print(month, text), "2026-11");
    assert_date_equal(month_first(month), "2026-11-01");
    month.index += 2;
    assert_string_equal(month_print(month, text), "2027-01");
    assert_string_equal(month_print(date_month(date_first), text), "0001-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date__from_ymd__counts_days),
        cmocka_unit_test(date__from_ymd__refuses_days_that_do_not_exist),
        cmocka_unit_test(date__parse__takes_only_days_in_iso_form),
        cmocka_unit_test(date__parse_stamp__counts_by_the_date_as_written),
        cmocka_unit_test(date__add_months__keeps_the_day_or_the_last_one),
        cmocka_unit_test(date__add_days__stays_inside_the_calendar),
        cmocka_unit_test(date__month_ends__follow_the_leap_year),
        cmocka_unit_test(date__add_business_days__skips_weekends),
        cmocka_unit_test(date__month__is_a_number_with_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
