/* SPDX-License-Identifier: MIT */
#include "app/deadlines.h"

#include <inttypes.h>

#include "base/words.h"
#include "cli/call.h"
#include "cli/deadline_text.h"
#include "cli/list.h"
#include "cli/sets.h"

enum { DEADLINE_COLUMNS = 10 };
static const struct table_column columns[DEADLINE_COLUMNS] = {
    {"due", NULL, COLUMN_WORD},      {"days_left", NULL, COLUMN_NUMBER},
    {"kind", NULL, COLUMN_WORD},     {"program", NULL, COLUMN_TEXT},
    {"location", NULL, COLUMN_TEXT}, {"period", NULL, COLUMN_WORD},
    {"claim", NULL, COLUMN_WORD},    {"amount", NULL, COLUMN_AMOUNT},
    {"currency", NULL, COLUMN_WORD}, {"text", NULL, COLUMN_TEXT},
};

/* Each deadline goes to the list, and into the calendar where one is written. */
struct telling {
    struct list list;                   /* CSV and JSON */
    struct deadline_text *text;         /* for people; else NULL */
    struct deadline_calendar *calendar; /* or NULL */
    int64_t overdue;
};

static enum rc list_deadline(struct list *list, const struct deadline *deadline, struct err *err)
{
    char due[DATE_TEXT_SIZE], left[LIST_NUMBER_SIZE], period[PERIOD_TEXT_SIZE];
    char amount[MONEY_TEXT_SIZE];
    const char *const cells[DEADLINE_COLUMNS] = {
        date_print(deadline->due, due),
        list_number(deadline->days_left, left),
        deadline_kind_word(deadline->kind),
        deadline->program,
        deadline->location,
        period_print(deadline->period, period),
        deadline->claim,
        deadline->has_amount ? money_print(deadline->amount, deadline->currency, amount) : "",
        deadline->has_amount ? deadline->currency.code : "",
        deadline->text,
    };
    return list_add(list, cells, err);
}

static enum rc tell(void *context, const struct deadline *deadline, struct err *err)
{
    struct telling *telling = context;
    telling->overdue += deadline->days_left < 0;
    enum rc rc = telling->text != NULL ? deadline_text_add(telling->text, deadline, err)
                                       : list_deadline(&telling->list, deadline, err);
    return rc == RC_OK && telling->calendar != NULL
               ? app_calendar_add(telling->calendar, deadline, err)
               : rc;
}

static enum rc tell_all(struct call *call, const struct deadline_query *query,
                        struct telling *telling, struct err *err)
{
    bool narrowed = query->has_days || query->overdue;
    enum rc rc = call->format == TABLE_TEXT
                     ? deadline_text_begin(call, &telling->text, err)
                     : list_begin(&telling->list, call, columns, DEADLINE_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_deadlines(call->app, query, tell, telling, err);
    return call->format == TABLE_TEXT ? deadline_text_end(telling->text, rc, narrowed, err)
                                      : list_end(&telling->list, rc, "", err);
}

static enum rc fail_on_overdue(int64_t overdue, struct err *err)
{
    return err_set(err, RC_RULE,
                   ngettext("deadlines: %" PRId64 " is overdue: 'coffer deadlines --overdue' says "
                            "what to do",
                            "deadlines: %" PRId64 " are overdue: 'coffer deadlines --overdue' says "
                            "what to do",
                            (unsigned long)overdue),
                   overdue);
}

static enum rc run_deadlines(struct call *call, struct err *err)
{
    const char *to = call_text(call, "ics");
    struct deadline_query query = {.overdue = call_flag(call, "overdue")};
    struct telling telling = {.overdue = 0};
    enum rc rc = RC_OK;
    query.has_days = call_count(call, "days", &query.days);
    if (to != NULL)
        rc = app_calendar_open(call->app, to, &telling.calendar, err);
    if (rc == RC_OK)
        rc = tell_all(call, &query, &telling, err);
    if (rc == RC_OK && to != NULL) {
        rc = app_calendar_commit(telling.calendar, err);
        telling.calendar = NULL;
    }
    app_calendar_drop(telling.calendar);
    return rc == RC_OK && telling.overdue > 0 && call_flag(call, "fail-on-overdue")
               ? fail_on_overdue(telling.overdue, err)
               : rc;
}

/* ---- the table ---- */

static const struct option_spec options[] = {
    {.name = "days",
     .argument = "N",
     .kind = VALUE_COUNT,
     .help = N_("only what is due within so many days, or overdue")},
    {.name = "overdue", .help = N_("only what is overdue")},
    {.name = "fail-on-overdue", .help = N_("exit with 1 when something is overdue")},
    {.name = "ics",
     .argument = "FILE",
     .help = N_("write what is listed as a calendar, too, with alarms 14, 7 and 1 days before")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "deadlines",
        .options = options,
        .summary = N_("what is due, when, and what to do"),
        .help = N_("Lists every day by which something must happen to a fund or a claim, the most "
                   "urgent first, with the money at stake. A deadline of a fund goes when its day "
                   "is over; one of a claim stays, overdue, until the matter is settled.\n"
                   "A calendar that is imported again, or that a calendar program reads again by "
                   "itself, updates its events and doubles none."),
        .examples = {{"coffer deadlines --days 14", N_("what is due in the next two weeks")},
                     {"coffer deadlines --ics coop.ics", N_("the deadlines as a calendar")},
                     {"coffer deadlines --overdue --fail-on-overdue",
                      N_("for a job that runs every morning")}},
        .run = run_deadlines,
    },
};

const struct command_set commands_deadline = {N_("Deadlines"), commands,
                                              sizeof(commands) / sizeof(commands[0])};
