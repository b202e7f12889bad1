/* SPDX-License-Identifier: MIT */
#include "app/funds.h"

#include "app/exports.h"
#include "base/words.h"
#include "cli/balance_text.h"
#include "cli/call.h"
#include "cli/explain_text.h"
#include "cli/list.h"
#include "cli/sets.h"

/* ---- balance ---- */

static enum rc run_balance(struct call *call, struct err *err)
{
    struct fund_filter filter = {
        .program = call_text(call, "program"),
        .location = call_text(call, "location"),
    };
    filter.has_period = call_period(call, "period", &filter.period);
    if (call->format == TABLE_TEXT)
        return balance_print(call, &filter, err);

    struct table *table = NULL;
    enum rc rc = table_new(call->format, balance_columns, BALANCE_COLUMNS, out_write, &call->out,
                           &table, err);
    if (rc == RC_OK)
        rc = app_write_balances(call->app, &filter, table, err);
    table_free(table);
    return rc;
}

/* ---- explain ---- */

enum { STEP_COLUMNS = 8 };
static const struct table_column step_columns[STEP_COLUMNS] = {
    {"figure", NULL, COLUMN_WORD},   {"step", NULL, COLUMN_NUMBER},
    {"rule", NULL, COLUMN_TEXT},     {"source", NULL, COLUMN_TEXT},
    {"amount", NULL, COLUMN_AMOUNT}, {"currency", NULL, COLUMN_WORD},
    {"count", NULL, COLUMN_NUMBER},  {"detail", NULL, COLUMN_TEXT},
};

static enum rc list_step(void *context, const struct explain_step *step, struct err *err)
{
    char number[LIST_NUMBER_SIZE], count[LIST_NUMBER_SIZE], amount[MONEY_TEXT_SIZE];
    struct currency currency = step->has_currency ? step->currency : currency_usd;
    const char *cells[STEP_COLUMNS] = {
        step->figure,
        list_number(step->step, number),
        step->rule,
        step->source,
        step->has_amount ? money_print(step->amount, currency, amount) : "",
        step->has_currency ? currency.code : "",
        step->has_count ? list_number(step->count, count) : "",
        step->detail,
    };
    return list_add(context, cells, err);
}

static enum rc list_steps(struct call *call, const struct explain_request *request, struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, step_columns, STEP_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_explain(call->app, request, list_step, &list, err);
    return list_end(&list, rc, "", err);
}

static enum rc read_currency(const struct call *call, struct explain_request *request,
                             struct err *err)
{
    const char *text = call_text(call, "currency");
    request->has_currency = text != NULL;
    if (text == NULL || currency_parse(text, &request->currency))
        return RC_OK;
    return err_set(err, RC_USAGE,
                   _("--currency: '%s' is no currency: write its three letters, such as EUR"),
                   text);
}

static enum rc run_explain(struct call *call, struct err *err)
{
    struct explain_request request = {
        .program = call_text(call, "program"),
        .location = call_text(call, "location"),
        .figure = call_text(call, "figure"),
    };
    (void)call_period(call, "period", &request.period);
    request.has_since = call_date(call, "since", &request.since);
    enum rc rc = read_currency(call, &request, err);
    if (rc != RC_OK)
        return rc;
    return call->format == TABLE_TEXT ? explain_print(call, &request, err)
                                      : list_steps(call, &request, err);
}

/* ---- the table ---- */

static const struct option_spec balance_options[] = {
    {.name = "program", .argument = "CODE", .help = N_("only this program")},
    {.name = "location", .argument = "ID", .help = N_("only this location")},
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("only this half-year, such as FY21H1")},
    {.name = NULL},
};

static const struct option_spec explain_options[] = {
    {.name = "program", .argument = "CODE", .required = true, .help = N_("the fund's program")},
    {.name = "location", .argument = "ID", .required = true, .help = N_("the fund's location")},
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .required = true,
     .help = N_("the fund's half-year, such as FY21H1")},
    {.name = "currency",
     .argument = "CCC",
     .help = N_("which of its currencies, where it has several")},
    {.name = "figure",
     .argument = "NAME",
     .help = N_("only this one: a money column of balance, at-risk, run-rate or "
                "missing-per-month")},
    {.name = "since",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("what has changed after this day")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "balance",
        .options = balance_options,
        .summary = N_("the funds: what is there, until when"),
        .help =
            N_("Shows every fund (program, location, half-year) in each of its currencies: what "
               "co-op has accrued, whether it counts, what is claimed and what remains, and "
               "until when something can be done. CSV and JSON have all the figures."),
        .examples = {{"coffer balance", N_("the funds today")},
                     {"coffer balance --as-of 2021-06-30 --program csp-direct",
                      N_("one program as it stood at the end of June")},
                     {"coffer balance --format csv", N_("every figure, for a spreadsheet")}},
        .run = run_balance,
    },
    {
        .words = "explain",
        .options = explain_options,
        .summary = N_("how a figure comes about"),
        .help =
            N_("Shows for each figure of a fund the rule and where it stands, the sums, and the "
               "file and line of every row behind it."),
        .examples = {{"coffer explain --program csp-direct --location 4521234 --period FY21H1 "
                      "--figure available",
                      N_("why so much is available")},
                     {"coffer explain --program csp-direct --location 4521234 --period FY21H1 "
                      "--since 2021-02-28",
                      N_("what has changed since the end of February")}},
        .run = run_explain,
    },
};

const struct command_set commands_fund = {N_("Funds"), commands,
                                          sizeof(commands) / sizeof(commands[0])};
