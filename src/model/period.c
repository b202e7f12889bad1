/* SPDX-License-Identifier: MIT */
#include "model/period.h"

#include <stdio.h>

#include "base/words.h"

const struct date period_date_min = {10773}; /* 1999-07-01 */
const struct date period_date_max = {47297}; /* 2099-06-30 */

/* RULES.md section 2: the claim period opens on the 16th of the usage period's
 * second month and closes the day before the next one opens. */
enum { CLAIM_MONTHS_AFTER = 1, CLAIM_DAYS_AFTER = 15 };

static bool is_covered(struct date date)
{
    return date_compare(date, period_date_min) >= 0 && date_compare(date, period_date_max) <= 0;
}

/* ---- from a day or a word to a period ---- */

/* Half-years begin in months 0 and 6 of the calendar year. */
static struct period half_year_of(struct month month)
{
    return (struct period){month_first((struct month){month.index - month.index % PERIOD_MONTHS})};
}

bool period_of(struct date date, struct period *ret)
{
    if (!is_covered(date))
        return false;
    *ret = half_year_of(date_month(date));
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool period_parse(const char *text, struct period *ret)
{
    if ((text[0] != 'F' && text[0] != 'f') || (text[1] != 'Y' && text[1] != 'y') ||
        !is_digit(text[2]) || !is_digit(text[3]) || (text[4] != 'H' && text[4] != 'h') ||
        (text[5] != '1' && text[5] != '2') || text[6] != '\0')
        return false;
    /* The fiscal year is named after the year in which it ends. */
    int year = 2000 + (text[2] - '0') * 10 + (text[3] - '0');
    struct ymd first = text[5] == '1' ? (struct ymd){year - 1, 7, 1} : (struct ymd){year, 1, 1};
    return date_from_ymd(first, &ret->first);
}

char *period_print(struct period period, char ret[PERIOD_TEXT_SIZE])
{
    struct ymd first = date_to_ymd(period.first);
    bool is_h1 = first.month == 7;
    bug_if(!is_covered(period.first), "a period outside FY00 to FY99");
    int length =
        snprintf(ret, PERIOD_TEXT_SIZE, "FY%02dH%d", (first.year + is_h1) % 100, is_h1 ? 1 : 2);
    bug_if(length < 0 || length >= PERIOD_TEXT_SIZE, "a period is too long to print");
    return ret;
}

bool period_next(struct period period, struct period *ret)
{
    return period_of(date_add_months(period.first, PERIOD_MONTHS), ret);
}

int period_compare(struct period a, struct period b)
{
    return date_compare(a.first, b.first);
}

/* ---- windows ---- */

static struct date day_before(struct date date)
{
    return date_add_days(date, -1);
}

static struct date claim_opening(struct date usage_start)
{
    return date_add_days(date_add_months(usage_start, CLAIM_MONTHS_AFTER), CLAIM_DAYS_AFTER);
}

struct windows period_windows(struct period period)
{
    struct date usage_start = date_add_months(period.first, PERIOD_MONTHS);
    struct date usage_after = date_add_months(usage_start, PERIOD_MONTHS);
    return (struct windows){
        .earning_start = period.first,
        .earning_end = day_before(usage_start),
        .usage_start = usage_start,
        .usage_end = day_before(usage_after),
        .claim_opens = claim_opening(usage_start),
        .claim_closes = day_before(claim_opening(usage_after)),
    };
}

static enum rc check_windows(struct period period, const struct windows *windows, struct err *err)
{
    char name[PERIOD_TEXT_SIZE], start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE];
    char opens[DATE_TEXT_SIZE], closes[DATE_TEXT_SIZE];
    period_print(period, name);
    date_print(windows->usage_start, start);
    date_print(windows->usage_end, end);
    date_print(windows->claim_opens, opens);
    date_print(windows->claim_closes, closes);
    if (date_compare(windows->usage_end, windows->usage_start) < 0)
        return err_set(err, RC_RULE,
                       _("%s: the usage period would end on %s, before it starts on %s: choose a "
                         "later --usage-end"),
                       name, end, start);
    if (date_compare(windows->claim_closes, windows->usage_end) < 0)
        return err_set(err, RC_RULE,
                       _("%s: the claim period would close on %s, before the usage period ends on "
                         "%s: choose a later --claim-closes or an earlier --usage-end"),
                       name, closes, end);
    if (date_compare(windows->claim_opens, windows->claim_closes) > 0)
        return err_set(err, RC_RULE,
                       _("%s: the claim period would open on %s, after it closes on %s: choose an "
                         "earlier --claim-opens or a later --claim-closes"),
                       name, opens, closes);
    if (date_days_between(windows->usage_end, windows->claim_opens) > 1)
        return err_set(err, RC_RULE,
                       _("%s: the claim period would open on %s, more than a day after the usage "
                         "period ends on %s: choose an earlier --claim-opens or a later "
                         "--usage-end"),
                       name, opens, end);
    return RC_OK;
}

enum rc period_windows_with(struct period period, const struct window_override *override,
                            struct windows *ret, struct err *err)
{
    struct windows windows = period_windows(period);
    if (override->has_usage_end)
        windows.usage_end = override->usage_end;
    if (override->has_claim_opens)
        windows.claim_opens = override->claim_opens;
    if (override->has_claim_closes)
        windows.claim_closes = override->claim_closes;
    enum rc rc = check_windows(period, &windows, err);
    if (rc == RC_OK)
        *ret = windows;
    return rc;
}

bool period_claimable_on(struct date date, struct period *ret)
{
    struct period last;
    bug_if(!period_of(period_date_max, &last), "the last day lies in no period");
    struct period first = {period_date_min};
    if (date_compare(date, period_windows(first).claim_opens) < 0 ||
        date_compare(date, period_windows(last).claim_closes) > 0)
        return false;
    /* Claim periods are the earning periods, this much later. */
    struct date shifted = date_add_days(date, -CLAIM_DAYS_AFTER);
    struct month month = date_month(shifted);
    *ret = half_year_of((struct month){month.index - PERIOD_MONTHS - CLAIM_MONTHS_AFTER});
    return true;
}
