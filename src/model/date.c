/* SPDX-License-Identifier: MIT */
#include "model/date.h"

#include <stdio.h>

#include "base/err.h"

const struct date date_first = {-719162};
const struct date date_last = {2932896};

enum { WEEK = 7, BUSINESS_DAYS = 5, MONTHS = 12, DATE_LENGTH = 10 };

/* ---- the calendar ---- */

/* Days between 0000-03-01, from which the days of this calendar repeat every 400
 * years with the leap day at the end of each year, and 1970-01-01. */
enum { EPOCH_SHIFT = 719468, DAYS_OF_ERA = 146097, YEARS_OF_ERA = 400 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Of a day that exists. March is month 0, so that the lengths of the months run
 * 31 30 31 30 31 | 31 30 31 30 31 | 31 and (153 × month + 2) / 5 counts them. */
static struct date from_calendar(int year, int month, int day)
{
    int from_march = (month + 9) % MONTHS;
    int64_t years = month <= 2 ? year - 1 : year;
    int64_t era = floor_div(years, YEARS_OF_ERA);
    int64_t year_of_era = years - era * YEARS_OF_ERA;
    int64_t day_of_year = (153 * from_march + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (struct date){(int32_t)(era * DAYS_OF_ERA + day_of_era - EPOCH_SHIFT)};
}

bool date_from_ymd(struct ymd ymd, struct date *ret)
{
    if (ymd.year < 1 || ymd.year > 9999 || ymd.month < 1 || ymd.month > MONTHS || ymd.day < 1 ||
        ymd.day > days_in_month(ymd.year, ymd.month))
        return false;
    *ret = from_calendar(ymd.year, ymd.month, ymd.day);
    return true;
}

struct ymd date_to_ymd(struct date date)
{
    int64_t days = (int64_t)date.day + EPOCH_SHIFT;
    int64_t era = floor_div(days, DAYS_OF_ERA);
    int64_t day_of_era = days - era * DAYS_OF_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t from_march = (5 * day_of_year + 2) / 153;
    int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    return (struct ymd){
        .year = (int)(era * YEARS_OF_ERA + year_of_era + (month <= 2)),
        .month = (int)month,
        .day = (int)(day_of_year - (153 * from_march + 2) / 5 + 1),
    };
}

/* ---- text ---- */

/* Exactly `count` digits at *text, which moves behind them. */
static bool read_digits(const char **text, int count, int *ret)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        char c = (*text)[i];
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *text += count;
    *ret = value;
    return true;
}

static bool read_char(const char **text, char c)
{
    if (**text != c)
        return false;
    (*text)++;
    return true;
}

bool date_parse(const char *text, size_t length, struct date *ret)
{
    struct ymd ymd;
    return length == DATE_LENGTH && read_digits(&text, 4, &ymd.year) && read_char(&text, '-') &&
           read_digits(&text, 2, &ymd.month) && read_char(&text, '-') &&
           read_digits(&text, 2, &ymd.day) && date_from_ymd(ymd, ret);
}

/* HH:MM, with seconds and a fraction if it likes, and Z or ±HH:MM or ±HHMM.
 * `text` is terminated. */
static bool is_time(const char *text)
{
    int hour, minute, second = 0;
    if (!read_digits(&text, 2, &hour) || !read_char(&text, ':') || !read_digits(&text, 2, &minute))
        return false;
    if (read_char(&text, ':')) {
        if (!read_digits(&text, 2, &second))
            return false;
        if (read_char(&text, '.') || read_char(&text, ',')) {
            int digit;
            if (!read_digits(&text, 1, &digit))
                return false;
            while (read_digits(&text, 1, &digit))
                continue;
        }
    }
    if (hour > 24 || minute > 59 || second > 60) /* 24:00 and leap seconds are ISO 8601 */
        return false;
    if (read_char(&text, '+') || read_char(&text, '-')) {
        if (!read_digits(&text, 2, &hour))
            return false;
        read_char(&text, ':');
        if (!read_digits(&text, 2, &minute) || hour > 23 || minute > 59)
            return false;
    } else {
        read_char(&text, 'Z');
    }
    return *text == '\0';
}

bool date_parse_stamp(const char *text, size_t length, struct date *ret)
{
    char time[48];
    if (length == DATE_LENGTH)
        return date_parse(text, length, ret);
    if (length <= DATE_LENGTH || (text[DATE_LENGTH] != 'T' && text[DATE_LENGTH] != ' '))
        return false;
    size_t rest = length - DATE_LENGTH - 1;
    if (rest >= sizeof time)
        return false;
    for (size_t i = 0; i < rest; i++)
        time[i] = text[DATE_LENGTH + 1 + i];
    time[rest] = '\0';
    return is_time(time) && date_parse(text, DATE_LENGTH, ret);
}

char *date_print(struct date date, char ret[DATE_TEXT_SIZE])
{
    struct ymd ymd = date_to_ymd(date);
    int length = snprintf(ret, DATE_TEXT_SIZE, "%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
    bug_if(length < 0 || length >= DATE_TEXT_SIZE, "a date is too long to print");
    return ret;
}

/* ---- arithmetic ---- */

int date_compare(struct date a, struct date b)
{
    return (a.day > b.day) - (a.day < b.day);
}

/* Any number of days, held inside first..last. */
static struct date clamp(int64_t day)
{
    if (day < date_first.day)
        return date_first;
    if (day > date_last.day)
        return date_last;
    return (struct date){(int32_t)day};
}

struct date date_add_days(struct date date, int days)
{
    return clamp((int64_t)date.day + days);
}

struct date date_add_months(struct date date, int months)
{
    struct ymd ymd = date_to_ymd(date);
    int64_t index = (int64_t)ymd.year * MONTHS + ymd.month - 1 + months;
    int64_t year = floor_div(index, MONTHS);
    if (year < 1)
        return date_first;
    if (year > 9999)
        return date_last;
    int month = (int)(index - year * MONTHS) + 1;
    int last = days_in_month((int)year, month);
    return from_calendar((int)year, month, ymd.day < last ? ymd.day : last);
}

struct date date_month_start(struct date date)
{
    struct ymd ymd = date_to_ymd(date);
    return from_calendar(ymd.year, ymd.month, 1);
}

struct date date_month_end(struct date date)
{
    struct ymd ymd = date_to_ymd(date);
    return from_calendar(ymd.year, ymd.month, days_in_month(ymd.year, ymd.month));
}

int date_days_between(struct date from, struct date to)
{
    return to.day - from.day;
}

int date_weekday(struct date date)
{
    int64_t since_monday = (int64_t)date.day + 3; /* 1970-01-01 was a Thursday */
    return (int)(since_monday - floor_div(since_monday, WEEK) * WEEK);
}

struct date date_add_business_days(struct date date, int n)
{
    bug_if(n < 0, "business days are counted forwards");
    if (n == 0)
        return date;
    int64_t day = date.day;
    int weekday = date_weekday(date);
    if (weekday >= BUSINESS_DAYS) { /* a weekend counts from its Friday */
        day -= weekday - (BUSINESS_DAYS - 1);
        weekday = BUSINESS_DAYS - 1;
    }
    day += (int64_t)(n / BUSINESS_DAYS) * WEEK + n % BUSINESS_DAYS;
    if (weekday + n % BUSINESS_DAYS >= BUSINESS_DAYS)
        day += WEEK - BUSINESS_DAYS;
    return clamp(day);
}

/* ---- months ---- */

struct month date_month(struct date date)
{
    struct ymd ymd = date_to_ymd(date);
    return (struct month){ymd.year * MONTHS + ymd.month - 1};
}

struct date month_first(struct month month)
{
    int32_t year = (int32_t)floor_div(month.index, MONTHS);
    return from_calendar(year, month.index - year * MONTHS + 1, 1);
}

char *month_print(struct month month, char ret[MONTH_TEXT_SIZE])
{
    int32_t year = (int32_t)floor_div(month.index, MONTHS);
    int length = snprintf(ret, MONTH_TEXT_SIZE, "%04d-%02d", (int)year,
                          (int)(month.index - year * MONTHS) + 1);
    bug_if(length < 0 || length >= MONTH_TEXT_SIZE, "a month is too long to print");
    return ret;
}
