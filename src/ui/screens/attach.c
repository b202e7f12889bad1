/* SPDX-License-Identifier: MIT */
/* Files are picked and looked at before anything is asked of them. */
#include "ui/screens/attach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/recall.h"
#include "base/words.h"
#include "model/size.h"
#include "ui/parts/ask.h"
#include "ui/parts/picker.h"
#include "ui/screens/attaching.h"
#include "ui/screens/claim_forms.h"

/* ---- what is on its way -----------------------------------------------------------------------
 */

struct attaching *attaching_new(const char *claim, const char *kind, const char *item)
{
    struct attaching *attaching = calloc(1, sizeof(*attaching));
    if (attaching == NULL)
        return NULL;
    attaching->holders = 1;
    (void)snprintf(attaching->claim, sizeof(attaching->claim), "%s", claim);
    buf_init(&attaching->refused);
    attaching->kind = kind != NULL ? strdup(kind) : NULL;
    attaching->item = item != NULL && item[0] != '\0' ? strdup(item) : NULL;
    return attaching;
}

void attaching_drop(struct attaching *attaching)
{
    if (attaching == NULL || --attaching->holders > 0)
        return;
    for (size_t i = 0; i < attaching->count; i++) {
        free(attaching->files[i].path);
        document_look_release(&attaching->files[i].look);
    }
    free(attaching->files);
    targets_release(&attaching->targets);
    buf_release(&attaching->refused);
    free(attaching->kind);
    free(attaching->item);
    free(attaching);
}

/* ---- words -------------------------------------------------------------------------------------
 */

/* Kinds of content as people call them; the first that fits. */
static const char *media_words(const char *type)
{
    static const struct {
        const char *type; /* or its beginning, up to the '/' */
        const char *words;
    } kinds[] = {
        {"application/pdf", N_("PDF")},
        {"image/", N_("picture")},
        {"video/", N_("film")},
        {"audio/", N_("sound")},
        {"message/rfc822", N_("mail")},
        {"text/html", N_("web page")},
        {"text/", N_("text")},
        {"application/zip", N_("zip archive")},
        {"application/msword", N_("Word document")},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         N_("Word document")},
        {"application/vnd.ms-excel", N_("Excel workbook")},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", N_("Excel workbook")},
        {"application/vnd.ms-powerpoint", N_("PowerPoint slides")},
        {"application/vnd.openxmlformats-officedocument.presentationml.presentation",
         N_("PowerPoint slides")},
        {"application/vnd.ms-outlook", N_("mail")},
        {"application/vnd.oasis.opendocument.text", N_("OpenDocument text")},
        {"application/octet-stream", N_("of no kind that is known")},
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        size_t length = strlen(kinds[i].type);
        bool family = kinds[i].type[length - 1] == '/';
        if (strncmp(type, kinds[i].type, length) == 0 && (family || type[length] == '\0'))
            return _(kinds[i].words);
    }
    return type;
}

void attach_add_words(const struct document_look *look, struct buf *ret)
{
    char size[SIZE_TEXT_SIZE];
    buf_addf(ret, "%s, %s", media_words(look->media_type), size_words(look->size, size));
}

/* Under the files of the picker: what it is, or why it will be refused. */
static void preview(struct shell *shell, const char *path, struct buf *ret)
{
    struct document_look look;
    struct err err;
    err_init(&err);
    if (app_document_look(shell_app(shell), path, &look, &err) != RC_OK) {
        const char *slash = strrchr(path, '/');
        size_t length = strlen(path);
        /* The path stands above already. */
        const char *text = strncmp(err.text, path, length) == 0 ? err.text + length : err.text;
        buf_addf(ret, "%s%s", slash != NULL && text != err.text ? slash + 1 : "", text);
        return;
    }
    buf_addf(ret, "%s: ", look.name);
    attach_add_words(&look, ret);
    document_look_release(&look);
}

/* ---- looking at what was picked ----------------------------------------------------------------
 */

/* In the job's thread: nothing but the files of `attaching` is touched. */
static enum rc look_at_file(struct app *app, struct attaching *attaching, struct attach_file *file,
                            struct err *err)
{
    struct document_look look = {0};
    enum rc rc = app_document_look(app, file->path, &look, err);
    if (rc == RC_OK)
        rc = app_document_elsewhere(app, file->path, file->elsewhere, err);
    if (rc == RC_OK) {
        file->look = look;
        return RC_OK;
    }
    document_look_release(&look);
    if (rc == RC_STOP)
        return rc;
    buf_addf(&attaching->refused, "%s%s", attaching->refused.length > 0 ? "\n" : "", err->text);
    err_init(err);
    return RC_OK;
}

static enum rc look_at_files(struct app *app, void *context, struct err *err)
{
    struct attaching *attaching = context;
    size_t kept = 0;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < attaching->count; i++)
        rc = look_at_file(app, attaching, &attaching->files[i], err);
    for (size_t i = 0; rc == RC_OK && i < attaching->count; i++) {
        if (attaching->files[i].look.name == NULL)
            free(attaching->files[i].path);
        else
            attaching->files[kept++] = attaching->files[i];
    }
    attaching->count = rc == RC_OK ? kept : attaching->count;
    return rc == RC_OK ? buf_check(&attaching->refused, err) : rc;
}

static void looked(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct attaching *attaching = context;
    if (rc != RC_OK) {
        if (rc != RC_STOP)
            shell_failed(shell, err);
        attaching_drop(attaching);
        return;
    }
    struct view *refused =
        attaching->refused.length > 0
            ? message_new(shell, _("These cannot be attached"), attaching->refused.text)
            : NULL;
    if (attaching->count > 0)
        attach_ask(attaching, shell);
    else
        attaching_drop(attaching);
    if (refused != NULL) /* over the form of the first that can */
        shell_push(shell, refused);
}

static bool take_paths(struct attaching *attaching, const char *const *paths, size_t count)
{
    attaching->files = calloc(count, sizeof(*attaching->files));
    for (size_t i = 0; attaching->files != NULL && i < count; i++) {
        attaching->files[i].path = strdup(paths[i]);
        if (attaching->files[i].path == NULL)
            return false;
        attaching->count++;
    }
    return attaching->files != NULL;
}

static void remember_folder(struct shell *shell, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash == NULL || slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
    struct err ignored;
    err_init(&ignored);
    if (folder != NULL)
        (void)!app_remember(shell_app(shell), "document-folder", folder, &ignored);
    free(folder);
}

static void picked(struct shell *shell, void *context, const char *const *paths, size_t count)
{
    struct attaching *attaching = context;
    struct err err;
    err_init(&err);
    if (count == 0) {
        attaching_drop(attaching);
        return;
    }
    remember_folder(shell, paths[0]);
    if (!take_paths(attaching, paths, count)) {
        attaching_drop(attaching);
        shell_push(shell, NULL); /* says that memory is out */
    } else if (shell_job(shell, _("Looking at the files"), look_at_files, looked, attaching,
                         &err) != RC_OK) {
        attaching_drop(attaching);
        shell_failed(shell, &err);
    }
}

/* ---- picking ------------------------------------------------------------------------------------
 */

/* What is picked will most likely be for this. */
static void add_note(const struct attaching *attaching, struct buf *ret)
{
    const struct targets *targets = &attaching->targets;
    const struct target *target = targets->first < targets->count && attaching->kind == NULL
                                      ? &targets->items[targets->first]
                                      : NULL;
    for (size_t i = 0; attaching->item != NULL && i < targets->count; i++)
        if (strcmp(targets->items[i].item, attaching->item) == 0)
            target = &targets->items[i];
    if (target == NULL)
        buf_add(ret, _("What they are for is asked next."));
    else if (target->kind == DOCUMENT_PROOF)
        buf_addf(ret, _("Proves %s: %s"), target->item, target->text);
    else
        buf_addf(ret, _("Backs %s"), target->text);
}

static void pick(struct shell *shell, struct attaching *attaching)
{
    struct buf note, folder;
    struct err ignored;
    err_init(&ignored);
    buf_init(&note);
    buf_init(&folder);
    add_note(attaching, &note);
    (void)!app_recall(shell_app(shell), "document-folder", &folder, &ignored);
    const struct picker_many spec = {.title = _("Attach files"),
                                     .note = note.text,
                                     .start = folder.length > 0 ? folder.text : NULL,
                                     .preview = preview,
                                     .done = picked,
                                     .context = attaching};
    struct view *picker = picker_many_new(shell, &spec);
    if (picker == NULL)
        attaching_drop(attaching);
    shell_push(shell, picker);
    buf_release(&note);
    buf_release(&folder);
}

/* The claim's status does not take one. */
static bool is_refused(struct shell *shell, const char *id)
{
    struct claim_sight sight;
    struct err err;
    struct buf why;
    err_init(&err);
    if (app_claim_show(shell_app(shell), id, &sight, &err) != RC_OK) {
        shell_failed(shell, &err);
        return true;
    }
    buf_init(&why);
    bool refused = claim_refuses(&sight.claim, ACT_ATTACH, &why);
    if (refused)
        shell_say(shell, "%s", why.text);
    buf_release(&why);
    claim_sight_release(&sight);
    return refused;
}

void claim_attach(struct shell *shell, const char *id, const char *kind, const char *item)
{
    struct err err;
    err_init(&err);
    if (is_refused(shell, id))
        return;
    struct attaching *attaching = attaching_new(id, kind, item);
    if (attaching == NULL) {
        shell_push(shell, NULL);
    } else if (targets_load(shell_app(shell), id, &attaching->targets, &err) != RC_OK) {
        shell_failed(shell, &err);
        attaching_drop(attaching);
    } else {
        pick(shell, attaching);
    }
}
