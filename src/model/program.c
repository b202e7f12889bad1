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

enum rc split_parse(const char *text, struct share *ret_coop, struct err *err)
{
    struct share rebate, coop;
    char excerpt[TEXT_EXCERPT_SIZE];
    text_excerpt(text, excerpt);
    const char *slash = strchr(text, '/');
    if (!slash || !share_parse(text, (size_t)(slash - text), &rebate) ||
        !share_parse(slash + 1, strlen(slash + 1), &coop))
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

char *split_print(struct share coop, char ret[SPLIT_TEXT_SIZE])
{
    char rebate[SHARE_TEXT_SIZE], rest[SHARE_TEXT_SIZE];
    int length = snprintf(ret, SPLIT_TEXT_SIZE, "%s/%s",
                          share_print((struct share){SHARE_WHOLE - coop.ppm}, rebate),
                          share_print(coop, rest));
    bug_if(length < 0 || length >= SPLIT_TEXT_SIZE, "a split is too long to print");
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
