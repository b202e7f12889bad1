/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/err.h"

enum { SECONDS_PER_DAY = 86400 };

int64_t clock_now(void)
{
    return (int64_t)time(NULL);
}

/* A damaged book, or a file, may hold any number; a day has four digits of year. */
static time_t within_years(int64_t seconds)
{
    static const int64_t first = -62135596800, last = 253402300799;
    return (time_t)(seconds < first ? first : seconds > last ? last : seconds);
}

int32_t clock_day(int64_t seconds)
{
    time_t when = within_years(seconds);
    struct tm local;
    tzset(); /* localtime_r alone may keep an older TZ */
    bug_if(!localtime_r(&when, &local), "a time between the years 1 and 9999 has no day");
    /* The local day read as a midnight of UTC is a whole number of days. */
    struct tm midnight = {
        .tm_year = local.tm_year, .tm_mon = local.tm_mon, .tm_mday = local.tm_mday};
    return (int32_t)(timegm(&midnight) / SECONDS_PER_DAY);
}

int32_t clock_today(void)
{
    return clock_day(clock_now());
}

void clock_stamp(int64_t seconds, char ret[CLOCK_STAMP_SIZE])
{
    time_t when = within_years(seconds);
    struct tm utc;
    bug_if(!gmtime_r(&when, &utc), "a time between the years 1 and 9999 has no date");
    int length =
        snprintf(ret, CLOCK_STAMP_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900,
                 utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
    bug_if(length < 0 || length >= CLOCK_STAMP_SIZE, "a time stamp is too long");
}

char *clock_minute(int64_t seconds, char ret[CLOCK_STAMP_SIZE])
{
    clock_stamp(seconds, ret);
    ret[strlen("YYYY-MM-DD")] = ' ';
    ret[strlen("YYYY-MM-DD HH:MM")] = '\0';
    return ret;
}

int64_t clock_ticks(void)
{
    struct timespec now;
    bug_if(clock_gettime(CLOCK_MONOTONIC, &now) != 0, "the system has no monotonic clock");
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
