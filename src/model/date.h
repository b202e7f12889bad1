/* SPDX-License-Identifier: MIT */
/* Calendar days of the Gregorian calendar, without time and time zone. */
#ifndef COFFER_MODEL_DATE_H
#define COFFER_MODEL_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date {
    int32_t day; /* days since 1970-01-01 */
};

struct ymd {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

enum { DATE_TEXT_SIZE = 16 };

/* The first and the last day that a date here can have: 0001-01-01 and
 * 9999-12-31. The first also stands for "since the beginning of time". */
extern const struct date date_first;
extern const struct date date_last;

/* False when there is no such day. */
bool date_from_ymd(struct ymd ymd, struct date *ret);
struct ymd date_to_ymd(struct date date);

/* Exactly YYYY-MM-DD of a day that exists. */
bool date_parse(const char *text, size_t length, struct date *ret);
/* YYYY-MM-DD, or a time stamp of ISO 8601 that begins so, followed by 'T' or a
 * blank and a time; counts by its date part as written (RULES.md section 3). */
bool date_parse_stamp(const char *text, size_t length, struct date *ret);

char *date_print(struct date date, char ret[DATE_TEXT_SIZE]); /* returns ret */

int date_compare(struct date a, struct date b);        /* -1, 0, 1 */
struct date date_add_days(struct date date, int days); /* stays inside first..last */
/* Same day of the month, or its last day where the month is shorter. */
struct date date_add_months(struct date date, int months);
struct date date_month_start(struct date date);
struct date date_month_end(struct date date);
int date_days_between(struct date from, struct date to); /* to - from */

/* 0 = Monday … 6 = Sunday. */
int date_weekday(struct date date);
/* The n-th business day (Monday to Friday, no holidays) after date, n >= 0;
 * n = 0 gives date itself. */
struct date date_add_business_days(struct date date, int n);

/* A month as a number: year × 12 + month − 1. Text "2026-11". */
struct month {
    int32_t index;
};
struct month date_month(struct date date);
struct date month_first(struct month month);
enum { MONTH_TEXT_SIZE = 16 };
char *month_print(struct month month, char ret[MONTH_TEXT_SIZE]);

#endif
