/* SPDX-License-Identifier: MIT */
#include "cli/balance_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/checked.h"
#include "base/words.h"
#include "cli/list.h"

enum shown {
    SHOW_PROGRAM,
    SHOW_LOCATION,
    SHOW_PERIOD,
    SHOW_STATE,
    SHOW_CURRENCY,
    SHOW_COOP,
    SHOW_AVAILABLE,
    SHOW_PLANNED,
    SHOW_CLAIMED,
    SHOW_REMAINING,
    SHOW_NEXT,
    SHOW_COLUMNS,
};
static const struct table_column all_columns[SHOW_COLUMNS] = {
    [SHOW_PROGRAM] = {"program", N_("program"), COLUMN_TEXT},
    [SHOW_LOCATION] = {"location", N_("location"), COLUMN_TEXT},
    [SHOW_PERIOD] = {"period", N_("period"), COLUMN_WORD},
    [SHOW_STATE] = {"state", N_("state"), COLUMN_WORD},
    [SHOW_CURRENCY] = {"currency", N_("cur"), COLUMN_WORD},
    [SHOW_COOP] = {"coop", N_("co-op"), COLUMN_AMOUNT},
    [SHOW_AVAILABLE] = {"available", N_("available"), COLUMN_AMOUNT},
    [SHOW_PLANNED] = {"planned", N_("planned"), COLUMN_AMOUNT},
    [SHOW_CLAIMED] = {"claimed", N_("claimed"), COLUMN_AMOUNT},
    [SHOW_REMAINING] = {"remaining", N_("remaining"), COLUMN_AMOUNT},
    [SHOW_NEXT] = {"next", N_("note"), COLUMN_WORD},
};

enum { THRESHOLD_COLUMNS = 7 };
static const struct table_column threshold_columns[THRESHOLD_COLUMNS] = {
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"period", N_("period"), COLUMN_WORD},
    {"coop_usd", N_("co-op USD"), COLUMN_AMOUNT},
    {"threshold_usd", N_("threshold USD"), COLUMN_AMOUNT},
    {"reached", N_("reached"), COLUMN_WORD},
    {"by", N_("by"), COLUMN_WORD},
};

/* Columns of claims are shown only where there is one. */
static void choose_columns(const struct fund_list *funds, struct table_column ret[SHOW_COLUMNS])
{
    memcpy(ret, all_columns, sizeof(all_columns));
    bool planned = false, claimed = false;
    for (size_t i = 0; i < funds->count; i++) {
        planned = planned || funds->rows[i].balance.planned.micros != 0;
        claimed = claimed || funds->rows[i].balance.claimed.micros != 0;
    }
    if (!planned)
        ret[SHOW_PLANNED].title = NULL;
    if (!claimed)
        ret[SHOW_CLAIMED].title = NULL;
}

/* The deadline that matters in this state (what is not used by the end of the
 * usage period can never be claimed), or what became of the money. */
static void print_next(const struct fund_row *fund, char *ret, size_t size)
{
    const struct windows *windows = &fund->terms.windows;
    char date[DATE_TEXT_SIZE], money[MONEY_TEXT_SIZE];
    const struct money remaining = fund->balance.remaining;
    ret[0] = '\0';
    if (remaining.micros < 0) { /* never hidden behind a deadline (RULES.md section 5) */
        struct money by = remaining;
        (void)!money_sub((struct money){0}, remaining, &by);
        (void)snprintf(ret, size, _("overdrawn by %s"), money_print(by, fund->currency, money));
        return;
    }
    switch (fund->balance.state) {
    case FUND_ACCRUING:
        (void)snprintf(ret, size, _("earn to %s"), date_print(windows->earning_end, date));
        return;
    case FUND_USABLE:
    case FUND_CLAIMABLE:
        (void)snprintf(ret, size, _("use by %s"), date_print(windows->usage_end, date));
        return;
    case FUND_LAST_CALL:
        (void)snprintf(ret, size, _("claim by %s"), date_print(windows->claim_closes, date));
        return;
    case FUND_CONVERTED:
        if (fund->balance.coop.micros != 0) /* of this currency's there is some */
            (void)snprintf(ret, size, "%s", _("became rebate"));
        return;
    case FUND_CLOSED:
        if (fund->balance.forfeited.micros > 0)
            (void)snprintf(ret, size, _("%s forfeited"),
                           money_print(fund->balance.forfeited, fund->currency, money));
        return;
    case FUND_NO_COOP:
        return;
    }
}

static enum rc list_fund(struct list *list, const struct fund_row *fund, struct err *err)
{
    enum { NEXT_SIZE = 64 };
    const struct balance *balance = &fund->balance;
    const struct money money[] = {balance->coop, balance->available, balance->planned,
                                  balance->claimed, balance->remaining};
    enum { AMOUNTS = sizeof(money) / sizeof(money[0]) };
    char texts[AMOUNTS][MONEY_TEXT_SIZE], period[PERIOD_TEXT_SIZE], next[NEXT_SIZE];
    const char *cells[SHOW_COLUMNS] = {
        [SHOW_PROGRAM] = fund->program,
        [SHOW_LOCATION] = fund->location,
        [SHOW_PERIOD] = period_print(fund->period, period),
        [SHOW_STATE] = fund_state_word(balance->state),
        [SHOW_CURRENCY] = fund->currency.code,
        [SHOW_NEXT] = next,
    };
    for (size_t i = 0; i < AMOUNTS; i++)
        cells[SHOW_COOP + i] = money_print(money[i], fund->currency, texts[i]);
    print_next(fund, next, sizeof(next));
    return list_add(list, cells, err);
}

static enum rc print_funds(struct call *call, const struct fund_list *funds, bool filtered,
                           struct err *err)
{
    struct table_column columns[SHOW_COLUMNS];
    choose_columns(funds, columns);
    struct list list;
    enum rc rc = list_begin(&list, call, columns, SHOW_COLUMNS, err);
    for (size_t i = 0; rc == RC_OK && i < funds->count; i++)
        rc = list_fund(&list, &funds->rows[i], err);
    return list_end(&list, rc,
                    filtered ? _("No fund of this kind on this day.")
                             : _("No funds yet. Import a report with 'coffer import FILE', or see "
                                 "'coffer earning add --help'."),
                    err);
}

/* ---- thresholds ---- */

/* The first row of an accruing fund that has a threshold to reach. */
static bool is_on_its_way(const struct fund_list *funds, size_t place)
{
    const struct fund_row *fund = &funds->rows[place];
    if (fund->balance.state != FUND_ACCRUING || !fund->terms.has_threshold)
        return false;
    const struct fund_row *before = place == 0 ? NULL : &funds->rows[place - 1];
    return before == NULL || strcmp(before->program, fund->program) != 0 ||
           strcmp(before->location, fund->location) != 0 ||
           period_compare(before->period, fund->period) != 0;
}

static enum rc list_threshold(struct list *list, const struct fund_row *fund, struct err *err)
{
    char period[PERIOD_TEXT_SIZE], coop[MONEY_TEXT_SIZE], threshold[MONEY_TEXT_SIZE];
    char by[DATE_TEXT_SIZE], reached[LIST_NUMBER_SIZE] = "";
    int64_t percent;
    if (!fund_below_threshold(&fund->terms, fund->coop_usd))
        (void)snprintf(reached, sizeof(reached), "%s", _("yes"));
    else if (mul_div_fits(fund->coop_usd.micros, 100, fund->terms.threshold_usd.micros, &percent))
        (void)snprintf(reached, sizeof(reached), "%" PRId64 " %%", percent < 100 ? percent : 99);
    const char *cells[THRESHOLD_COLUMNS] = {
        fund->program,
        fund->location,
        period_print(fund->period, period),
        money_print(fund->coop_usd, currency_usd, coop),
        money_print(fund->terms.threshold_usd, currency_usd, threshold),
        reached,
        date_print(fund->terms.windows.earning_end, by),
    };
    return list_add(list, cells, err);
}

static enum rc print_thresholds(struct call *call, const struct fund_list *funds, struct err *err)
{
    size_t count = 0;
    for (size_t i = 0; i < funds->count; i++)
        count += is_on_its_way(funds, i);
    if (count == 0)
        return RC_OK;
    struct list list;
    enum rc rc = list_begin(&list, call, threshold_columns, THRESHOLD_COLUMNS, err);
    if (rc == RC_OK)
        rc = call_gap(call, err);
    if (rc == RC_OK)
        rc =
            call_sayf(call, err, "%s", _("Thresholds: what stays below at the end becomes rebate"));
    for (size_t i = 0; rc == RC_OK && i < funds->count; i++)
        if (is_on_its_way(funds, i))
            rc = list_threshold(&list, &funds->rows[i], err);
    return list_end(&list, rc, "", err);
}

/* ---- notes ---- */

static enum rc print_notes(struct call *call, const struct fund_list *funds, struct err *err)
{
    bool accruing = false;
    int64_t unknown = 0;
    for (size_t i = 0; i < funds->count; i++) {
        accruing = accruing || funds->rows[i].balance.state == FUND_ACCRUING;
        unknown += funds->rows[i].unknown;
    }
    enum rc rc = RC_OK;
    if (accruing)
        rc = call_gap(call, err);
    if (rc == RC_OK && accruing)
        rc = call_sayf(call, err, "%s", _("Co-op of an accruing fund is an estimate."));
    if (rc == RC_OK && unknown > 0)
        rc = call_sayf(call, err,
                       ngettext("%" PRId64 " earning is of an unknown type and adds to nothing: "
                                "'coffer earning list' shows it.",
                                "%" PRId64 " earnings are of an unknown type and add to nothing: "
                                "'coffer earning list' shows them.",
                                (unsigned long)unknown),
                       unknown);
    return rc;
}

enum rc balance_print(struct call *call, const struct fund_filter *filter, struct err *err)
{
    struct fund_list funds;
    enum rc rc = app_balance(call->app, filter, &funds, err);
    if (rc != RC_OK)
        return rc;
    bool filtered = filter->program != NULL || filter->location != NULL || filter->has_period;
    rc = print_funds(call, &funds, filtered, err);
    if (rc == RC_OK)
        rc = print_thresholds(call, &funds, err);
    if (rc == RC_OK)
        rc = print_notes(call, &funds, err);
    fund_list_release(&funds);
    return rc;
}
