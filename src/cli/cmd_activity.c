/* SPDX-License-Identifier: MIT */
#include "app/activities.h"

#include <string.h>

#include "base/words.h"
#include "cli/call.h"
#include "cli/list.h"
#include "cli/sets.h"

/* ---- activity list ---- */

enum { ACTIVITY_LIST_COLUMNS = 6 };

/* For people each activity is a heading above its requirements: see show. */
static const struct table_column list_columns[ACTIVITY_LIST_COLUMNS] = {
    {"code", NULL, COLUMN_TEXT},       {"group", NULL, COLUMN_TEXT},
    {"name", NULL, COLUMN_TEXT},       {"kind", N_("kind"), COLUMN_WORD},
    {"item", N_("item"), COLUMN_TEXT}, {"text", N_("what it asks"), COLUMN_TEXT},
};

struct showing {
    struct list list;
    const struct activity *last; /* whose heading was printed */
};

/* "TV and radio (Demand generation; Surface programs only)" */
static void add_heading(struct buf *buf, const struct activity *activity)
{
    switch (activity->programs) {
    case PROGRAMS_ALL:
        buf_addf(buf, _("%s (%s)"), activity->name, activity->group);
        break;
    case PROGRAMS_SURFACE:
        buf_addf(buf, _("%s (%s; Surface programs only)"), activity->name, activity->group);
        break;
    case PROGRAMS_NOT_SURFACE:
        buf_addf(buf, _("%s (%s; not for Surface programs)"), activity->name, activity->group);
        break;
    }
    for (size_t i = 0; i < activity->not_for_count; i++)
        buf_addf(buf, i == 0 ? _(", not for %s") : ", %s", activity->not_for[i]);
}

static enum rc show_heading(struct list *list, const struct activity *activity, struct err *err)
{
    struct buf text;
    buf_init(&text);
    add_heading(&text, activity);
    const char *cells[ACTIVITY_LIST_COLUMNS] = {activity->code, activity->group, activity->name,
                                                _("activity"),  activity->code,  text.text};
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = list_add(list, cells, err);
    buf_release(&text);
    return rc;
}

static enum rc show(void *context, const struct activity_line *line, struct err *err)
{
    struct showing *showing = context;
    const struct activity *activity = line->activity;
    const char *cells[ACTIVITY_LIST_COLUMNS] = {
        activity->code,          activity->group,
        activity->name,          requirement_kind_word(line->requirement->kind),
        line->requirement->item, line->text,
    };
    enum rc rc = RC_OK;
    if (showing->list.call->format == TABLE_TEXT && activity != showing->last)
        rc = show_heading(&showing->list, activity, err);
    showing->last = activity;
    return rc == RC_OK ? list_add(&showing->list, cells, err) : rc;
}

static enum rc run_list(struct call *call, struct err *err)
{
    struct showing showing = {.last = NULL};
    enum rc rc = list_begin(&showing.list, call, list_columns, ACTIVITY_LIST_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_activity_list(call->app, call_text(call, "program"), show, &showing, err);
    return list_end(&showing.list, rc, _("No activities: co-op pays for none."), err);
}

/* ---- activity import, export ---- */

static enum rc run_import(struct call *call, struct err *err)
{
    struct date from;
    bug_if(!call_date(call, "from", &from), "a required option is missing");
    enum rc rc = app_activity_import(call->app, call_argument(call, 0), from, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, "%s", app_done(call->app));
    return rc;
}

static enum rc run_export(struct call *call, struct err *err)
{
    const char *to = call_argument(call, 0);
    enum rc rc = app_activity_export(call->app, to, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("%s: written"), to);
    return rc;
}

static const struct option_spec list_options[] = {
    {.name = "program",
     .argument = "CODE",
     .help = N_("only what holds for this program; else all of the catalogue")},
    {.name = NULL},
};

static const struct option_spec import_options[] = {
    {.name = "from",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .required = true,
     .help = N_("the day from which it is in force")},
    {.name = NULL},
};

#define FILE_ARGUMENT      \
    {                      \
        {                  \
            .name = "FILE" \
        }                  \
    }

static const struct command commands[] = {
    {
        .words = "activity list",
        .options = list_options,
        .summary = N_("what co-op pays for, and what proves it"),
        .help = N_("Lists the activities in force on the day, each with its requirements: proofs, "
                   "metrics, pre-approvals, the expenses that may be claimed and the caps. The "
                   "item is the code that proofs are attached for, or the name of a metric."),
        .examples = {{"coffer activity list", N_("lists all of them")},
                     {"coffer activity list --program surface-add",
                      N_("lists what holds for a Surface program")},
                     {"coffer --as-of 2026-12-31 activity list --format csv",
                      N_("lists what was or will be in force on that day, for a spreadsheet")}},
        .run = run_list,
    },
    {
        .words = "activity import",
        .arguments = FILE_ARGUMENT,
        .options = import_options,
        .summary = N_("bring in another catalogue"),
        .help = N_("From a day on the catalogue in the file is in force; earlier days keep theirs. "
                   "A claim is judged by the one in force on its start day. A second one for the "
                   "same day replaces the first. The whole file is checked before anything is "
                   "written."),
        .examples = {{"coffer activity import guide-fy28.csv --from 2027-07-01",
                      N_("the program guide of July 2027")}},
        .run = run_import,
    },
    {
        .words = "activity export",
        .arguments = FILE_ARGUMENT,
        .summary = N_("the catalogue as a file"),
        .help = N_("Writes the catalogue in force on the day as CSV, a row for each requirement, "
                   "in the form that 'coffer activity import' reads. The file is replaced as a "
                   "whole or not at all."),
        .examples = {{"coffer activity export guide.csv", N_("writes it, to be edited")},
                     {"coffer --as-of 2026-12-31 activity export guide.csv",
                      N_("the one in force on that day")}},
        .run = run_export,
    },
};

const struct command_set commands_activity = {N_("Activities"), commands,
                                              sizeof(commands) / sizeof(commands[0])};
