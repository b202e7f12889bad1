/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with a value of a report, in words. Reading the values is the
 * model's part; here they have been refused already. All answers are static
 * texts, translated. Texts are terminated.
 */
#ifndef COFFER_IO_REPORT_VALUE_H
#define COFFER_IO_REPORT_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/money.h"

/* The form of a date that is not ISO's, "DD.MM.YYYY" or the like: the file has
 * been through a spreadsheet program. NULL where the text is of no such form,
 * ISO's included. */
const char *value_date_form(const char *text, size_t length);

/* YYYY-MM-DD alone or with a time behind it, whether there is such a day or not. */
bool value_is_iso(const char *text, size_t length);

/*
 * A number or a date that Coffer does not compute with, in one form, so that
 * another spelling of it is no change: 1250,00 and 1250.0 are 1250, a time stamp
 * is its day (RULES.md section 3). Each answers the length of that form in ret,
 * 0 where the text is in it already or is no such value.
 */
enum { VALUE_NUMBER_SIZE = 64, VALUE_DAY_SIZE = 11 };
size_t value_plain_number(const char *text, size_t length, enum money_form form,
                          char ret[VALUE_NUMBER_SIZE]);
size_t value_plain_day(const char *text, size_t length, char ret[VALUE_DAY_SIZE]);

/* "-1234,5", also where it is too large. */
bool value_has_decimal_comma(const char *text, size_t length);

/* Why money_parse refused it; trouble is not MONEY_OK. */
const char *value_money_reason(enum money_trouble trouble, const char *text, bool semicolons);

/* "6,81502E+09": an id that a spreadsheet program took for a number. */
bool value_is_exponent(const char *text);

#endif
