/* SPDX-License-Identifier: MIT */
#include "model/program.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

const char *const program_cpor_words =
    N_("claim for it as claiming partner of record (CPOR): read \"Create a customer association "
       "using the CPOR model\", "
       "learn.microsoft.com/partner-center/incentives/submit-osa-claim");

/* ---- terms by date ---- */

/* Each series is an array in the order of its days: the value in force is the
 * last one whose day has come. Series are a handful long, so they are walked. */

bool terms_split(const struct terms *terms, struct date date, struct share *ret)
{
    for (size_t i = terms->split_count; i > 0; i--) {
        if (date_compare(terms->splits[i - 1].from, date) <= 0) {
            *ret = terms->splits[i - 1].coop;
            return true;
        }
    }
    return false;
}

bool terms_threshold(const struct terms *terms, struct date date, struct money *ret_usd)
{
    for (size_t i = terms->threshold_count; i > 0; i--) {
        const struct threshold_term *term = &terms->thresholds[i - 1];
        if (date_compare(term->from, date) <= 0) {
            if (!term->none)
                *ret_usd = term->usd;
            return !term->none;
        }
    }
    return false;
}

bool terms_has_coop(const struct terms *terms, struct date date)
{
    for (size_t i = terms->coop_count; i > 0; i--) {
        if (date_compare(terms->coops[i - 1].from, date) <= 0)
            return terms->coops[i - 1].coop;
    }
    return true;
}

struct windows terms_windows(const struct terms *terms, struct period period)
{
    for (size_t i = 0; i < terms->override_count; i++) {
        if (period_compare(terms->overrides[i].period, period) == 0) {
            struct windows windows;
            struct err err;
            err_init(&err);
            enum rc rc = period_windows_with(period, &terms->overrides[i].windows, &windows, &err);
            bug_if(rc != RC_OK, "an override that the rules refuse");
            return windows;
        }
    }
    return period_windows(period);
}

/* ---- text ---- */

/* A share of 1 % in parts per million, and one micro of a percent is a hundredth
 * of a part: four decimals of a percent are whole parts. */
enum { PERCENT = SHARE_WHOLE / 100, MICROS_PER_PART = MONEY_MICROS / PERCENT };

/* "40", "37.5": 0 to 100 with up to four decimals. */
static bool read_percent(const char *text, size_t length, struct share *ret)
{
    struct money percent;
    bool rounded;
    if (money_parse(text, length, MONEY_POINT, &percent, &rounded) != MONEY_OK || rounded ||
        percent.micros % MICROS_PER_PART != 0 || percent.micros < 0 ||
        percent.micros > (int64_t)100 * MONEY_MICROS)
        return false;
    ret->ppm = (int32_t)(percent.micros / MICROS_PER_PART);
    return true;
}

enum rc split_parse(const char *text, struct share *ret_coop, struct err *err)
{
    struct share rebate, coop;
    char excerpt[TEXT_EXCERPT_SIZE];
    text_excerpt(text, excerpt);
    const char *slash = strchr(text, '/');
    if (!slash || !read_percent(text, (size_t)(slash - text), &rebate) ||
        !read_percent(slash + 1, strlen(slash + 1), &coop))
        return err_set(err, RC_USAGE,
                       _("split: '%s' is not two percentages: write rebate/co-op with at most four "
                         "decimals, as in 60/40"),
                       excerpt);
    if (rebate.ppm + coop.ppm != SHARE_WHOLE)
        return err_set(err, RC_USAGE,
                       _("split: the percentages of '%s' do not add up to 100: write rebate/co-op, "
                         "as in 60/40"),
                       excerpt);
    *ret_coop = coop;
    return RC_OK;
}

/* Without the decimals that are 0. */
static int print_percent(struct share share, char *ret, size_t size)
{
    int length =
        snprintf(ret, size, "%d.%04d", (int)(share.ppm / PERCENT), (int)(share.ppm % PERCENT));
    bug_if(length < 0 || (size_t)length >= size, "a percentage is too long to print");
    while (ret[length - 1] == '0')
        length--;
    if (ret[length - 1] == '.')
        length--;
    ret[length] = '\0';
    return length;
}

char *split_print(struct share coop, char ret[SPLIT_TEXT_SIZE])
{
    struct share rebate = {SHARE_WHOLE - coop.ppm};
    int length = print_percent(rebate, ret, SPLIT_TEXT_SIZE - 1);
    ret[length++] = '/';
    print_percent(coop, ret + length, SPLIT_TEXT_SIZE - (size_t)length);
    return ret;
}

enum rc threshold_parse(const char *text, bool *ret_none, struct money *ret_usd, struct err *err)
{
    struct money usd = {0};
    bool none = strcmp(text, "none") == 0;
    if (!none) {
        enum rc rc = money_parse_typed(_("threshold"), text, currency_usd, &usd, err);
        if (rc != RC_OK)
            return rc;
    }
    if (usd.micros < 0) {
        char excerpt[TEXT_EXCERPT_SIZE];
        return err_set(err, RC_USAGE,
                       _("threshold: %s is below 0: write an amount in USD, or 'none'"),
                       text_excerpt(text, excerpt));
    }
    *ret_none = none;
    *ret_usd = usd;
    return RC_OK;
}
