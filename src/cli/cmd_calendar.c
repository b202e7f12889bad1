/* SPDX-License-Identifier: MIT */
#include "app/terms.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/list.h"
#include "cli/sets.h"

/* ---- periods ---- */

enum { PERIOD_COLUMNS = 7, PERIODS_DEFAULT = 4 };
static const struct table_column period_columns[PERIOD_COLUMNS] = {
    {"period", N_("period"), COLUMN_WORD},   {"earning_start", N_("earn from"), COLUMN_WORD},
    {"earning_end", N_("to"), COLUMN_WORD},  {"usage_start", N_("use from"), COLUMN_WORD},
    {"usage_end", N_("to"), COLUMN_WORD},    {"claim_opens", N_("claim from"), COLUMN_WORD},
    {"claim_closes", N_("to"), COLUMN_WORD},
};

static enum rc list_period(struct list *list, struct period period, struct err *err)
{
    struct windows windows = period_windows(period);
    const struct date dates[] = {windows.earning_start, windows.earning_end, windows.usage_start,
                                 windows.usage_end,     windows.claim_opens, windows.claim_closes};
    char texts[PERIOD_COLUMNS - 1][DATE_TEXT_SIZE], name[PERIOD_TEXT_SIZE];
    const char *cells[PERIOD_COLUMNS] = {period_print(period, name)};
    for (size_t i = 0; i < PERIOD_COLUMNS - 1; i++)
        cells[i + 1] = date_print(dates[i], texts[i]);
    return list_add(list, cells, err);
}

/* ---- what is closed ---- */

enum { CLOSED_COLUMNS = 2 };
static const struct table_column closed_columns[CLOSED_COLUMNS] = {
    {"period", N_("closed"), COLUMN_WORD},
    {"program", N_("for"), COLUMN_TEXT},
};

static enum rc list_closed(void *context, struct period period, const char *program,
                           struct err *err)
{
    char name[PERIOD_TEXT_SIZE];
    const char *cells[CLOSED_COLUMNS] = {period_print(period, name),
                                         program != NULL ? program : _("every program")};
    return list_add(context, cells, err);
}

/* For people, below the calendar, where there is a book to ask: what it has
 * closed. Trouble with a book is none of the calendar's. */
static enum rc print_closed(struct call *call, struct err *err)
{
    struct app_options options = call->options;
    struct app *app = NULL;
    struct list list;
    struct err ignored;
    err_init(&ignored);
    options.read_only = true; /* an older book is not migrated for it */
    if (call->format != TABLE_TEXT || app_open(&options, &app, &ignored) != RC_OK)
        return RC_OK;
    enum rc rc = list_begin(&list, call, closed_columns, CLOSED_COLUMNS, err);
    if (rc == RC_OK && app_closed_list(app, list_closed, &list, &ignored) == RC_OK &&
        list.table != NULL) {
        rc = call_gap(call, err);
        rc = list_end(&list, rc, "", err);
    } else {
        table_free(list.table);
    }
    app_close(app);
    return rc;
}

/* The calendar is a rule: it needs no book. */
static enum rc run_periods(struct call *call, struct err *err)
{
    struct period period;
    if (!call_period(call, "from", &period) && !period_of(call_day(call), &period))
        return err_set(err, RC_USAGE,
                       _("periods: this day lies outside FY00H1 to FY99H2: give --from FY21H1"));
    int64_t count = PERIODS_DEFAULT;
    (void)call_number(call, "count", &count);

    struct list list;
    enum rc rc = list_begin(&list, call, period_columns, PERIOD_COLUMNS, err);
    for (bool more = true; rc == RC_OK && more && count > 0; count--) {
        rc = list_period(&list, period, err);
        more = period_next(period, &period);
    }
    rc = list_end(&list, rc, "", err);
    return rc == RC_OK ? print_closed(call, err) : rc;
}

/* ---- closing ---- */

static struct period period_argument(const struct call *call)
{
    struct period period;
    bug_if(!period_parse(call_argument(call, 0), &period), "a period was not checked");
    return period;
}

static enum rc run_close(struct call *call, struct err *err)
{
    const char *program = call_text(call, "program"), *period = call_argument(call, 0);
    enum rc rc = app_period_close(call->app, period_argument(call), program, err);
    if (rc == RC_OK && program != NULL)
        rc = call_sayf(call, err, _("%s is closed for %s"), period, program);
    else if (rc == RC_OK)
        rc = call_sayf(call, err, _("%s is closed for every program"), period);
    return rc;
}

static enum rc run_reopen(struct call *call, struct err *err)
{
    const char *program = call_text(call, "program"), *period = call_argument(call, 0);
    enum rc rc = app_period_reopen(call->app, period_argument(call), program,
                                   call_text(call, "reason"), err);
    if (rc == RC_OK && program != NULL)
        rc = call_sayf(call, err, _("%s is open again for %s"), period, program);
    else if (rc == RC_OK)
        rc = call_sayf(call, err, _("%s is open again for every program"), period);
    return rc;
}

static const struct option_spec periods_options[] = {
    {.name = "from",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("the first one; else the one of today or of the as-of date")},
    {.name = "count", .argument = "N", .kind = VALUE_NUMBER, .help = N_("how many; else 4")},
    {.name = NULL},
};

static const struct option_spec close_options[] = {
    {.name = "program", .argument = "CODE", .help = N_("only for this program; else for all")},
    {.name = NULL},
};

static const struct option_spec reopen_options[] = {
    {.name = "reason",
     .argument = "TEXT",
     .required = true,
     .help = N_("why; it is kept in the journal")},
    {.name = "program", .argument = "CODE", .help = N_("only for this program; else for all")},
    {.name = NULL},
};

#define PERIOD_ARGUMENT                            \
    {                                              \
        {                                          \
            .name = "PERIOD", .kind = VALUE_PERIOD \
        }                                          \
    }

static const struct command commands[] = {
    {
        .words = "periods",
        .options = periods_options,
        .without_book = true,
        .summary = N_("the calendar: when to earn, use, claim"),
        .help = N_("Prints the half-years with their earning, usage and claim periods, by the "
                   "published rule. All days are inclusive. What a program has of its own is in "
                   "'coffer program list'. Below them stands what your book has closed."),
        .examples = {{"coffer periods", N_("this half-year and the next three")},
                     {"coffer periods --from FY21H1 --count 4 --format csv",
                      N_("four half-years from July 2020 on, for a spreadsheet")}},
        .run = run_periods,
    },
    {
        .words = "period close",
        .arguments = PERIOD_ARGUMENT,
        .options = close_options,
        .summary = N_("fix a half-year"),
        .help = N_("After it, terms, calendar overrides and typed-in rows of this half-year can no "
                   "longer be changed. Rows of reports still come in and are named as after "
                   "close."),
        .examples = {{"coffer period close FY21H1", N_("closes it for every program")},
                     {"coffer period close FY21H1 --program hosting", N_("closes it for one")}},
        .run = run_close,
    },
    {
        .words = "period reopen",
        .arguments = PERIOD_ARGUMENT,
        .options = reopen_options,
        .summary = N_("let a half-year be changed again"),
        .help = N_("Takes a close away; the reason is kept in the journal."),
        .examples = {{"coffer period reopen FY21H1 --reason 'statement was late'",
                      N_("opens it again")}},
        .run = run_reopen,
    },
};

const struct command_set commands_calendar = {N_("Calendar"), commands,
                                              sizeof(commands) / sizeof(commands[0])};
