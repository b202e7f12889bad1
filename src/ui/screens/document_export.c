/* SPDX-License-Identifier: MIT */
#include "ui/screens/document_export.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/recall.h"
#include "base/words.h"
#include "io/folder.h"
#include "ui/parts/ask.h"
#include "ui/parts/form.h"
#include "ui/parts/retell.h"

/* What was found to be damaged, a line each; after MOST_LINES only counted. */
enum { MOST_LINES = 200 };
struct damage {
    struct buf lines;
    size_t count;
};

static enum rc note_damage(struct damage *damage, const char *sentence, struct err *err)
{
    damage->count++;
    if (damage->count <= MOST_LINES)
        buf_addf(&damage->lines, "%s%s", damage->count > 1 ? "\n" : "", sentence);
    return buf_check(&damage->lines, err);
}

/* ---- the work of an export ----------------------------------------------------------------- */

struct outgoing {
    char *folder;    /* owned */
    struct date day; /* that the screen shows */
    char **ids;      /* owned; NULL: all */
    size_t id_count;
    size_t written;
    struct damage damage;
};

static void outgoing_free(struct outgoing *outgoing)
{
    if (outgoing == NULL)
        return;
    for (size_t i = 0; outgoing->ids != NULL && i < outgoing->id_count; i++)
        free(outgoing->ids[i]);
    free(outgoing->ids);
    free(outgoing->folder);
    buf_release(&outgoing->damage.lines);
    free(outgoing);
}

static enum rc count_written(void *context, const char *id, const char *name, struct err *err)
{
    struct outgoing *outgoing = context;
    (void)id;
    (void)name;
    (void)err;
    outgoing->written++;
    return RC_OK;
}

static enum rc note_unwritten(void *context, const char *sentence, struct err *err)
{
    return note_damage(&((struct outgoing *)context)->damage, sentence, err);
}

static enum rc write_out(struct app *app, void *context, struct err *err)
{
    struct outgoing *outgoing = context;
    const struct document_export request = {.ids = (const char *const *)outgoing->ids,
                                            .id_count = outgoing->id_count,
                                            .folder = outgoing->folder,
                                            .wrote = count_written,
                                            .found = note_unwritten,
                                            .context = outgoing};
    app_look_at(app, outgoing->day); /* the work's own app is on another one */
    return app_document_export(app, &request, err);
}

static void written(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct outgoing *outgoing = context;
    if (rc == RC_OK)
        shell_say(shell,
                  ngettext("%zu document is now a file in %s", "%zu documents are now files in %s",
                           outgoing->written),
                  outgoing->written, outgoing->folder);
    else if (rc != RC_STOP)
        shell_failed(shell, err);
    if (rc == RC_OK && outgoing->damage.count > 0)
        shell_push(shell,
                   message_new(shell, _("Not all were written"), outgoing->damage.lines.text));
    outgoing_free(outgoing);
}

static enum rc start(struct shell *shell, struct outgoing *outgoing, struct err *err)
{
    enum rc rc = shell_job(shell, _("Writing documents"), write_out, written, outgoing, err);
    if (rc != RC_OK)
        outgoing_free(outgoing);
    return rc;
}

/* ---- the form ------------------------------------------------------------------------------ */

enum { FOLDER, WHICH, FIELDS };
enum { THIS_ONE, SHOWN, ALL };
static const char *const whiches[] = {[THIS_ONE] = N_("the selected one"),
                                      [SHOWN] = N_("those that are shown"),
                                      [ALL] = N_("all"),
                                      NULL};

static const struct field fields[FIELDS] = {
    [FOLDER] = {.name = "folder",
                .label = N_("Folder"),
                .hint = N_("It is made where it is missing; no file in it is written over."),
                .kind = FIELD_TEXT,
                .must = true},
    [WHICH] = {.name = "which",
               .label = N_("Which"),
               .hint = N_("Left and Right choose."),
               .kind = FIELD_CHOICE,
               .must = true,
               .choices = whiches,
               .spoken = true},
};

struct choosing {
    char *here; /* owned; NULL: none is selected */
    char **ids; /* owned: those that are shown */
    size_t count;
};

static void choosing_release(void *context)
{
    struct choosing *choosing = context;
    if (choosing == NULL)
        return;
    for (size_t i = 0; choosing->ids != NULL && i < choosing->count; i++)
        free(choosing->ids[i]);
    free(choosing->ids);
    free(choosing->here);
    free(choosing);
}

static char **copy_ids(const char *const *ids, size_t count)
{
    char **copies = calloc(count + 1, sizeof(char *));
    for (size_t i = 0; copies != NULL && i < count; i++) {
        copies[i] = strdup(ids[i]);
        if (copies[i] != NULL)
            continue;
        while (i > 0)
            free(copies[--i]);
        free(copies);
        return NULL;
    }
    return copies;
}

static bool is_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    const struct choosing *choosing = context;
    if (field == WHICH && choosing->here == NULL && strcmp(values[WHICH], whiches[THIS_ONE]) == 0)
        buf_add(why, _("No document is selected"));
    else if (field == WHICH && choosing->count == 0 && strcmp(values[WHICH], whiches[SHOWN]) == 0)
        buf_add(why, _("No document that has its bytes is shown"));
    else
        return false;
    return true;
}

static enum rc outgoing_new(const struct choosing *choosing, const char *const *values,
                            struct outgoing **ret, struct err *err)
{
    struct outgoing *outgoing = calloc(1, sizeof(*outgoing));
    const char *const here[] = {choosing->here};
    bool one = strcmp(values[WHICH], whiches[THIS_ONE]) == 0;
    bool all = strcmp(values[WHICH], whiches[ALL]) == 0;
    if (outgoing == NULL)
        return err_memory(err);
    buf_init(&outgoing->damage.lines);
    enum rc rc = folder_resolve(NULL, values[FOLDER], &outgoing->folder, err);
    if (rc == RC_OK && !all) {
        outgoing->ids =
            one ? copy_ids(here, 1) : copy_ids((const char *const *)choosing->ids, choosing->count);
        outgoing->id_count = one ? 1 : choosing->count;
        rc = outgoing->ids != NULL ? RC_OK : err_memory(err);
    }
    if (rc == RC_OK)
        *ret = outgoing;
    else
        outgoing_free(outgoing);
    return rc;
}

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct outgoing *outgoing = NULL;
    struct err ignored;
    enum rc rc = outgoing_new(context, values, &outgoing, err);
    if (rc != RC_OK || outgoing == NULL)
        return rc;
    err_init(&ignored);
    (void)!app_remember(shell_app(shell), "export-folder", outgoing->folder, &ignored);
    outgoing->day = shell_day(shell);
    return start(shell, outgoing, err);
}

static struct choosing *choosing_new(const struct document_sheet *here, const char *const *ids,
                                     size_t count)
{
    struct choosing *choosing = calloc(1, sizeof(*choosing));
    if (choosing == NULL)
        return NULL;
    choosing->here = here != NULL ? strdup(here->id) : NULL;
    choosing->ids = copy_ids(ids, count);
    choosing->count = count;
    if (choosing->ids != NULL && (here == NULL || choosing->here != NULL))
        return choosing;
    choosing_release(choosing);
    return NULL;
}

void document_export(struct shell *shell, const struct document_sheet *here, const char *const *ids,
                     size_t count)
{
    struct form_spec spec = {
        .title = N_("Write documents as files"),
        .note = N_("Only you can read the files. They are copies: the documents stay in the book."),
        .fields = fields,
        .count = FIELDS,
        .wrong = is_wrong,
        .save = save,
        .release = choosing_release,
        .context = choosing_new(here, ids, count),
    };
    struct buf folder;
    struct err ignored;
    err_init(&ignored);
    buf_init(&folder);
    (void)!app_recall(shell_app(shell), "export-folder", &folder, &ignored);
    const char *values[FIELDS] = {[FOLDER] = folder.length > 0 ? folder.text : "~/documents",
                                  [WHICH] = whiches[here != NULL ? THIS_ONE : ALL]};
    shell_push(shell, spec.context != NULL ? form_new(shell, &spec, values) : NULL);
    buf_release(&folder);
}

/* ---- read again ---------------------------------------------------------------------------- */

struct reading {
    int64_t count;
    struct damage damage;
};

static enum rc note_broken(void *context, const char *sentence, struct err *err)
{
    return note_damage(&((struct reading *)context)->damage, sentence, err);
}

static enum rc read_all(struct app *app, void *context, struct err *err)
{
    struct reading *reading = context;
    return app_document_verify(app, note_broken, reading, &reading->count, err);
}

static void was_read(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct reading *reading = context;
    struct buf text;
    buf_init(&text);
    if (rc != RC_OK && rc != RC_STOP) {
        shell_failed(shell, err);
    } else if (rc == RC_OK && reading->damage.count > 0) {
        buf_addf(&text,
                 ngettext("%zu document is damaged: attach the file again, or restore a backup.\n",
                          "%zu documents are damaged: attach the files again, or restore a "
                          "backup.\n",
                          reading->damage.count),
                 reading->damage.count);
        buf_add(&text, reading->damage.lines.text);
        shell_push(shell, message_new(shell, _("Documents are damaged"), text.text));
    } else if (rc == RC_OK) {
        shell_say(shell,
                  ngettext("%" PRId64 " document is as it was attached",
                           "%" PRId64 " documents are as they were attached",
                           (unsigned long)reading->count),
                  reading->count);
    }
    buf_release(&text);
    buf_release(&reading->damage.lines);
    free(reading);
}

bool document_verify_refuses(struct shell *shell, struct buf *ret_why)
{
    struct err err;
    err_init(&err);
    if (app_may(shell_app(shell), MAY_SAFEKEEP, &err) == RC_OK)
        return false;
    retell(err.text, NULL, NULL, ret_why);
    return true;
}

void document_verify(struct shell *shell)
{
    struct reading *reading = calloc(1, sizeof(*reading));
    struct err err;
    err_init(&err);
    if (reading == NULL) {
        shell_push(shell, NULL);
        return;
    }
    buf_init(&reading->damage.lines);
    if (shell_job(shell, _("Reading the documents"), read_all, was_read, reading, &err) != RC_OK) {
        free(reading);
        shell_failed(shell, &err);
    }
}
