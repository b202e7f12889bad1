/* SPDX-License-Identifier: MIT */
#include "app/imports.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/import_text.h"
#include "cli/list.h"
#include "cli/say.h"
#include "cli/sets.h"
#include "cli/values.h"
#include "model/role.h"

/* ---- import ---- */

enum { RESULT_COLUMNS = 6 };
static const struct table_column result_columns[RESULT_COLUMNS] = {
    {"file", NULL, COLUMN_TEXT},        {"rows", NULL, COLUMN_NUMBER},
    {"new", NULL, COLUMN_NUMBER},       {"updated", NULL, COLUMN_NUMBER},
    {"unchanged", NULL, COLUMN_NUMBER}, {"rejected", NULL, COLUMN_NUMBER},
};

static enum rc note_reject(void *context, const char *source, int64_t line, const char *reason,
                           struct err *err)
{
    struct call *call = context;
    struct buf text;
    buf_init(&text);
    buf_addf(&text, _("%s line %" PRId64 ": %s"), source, line, reason);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = spool_add(&call->further, text.text, err);
    buf_release(&text);
    return rc;
}

static enum rc print_results(struct call *call, const struct import_result *results, size_t count,
                             struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, result_columns, RESULT_COLUMNS, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        const struct import_counts *counts = &results[i].counts;
        const int64_t numbers[] = {counts->rows, counts->new, counts->updated, counts->unchanged,
                                   counts->rejected};
        char texts[RESULT_COLUMNS - 1][LIST_NUMBER_SIZE];
        const char *cells[RESULT_COLUMNS] = {results[i].base};
        for (size_t n = 0; n < RESULT_COLUMNS - 1; n++)
            cells[n + 1] = list_number(numbers[n], texts[n]);
        rc = list_add(&list, cells, err);
    }
    return list_end(&list, rc, "", err);
}

/* What is said about rejects where the others came in, or would. */
static enum rc tell_skipped(struct call *call, bool dry_run, struct err *err)
{
    char sentence[256];
    int64_t count = call->further.count;
    if (dry_run)
        (void)snprintf(sentence, sizeof(sentence),
                       ngettext("import: %" PRId64 " row would be rejected: mend it, or import "
                                "without --dry-run to have it in the rejects file",
                                "import: %" PRId64 " rows would be rejected: mend them, or import "
                                "without --dry-run to have them in the rejects file",
                                (unsigned long)count),
                       count);
    else
        (void)snprintf(sentence, sizeof(sentence),
                       ngettext("import: %" PRId64 " row was rejected: mend it in the rejects "
                                "file and import that",
                                "import: %" PRId64 " rows were rejected: mend them in the rejects "
                                "file and import that",
                                (unsigned long)count),
                       count);
    say_warning(sentence);
    return spool_say(&call->further, err);
}

static enum rc report_import(struct call *call, const struct import_request *request,
                             const struct import_result *results, bool refused, struct err *err)
{
    progress_clear(&call->progress);
    enum rc rc = call->format == TABLE_TEXT
                     ? import_print(call, request, results, refused, err)
                     : print_results(call, results, request->file_count, err);
    if (rc != RC_OK || refused || call->further.count == 0)
        return rc;
    return tell_skipped(call, request->dry_run, err);
}

static enum rc run_import(struct call *call, struct err *err)
{
    struct import_request request = {
        .files = call->arguments,
        .file_count = call->argument_count,
        .dry_run = call_flag(call, "dry-run"),
        .skip_rejects = call_text(call, "skip-rejects"),
        .reject = note_reject,
        .context = call,
    };
    struct import_result *results = calloc(request.file_count, sizeof(*results));
    if (results == NULL)
        return err_memory(err);
    call->progress.bytes = true;
    enum rc rc = app_import(call->app, &request, results, err);
    /* Every file was read to its end, and rows of them were rejected. */
    bool refused =
        rc == RC_CONTENT && call->further.count > 0 && results[request.file_count - 1].file != NULL;
    if (rc == RC_OK || refused) {
        /* What the import came to is told already when printing fails too. */
        struct err late;
        err_init(&late);
        enum rc printed = report_import(call, &request, results, refused, refused ? &late : err);
        rc = refused ? rc : printed;
    }
    free(results);
    return rc;
}

/* ---- import list ---- */

enum { IMPORT_COLUMNS = 13 };
static const struct table_column import_columns[IMPORT_COLUMNS] = {
    {"number", N_("no"), COLUMN_NUMBER},      {"time", N_("time (UTC)"), COLUMN_WORD},
    {"person", N_("person"), COLUMN_TEXT},    {"file", N_("file"), COLUMN_TEXT},
    {"bytes", NULL, COLUMN_NUMBER},           {"rows", N_("rows"), COLUMN_NUMBER},
    {"new", N_("new"), COLUMN_NUMBER},        {"updated", N_("updated"), COLUMN_NUMBER},
    {"unchanged", N_("same"), COLUMN_NUMBER}, {"rejected", N_("rejected"), COLUMN_NUMBER},
    {"first_date", N_("from"), COLUMN_WORD},  {"last_date", N_("to"), COLUMN_WORD},
    {"undone", N_("undone"), COLUMN_WORD},
};

static enum rc list_import(void *context, const struct import_record *record, struct err *err)
{
    const struct import_counts *counts = &record->counts;
    char time[CLOCK_STAMP_SIZE], first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    char number[LIST_NUMBER_SIZE], bytes[LIST_NUMBER_SIZE], rows[LIST_NUMBER_SIZE];
    char new[LIST_NUMBER_SIZE], updated[LIST_NUMBER_SIZE], unchanged[LIST_NUMBER_SIZE];
    char rejected[LIST_NUMBER_SIZE];
    clock_stamp(record->time, time);
    const char *cells[IMPORT_COLUMNS] = {
        list_number(record->number, number),
        time,
        record->person,
        record->file,
        list_number(record->bytes, bytes),
        list_number(counts->rows, rows),
        list_number(counts->new, new),
        list_number(counts->updated, updated),
        list_number(counts->unchanged, unchanged),
        list_number(counts->rejected, rejected),
        counts->has_dates ? date_print(counts->first, first) : "",
        counts->has_dates ? date_print(counts->last, last) : "",
        list_truth(record->undone),
    };
    return list_add(context, cells, err);
}

static enum rc run_list(struct call *call, struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, import_columns, IMPORT_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_import_list(call->app, list_import, &list, err);
    /* Others may have imported what lies outside one's part of the book. */
    return list_end(&list, rc,
                    member_is_scoped(app_member(call->app))
                        ? _("Nothing that you may see was imported yet: you see the imports "
                            "that lie wholly inside your part of the book.")
                        : _("Nothing was imported yet. Next: coffer import REPORT.csv"),
                    err);
}

/* ---- import show ---- */

enum { CHANGE_COLUMNS = 7, MONTH_COLUMNS = 4 };
static const struct table_column change_columns[CHANGE_COLUMNS] = {
    {"id", N_("id"), COLUMN_TEXT},
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"line", N_("line"), COLUMN_NUMBER},
    {"field", N_("field"), COLUMN_WORD},
    {"before", N_("before"), COLUMN_TEXT},
    {"after", N_("after"), COLUMN_TEXT},
};
static const struct table_column month_columns[MONTH_COLUMNS] = {
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"month", N_("month"), COLUMN_WORD},
    {"rows", N_("rows"), COLUMN_NUMBER},
};

/* The months are for people only; they come before the changes. */
struct shown {
    struct call *call;
    struct list months, changes;
};

static enum rc show_record(void *context, const struct import_record *record, struct err *err)
{
    struct shown *shown = context;
    enum rc rc = import_print_record(shown->call, record, err);
    return rc == RC_OK ? call_gap(shown->call, err) : rc;
}

static enum rc show_month(void *context, const struct import_month *month, struct err *err)
{
    struct shown *shown = context;
    if (shown->call->format != TABLE_TEXT)
        return RC_OK;
    char text[MONTH_TEXT_SIZE], rows[LIST_NUMBER_SIZE];
    const char *cells[MONTH_COLUMNS] = {month->program, month->location,
                                        month_print(month->month, text),
                                        list_number(month->rows, rows)};
    return list_add(&shown->months, cells, err);
}

static enum rc show_change(void *context, const struct import_change *change, struct err *err)
{
    struct shown *shown = context;
    char line[LIST_NUMBER_SIZE];
    const char *cells[CHANGE_COLUMNS] = {
        change->id,    change->program, change->location, list_number(change->line, line),
        change->field, change->before,  change->after};
    return list_add(&shown->changes, cells, err);
}

static enum rc run_show(struct call *call, struct err *err)
{
    int64_t number;
    bug_if(!value_number(call_argument(call, 0), &number), "a number was not checked");
    struct shown shown = {.call = call};
    enum rc rc = list_begin(&shown.changes, call, change_columns, CHANGE_COLUMNS, err);
    if (rc == RC_OK && call->format == TABLE_TEXT)
        rc = list_begin(&shown.months, call, month_columns, MONTH_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_import_show(call->app, number, show_record, show_month, show_change, &shown, err);
    if (call->format == TABLE_TEXT) {
        rc = list_end(&shown.months, rc, _("It has no row that counts."), err);
        if (rc == RC_OK)
            rc = call_gap(call, err);
    }
    return list_end(&shown.changes, rc, _("It changed no row that the book had."), err);
}

/* ---- coverage ---- */

enum { COVERAGE_COLUMNS = 7 };
static const struct table_column coverage_columns[COVERAGE_COLUMNS] = {
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"month", N_("month"), COLUMN_WORD},
    {"rows", N_("rows"), COLUMN_NUMBER},
    {"newest_import", N_("newest import"), COLUMN_WORD},
    {"age_days", N_("days old"), COLUMN_NUMBER},
    {"missing", N_("no rows"), COLUMN_WORD},
};

struct covered {
    struct list list;
    int64_t missing;
};

static enum rc list_coverage(void *context, const struct coverage_line *line, struct err *err)
{
    struct covered *covered = context;
    char month[MONTH_TEXT_SIZE], rows[LIST_NUMBER_SIZE], newest[DATE_TEXT_SIZE];
    char age[LIST_NUMBER_SIZE];
    covered->missing += line->missing;
    const char *cells[COVERAGE_COLUMNS] = {
        line->program,
        line->location,
        month_print(line->month, month),
        list_number(line->rows, rows),
        line->has_import ? date_print(line->newest_import, newest) : "",
        line->has_import ? list_number(line->age_days, age) : "",
        list_truth(line->missing),
    };
    return list_add(&covered->list, cells, err);
}

static enum rc run_coverage(struct call *call, struct err *err)
{
    struct period from;
    bool has_from = call_period(call, "from", &from);
    struct covered covered = {.missing = 0};
    enum rc rc = list_begin(&covered.list, call, coverage_columns, COVERAGE_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_coverage(call->app, has_from ? &from : NULL, list_coverage, &covered, err);
    rc = list_end(&covered.list, rc,
                  has_from ? _("No earnings from this half-year on.")
                  : member_is_scoped(app_member(call->app))
                      ? _("No earnings yet in your part of the book.")
                      : _("No earnings yet. Next: coffer import REPORT.csv"),
                  err);
    if (rc == RC_OK && covered.missing > 0)
        rc = call_sayf(call, err,
                       ngettext("%" PRId64 " month has no rows: nothing was earned in it, or its "
                                "report is still to be imported.",
                                "%" PRId64 " months have no rows: nothing was earned in them, or "
                                "their reports are still to be imported.",
                                (unsigned long)covered.missing),
                       covered.missing);
    return rc;
}

/* ---- the table ---- */

static const struct option_spec import_options[] = {
    {.name = "dry-run", .help = N_("look at the files and say what would come in; change nothing")},
    {.name = "skip-rejects",
     .argument = "REJECTS.csv",
     .help = N_("take the good rows in and write the others to this file, with the reasons")},
    {.name = NULL},
};

static const struct option_spec coverage_options[] = {
    {.name = "from",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("from this half-year on, such as FY21H1")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "import",
        .arguments = {{.name = "FILE", .repeats = true}},
        .options = import_options,
        .summary = N_("take in reports from Partner Center"),
        .help =
            N_("Takes in earnings reports: Default, Growth, and every Transaction history with an "
               "earningId; as CSV or TSV, or in a .zip; - is standard input. All files come in "
               "as one change, or none of them does.\n"
               "Rows that the book has are updated, never counted twice, so the same report can "
               "be taken in again. When a row cannot be read nothing comes in, unless "
               "--skip-rejects is given: then mend the file it writes and import that."),
        .examples = {{"coffer import earnings_2021-02.csv", N_("takes one report in")},
                     {"coffer import --dry-run *.zip", N_("says what would come in")},
                     {"coffer import --skip-rejects rejects.csv report.csv",
                      N_("takes the good rows in and keeps the others for mending")}},
        .run = run_import,
    },
    {
        .words = "import list",
        .summary = N_("what came in, when, by whom"),
        .help = N_("Lists the imports, a row for each file. A file that is itself named 'list' is "
                   "imported as ./list."),
        .examples = {{"coffer import list", N_("lists them")}},
        .run = run_list,
    },
    {
        .words = "import show",
        .arguments = {{.name = "N", .kind = VALUE_NUMBER}},
        .summary = N_("one import: its months and changes"),
        .help = N_("Shows import N of 'coffer import list': which months of which program and "
                   "location it brought, and every field that it changed in rows the book had. "
                   "CSV and JSON have the changed fields."),
        .examples = {{"coffer import show 3", N_("shows the third import")}},
        .run = run_show,
    },
    {
        .words = "coverage",
        .options = coverage_options,
        .summary = N_("which months are there, how old they are"),
        .help = N_(
            "Lists month by month what the book has of each program and location, when it was "
            "last imported, and the months without rows between others: nothing was earned then, "
            "or a report is still to be imported. CSV and JSON call them missing."),
        .examples = {{"coffer coverage", N_("lists everything")},
                     {"coffer coverage --from FY21H2", N_("from January 2021 on")}},
        .run = run_coverage,
    },
};

const struct command_set commands_import = {N_("Reports"), commands,
                                            sizeof(commands) / sizeof(commands[0])};
