/* SPDX-License-Identifier: MIT */
#include "app/safety.h"

#include <inttypes.h>

#include "app/exports.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/sets.h"

static enum rc note_difference(void *context, const char *sentence, struct err *err)
{
    struct call *call = context;
    return spool_add(&call->further, sentence, err);
}

static enum rc run_check(struct call *call, struct err *err)
{
    enum rc rc = app_check(call->app, note_difference, call, err);
    if (rc != RC_OK)
        return rc;
    if (call->further.count == 0)
        return call_sayf(call, err, _("%s: no difference found"), app_path(call->app));
    return err_set(err, RC_RULE,
                   ngettext("%s: %" PRId64 " difference found: restore a backup, or keep the file "
                            "and ask for help",
                            "%s: %" PRId64 " differences found: restore a backup, or keep the file "
                            "and ask for help",
                            (unsigned long)call->further.count),
                   app_path(call->app), call->further.count);
}

static enum rc run_backup(struct call *call, struct err *err)
{
    const char *to = call_argument(call, 0);
    enum rc rc = app_backup(call->app, to, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("%s: a complete copy of %s"), to, app_path(call->app));
    return rc;
}

static enum rc run_restore(struct call *call, struct err *err)
{
    const char *from = call_argument(call, 0);
    struct restore_report report = {.rows_lost = 0};
    enum rc rc = app_restore(&call->options, from, &report, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("The book is now as in %s."), from);
    if (rc == RC_OK && report.saved_as[0] != '\0')
        rc = call_sayf(call, err, _("What it held before is saved as %s."), report.saved_as);
    if (rc == RC_OK && report.documents_found > 0)
        rc = call_sayf(call, err,
                       ngettext("The bytes of %" PRId64 " document were put back.",
                                "The bytes of %" PRId64 " documents were put back.",
                                (unsigned long)report.documents_found),
                       report.documents_found);
    if (rc == RC_OK && report.documents_missing > 0)
        rc = call_sayf(call, err,
                       ngettext("The bytes of %" PRId64 " document were not found.",
                                "The bytes of %" PRId64 " documents were not found.",
                                (unsigned long)report.documents_missing),
                       report.documents_missing);
    if (rc == RC_OK && report.rows_lost > 0)
        rc = call_sayf(call, err,
                       ngettext("%" PRId64 " change was only in the replaced book.",
                                "%" PRId64 " changes were only in the replaced book.",
                                (unsigned long)report.rows_lost),
                       report.rows_lost);
    return rc;
}

static enum rc export_as(struct call *call, enum export_kind kind, struct err *err)
{
    const char *to = call_text(call, "to");
    enum table_format format = call->format == TABLE_JSON ? TABLE_JSON : TABLE_CSV;
    enum rc rc = app_export(call->app, kind, format, to, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("%s: written"), to);
    return rc;
}

static enum rc run_export_earnings(struct call *call, struct err *err)
{
    return export_as(call, EXPORT_EARNINGS, err);
}

static enum rc run_export_balances(struct call *call, struct err *err)
{
    return export_as(call, EXPORT_BALANCES, err);
}

static enum rc run_export_claims(struct call *call, struct err *err)
{
    return export_as(call, EXPORT_CLAIMS, err);
}

static enum rc run_export_journal(struct call *call, struct err *err)
{
    return export_as(call, EXPORT_JOURNAL, err);
}

static const struct option_spec export_options[] = {
    {.name = "to",
     .argument = "FILE",
     .required = true,
     .help = N_("the file to write: CSV, or JSON with --format json")},
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
        .words = "check",
        .summary = N_("recompute everything and compare"),
        .help = N_("Recomputes the totals from the earnings, verifies the chain of the journal and "
                   "runs SQLite's own checks. Each difference is named, and the exit code is 1. "
                   "Nothing is changed."),
        .examples = {{"coffer check", N_("checks the book")}},
        .run = run_check,
    },
    {
        .words = "backup",
        .arguments = FILE_ARGUMENT,
        .summary = N_("a complete copy of the book"),
        .help = N_("Writes a complete copy of the book into a new file, also while others work in "
                   "it. A file that exists already is refused."),
        .examples = {{"coffer backup /mnt/stick/2026-11.coffer", N_("copies the book")}},
        .run = run_backup,
    },
    {
        .words = "restore",
        .arguments = FILE_ARGUMENT,
        .without_book = true,
        .summary = N_("bring a backup back"),
        .help =
            N_("Checks the backup, saves the present book beside the automatic copies, and then "
               "makes the book as the backup is. The journal keeps a row about it."),
        .examples = {{"coffer restore /mnt/stick/2026-11.coffer", N_("takes the book back to it")}},
        .run = run_restore,
    },
    {
        .words = "export earnings",
        .options = export_options,
        .summary = N_("every earning as a file"),
        .help =
            N_("Writes every earning that you may see, with the columns of 'coffer earning list "
               "--format csv'. The file is replaced as a whole or not at all."),
        .examples = {{"coffer export earnings --to earnings.csv", N_("writes the file")}},
        .run = run_export_earnings,
    },
    {
        .words = "export balances",
        .options = export_options,
        .summary = N_("every fund as a file"),
        .help =
            N_("Writes every fund that you may see, with the columns of 'coffer balance --format "
               "csv'. The file is replaced as a whole or not at all."),
        .examples = {{"coffer --as-of 2021-06-30 export balances --to june.csv",
                      N_("writes the funds as they stood at the end of June")}},
        .run = run_export_balances,
    },
    {
        .words = "export claims",
        .options = export_options,
        .summary = N_("every claim as a file"),
        .help = N_("Writes every claim that you may see, with the columns of 'coffer claim list "
                   "--format csv'. The file is replaced as a whole or not at all."),
        .examples = {{"coffer export claims --to claims.csv", N_("writes the file")}},
        .run = run_export_claims,
    },
    {
        .words = "export journal",
        .options = export_options,
        .summary = N_("the journal as a file"),
        .help =
            N_("Writes every change that was made, by whom and when, with the columns of 'coffer "
               "log --format csv'. The file is replaced as a whole or not at all."),
        .examples = {{"coffer export journal --to journal.csv", N_("writes the file")}},
        .run = run_export_journal,
    },
};

const struct command_set commands_safety = {N_("Safety and data out"), commands,
                                            sizeof(commands) / sizeof(commands[0])};
