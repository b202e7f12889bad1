/* SPDX-License-Identifier: MIT */
#include "model/period.h"

#include "support/support.h"

enum { PERIODS = 200 }; /* FY00H1 to FY99H2 */

struct calendar {
    struct period periods[PERIODS];
    struct windows windows[PERIODS];
};

static void calendar_init(struct calendar *calendar)
{
    struct period period;
    assert_true(period_of(period_date_min, &period));
    for (int i = 0; i < PERIODS; i++) {
        calendar->periods[i] = period;
        calendar->windows[i] = period_windows(period);
        assert_int_equal(period_next(period, &period), i + 1 < PERIODS);
    }
}

static bool is_between(struct date date, struct date first, struct date last)
{
    return date.day >= first.day && date.day <= last.day;
}

/* Counted over all periods: no gap, no overlap, and period_of finds it. */
static void period__of__is_the_only_one_that_holds_a_date(void **state)
{
    (void)state;
    struct calendar calendar;
    calendar_init(&calendar);
    for (struct date date = {period_date_min.day - 400}; date.day <= period_date_max.day + 400;
         date.day++) {
        int count = 0, found = 0;
        for (int i = 0; i < PERIODS; i++) {
            const struct windows *windows = &calendar.windows[i];
            if (is_between(date, windows->earning_start, windows->earning_end)) {
                count++;
                found = i;
            }
        }
        struct period period;
        bool is_covered = is_between(date, period_date_min, period_date_max);
        assert_int_equal(count, is_covered ? 1 : 0);
        assert_int_equal(period_of(date, &period), is_covered);
        if (is_covered)
            assert_int_equal(period_compare(period, calendar.periods[found]), 0);
    }
}

static void period__claimable_on__is_the_only_one_with_an_open_claim_period(void **state)
{
    (void)state;
    struct calendar calendar;
    calendar_init(&calendar);
    struct date first = calendar.windows[0].claim_opens;
    struct date last = calendar.windows[PERIODS - 1].claim_closes;
    for (struct date date = {first.day - 400}; date.day <= last.day + 400; date.day++) {
        int count = 0, found = 0;
        for (int i = 0; i < PERIODS; i++) {
            const struct windows *windows = &calendar.windows[i];
            if (is_between(date, windows->claim_opens, windows->claim_closes)) {
                count++;
                found = i;
            }
        }
        struct period period;
        bool is_covered = is_between(date, first, last);
        assert_int_equal(count, is_covered ? 1 : 0);
        assert_int_equal(period_claimable_on(date, &period), is_covered);
        if (is_covered)
            assert_int_equal(period_compare(period, calendar.periods[found]), 0);
    }
}

/* RULES.md section 2 in its own words: usage is the half-year after earning, first
 * to last day; claims from the 16th of its second month to the 15th of the second
 * month after it. */
static void period__windows__follow_the_rule_in_every_year(void **state)
{
    (void)state;
    struct calendar calendar;
    calendar_init(&calendar);
    for (int i = 0; i < PERIODS; i++) {
        const struct windows *windows = &calendar.windows[i];
        struct ymd start = date_to_ymd(windows->usage_start), end = date_to_ymd(windows->usage_end);
        struct ymd opens = date_to_ymd(windows->claim_opens);
        struct ymd closes = date_to_ymd(windows->claim_closes);
        assert_int_equal(date_days_between(windows->earning_end, windows->usage_start), 1);
        assert_true(start.day == 1 && (start.month == 1 || start.month == 7));
        assert_true(end.year == start.year && end.month == start.month + 5);
        assert_int_equal(date_month_end(windows->usage_end).day, windows->usage_end.day);
        assert_true(opens.year == start.year && opens.month == start.month + 1 && opens.day == 16);
        int index = end.year * 12 + end.month - 1 + 2;
        assert_int_equal(closes.year * 12 + closes.month - 1, index);
        assert_int_equal(closes.day, 15);
    }
}

static void period__print_and_parse__are_inverse(void **state)
{
    (void)state;
    struct calendar calendar;
    calendar_init(&calendar);
    for (int i = 0; i < PERIODS; i++) {
        char text[PERIOD_TEXT_SIZE];
        struct period period;
        period_print(calendar.periods[i], text);
        assert_true(period_parse(text, &period));
        assert_int_equal(period_compare(period, calendar.periods[i]), 0);
        /* FYnn ends in the year 20nn. */
        assert_int_equal((text[2] - '0') * 10 + text[3] - '0',
                         date_to_ymd(date_add_months(period.first, text[5] == '1' ? 6 : 0)).year -
                             2000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(period__of__is_the_only_one_that_holds_a_date),
        cmocka_unit_test(period__claimable_on__is_the_only_one_with_an_open_claim_period),
        cmocka_unit_test(period__windows__follow_the_rule_in_every_year),
        cmocka_unit_test(period__print_and_parse__are_inverse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
