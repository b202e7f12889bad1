/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <stdlib.h>

#include "support/support.h"

static void clock__stamp__is_utc_with_seconds(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *expected;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {951782400, "2000-02-29T00:00:00Z"},
        {1795442952, "2026-11-23T14:09:12Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
        {INT64_MAX, "9999-12-31T23:59:59Z"}, /* of a damaged book */
        {INT64_MIN, "0001-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char stamp[CLOCK_STAMP_SIZE];
        clock_stamp(cases[i].seconds, stamp);
        assert_string_equal(stamp, cases[i].expected);
    }
}

static void clock__minute__leaves_the_seconds_out(void **state)
{
    char text[CLOCK_STAMP_SIZE];
    (void)state;
    assert_string_equal(clock_minute(1795442952, text), "2026-11-23 14:09");
    assert_string_equal(clock_minute(INT64_MIN, text), "0001-01-01 00:00");
}

/* Between the two ends of the world lie 26 hours: their days always differ. */
static void clock__today__follows_the_local_zone(void **state)
{
    (void)state;
    setenv("TZ", "XXX-14", 1);
    int32_t east = clock_today();
    setenv("TZ", "XXX+12", 1);
    int32_t west = clock_today();
    setenv("TZ", "XXX0", 1);
    int32_t utc = clock_today();
    unsetenv("TZ");
    assert_in_range(east - west, 1, 2);
    assert_in_range(east - utc, 0, 1);
    assert_in_range(utc - (int32_t)(clock_now() / 86400) + 1, 0, 1);
}

static void clock__day__follows_the_local_zone(void **state)
{
    (void)state;
    setenv("TZ", "XXX-2", 1);
    assert_int_equal(clock_day(0), 0);
    assert_int_equal(clock_day(86400 - 7200), 1);
    assert_int_equal(clock_day(-7201), -1);
    assert_int_equal(clock_day(INT64_MAX), clock_day(253402300799));
    unsetenv("TZ");
}

static void clock__ticks__never_go_back(void **state)
{
    (void)state;
    int64_t last = clock_ticks();
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_ticks();
        assert_true(now >= last);
        last = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clock__minute__leaves_the_seconds_out),
        cmocka_unit_test(clock__stamp__is_utc_with_seconds),
        cmocka_unit_test(clock__today__follows_the_local_zone),
        cmocka_unit_test(clock__day__follows_the_local_zone),
        cmocka_unit_test(clock__ticks__never_go_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
