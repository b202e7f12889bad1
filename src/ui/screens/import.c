/* SPDX-License-Identifier: MIT */
/* Reports of earnings: tried out, brought in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/imports.h"
#include "base/words.h"
#include "model/size.h"
#include "ui/screens/importing.h"
#include "ui/screens/screens.h"

/* ---- tried out ------------------------------------------------------------------------------ */

/* What a report says of one program. */
struct told_program {
    char *code; /* owned */
    bool is_new;
    int64_t rows;
    struct month first, last;
};

/* A report while it is read. */
struct report {
    struct trial *trial;
    struct told_program *programs;
    size_t count;
};

static void report_release(struct report *report)
{
    for (size_t i = 0; i < report->count; i++)
        free(report->programs[i].code);
    free(report->programs);
}

static enum rc keep_reject(void *context, const char *source, int64_t line, const char *reason,
                           struct err *err)
{
    const struct report *report = context;
    return trial_reject_add(report->trial, source, line, reason, err);
}

static struct told_program *program_of(struct report *report, const char *code)
{
    for (size_t i = 0; i < report->count; i++)
        if (strcmp(report->programs[i].code, code) == 0)
            return &report->programs[i];
    struct told_program *grown = reallocarray(report->programs, report->count + 1, sizeof(*grown));
    if (grown == NULL)
        return NULL;
    report->programs = grown;
    struct told_program *program = &grown[report->count];
    *program = (struct told_program){.code = strdup(code)};
    if (program->code == NULL)
        return NULL;
    report->count++;
    return program;
}

/* By program, location and month. */
static enum rc keep_month(void *context, const struct import_month *month, struct err *err)
{
    struct told_program *program = program_of(context, month->program);
    if (program == NULL)
        return err_memory(err);
    if (program->rows == 0 || month->month.index < program->first.index)
        program->first = month->month;
    if (program->rows == 0 || month->month.index > program->last.index)
        program->last = month->month;
    program->rows += month->rows;
    return RC_OK;
}

static enum rc keep_new(void *context, const char *code, struct err *err)
{
    struct told_program *program = program_of(context, code);
    if (program == NULL)
        return err_memory(err);
    program->is_new = true;
    return RC_OK;
}

static enum rc add_program(struct trial *trial, const struct told_program *program, struct err *err)
{
    char first[MONTH_TEXT_SIZE], last[MONTH_TEXT_SIZE];
    struct buf what;
    buf_init(&what);
    if (program->rows > 0)
        buf_addf(&what, program->first.index == program->last.index ? "%s" : _("%s to %s"),
                 month_print(program->first, first), month_print(program->last, last));
    if (program->is_new)
        buf_add(&what, _(", new: it has no terms yet"));
    enum rc rc = buf_check(&what, err);
    if (rc == RC_OK)
        rc = trial_line_add(trial, program->code, program->rows, what.text, program->is_new, err);
    buf_release(&what);
    return rc;
}

static void write_head(const struct trial *trial, const struct import_result *result,
                       struct buf *head)
{
    const struct import_counts *counts = &result->counts;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE], size[SIZE_TEXT_SIZE];
    buf_addf(head, "%s, %s", trial->base, size_words(result->bytes, size));
    buf_addf(head, ngettext(", %lld row", ", %lld rows", (unsigned long)counts->rows),
             (long long)counts->rows);
    if (counts->has_dates)
        buf_addf(head, _(", %s to %s"), date_print(counts->first, first),
                 date_print(counts->last, last));
    buf_addf(head,
             _("\nnew %lld \xc2\xb7 updated %lld \xc2\xb7 unchanged %lld \xc2\xb7 rejected %lld"),
             (long long)counts->new, (long long)counts->updated, (long long)counts->unchanged,
             (long long)trial->rejected);
    if (counts->after_close > 0)
        buf_addf(head,
                 ngettext("\n%lld row comes into a closed period and is listed as after close.",
                          "\n%lld rows come into a closed period and are listed as after close.",
                          (unsigned long)counts->after_close),
                 (long long)counts->after_close);
    if (counts->unknown > 0)
        buf_addf(head,
                 ngettext("\n%lld row has an unknown type: it is kept and adds to nothing.",
                          "\n%lld rows have an unknown type: they are kept and add to nothing.",
                          (unsigned long)counts->unknown),
                 (long long)counts->unknown);
    if (counts->new == 0 && counts->updated == 0 && trial->rejected == 0)
        buf_add(head, _("\nThe book has all of it already: bringing it in changes no figure."));
    else
        buf_add(head, _("\nNothing is in the book yet: i brings it in."));
}

static enum rc try_out(struct app *app, struct trial *trial, struct err *err)
{
    struct report report = {.trial = trial};
    const char *files[] = {trial->path};
    const struct import_request request = {.files = files,
                                           .file_count = 1,
                                           .dry_run = true,
                                           .reject = keep_reject,
                                           .month = keep_month,
                                           .program = keep_new,
                                           .context = &report};
    struct import_result result = {.file = NULL};
    enum rc rc = app_import(app, &request, &result, err);
    /* Rejected rows are for the person to look at, once the file is read. */
    if (rc == RC_CONTENT && trial->rejected > 0 && result.file != NULL)
        rc = RC_OK;
    (void)snprintf(trial->base, sizeof(trial->base), "%s", result.base);
    trial->comes = result.counts.new + result.counts.updated + result.counts.unchanged > 0;
    write_head(trial, &result, &trial->head);
    for (size_t i = 0; rc == RC_OK && i < report.count; i++)
        rc = add_program(trial, &report.programs[i], err);
    report_release(&report);
    return rc;
}

/* ---- in earnest --------------------------------------------------------------------------------
 */

struct report_intake {
    struct intake base; /* first */
    struct import_result result;
    char **fresh; /* programs that nobody knew before; owned */
    size_t fresh_count;
};

static void release(struct intake *intake)
{
    struct report_intake *report = (struct report_intake *)intake;
    for (size_t i = 0; i < report->fresh_count; i++)
        free(report->fresh[i]);
    free(report->fresh);
}

static enum rc keep_fresh(void *context, const char *code, struct err *err)
{
    struct report_intake *report = context;
    char **grown = reallocarray(report->fresh, report->fresh_count + 1, sizeof(*grown));
    if (grown == NULL)
        return err_memory(err);
    report->fresh = grown;
    grown[report->fresh_count] = strdup(code);
    if (grown[report->fresh_count] == NULL)
        return err_memory(err);
    report->fresh_count++;
    return RC_OK;
}

static enum rc bring_in(struct app *app, struct intake *intake, struct err *err)
{
    struct report_intake *report = (struct report_intake *)intake;
    const char *files[] = {intake->path};
    const struct import_request request = {.files = files,
                                           .file_count = 1,
                                           .skip_rejects = intake->rejects,
                                           .program = keep_fresh,
                                           .context = report};
    return app_import(app, &request, &report->result, err);
}

static void tell(struct shell *shell, const struct intake *intake, struct buf *ret)
{
    const struct report_intake *report = (const struct report_intake *)intake;
    const struct import_counts *counts = &report->result.counts;
    if (report->fresh_count > 0)
        shell_push(shell, import_new_new(shell, report->fresh, report->fresh_count));
    buf_addf(ret, _("%s is in: %lld new, %lld updated, %lld unchanged, %lld rejected"),
             report->result.base, (long long)counts->new, (long long)counts->updated,
             (long long)counts->unchanged, (long long)counts->rejected);
}

static const struct trial_kind reports = {
    .picks = N_("Bring in a report"),
    .endings = ".csv .tsv .txt .zip",
    .folder = "report-folder",
    .reading = N_("Reading the report"),
    .nothing = N_("The report has no rows: there is nothing to bring in"),
    .brings = ACT_IMPORT,
    .where = N_("Row or program"),
    .row = N_("Rows"),
    .what = N_("What"),
    .try_out = try_out,
    .bringing = N_("Bringing the report in"),
    .intake_size = sizeof(struct report_intake),
    .bring_in = bring_in,
    .tell = tell,
    .release = release,
};

void import_begin(struct shell *shell, const char *path)
{
    trial_begin(shell, &reports, path);
}
