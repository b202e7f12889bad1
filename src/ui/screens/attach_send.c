/* SPDX-License-Identifier: MIT */
/* The bytes of files on their way into the book. Each file is a change of its own, which
 * is taken back alone. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/screens/attaching.h"

enum { AT_ONCE = 8 * 1000 * 1000 }; /* bytes that are stored while one waits for a key */

static enum rc read_revision(struct app *app, struct attaching *attaching, struct err *err)
{
    struct claim_sight sight;
    enum rc rc = app_claim_show(app, attaching->claim, &sight, err);
    if (rc != RC_OK)
        return rc;
    attaching->targets.revision = sight.history.head.revision;
    claim_sight_release(&sight);
    return RC_OK;
}

/* Somebody else has changed the claim: that is shown, and the next try is about what it
 * is now. */
static void say_moved(struct app *app, struct attaching *attaching, struct err *err)
{
    int64_t revision = attaching->targets.revision;
    struct err other;
    struct buf text;
    err_init(&other);
    if (read_revision(app, attaching, &other) != RC_OK || attaching->targets.revision == revision)
        return;
    buf_init(&text);
    buf_addf(&text, _("%s. Save again to attach the file all the same"), err->text);
    err_init(err);
    (void)!err_set(err, RC_RULE, "%s", text.text);
    buf_release(&text);
}

/* The next file. */
static enum rc send_one(struct app *app, struct attaching *attaching,
                        const struct document_form *what, struct err *err)
{
    const struct claim_ref ref = {attaching->claim, attaching->targets.revision};
    const struct attach_file *file = &attaching->files[attaching->at];
    char id[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    enum rc rc = app_claim_attach(app, &ref, file->path, what, id, document, err);
    if (rc == RC_RULE)
        say_moved(app, attaching, err);
    if (rc != RC_OK)
        return rc;
    attaching->at++;
    return read_revision(app, attaching, err);
}

/* holds: one, which is given away. */
static void go_on(struct attaching *attaching, struct shell *shell)
{
    if (attaching->at < attaching->count)
        attach_ask(attaching, shell);
    else
        attaching_drop(attaching);
}

/* Of several that are attached at once: the way back is that of the last. */
static void say_sent(const struct attaching *attaching, struct shell *shell, size_t count,
                     int64_t row)
{
    struct buf text;
    buf_init(&text);
    buf_addf(&text, _("%zu files attached, the last of them %s"), count,
             attaching->files[attaching->at - 1].look.name);
    shell_say_done(shell, text.text, ACT_UNDO, row);
    buf_release(&text);
}

/* ---- as a job ----------------------------------------------------------------------------------
 */

struct sending {
    struct attaching *attaching;
    char *kind, *item, *note; /* owned; item and note may be NULL */
    size_t count, sent;
    char *done;  /* what the last one did, or NULL; owned */
    int64_t row; /* of the log */
};

static void sending_free(struct sending *sending)
{
    if (sending == NULL)
        return;
    free(sending->kind);
    free(sending->item);
    free(sending->note);
    free(sending->done);
    free(sending);
}

static bool copy_text(const char *text, char **ret)
{
    *ret = text != NULL ? strdup(text) : NULL;
    return text == NULL || *ret != NULL;
}

static struct sending *sending_new(struct attaching *attaching, const struct document_form *what,
                                   size_t count)
{
    struct sending *sending = calloc(1, sizeof(*sending));
    if (sending == NULL)
        return NULL;
    sending->attaching = attaching;
    sending->count = count;
    bool whole = copy_text(what->kind, &sending->kind) && copy_text(what->item, &sending->item) &&
                 copy_text(what->note, &sending->note);
    if (whole)
        return sending;
    sending_free(sending);
    return NULL;
}

static enum rc send_all(struct app *app, void *context, struct err *err)
{
    struct sending *sending = context;
    const struct document_form what = {sending->kind, sending->item, sending->note};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sending->count; i++) {
        rc = send_one(app, sending->attaching, &what, err);
        if (rc == RC_OK) {
            free(sending->done);
            sending->sent++;
            sending->done = strdup(app_done(app));
            sending->row = app_done_row(app);
        }
    }
    return rc;
}

static void sent(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    struct sending *sending = context;
    if (sending->sent > 1)
        say_sent(sending->attaching, shell, sending->sent, sending->row);
    else if (sending->done != NULL)
        shell_say_done(shell, sending->done, ACT_UNDO, sending->row);
    if (rc == RC_OK || rc == RC_STOP)
        go_on(sending->attaching, shell);
    else
        attach_ask(sending->attaching, shell); /* the one that failed, with its words above */
    if (rc != RC_OK && rc != RC_STOP)
        shell_failed(shell, err);
    sending_free(sending);
}

static enum rc send_as_job(struct attaching *attaching, struct shell *shell, struct view *form,
                           const struct document_form *what, size_t count, struct err *err)
{
    struct sending *sending = sending_new(attaching, what, count);
    if (sending == NULL)
        return err_memory(err);
    attaching->holders++;
    shell_close(shell, form); /* the box of the job would go with it */
    enum rc rc = shell_job(shell, _("Attaching"), send_all, sent, sending, err);
    if (rc != RC_OK) {
        sending_free(sending);
        attach_ask(attaching, shell);
        shell_failed(shell, err);
    }
    return RC_OK;
}

/* ---- at once ------------------------------------------------------------------------------------
 */

static enum rc send_at_once(struct attaching *attaching, struct shell *shell, struct view *form,
                            const struct document_form *what, size_t count, struct err *err)
{
    size_t first = attaching->at;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        rc = send_one(shell_app(shell), attaching, what, err);
        if (rc == RC_OK)
            shell_wrote(shell);
    }
    if (rc != RC_OK && attaching->at == first)
        return rc;
    if (attaching->at - first > 1)
        say_sent(attaching, shell, attaching->at - first, app_done_row(shell_app(shell)));
    attaching->holders++;
    shell_close(shell, form);
    go_on(attaching, shell);
    if (rc != RC_OK)
        shell_failed(shell, err);
    return RC_OK;
}

enum rc attach_send(struct attaching *attaching, struct shell *shell, struct view *form,
                    const struct document_form *what, size_t count, struct err *err)
{
    int64_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += attaching->files[attaching->at + i].look.size;
    if (bytes <= AT_ONCE)
        return send_at_once(attaching, shell, form, what, count, err);
    return send_as_job(attaching, shell, form, what, count, err);
}
