/* SPDX-License-Identifier: MIT */
#include "app/history.h"

#include <inttypes.h>

#include "app/exports.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/sets.h"
#include "cli/values.h"

static enum rc run_log(struct call *call, struct err *err)
{
    struct table *table = NULL;
    enum rc rc =
        table_new(call->format, log_columns, LOG_COLUMNS, out_write, &call->out, &table, err);
    if (rc == RC_OK)
        rc = app_write_log(call->app, table, err);
    table_free(table);
    return rc;
}

static enum rc run_undo(struct call *call, struct err *err)
{
    const char *text = call_argument(call, 0);
    int64_t number = 0;
    bug_if(text != NULL && !value_number(text, &number), "a number was not checked");
    struct journal_entry entry;
    enum rc rc = app_undo(call->app, number, &entry, err);
    if (rc != RC_OK)
        return rc;
    rc = call_sayf(call, err, _("taken back: row %" PRId64 ", %s: %s"), entry.row.number,
                   entry.row.action, entry.row.summary);
    journal_entry_release(&entry);
    return rc;
}

static enum rc run_redo(struct call *call, struct err *err)
{
    struct journal_entry entry;
    enum rc rc = app_redo(call->app, &entry, err);
    if (rc != RC_OK)
        return rc;
    rc = call_sayf(call, err, _("brought forward again: row %" PRId64 ", %s: %s"), entry.row.number,
                   entry.row.action, entry.row.summary);
    journal_entry_release(&entry);
    return rc;
}

static const struct command commands[] = {
    {
        .words = "log",
        .summary = N_("every change, by whom and when"),
        .help = N_("Lists the journal, the newest change last. The number of a row is what 'coffer "
                   "undo' takes."),
        .examples = {{"coffer log", N_("lists the changes")},
                     {"coffer log --format csv", N_("the same for a spreadsheet")}},
        .run = run_log,
    },
    {
        .words = "undo",
        .arguments = {{.name = "N", .kind = VALUE_NUMBER, .optional = true}},
        .summary = N_("take a change back"),
        .help =
            N_("Takes back the newest change that stands, or row N of 'coffer log'. It becomes a "
               "new row of the journal. Refused when a later change touched the same thing: "
               "take that one back first."),
        .examples = {{"coffer undo", N_("takes the newest change back")},
                     {"coffer undo 12", N_("takes row 12 of the log back")}},
        .run = run_undo,
    },
    {
        .words = "redo",
        .summary = N_("bring a change forward again"),
        .help = N_("Brings back what the last undo took away, as long as nothing else was changed "
                   "since."),
        .examples = {{"coffer redo", N_("brings it forward again")}},
        .run = run_redo,
    },
};

const struct command_set commands_history = {N_("History"), commands,
                                             sizeof(commands) / sizeof(commands[0])};
