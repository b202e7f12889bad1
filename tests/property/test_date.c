/* SPDX-License-Identifier: MIT */
#include "model/date.h"

#include <stdio.h>
#include <string.h>

#include "support/support.h"

/* The calendar as one learns it at school, walked day by day. */
static int length_of(int year, int month)
{
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2)
        return leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void next_day(struct ymd *ymd)
{
    if (++ymd->day <= length_of(ymd->year, ymd->month))
        return;
    ymd->day = 1;
    if (++ymd->month <= 12)
        return;
    ymd->month = 1;
    ymd->year++;
}

static struct date any_date(struct random *random)
{
    return (struct date){(int32_t)(random_one_in(random, 2)
                                       ? random_edgy(random, date_first.day, date_last.day)
                                       : random_between(random, 10000, 48000))};
}

/* All 3,652,059 days. */
static void date__from_and_to_ymd__agree_with_a_walk(void **state)
{
    (void)state;
    struct ymd ymd = {1, 1, 1};
    int weekday = 0; /* 0001-01-01 was a Monday */
    for (struct date date = date_first; date.day <= date_last.day; date.day++) {
        struct ymd is = date_to_ymd(date);
        struct date back = {0};
        bool agrees = is.year == ymd.year && is.month == ymd.month && is.day == ymd.day &&
                      date_from_ymd(is, &back) && back.day == date.day &&
                      date_weekday(date) == weekday;
        if (!agrees)
            fail_msg("day %d is not %d-%d-%d", date.day, ymd.year, ymd.month, ymd.day);
        next_day(&ymd);
        weekday = (weekday + 1) % 7;
    }
    assert_int_equal(ymd.year, 10000);
}

static void date__print_and_parse__are_inverse(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(100000); i > 0; i--) {
        struct date date = any_date(&random), back = {0};
        char text[DATE_TEXT_SIZE], stamp[40];
        date_print(date, text);
        assert_int_equal(strlen(text), 10);
        assert_true(date_parse(text, strlen(text), &back));
        assert_int_equal(back.day, date.day);
        snprintf(stamp, sizeof stamp, "%sT%02d:%02d:%02d.%03dZ", text,
                 (int)random_between(&random, 0, 23), (int)random_between(&random, 0, 59),
                 (int)random_between(&random, 0, 59), (int)random_between(&random, 0, 999));
        back.day = 0;
        assert_true(date_parse_stamp(stamp, strlen(stamp), &back));
        assert_int_equal(back.day, date.day);
    }
}

/* What is taken prints as it was written. */
static void date__parse__takes_only_what_it_prints(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    int good = 0;
    for (int i = rounds(200000); i > 0; i--) {
        char text[11], printed[DATE_TEXT_SIZE];
        snprintf(text, sizeof text, "%04d-%02d-%02d", (int)random_between(&random, 0, 9999),
                 (int)random_between(&random, 0, 13), (int)random_between(&random, 0, 32));
        if (random_one_in(&random, 4))
            text[random_between(&random, 0, 9)] = "0129-/ :x"[random_between(&random, 0, 8)];
        struct date date;
        if (date_parse(text, strlen(text), &date)) {
            good++;
            assert_string_equal(date_print(date, printed), text);
        }
    }
    assert_true(good > 0);
}

static void date__add_months__agrees_with_a_walk(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        struct date date = any_date(&random);
        int months = (int)random_between(&random, -300, 300);
        struct ymd ymd = date_to_ymd(date);
        int day = ymd.day;
        for (int k = 0; k < months; k++) {
            ymd.year += ymd.month == 12;
            ymd.month = ymd.month == 12 ? 1 : ymd.month + 1;
        }
        for (int k = 0; k > months; k--) {
            ymd.year -= ymd.month == 1;
            ymd.month = ymd.month == 1 ? 12 : ymd.month - 1;
        }
        int last = ymd.year < 1 ? 31 : length_of(ymd.year, ymd.month);
        ymd.day = day < last ? day : last;
        struct date expected = ymd.year < 1 ? date_first : date_last;
        if (ymd.year >= 1 && ymd.year <= 9999)
            assert_true(date_from_ymd(ymd, &expected));
        assert_int_equal(date_add_months(date, months).day, expected.day);
    }
}

static void date__add_business_days__agrees_with_a_walk(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        struct date date = any_date(&random), expected = date;
        int days = (int)random_between(&random, 0, 100);
        for (int left = days; left > 0 && expected.day < date_last.day;) {
            expected.day++;
            left -= date_weekday(expected) < 5;
        }
        assert_int_equal(date_add_business_days(date, days).day, expected.day);
    }
}

static void date__months__hold_their_days(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(100000); i > 0; i--) {
        struct date date = any_date(&random);
        struct ymd ymd = date_to_ymd(date);
        struct date start = date_month_start(date), end = date_month_end(date);
        assert_int_equal(date_days_between(start, date), ymd.day - 1);
        assert_int_equal(date_days_between(start, end) + 1, length_of(ymd.year, ymd.month));
        struct month month = date_month(date);
        char text[MONTH_TEXT_SIZE], expected[MONTH_TEXT_SIZE];
        assert_int_equal(month_first(month).day, start.day);
        snprintf(expected, sizeof expected, "%04d-%02d", ymd.year, ymd.month);
        assert_string_equal(month_print(month, text), expected);
        assert_int_equal(date_month(end).index, month.index);
        if (end.day < date_last.day)
            assert_int_equal(date_month(date_add_days(end, 1)).index, month.index + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date__from_and_to_ymd__agree_with_a_walk),
        cmocka_unit_test(date__print_and_parse__are_inverse),
        cmocka_unit_test(date__parse__takes_only_what_it_prints),
        cmocka_unit_test(date__add_months__agrees_with_a_walk),
        cmocka_unit_test(date__add_business_days__agrees_with_a_walk),
        cmocka_unit_test(date__months__hold_their_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
