/* SPDX-License-Identifier: MIT */
#include "app/funds.h"

#include <stdio.h>
#include <string.h>

#include "app/explaining.h"
#include "base/words.h"

static const struct currency no_currency = {""};

enum rc explain_tell(struct explaining *e, struct explain_step *step, struct err *err)
{
    step->figure = e->figure;
    step->step = ++e->step;
    step->part = e->part;
    return e->visit(e->context, step, err);
}

enum rc explain_step(struct explaining *e, const char *rule, const char *source,
                     const struct money *amount, struct currency currency, int64_t count,
                     const char *detail, struct err *err)
{
    struct explain_step step = {
        .rule = rule,
        .source = source,
        .has_amount = amount != NULL,
        .amount = amount != NULL ? *amount : (struct money){0},
        .has_currency = currency.code[0] != '\0',
        .currency = currency,
        .has_count = count >= 0,
        .count = count,
        .detail = detail != NULL ? detail : "",
    };
    return explain_tell(e, &step, err);
}

/* A step that says an amount in the fund's currency. */
static enum rc say(struct explaining *e, const char *rule, const char *source, struct money amount,
                   const char *detail, struct err *err)
{
    return explain_step(e, rule, source, &amount, e->row->currency, -1, detail, err);
}

static enum rc say_usd(struct explaining *e, const char *rule, const char *source,
                       struct money amount, const char *detail, struct err *err)
{
    return explain_step(e, rule, source, &amount, currency_usd, -1, detail, err);
}

/* An amount that is another figure of the fund. */
static enum rc say_figure(struct explaining *e, const char *of, const char *rule,
                          const char *source, struct money amount, const char *detail,
                          struct err *err)
{
    bool usd = strcmp(of, "coop_usd") == 0;
    struct explain_step step = {.rule = rule,
                                .source = source,
                                .has_amount = true,
                                .amount = amount,
                                .has_currency = true,
                                .currency = usd ? currency_usd : e->row->currency,
                                .detail = detail != NULL ? detail : "",
                                .of = of};
    return explain_tell(e, &step, err);
}

static enum rc say_none(struct explaining *e, const char *rule, const char *source,
                        const char *detail, struct err *err)
{
    return explain_step(e, rule, source, NULL, no_currency, -1, detail, err);
}

/* ---- the figures
 * --------------------------------------------------------------------------------- */

static const char *because_of_state(enum fund_state state)
{
    switch (state) {
    case FUND_ACCRUING:
        return _("the earning period runs: the co-op is an estimate, nothing is available yet");
    case FUND_CONVERTED:
        return _("the earning period is over and the co-op is below the threshold: all of it is "
                 "rebate now");
    case FUND_USABLE:
    case FUND_CLAIMABLE:
    case FUND_LAST_CALL:
    case FUND_CLOSED:
        return _("the earning period is over and the threshold is met, or there is none");
    case FUND_NO_COOP:
        return _("the program has no co-op: everything is rebate");
    }
    bug("no such state");
}

static enum rc explain_rebate(struct explaining *e, struct err *err)
{
    const struct balance *b = &e->row->balance;
    enum rc rc = explain_rows(e, SIDE_REBATE, err);
    if (rc == RC_OK && b->state == FUND_CONVERTED && b->coop.micros != 0)
        rc = say_figure(e, "coop", _("co-op below the threshold became rebate"),
                        "RULES.md section 5", b->coop, because_of_state(b->state), err);
    return rc == RC_OK
               ? say(e, _("rebate"), "CONTRACT.md section 6", b->rebate, e->row->currency.code, err)
               : rc;
}

static enum rc explain_coop(struct explaining *e, struct err *err)
{
    enum rc rc = RC_OK;
    if (e->row->balance.state == FUND_NO_COOP)
        rc = say_none(e, _("a program without co-op accrues none"), "CONTRACT.md section 6",
                      because_of_state(FUND_NO_COOP), err);
    else
        rc = explain_rows(e, SIDE_COOP, err);
    return rc == RC_OK ? say(e, _("co-op earned"), "RULES.md section 5", e->row->balance.coop,
                             e->row->currency.code, err)
                       : rc;
}

static enum rc explain_coop_usd(struct explaining *e, struct err *err)
{
    enum rc rc = RC_OK;
    if (e->row->balance.state != FUND_NO_COOP)
        rc = explain_rows(e, SIDE_COOP_USD, err);
    return rc == RC_OK ? say_usd(e, _("co-op of all currencies, by the printed USD amounts"),
                                 "RULES.md section 5", e->row->coop_usd, NULL, err)
                       : rc;
}

static enum rc explain_threshold(struct explaining *e, struct err *err)
{
    char day[DATE_TEXT_SIZE];
    (void)date_print(e->row->terms.windows.earning_end, day);
    if (!e->row->terms.has_threshold)
        return say_none(e, _("no threshold is in force on the last day of the earning period"),
                        "RULES.md section 5", day, err);
    return say_usd(e, _("the threshold in force on the last day of the earning period"),
                   "RULES.md section 5", e->row->terms.threshold_usd, day, err);
}

/* Co-op against threshold, as far as there is one. */
static enum rc say_test(struct explaining *e, struct err *err)
{
    const struct fund_row *row = e->row;
    enum rc rc = say_figure(e, "coop_usd", _("co-op in USD over all currencies"),
                            "RULES.md section 5", row->coop_usd, NULL, err);
    if (rc == RC_OK)
        rc = explain_threshold(e, err);
    if (rc == RC_OK && row->terms.has_threshold)
        rc = say_none(e,
                      fund_below_threshold(&row->terms, row->coop_usd)
                          ? _("the co-op is below the threshold")
                          : _("the co-op reaches the threshold"),
                      "RULES.md section 5", NULL, err);
    return rc;
}

static enum rc explain_available(struct explaining *e, struct err *err)
{
    const struct balance *b = &e->row->balance;
    char day[DATE_TEXT_SIZE];
    enum rc rc =
        say_figure(e, "coop", _("co-op earned, exact"), "RULES.md section 5", b->coop, NULL, err);
    if (rc == RC_OK)
        rc = say_none(e, _("the last day of the earning period"), "RULES.md section 2",
                      date_print(e->row->terms.windows.earning_end, day), err);
    if (rc == RC_OK && b->state != FUND_NO_COOP)
        rc = say_test(e, err);
    if (rc == RC_OK)
        rc = say_none(e, because_of_state(b->state), "RULES.md section 5",
                      fund_state_word(b->state), err);
    return rc == RC_OK ? say(e, _("available, rounded to the currency's minor unit"),
                             "CONTRACT.md section 6", b->available, e->row->currency.code, err)
                       : rc;
}

static enum rc explain_planned(struct explaining *e, struct err *err)
{
    enum rc rc = explain_claims(e, CLAIMS_PLANNED, err);
    return rc == RC_OK ? say(e, _("claims in editing"), "CONTRACT.md section 6",
                             e->row->balance.planned, e->row->currency.code, err)
                       : rc;
}

static enum rc explain_claimed(struct explaining *e, struct err *err)
{
    enum rc rc = explain_claims(e, CLAIMS_PENDING, err);
    if (rc == RC_OK)
        rc = say(e, _("claims submitted, under review, action required, disputed"),
                 "RULES.md section 5", e->row->claims.pending, NULL, err);
    if (rc == RC_OK)
        rc = explain_claims(e, CLAIMS_APPROVED, err);
    if (rc == RC_OK)
        rc = say(e, _("approved amounts of claims approved or paid"), "RULES.md section 5",
                 e->row->claims.approved, NULL, err);
    return rc == RC_OK ? say(e, _("claimed"), "RULES.md section 5", e->row->balance.claimed,
                             e->row->currency.code, err)
                       : rc;
}

static enum rc explain_approved(struct explaining *e, struct err *err)
{
    enum rc rc = explain_claims(e, CLAIMS_APPROVED, err);
    return rc == RC_OK
               ? say(e, _("approved amounts of claims approved or paid"), "CONTRACT.md section 6",
                     e->row->balance.approved, e->row->currency.code, err)
               : rc;
}

static enum rc explain_paid(struct explaining *e, struct err *err)
{
    enum rc rc = explain_claims(e, CLAIMS_PAID, err);
    return rc == RC_OK ? say(e, _("payments of claims"), "CONTRACT.md section 6",
                             e->row->balance.paid, e->row->currency.code, err)
                       : rc;
}

/* Why it is left, lost, or was never there. */
static enum rc say_what_becomes_of_it(struct explaining *e, struct err *err)
{
    const struct windows *windows = &e->row->terms.windows;
    enum fund_state state = e->row->balance.state;
    bool available = state != FUND_ACCRUING && state != FUND_CONVERTED && state != FUND_NO_COOP;
    const char *why = state == FUND_CLOSED
                          ? _("the claim period is over: what is left is forfeited")
                      : available ? _("nothing is forfeited before the claim period is over")
                                  : because_of_state(state);
    char day[DATE_TEXT_SIZE];
    return say_none(e, why, "RULES.md section 5",
                    date_print(available ? windows->claim_closes : windows->earning_end, day), err);
}

static enum rc say_left(struct explaining *e, struct err *err)
{
    const struct balance *b = &e->row->balance;
    enum rc rc =
        say_figure(e, "available", _("available"), "RULES.md section 5", b->available, NULL, err);
    if (rc == RC_OK)
        rc = say_figure(e, "claimed", _("less claimed"), "RULES.md section 5", b->claimed, NULL,
                        err);
    return rc == RC_OK ? say_what_becomes_of_it(e, err) : rc;
}

static enum rc explain_remaining(struct explaining *e, struct err *err)
{
    enum rc rc = say_left(e, err);
    return rc == RC_OK ? say(e, _("remaining"), "RULES.md section 5", e->row->balance.remaining,
                             e->row->currency.code, err)
                       : rc;
}

static enum rc explain_forfeited(struct explaining *e, struct err *err)
{
    enum rc rc = say_left(e, err);
    return rc == RC_OK ? say(e, _("forfeited"), "RULES.md section 5", e->row->balance.forfeited,
                             e->row->currency.code, err)
                       : rc;
}

static enum rc explain_at_risk(struct explaining *e, struct err *err)
{
    const struct balance *b = &e->row->balance;
    enum rc rc =
        say_figure(e, "remaining", _("remaining"), "RULES.md section 5", b->remaining, NULL, err);
    if (rc == RC_OK)
        rc = say_figure(e, "planned", _("less planned"), "CONTRACT.md section 6", b->planned, NULL,
                        err);
    if (rc == RC_OK && b->state != FUND_LAST_CALL)
        rc = say_none(e, _("only money of a fund in last-call is at risk"), "CONTRACT.md section 6",
                      fund_state_word(b->state), err);
    return rc == RC_OK ? say(e, _("at risk"), "CONTRACT.md section 6", fund_at_risk(b),
                             e->row->currency.code, err)
                       : rc;
}

static enum rc say_too_large(struct explaining *e, struct err *err)
{
    return say_none(e, _("the figure is more than 64 bits can hold: look for a digit too many"),
                    "RULES.md section 3", NULL, err);
}

static enum rc explain_run_rate(struct explaining *e, struct err *err)
{
    struct money rate = {0};
    struct windows w = e->row->terms.windows;
    char from[DATE_TEXT_SIZE], detail[96];
    int gone = date_days_between(w.earning_start, e->app->day) + 1;
    int all = date_days_between(w.earning_start, w.earning_end) + 1;
    enum rc rc = say_figure(e, "coop_usd", _("co-op in USD so far"), "RULES.md section 5",
                            e->row->coop_usd, NULL, err);
    if (rc == RC_OK && !fund_has_run_rate(&e->row->terms, e->app->day))
        return say_none(e, _("there is a run rate only while the fund accrues"),
                        "CONTRACT.md section 6", fund_state_word(e->row->balance.state), err);
    if (rc == RC_OK && !fund_run_rate(&e->row->terms, e->row->coop_usd, e->app->day, &rate))
        return say_too_large(e, err);
    (void)snprintf(detail, sizeof(detail), _("%d days of the period, %d gone since %s"), all, gone,
                   date_print(w.earning_start, from));
    if (rc == RC_OK)
        rc = say_none(e, _("times the days of the period, by the days gone"),
                      "CONTRACT.md section 6", detail, err);
    return rc == RC_OK
               ? say_usd(e, _("run rate, to the cent"), "CONTRACT.md section 6", rate, NULL, err)
               : rc;
}

static enum rc explain_missing(struct explaining *e, struct err *err)
{
    struct money missing = {0};
    char detail[64];
    int left =
        date_month(e->row->terms.windows.earning_end).index - date_month(e->app->day).index + 1;
    if (!fund_has_missing(&e->row->terms, e->app->day))
        return say_none(e,
                        _("something is missing only while the fund accrues towards a threshold"),
                        "CONTRACT.md section 6", fund_state_word(e->row->balance.state), err);
    enum rc rc = say_test(e, err);
    if (rc == RC_OK &&
        !fund_missing_per_month(&e->row->terms, e->row->coop_usd, e->app->day, &missing))
        return say_too_large(e, err);
    (void)snprintf(detail, sizeof(detail),
                   ngettext("%d month left", "%d months left", (unsigned long)left), left);
    if (rc == RC_OK)
        rc = say_none(e, _("what is missing, divided by the months left, the current one counted"),
                      "CONTRACT.md section 6", detail, err);
    return rc == RC_OK ? say_usd(e, _("missing per month, to the cent"), "CONTRACT.md section 6",
                                 missing, NULL, err)
                       : rc;
}

static const struct figure {
    const char *name;
    enum rc (*explain)(struct explaining *e, struct err *err);
    bool whole_fund; /* the same for all currencies: said once */
} figures[] = {
    {"rebate", explain_rebate, false},       {"coop", explain_coop, false},
    {"coop_usd", explain_coop_usd, true},    {"threshold_usd", explain_threshold, true},
    {"available", explain_available, false}, {"planned", explain_planned, false},
    {"claimed", explain_claimed, false},     {"approved", explain_approved, false},
    {"paid", explain_paid, false},           {"remaining", explain_remaining, false},
    {"forfeited", explain_forfeited, false}, {"at-risk", explain_at_risk, false},
    {"run-rate", explain_run_rate, true},    {"missing-per-month", explain_missing, true},
};
enum { FIGURES = sizeof(figures) / sizeof(figures[0]) };

const char *const explain_figures[] = {
    "rebate",   "coop", "coop_usd",  "threshold_usd", "available", "planned",  "claimed",
    "approved", "paid", "remaining", "forfeited",     "at-risk",   "run-rate", "missing-per-month",
    NULL,
};

/* ---- the command
 * ---------------------------------------------------------------------------------- */

static enum rc check_figure(const char *name, struct err *err)
{
    for (size_t i = 0; name != NULL && i < FIGURES; i++)
        if (strcmp(figures[i].name, name) == 0)
            return RC_OK;
    return name == NULL ? RC_OK
                        : err_set(err, RC_USAGE,
                                  _("--figure %s: there is no such figure: take a money column of "
                                    "'coffer balance', or at-risk, run-rate, missing-per-month"),
                                  name);
}

static enum rc explain_figure(struct explaining *e, const struct figure *figure, struct err *err)
{
    enum rc rc = RC_OK;
    const struct fund_list *funds = e->funds;
    const struct explain_request *request = e->request;
    e->figure = figure->name;
    e->step = 0;
    for (size_t i = 0; rc == RC_OK && i < funds->count; i++) {
        if (request->has_currency && !currency_equal(request->currency, funds->rows[i].currency))
            continue;
        e->row = &funds->rows[i];
        e->part = i;
        rc = figure->explain(e, err);
        if (figure->whole_fund)
            break;
    }
    return rc;
}

static enum rc find_fund(const struct explain_request *request, const struct fund_list *funds,
                         struct err *err)
{
    char period[PERIOD_TEXT_SIZE];
    bool found = funds->count > 0 && !request->has_currency;
    for (size_t i = 0; i < funds->count; i++)
        found = found || currency_equal(funds->rows[i].currency, request->currency);
    if (found)
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("%s, location %s, %s%s%s: there is no such fund on this day: 'coffer balance' "
                     "shows them"),
                   request->program, request->location, period_print(request->period, period),
                   request->has_currency ? ", " : "",
                   request->has_currency ? request->currency.code : "");
}

enum rc app_explain(struct app *app, const struct explain_request *request, explain_visit *visit,
                    void *context, struct err *err)
{
    const struct fund_filter filter = {.program = request->program,
                                       .location = request->location,
                                       .has_period = true,
                                       .period = request->period};
    struct fund_list funds = {0};
    struct catalog catalog = {0};
    struct explaining e = {.app = app,
                           .request = request,
                           .visit = visit,
                           .context = context,
                           .catalog = &catalog,
                           .funds = &funds};
    enum rc rc = check_figure(request->figure, err);
    if (rc == RC_OK)
        rc = app_balance(app, &filter, &funds, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK && !request->has_since)
        rc = find_fund(request, &funds, err);
    if (rc == RC_OK && !request->has_since)
        rc = explain_claims_load(&e, err);
    if (rc == RC_OK && request->has_since)
        rc = explain_since(&e, err);
    for (size_t i = 0; rc == RC_OK && !request->has_since && i < FIGURES; i++)
        if (request->figure == NULL || strcmp(request->figure, figures[i].name) == 0)
            rc = explain_figure(&e, &figures[i], err);
    explain_claims_release(&e.claims);
    catalog_release(&catalog);
    fund_list_release(&funds);
    return rc;
}
