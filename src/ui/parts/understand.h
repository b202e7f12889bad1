/* SPDX-License-Identifier: MIT */
/*
 * What people type or paste into a field, understood where it has one meaning
 * and refused with a sentence where it has none or more than one. Pure
 * functions; blanks and invisible marks around the text do not matter.
 */
#ifndef COFFER_UI_UNDERSTAND_H
#define COFFER_UI_UNDERSTAND_H

#include "base/buf.h"
#include "model/currency.h"
#include "model/date.h"
#include "model/money.h"
#include "model/period.h"

/*
 * A number with its currency's decimals, in whatever way it is written:
 * "1234.5", "1,234.50", "1.234,50", "1 234,50", "1'234.50", "12,34,567.00",
 * "(12.50)" for a negative one, "€ 12", "12 EUR", "-$3". One mark with three
 * digits behind it ("1,234") means two things and is refused, unless the digits
 * before it cannot be a group. A sign of another currency is refused.
 * *ret: the amount. False: a sentence in why. What cannot be told apart by
 * `currency` NULL (not known yet): any sign and up to six decimals are fine.
 */
bool understand_amount(const char *text, const struct currency *currency, struct money *ret,
                       struct buf *why);

/*
 * A day: YYYY-MM-DD, also with a time behind it; "today", "tomorrow",
 * "yesterday"; "+3d", "-2w", "+1m", "-1y" from today; "24": that day of today's
 * month; "11-24": of today's year; and of the forms of spreadsheet programs
 * those with one meaning: "24.11.2026", "2026/11/24", "20261124",
 * "24 Nov 2026", "Nov 24, 2026", "24/11/2026" where one number is above 12.
 */
bool understand_date(const char *text, struct date today, struct date *ret, struct buf *why);

/* "FY27H1" in any case, or a day as above: the period it lies in. */
bool understand_period(const char *text, struct date today, struct period *ret, struct buf *why);

#endif
