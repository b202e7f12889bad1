/* SPDX-License-Identifier: MIT */
#include "ui/screens/fund_words.h"

#include <stdio.h>
#include <string.h>

#include "base/checked.h"
#include "base/words.h"

enum { SOON_DAYS = 45, NOW_DAYS = 14, WHOLE_BAR = 1000 };

/* ---- what comes next ------------------------------------------------------------------------ */

static void say_nothing_left(const struct fund_row *fund, struct fund_next *next)
{
    const char *words = "";
    if (fund->balance.state == FUND_CONVERTED)
        words = _("rebate now");
    else if (fund->balance.forfeited.micros > 0)
        words = _("rest lost");
    (void)snprintf(next->due, sizeof(next->due), "%s", words);
    (void)snprintf(next->due_brief, sizeof(next->due_brief), "%s", words);
    next->paint = PAINT_FAINT;
}

static void say_days(struct fund_next *next)
{
    int days = next->days;
    if (days == 0) {
        (void)snprintf(next->left, sizeof(next->left), "%s", _("last day"));
        (void)snprintf(next->left_brief, sizeof(next->left_brief), "%s", _("today"));
        return;
    }
    (void)snprintf(next->left, sizeof(next->left),
                   ngettext("%d day", "%d days", (unsigned long)days), days);
    (void)snprintf(next->left_brief, sizeof(next->left_brief), _("%d d"), days);
}

/* The short form of a day is without its year. */
static void say_due(struct fund_next *next, enum fund_state state)
{
    enum { YEAR_LENGTH = 5, SIZE = sizeof(next->due), BRIEF_SIZE = sizeof(next->due_brief) };
    char day[DATE_TEXT_SIZE];
    const char *brief = date_print(next->day, day) + YEAR_LENGTH;
    if (state == FUND_ACCRUING) {
        (void)snprintf(next->due, SIZE, _("earn by %s"), day);
        (void)snprintf(next->due_brief, BRIEF_SIZE, _("earn %s"), brief);
    } else if (state == FUND_LAST_CALL) {
        (void)snprintf(next->due, SIZE, _("claim by %s"), day);
        (void)snprintf(next->due_brief, BRIEF_SIZE, _("claim %s"), brief);
    } else {
        (void)snprintf(next->due, SIZE, _("use by %s"), day);
        (void)snprintf(next->due_brief, BRIEF_SIZE, _("use %s"), brief);
    }
}

bool fund_next(const struct fund_row *fund, struct date today, struct fund_next *ret)
{
    const struct windows *windows = &fund->terms.windows;
    *ret = (struct fund_next){.paint = PAINT_TEXT};
    switch (fund->balance.state) {
    case FUND_ACCRUING:
        ret->day = windows->earning_end;
        break;
    case FUND_USABLE:
    case FUND_CLAIMABLE:
        ret->day = windows->usage_end;
        break;
    case FUND_LAST_CALL:
        ret->day = windows->claim_closes;
        break;
    case FUND_CONVERTED:
    case FUND_CLOSED:
    case FUND_NO_COOP:
        say_nothing_left(fund, ret);
        return false;
    }
    ret->days = date_days_between(today, ret->day);
    say_days(ret);
    say_due(ret, fund->balance.state);
    if (ret->days <= NOW_DAYS)
        ret->paint = PAINT_BAD;
    else if (ret->days <= SOON_DAYS)
        ret->paint = PAINT_WARN;
    return true;
}

void fund_sentence(const struct fund_row *fund, struct date today, struct buf *ret)
{
    const struct windows *w = &fund->terms.windows;
    char end[DATE_TEXT_SIZE], use[DATE_TEXT_SIZE], opens[DATE_TEXT_SIZE], closes[DATE_TEXT_SIZE];
    struct fund_next next;
    (void)fund_next(fund, today, &next);
    (void)date_print(w->earning_end, end);
    (void)date_print(w->usage_end, use);
    (void)date_print(w->claim_opens, opens);
    (void)date_print(w->claim_closes, closes);
    switch (fund->balance.state) {
    case FUND_ACCRUING:
        buf_addf(ret, _("accruing until %s (%s): use it by %s, claim it from %s to %s"), end,
                 next.left, use, opens, closes);
        return;
    case FUND_CONVERTED:
        buf_addf(ret, _("converted: below its threshold on %s, so all of it became rebate"), end);
        return;
    case FUND_USABLE:
        buf_addf(ret, _("usable until %s (%s): claim it from %s to %s"), use, next.left, opens,
                 closes);
        return;
    case FUND_CLAIMABLE:
        buf_addf(ret, _("claimable: use it by %s (%s), claim it by %s"), use, next.left, closes);
        return;
    case FUND_LAST_CALL:
        buf_addf(ret, _("last call: claim it by %s (%s)"), closes, next.left);
        return;
    case FUND_CLOSED:
        buf_addf(ret, _("closed: claims ended on %s"), closes);
        return;
    case FUND_NO_COOP:
        buf_add(ret, _("no co-op: the program pays rebates only"));
        return;
    }
}

/* ---- figures -------------------------------------------------------------------------------- */

const struct fund_figure fund_figures[FUND_FIGURES] = {
    [FIG_REMAINING] = {"remaining", N_("Remaining"), N_("available less claimed"), false},
    [FIG_AT_RISK] = {"at-risk", N_("At risk"), N_("remaining that no draft covers"), false},
    [FIG_AVAILABLE] = {"available", N_("Available"), N_("to be claimed in all"), false},
    [FIG_PLANNED] = {"planned", N_("Planned"), N_("claims in editing"), false},
    [FIG_CLAIMED] = {"claimed", N_("Claimed"), N_("claims sent or approved"), false},
    [FIG_APPROVED] = {"approved", N_("Approved"), N_("claims approved or paid"), false},
    [FIG_PAID] = {"paid", N_("Paid"), N_("payments of claims"), false},
    [FIG_FORFEITED] = {"forfeited", N_("Forfeited"), N_("not claimed in time"), false},
    [FIG_COOP] = {"coop", N_("Co-op earned"), N_("before any conversion"), false},
    [FIG_REBATE] = {"rebate", N_("Rebate"), N_("with converted co-op"), false},
    [FIG_COOP_USD] = {"coop_usd", N_("Co-op in USD"), N_("over all currencies"), true},
    [FIG_THRESHOLD] = {"threshold_usd", N_("Threshold"), N_("below it co-op becomes rebate"), true},
    [FIG_RUN_RATE] = {"run-rate", N_("Run rate"), N_("co-op of the whole period at this rate"),
                      true},
    [FIG_MISSING] = {"missing-per-month", N_("Missing a month"), N_("to reach the threshold"),
                     true},
};

static bool amount_of(const struct fund_row *fund, enum fund_figure_id id, struct date today,
                      struct money *ret)
{
    const struct balance *b = &fund->balance;
    switch (id) {
    case FIG_REMAINING:
        *ret = b->remaining;
        return true;
    case FIG_AT_RISK:
        *ret = fund_at_risk(b);
        return true;
    case FIG_AVAILABLE:
        *ret = b->available;
        return true;
    case FIG_PLANNED:
        *ret = b->planned;
        return true;
    case FIG_CLAIMED:
        *ret = b->claimed;
        return true;
    case FIG_APPROVED:
        *ret = b->approved;
        return true;
    case FIG_PAID:
        *ret = b->paid;
        return true;
    case FIG_FORFEITED:
        *ret = b->forfeited;
        return true;
    case FIG_COOP:
        *ret = b->coop;
        return true;
    case FIG_REBATE:
        *ret = b->rebate;
        return true;
    case FIG_COOP_USD:
        *ret = fund->coop_usd;
        return true;
    case FIG_THRESHOLD:
        *ret = fund->terms.threshold_usd;
        return fund->terms.has_threshold;
    case FIG_RUN_RATE:
        return fund_run_rate(&fund->terms, fund->coop_usd, today, ret);
    case FIG_MISSING:
        return fund_missing_per_month(&fund->terms, fund->coop_usd, today, ret);
    case FUND_FIGURES:
        break;
    }
    bug("no such figure");
}

bool fund_figure(const struct fund_row *fund, enum fund_figure_id id, struct date today,
                 struct figure *ret)
{
    const struct fund_figure *which = &fund_figures[id];
    struct figure figure = {.kind = FIGURE_FUND,
                            .currency = which->whole_fund ? currency_usd : fund->currency,
                            .program = fund->program,
                            .location = fund->location,
                            .period = fund->period,
                            .name = which->name,
                            .whole_fund = which->whole_fund};
    if (!amount_of(fund, id, today, &figure.amount))
        return false;
    *ret = figure;
    return true;
}

static const struct fund_figure *figure_named(const char *name)
{
    for (int i = 0; i < FUND_FIGURES; i++)
        if (strcmp(fund_figures[i].name, name) == 0)
            return &fund_figures[i];
    return NULL;
}

const char *fund_figure_label(const char *name)
{
    const struct fund_figure *which = figure_named(name);
    return which != NULL ? _(which->label) : name;
}

bool fund_figure_is_whole(const char *name)
{
    const struct fund_figure *which = figure_named(name);
    return which != NULL && which->whole_fund;
}

/* ---- shares --------------------------------------------------------------------------------- */

static int share_of(struct money part, struct money whole)
{
    int64_t share = 0;
    if (part.micros <= 0 || whole.micros <= 0)
        return 0;
    if (part.micros >= whole.micros)
        return WHOLE_BAR;
    return mul_div_fits(part.micros, WHOLE_BAR, whole.micros, &share) ? (int)share : 0;
}

/* What is planned is a part of what is left; what is at risk is the rest of it. */
void fund_shares(const struct balance *balance, int ret[GRID_PARTS])
{
    struct money risk = fund_at_risk(balance);
    int left = share_of(balance->remaining, balance->available);
    int planned = share_of(balance->planned, balance->available);
    memset(ret, 0, GRID_PARTS * sizeof(*ret));
    ret[0] = share_of(balance->claimed, balance->available);
    ret[1] = planned < left ? planned : left;
    ret[risk.micros > 0 ? 3 : 2] = left - ret[1];
}
