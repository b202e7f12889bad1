/* SPDX-License-Identifier: MIT */
#include "cli/values.h"

#include <string.h>

#include "base/words.h"
#include "cli/nearest.h"
#include "model/date.h"
#include "model/period.h"

bool value_count(const char *text, int64_t *ret)
{
    enum { DIGITS_MAX = 18 };
    size_t length = strlen(text);
    if (length == 0 || length > DIGITS_MAX || strspn(text, "0123456789") != length)
        return false;
    int64_t number = 0;
    for (size_t i = 0; i < length; i++)
        number = number * 10 + (text[i] - '0');
    *ret = number;
    return true;
}

bool value_number(const char *text, int64_t *ret)
{
    int64_t number;
    if (!value_count(text, &number) || number == 0)
        return false;
    *ret = number;
    return true;
}

static enum rc check_date(const char *what, const char *text, struct err *err)
{
    struct date date;
    if (date_parse(text, strlen(text), &date))
        return RC_OK;
    return err_set(err, RC_USAGE,
                   _("%s: '%s' is no day of the calendar: write it as YYYY-MM-DD, such as "
                     "2021-02-28"),
                   what, text);
}

static enum rc check_period(const char *what, const char *text, struct err *err)
{
    struct period period;
    if (period_parse(text, &period))
        return RC_OK;
    return err_set(err, RC_USAGE,
                   _("%s: '%s' is no half-year: write FY21H1 for July to December 2020, FY21H2 "
                     "for January to June 2021"),
                   what, text);
}

static enum rc check_number(const char *what, const char *text, struct err *err)
{
    int64_t number;
    if (value_number(text, &number))
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s: '%s' is no number: write a whole number from 1 on"), what,
                   text);
}

static enum rc check_count(const char *what, const char *text, struct err *err)
{
    int64_t number;
    if (value_count(text, &number))
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s: '%s' is no number: write a whole number from 0 on"), what,
                   text);
}

/* words: "table|csv|json" */
static enum rc check_word(const char *what, const char *words, const char *text, struct err *err)
{
    struct nearest nearest;
    nearest_init(&nearest, text);
    for (const char *word = words;; word++) {
        size_t length = strcspn(word, "|");
        if (strlen(text) == length && strncmp(text, word, length) == 0)
            return RC_OK;
        nearest_try(&nearest, word, length);
        word += length;
        if (*word == '\0')
            break;
    }
    if (nearest.word == NULL)
        return err_set(err, RC_USAGE, _("%s: '%s' is no word for it: write one of %s"), what, text,
                       words);
    return err_set(err, RC_USAGE,
                   _("%s: '%s' is no word for it: write one of %s, the nearest is %.*s"), what,
                   text, words, (int)nearest.length, nearest.word);
}

enum rc value_check(enum value_kind kind, const char *what, const char *argument, const char *text,
                    struct err *err)
{
    switch (kind) {
    case VALUE_TEXT:
        return RC_OK;
    case VALUE_DATE:
        return check_date(what, text, err);
    case VALUE_PERIOD:
        return check_period(what, text, err);
    case VALUE_NUMBER:
        return check_number(what, text, err);
    case VALUE_COUNT:
        return check_count(what, text, err);
    case VALUE_WORD:
        return check_word(what, argument, text, err);
    }
    bug("a kind of value without a check");
}
