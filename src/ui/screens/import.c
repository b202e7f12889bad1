/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/recall.h"
#include "base/words.h"
#include "io/folder.h"
#include "ui/parts/ask.h"
#include "ui/parts/picker.h"
#include "ui/screens/importing.h"
#include "ui/screens/screens.h"

/* ---- a trial --------------------------------------------------------------------------------- */

void trial_free(struct trial *trial)
{
    if (trial == NULL)
        return;
    for (size_t i = 0; i < trial->reject_count; i++) {
        free(trial->rejects[i].source);
        free(trial->rejects[i].reason);
    }
    for (size_t i = 0; i < trial->program_count; i++)
        free(trial->programs[i].code);
    free(trial->rejects);
    free(trial->programs);
    free(trial->path);
    free(trial);
}

static enum rc keep_reject(void *context, const char *source, int64_t line, const char *reason,
                           struct err *err)
{
    struct trial *trial = context;
    trial->rejected++;
    if (trial->reject_count == TRIAL_REJECTS_MAX)
        return RC_OK;
    if (trial->reject_count == trial->reject_room) {
        size_t room = trial->reject_room == 0 ? 64 : trial->reject_room * 2;
        struct trial_reject *grown = reallocarray(trial->rejects, room, sizeof(*grown));
        if (grown == NULL)
            return err_memory(err);
        trial->rejects = grown;
        trial->reject_room = room;
    }
    struct trial_reject *reject = &trial->rejects[trial->reject_count];
    *reject = (struct trial_reject){strdup(source), strdup(reason), line};
    if (reject->source == NULL || reject->reason == NULL) {
        free(reject->source);
        free(reject->reason);
        return err_memory(err);
    }
    trial->reject_count++;
    return RC_OK;
}

static struct trial_program *program_of(struct trial *trial, const char *code)
{
    for (size_t i = 0; i < trial->program_count; i++)
        if (strcmp(trial->programs[i].code, code) == 0)
            return &trial->programs[i];
    struct trial_program *grown =
        reallocarray(trial->programs, trial->program_count + 1, sizeof(*grown));
    if (grown == NULL)
        return NULL;
    trial->programs = grown;
    struct trial_program *program = &grown[trial->program_count];
    *program = (struct trial_program){.code = strdup(code)};
    if (program->code == NULL)
        return NULL;
    trial->program_count++;
    return program;
}

/* By program, location and month. */
static enum rc keep_month(void *context, const struct import_month *month, struct err *err)
{
    struct trial *trial = context;
    struct trial_program *program = program_of(trial, month->program);
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
    struct trial_program *program = program_of(context, code);
    if (program == NULL)
        return err_memory(err);
    program->is_new = true;
    return RC_OK;
}

static enum rc try_out(struct app *app, void *context, struct err *err)
{
    struct trial *trial = context;
    const char *files[] = {trial->path};
    const struct import_request request = {.files = files,
                                           .file_count = 1,
                                           .dry_run = true,
                                           .reject = keep_reject,
                                           .month = keep_month,
                                           .program = keep_new,
                                           .context = trial};
    struct import_result result = {.file = NULL};
    enum rc rc = app_import(app, &request, &result, err);
    /* Rejected rows are for the person to look at, once the file is read. */
    if (rc == RC_CONTENT && trial->rejected > 0 && result.file != NULL)
        rc = RC_OK;
    (void)snprintf(trial->base, sizeof(trial->base), "%s", result.base);
    trial->bytes = result.bytes;
    trial->counts = result.counts;
    return rc;
}

static void tried(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct trial *trial = context;
    if (rc == RC_OK) {
        struct view *preview = import_preview_new(shell, trial);
        if (preview == NULL)
            trial_free(trial);
        shell_push(shell, preview);
        return;
    }
    trial_free(trial);
    if (rc != RC_STOP)
        shell_failed(shell, err);
}

/* ---- where reports lie ------------------------------------------------------------------------
 */

static void remember_folder(struct shell *shell, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == path ? 1 : slash != NULL ? (size_t)(slash - path) : 0;
    struct buf folder;
    struct err ignored;
    err_init(&ignored);
    buf_init(&folder);
    buf_add_bytes(&folder, path, length);
    if (length > 0 && !folder.failed)
        (void)!app_remember(shell_app(shell), "report-folder", folder.text, &ignored);
    buf_release(&folder);
}

/* The folder of the last report, else where browsers put what they load, else
 * NULL: the working directory. Caller frees. */
static char *first_folder(struct shell *shell)
{
    struct buf last;
    struct err ignored;
    char *folder = NULL;
    err_init(&ignored);
    buf_init(&last);
    (void)!app_recall(shell_app(shell), "report-folder", &last, &ignored);
    if (last.length > 0 && !last.failed && folder_look(last.text) == FILE_FOLDER)
        folder = strdup(last.text);
    else if (folder_resolve(NULL, "~/Downloads", &folder, &ignored) == RC_OK &&
             folder_look(folder) != FILE_FOLDER) {
        free(folder);
        folder = NULL;
    }
    buf_release(&last);
    return folder;
}

/* ---- picking ------------------------------------------------------------------------------------
 */

static void picked(struct shell *shell, void *context, const char *path)
{
    struct trial *trial = NULL;
    struct err err;
    (void)context;
    if (path == NULL)
        return;
    remember_folder(shell, path);
    err_init(&err);
    trial = calloc(1, sizeof(*trial));
    if (trial == NULL || (trial->path = strdup(path)) == NULL) {
        trial_free(trial);
        shell_push(shell, NULL); /* says that memory is out */
        return;
    }
    if (shell_job(shell, _("Reading the report"), try_out, tried, trial, &err) != RC_OK) {
        trial_free(trial);
        shell_failed(shell, &err);
    }
}

void import_begin(struct shell *shell, const char *path)
{
    if (path != NULL) {
        picked(shell, NULL, path);
        return;
    }
    char *folder = first_folder(shell);
    shell_push(shell, picker_new(shell, _("Bring in a report"), ".csv .tsv .txt .zip", folder,
                                 picked, NULL));
    free(folder);
}

/* ---- in earnest --------------------------------------------------------------------------------
 */

struct intake {
    char *path, *rejects; /* owned; rejects NULL: none */
    struct import_result result;
    int64_t row;  /* of the log */
    char **fresh; /* programs that nobody knew before; owned */
    size_t fresh_count;
};

static void intake_free(struct intake *intake)
{
    for (size_t i = 0; i < intake->fresh_count; i++)
        free(intake->fresh[i]);
    free(intake->fresh);
    free(intake->path);
    free(intake->rejects);
    free(intake);
}

static enum rc keep_fresh(void *context, const char *code, struct err *err)
{
    struct intake *intake = context;
    char **grown = reallocarray(intake->fresh, intake->fresh_count + 1, sizeof(*grown));
    if (grown == NULL)
        return err_memory(err);
    intake->fresh = grown;
    grown[intake->fresh_count] = strdup(code);
    if (grown[intake->fresh_count] == NULL)
        return err_memory(err);
    intake->fresh_count++;
    return RC_OK;
}

static enum rc bring_in(struct app *app, void *context, struct err *err)
{
    struct intake *intake = context;
    const char *files[] = {intake->path};
    const struct import_request request = {.files = files,
                                           .file_count = 1,
                                           .skip_rejects = intake->rejects,
                                           .program = keep_fresh,
                                           .context = intake};
    enum rc rc = app_import(app, &request, &intake->result, err);
    intake->row = app_done_row(app);
    return rc;
}

static void brought_in(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct intake *intake = context;
    const struct import_counts *counts = &intake->result.counts;
    if (rc == RC_OK) {
        import_preview_done(shell, intake->path);
        if (intake->fresh_count > 0)
            shell_push(shell, import_new_new(shell, intake->fresh, intake->fresh_count));
        struct buf what;
        buf_init(&what);
        buf_addf(&what, _("%s is in: %lld new, %lld updated, %lld unchanged, %lld rejected"),
                 intake->result.base, (long long)counts->new, (long long)counts->updated,
                 (long long)counts->unchanged, (long long)counts->rejected);
        shell_say_done(shell, what.text, ACT_UNDO, intake->row);
        buf_release(&what);
    } else if (rc != RC_STOP) {
        shell_failed(shell, err);
    }
    intake_free(intake);
}

enum rc import_bring_in(struct shell *shell, const char *path, const char *rejects, struct err *err)
{
    struct intake *intake = calloc(1, sizeof(*intake));
    if (intake == NULL)
        return err_memory(err);
    intake->path = strdup(path);
    intake->rejects = rejects != NULL ? strdup(rejects) : NULL;
    enum rc rc =
        intake->path == NULL || (rejects != NULL && intake->rejects == NULL)
            ? err_memory(err)
            : shell_job(shell, _("Bringing the report in"), bring_in, brought_in, intake, err);
    if (rc != RC_OK)
        intake_free(intake);
    return rc;
}
