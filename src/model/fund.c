/* SPDX-License-Identifier: MIT */
#include "model/fund.h"

#include "base/words.h"

/* ---- states (RULES.md section 2) ---- */

const char *fund_state_word(enum fund_state state)
{
    static const char *const words[] = {
        [FUND_ACCRUING] = "accruing",   [FUND_CONVERTED] = "converted", [FUND_USABLE] = "usable",
        [FUND_CLAIMABLE] = "claimable", [FUND_LAST_CALL] = "last-call", [FUND_CLOSED] = "closed",
        [FUND_NO_COOP] = "no-coop",
    };
    bug_if(state >= sizeof words / sizeof words[0], "no such state of a fund");
    return words[state];
}

struct fund_terms fund_terms_of(const struct terms *terms, struct period period)
{
    struct fund_terms fund = {.windows = terms_windows(terms, period)};
    struct date last = fund.windows.earning_end;
    fund.has_coop = terms_has_coop(terms, last);
    fund.has_threshold = fund.has_coop && terms_threshold(terms, last, &fund.threshold_usd);
    return fund;
}

bool fund_below_threshold(const struct fund_terms *fund, struct money coop_usd)
{
    return fund->has_threshold && coop_usd.micros < fund->threshold_usd.micros;
}

enum fund_state fund_state_on(const struct fund_terms *fund, struct money coop_usd,
                              struct date today)
{
    const struct windows *windows = &fund->windows;
    if (!fund->has_coop)
        return FUND_NO_COOP;
    if (date_compare(today, windows->earning_end) <= 0)
        return FUND_ACCRUING;
    if (fund_below_threshold(fund, coop_usd))
        return FUND_CONVERTED;
    if (date_compare(today, windows->claim_closes) > 0)
        return FUND_CLOSED;
    if (date_compare(today, windows->usage_end) > 0)
        return FUND_LAST_CALL;
    return date_compare(today, windows->claim_opens) < 0 ? FUND_USABLE : FUND_CLAIMABLE;
}

/* ---- balances (RULES.md section 5, CONTRACT.md section 6) ---- */

bool fund_sums_fit(const struct fund_sums *sums, struct currency currency)
{
    struct money ignored;
    /* Asked for every row of an import: rounding moves a sum by less than one unit. */
    bool near = sums->coop.micros > INT64_MAX - MONEY_MICROS ||
                sums->coop.micros < INT64_MIN + MONEY_MICROS;
    return money_add(sums->rebate, sums->coop, &ignored) &&
           (!near || money_round(sums->coop, currency, &ignored));
}

/* The three figures that depend on the state. */
static bool share_out(enum fund_state state, struct currency currency, const struct fund_sums *sums,
                      struct balance *balance)
{
    struct money with_coop;
    switch (state) {
    case FUND_NO_COOP:
        balance->coop = (struct money){0};
        return money_add(sums->rebate, sums->coop, &balance->rebate);
    case FUND_CONVERTED:
        if (!money_add(sums->rebate, sums->coop, &with_coop))
            return false;
        balance->rebate = with_coop;
        return true;
    case FUND_ACCRUING: /* an estimate: nothing of it can be used yet */
        return true;
    case FUND_USABLE:
    case FUND_CLAIMABLE:
    case FUND_LAST_CALL:
    case FUND_CLOSED:
        return money_round(sums->coop, currency, &balance->available);
    }
    bug("no such state of a fund");
}

enum rc fund_balance(const struct fund_terms *fund, enum fund_state state, struct currency currency,
                     const struct fund_sums *sums, const struct claim_sums *claims,
                     struct balance *ret, struct err *err)
{
    bug_if(fund->has_coop == (state == FUND_NO_COOP), "a state that the fund's terms cannot have");
    struct balance balance = {
        .state = state,
        .rebate = sums->rebate,
        .coop = sums->coop,
        .planned = claims->planned,
        .approved = claims->approved,
        .paid = claims->paid,
    };
    if (!share_out(state, currency, sums, &balance) ||
        !money_add(claims->pending, claims->approved, &balance.claimed) ||
        !money_sub(balance.available, balance.claimed, &balance.remaining))
        return err_set(err, RC_RULE,
                       _("balance: the fund's sums in %s are too large: look for an earning with a "
                         "digit too many"),
                       currency.code);
    if (state == FUND_CLOSED && balance.remaining.micros > 0) {
        balance.forfeited = balance.remaining;
        balance.remaining = (struct money){0};
    }
    *ret = balance;
    return RC_OK;
}

/* ---- figures that only some states have (CONTRACT.md section 6) ---- */

struct money fund_at_risk(const struct balance *balance)
{
    struct money rest;
    if (balance->state != FUND_LAST_CALL || balance->remaining.micros <= balance->planned.micros)
        return (struct money){0};
    bug_if(!money_sub(balance->remaining, balance->planned, &rest), "a draft below 0");
    return rest;
}

static bool is_accruing(const struct fund_terms *fund, struct date today)
{
    return fund->has_coop && date_compare(today, fund->windows.earning_end) <= 0;
}

bool fund_has_run_rate(const struct fund_terms *fund, struct date today)
{
    return is_accruing(fund, today) && date_compare(today, fund->windows.earning_start) >= 0;
}

bool fund_run_rate(const struct fund_terms *fund, struct money coop_usd, struct date today,
                   struct money *ret_usd)
{
    const struct windows *windows = &fund->windows;
    if (!fund_has_run_rate(fund, today))
        return false;
    int days = date_days_between(windows->earning_start, windows->earning_end) + 1;
    int gone = date_days_between(windows->earning_start, today) + 1;
    return money_scale(coop_usd, days, gone, currency_usd, ret_usd);
}

bool fund_has_missing(const struct fund_terms *fund, struct date today)
{
    return is_accruing(fund, today) && fund->has_threshold;
}

bool fund_missing_per_month(const struct fund_terms *fund, struct money coop_usd, struct date today,
                            struct money *ret_usd)
{
    int months = date_month(fund->windows.earning_end).index - date_month(today).index + 1;
    if (!fund_has_missing(fund, today))
        return false;
    if (!fund_below_threshold(fund, coop_usd)) {
        *ret_usd = (struct money){0};
        return true;
    }
    return money_part_of_rest(fund->threshold_usd, coop_usd, months, currency_usd, ret_usd);
}
