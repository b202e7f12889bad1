/* SPDX-License-Identifier: MIT */
#include "app/earnings.h"

#include "app/exports.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/list.h"
#include "cli/sets.h"

static void read_form(const struct call *call, struct earning_form *ret)
{
    *ret = (struct earning_form){
        .program = call_text(call, "program"),
        .location = call_text(call, "location"),
        .date = call_text(call, "date"),
        .type = call_text(call, "type"),
        .amount = call_text(call, "amount"),
        .currency = call_text(call, "currency"),
        .usd = call_text(call, "usd"),
        .reason = call_text(call, "reason"),
        .note = call_text(call, "note"),
    };
}

static enum rc run_add(struct call *call, struct err *err)
{
    struct earning_form form;
    char id[EARNING_ID_MAX];
    read_form(call, &form);
    form.id = call_text(call, "id");
    enum rc rc = app_earning_add(call->app, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_edit(struct call *call, struct err *err)
{
    struct earning_form form;
    char id[EARNING_ID_MAX];
    read_form(call, &form);
    enum rc rc = app_earning_edit(call->app, call_argument(call, 0), &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_delete(struct call *call, struct err *err)
{
    char id[EARNING_ID_MAX];
    enum rc rc = app_earning_delete(call->app, call_argument(call, 0), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_exclude(struct call *call, struct err *err)
{
    char id[EARNING_ID_MAX];
    enum rc rc =
        app_earning_exclude(call->app, call_argument(call, 0), call_text(call, "reason"), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_include(struct call *call, struct err *err)
{
    char id[EARNING_ID_MAX];
    enum rc rc = app_earning_include(call->app, call_argument(call, 0), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- earning list ---- */

enum { LINE_COLUMNS = 10 };
static const struct table_column line_columns[LINE_COLUMNS] = {
    {"date", N_("date"), COLUMN_WORD},       {"id", N_("id"), COLUMN_TEXT},
    {"program", N_("program"), COLUMN_TEXT}, {"location", N_("location"), COLUMN_TEXT},
    {"type", N_("type"), COLUMN_TEXT},       {"amount", N_("amount"), COLUMN_AMOUNT},
    {"currency", N_("cur"), COLUMN_WORD},    {"coop", N_("co-op"), COLUMN_AMOUNT},
    {"status", N_("status"), COLUMN_TEXT},   {"source", N_("source"), COLUMN_TEXT},
};

static enum rc list_line(void *context, const struct earning_line *line, struct err *err)
{
    char date[DATE_TEXT_SIZE], amount[MONEY_TEXT_SIZE], coop[MONEY_TEXT_SIZE];
    struct currency currency = line->amounts.currency;
    const char *cells[LINE_COLUMNS] = {
        date_print(line->date, date),
        line->id,
        line->program,
        line->location,
        line->type,
        money_print(line->amounts.amount, currency, amount),
        currency.code,
        money_print(line->sides.coop, currency, coop),
        line->status,
        line->source,
    };
    return list_add(context, cells, err);
}

static enum rc list_for_people(struct call *call, const struct earning_query *query,
                               struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, line_columns, LINE_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_earning_list(call->app, query, list_line, &list, err);
    bool narrowed = query->program != NULL || query->location != NULL || query->has_period ||
                    query->import != 0 || query->search != NULL;
    return list_end(
        &list, rc,
        narrowed ? _("No earning fits.")
                 : _("No earnings. Import a report with 'coffer import FILE', or see 'coffer "
                     "earning add --help'."),
        err);
}

static enum rc run_list(struct call *call, struct err *err)
{
    struct earning_query query = {
        .program = call_text(call, "program"),
        .location = call_text(call, "location"),
        .search = call_text(call, "search"),
    };
    query.has_period = call_period(call, "period", &query.period);
    (void)call_number(call, "import", &query.import);
    if (call->format == TABLE_TEXT)
        return list_for_people(call, &query, err);

    struct table *table = NULL;
    enum rc rc = table_new(call->format, earning_columns, EARNING_COLUMNS, out_write, &call->out,
                           &table, err);
    if (rc == RC_OK)
        rc = app_write_earnings(call->app, &query, table, err);
    table_free(table);
    return rc;
}

/* ---- the table ---- */

/* Of an earning; for a changed one, all but --id, and none of them required. */
static const struct option_spec form_options[] = {
    {.name = "id", .argument = "ID", .help = N_("its id; else one is made up")},
    {.name = "program",
     .argument = "CODE",
     .required = true,
     .help = N_("the program that pays it")},
    {.name = "location",
     .argument = "ID",
     .required = true,
     .help = N_("the location that earned it")},
    {.name = "date",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .required = true,
     .help = N_("the earning date")},
    {.name = "type",
     .argument = "total|rebate|coop|adjustment-coop|adjustment-rebate|fee",
     .kind = VALUE_WORD,
     .required = true,
     .help = N_("what it is; a total is split by the program's terms")},
    {.name = "amount",
     .argument = "AMOUNT",
     .required = true,
     .help = N_("in its currency; a reversal is negative")},
    {.name = "currency", .argument = "CCC", .required = true, .help = N_("ISO 4217, such as EUR")},
    {.name = "usd",
     .argument = "AMOUNT",
     .help = N_("its value in USD; needed for every other currency")},
    {.name = "reason", .argument = "TEXT", .help = N_("the reason code")},
    {.name = "note", .argument = "TEXT", .help = N_("a note of your own")},
    {.name = NULL},
};

static const struct option_spec list_options[] = {
    {.name = "program", .argument = "CODE", .help = N_("only this program")},
    {.name = "location", .argument = "ID", .help = N_("only this location")},
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("only this half-year, such as FY21H1")},
    {.name = "import",
     .argument = "N",
     .kind = VALUE_NUMBER,
     .help = N_("only what import N of 'coffer import list' brought")},
    {.name = "search",
     .argument = "TEXT",
     .help = N_("only rows with all these words in id, program, location, type, customer, product, "
                "reason, note and more; \"words in quotes\" stand together")},
    {.name = NULL},
};

static const struct option_spec exclude_options[] = {
    {.name = "reason",
     .argument = "TEXT",
     .required = true,
     .help = N_("why; it is kept in the journal")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "earning list",
        .options = list_options,
        .summary = N_("the earnings, by date"),
        .help = N_("Lists the earnings dated on or before the day, by date and id. An excluded one "
                   "is listed with status 'excluded' and adds to nothing."),
        .examples = {{"coffer earning list --program csp-direct --period FY21H1",
                      N_("lists the earnings of one program in one half-year")},
                     {"coffer earning list --search fabrikam --format csv",
                      N_("what mentions Fabrikam, for a spreadsheet")}},
        .run = run_list,
    },
    {
        .words = "earning add",
        .options = form_options,
        .summary = N_("type an earning in"),
        .help = N_("Adds one earning, such as a line of a paper statement, and prints its id. A "
                   "total is split into rebate and co-op by the terms in force on its date."),
        .examples =
            {{"coffer earning add --program csp-direct --location 4521234 --date 2021-02-28 "
              "--type total --amount 1200.50 --currency EUR --usd 1456.20",
              N_("a total in euro")},
             {"coffer earning add --program hosting --location 4521234 --date 2021-02-28 "
              "--type adjustment-coop --amount -80 --currency USD --reason 'Co-op rollover'",
              N_("a negative adjustment")}},
        .run = run_add,
    },
    {
        .words = "earning edit",
        .arguments = ID_ARGUMENT,
        .options = form_options + 1,
        .needs_option = true,
        .summary = N_("change a typed-in earning"),
        .help = N_("Changes what is given and leaves the rest; prints the id. An imported row can "
                   "only be excluded. Any unambiguous beginning of the id will do."),
        .examples = {{"coffer earning edit E-7F3K9QDX --amount 1250.50 --usd 1516.85",
                      N_("corrects the amount")}},
        .run = run_edit,
    },
    {
        .words = "earning delete",
        .arguments = ID_ARGUMENT,
        .summary = N_("remove a typed-in earning"),
        .help =
            N_("Removes an earning that was typed in; prints its id. An imported row can only be "
               "excluded."),
        .examples = {{"coffer earning delete E-7F3K9QDX", N_("removes it")}},
        .run = run_delete,
    },
    {
        .words = "earning exclude",
        .arguments = ID_ARGUMENT,
        .options = exclude_options,
        .summary = N_("let an earning add to nothing"),
        .help = N_("Keeps the row and lets it add to nothing, also when a report brings it again; "
                   "prints its id."),
        .examples = {{"coffer earning exclude 4711-A --reason 'paid twice, reported'",
                      N_("excludes it")}},
        .run = run_exclude,
    },
    {
        .words = "earning include",
        .arguments = ID_ARGUMENT,
        .summary = N_("let an excluded earning count again"),
        .help = N_("Takes an exclusion away; prints the earning's id."),
        .examples = {{"coffer earning include 4711-A", N_("lets it count again")}},
        .run = run_include,
    },
};

const struct command_set commands_earning = {N_("Earnings"), commands,
                                             sizeof(commands) / sizeof(commands[0])};
