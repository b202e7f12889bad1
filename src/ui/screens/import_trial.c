/* SPDX-License-Identifier: MIT */
/* A file is picked and tried out, whatever comes with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/recall.h"
#include "base/words.h"
#include "io/folder.h"
#include "ui/parts/picker.h"
#include "ui/parts/retell.h"
#include "ui/screens/importing.h"

/* ---- what it holds ------------------------------------------------------------------------- */

void trial_free(struct trial *trial)
{
    if (trial == NULL)
        return;
    for (size_t i = 0; i < trial->reject_count; i++) {
        free(trial->rejects[i].source);
        free(trial->rejects[i].reason);
    }
    for (size_t i = 0; i < trial->line_count; i++) {
        free(trial->lines[i].where);
        free(trial->lines[i].what);
    }
    free(trial->rejects);
    free(trial->lines);
    free(trial->path);
    buf_release(&trial->head);
    free(trial);
}

/* Room for one more of `size` bytes. */
static enum rc grow(void **items, size_t count, size_t *room, size_t size, struct err *err)
{
    if (count < *room)
        return RC_OK;
    size_t more = *room == 0 ? 64 : *room * 2;
    void *grown = reallocarray(*items, more, size);
    if (grown == NULL)
        return err_memory(err);
    *items = grown;
    *room = more;
    return RC_OK;
}

enum rc trial_reject_add(void *context, const char *source, int64_t line, const char *reason,
                         struct err *err)
{
    struct trial *trial = context;
    trial->rejected++;
    if (trial->reject_count == TRIAL_ROWS_MAX)
        return RC_OK;
    enum rc rc = grow((void **)&trial->rejects, trial->reject_count, &trial->reject_room,
                      sizeof(*trial->rejects), err);
    if (rc != RC_OK)
        return rc;
    struct buf words;
    buf_init(&words);
    retell(reason, NULL, NULL, &words);
    struct trial_reject *reject = &trial->rejects[trial->reject_count++];
    *reject = (struct trial_reject){strdup(source), strdup(words.text), line};
    rc = buf_check(&words, err);
    buf_release(&words);
    return reject->source != NULL && reject->reason != NULL ? rc : err_memory(err);
}

enum rc trial_line_add(struct trial *trial, const char *where, int64_t rows, const char *what,
                       bool warns, struct err *err)
{
    if (trial->line_count == TRIAL_ROWS_MAX)
        return RC_OK;
    enum rc rc = grow((void **)&trial->lines, trial->line_count, &trial->line_room,
                      sizeof(*trial->lines), err);
    if (rc != RC_OK)
        return rc;
    struct trial_line *line = &trial->lines[trial->line_count++];
    *line = (struct trial_line){strdup(where), strdup(what), rows, warns};
    return line->where != NULL && line->what != NULL ? RC_OK : err_memory(err);
}

/* ---- tried out ----------------------------------------------------------------------------- */

static enum rc try_out(struct app *app, void *context, struct err *err)
{
    struct trial *trial = context;
    enum rc rc = trial->kind->try_out(app, trial, err);
    return rc == RC_OK ? buf_check(&trial->head, err) : rc;
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

static struct trial *trial_new(const struct trial_kind *kind, const char *path)
{
    struct trial *trial = calloc(1, sizeof(*trial));
    if (trial == NULL)
        return NULL;
    trial->kind = kind;
    buf_init(&trial->head);
    trial->path = strdup(path);
    if (trial->path == NULL) {
        trial_free(trial);
        return NULL;
    }
    return trial;
}

static void begin(struct shell *shell, const struct trial_kind *kind, const char *path)
{
    struct trial *trial = trial_new(kind, path);
    struct err err;
    err_init(&err);
    if (trial == NULL) {
        shell_push(shell, NULL); /* says that memory is out */
    } else if (shell_job(shell, _(kind->reading), try_out, tried, trial, &err) != RC_OK) {
        trial_free(trial);
        shell_failed(shell, &err);
    }
}

/* ---- in earnest ---------------------------------------------------------------------------- */

static void intake_free(struct intake *intake)
{
    if (intake->kind->release != NULL)
        intake->kind->release(intake);
    free(intake->path);
    free(intake->rejects);
    free(intake);
}

static enum rc bring_in(struct app *app, void *context, struct err *err)
{
    struct intake *intake = context;
    enum rc rc = intake->kind->bring_in(app, intake, err);
    intake->row = app_done_row(app);
    return rc;
}

static void brought_in(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct intake *intake = context;
    struct buf what;
    buf_init(&what);
    if (rc == RC_OK) {
        import_preview_done(shell, intake->path);
        intake->kind->tell(shell, intake, &what);
        shell_say_done(shell, what.text, ACT_UNDO, intake->row);
    } else if (rc != RC_STOP) {
        shell_failed(shell, err);
    }
    buf_release(&what);
    intake_free(intake);
}

enum rc trial_bring_in(struct shell *shell, const struct trial_kind *kind, const char *path,
                       const char *rejects, struct err *err)
{
    struct intake *intake = calloc(1, kind->intake_size);
    if (intake == NULL)
        return err_memory(err);
    intake->kind = kind;
    intake->path = strdup(path);
    intake->rejects = rejects != NULL ? strdup(rejects) : NULL;
    enum rc rc = intake->path == NULL || (rejects != NULL && intake->rejects == NULL)
                     ? err_memory(err)
                     : shell_job(shell, _(kind->bringing), bring_in, brought_in, intake, err);
    if (rc != RC_OK)
        intake_free(intake);
    return rc;
}

/* ---- where files lie ----------------------------------------------------------------------- */

static void remember_folder(struct shell *shell, const char *name, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == path ? 1 : slash != NULL ? (size_t)(slash - path) : 0;
    struct buf folder;
    struct err ignored;
    err_init(&ignored);
    buf_init(&folder);
    buf_add_bytes(&folder, path, length);
    if (length > 0 && !folder.failed)
        (void)!app_remember(shell_app(shell), name, folder.text, &ignored);
    buf_release(&folder);
}

/* The folder of the last file, else where browsers put what they load, else NULL: the
 * working directory. Caller frees. */
static char *first_folder(struct shell *shell, const char *name)
{
    struct buf last;
    struct err ignored;
    char *folder = NULL;
    err_init(&ignored);
    buf_init(&last);
    (void)!app_recall(shell_app(shell), name, &last, &ignored);
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

/* ---- picked -------------------------------------------------------------------------------- */

static void picked(struct shell *shell, void *context, const char *path)
{
    const struct trial_kind *kind = context;
    if (path == NULL)
        return;
    remember_folder(shell, kind->folder, path);
    begin(shell, kind, path);
}

void trial_begin(struct shell *shell, const struct trial_kind *kind, const char *path)
{
    void *context = (void *)(uintptr_t)kind; /* the picker hands it back as it is */
    if (path != NULL) {
        picked(shell, context, path);
        return;
    }
    char *folder = first_folder(shell, kind->folder);
    shell_push(shell, picker_new(shell, _(kind->picks), kind->endings, folder, picked, context));
    free(folder);
}
