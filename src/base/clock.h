/* SPDX-License-Identifier: MIT */
/* The only file that asks what time it is. */
#ifndef COFFER_BASE_CLOCK_H
#define COFFER_BASE_CLOCK_H

#include <stdint.h>

/* Seconds since 1970-01-01T00:00:00Z. SOURCE_DATE_EPOCH is not read. */
int64_t clock_now(void);

/* Days since 1970-01-01 of today in local time (TZ). */
int32_t clock_today(void);
/* The same of a moment, such as a file's last change. */
int32_t clock_day(int64_t seconds);

/* "2026-11-23T14:09:12Z" */
enum { CLOCK_STAMP_SIZE = 32 };
void clock_stamp(int64_t seconds, char ret[CLOCK_STAMP_SIZE]);
/* "2026-11-23 14:09", of UTC: for people, who need no seconds. */
char *clock_minute(int64_t seconds, char ret[CLOCK_STAMP_SIZE]);

/* Milliseconds that only grow, whatever happens to the clock on the wall: for
 * measuring how long something takes. */
int64_t clock_ticks(void);

#endif
