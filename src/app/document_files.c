/* SPDX-License-Identifier: MIT */
/* Documents as files outside the book, and documents that go. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_desk.h"
#include "app/document_find.h"
#include "app/documents.h"
#include "base/words.h"
#include "io/drop.h"
#include "io/opener.h"
#include "model/length.h"
#include "model/retention.h"
#include "store/contents.h"

/* ---- out ---------------------------------------------------------------------------------------
 */

static enum rc into_drop(void *context, const void *bytes, size_t length, struct err *err)
{
    return drop_write(context, bytes, length, err);
}

/* *ret_genuine false: it is damaged, and no file was made. */
static enum rc write_one(struct app *app, struct drop *drop, const char *sha256, const char *name,
                         struct buf *ret_name, bool *ret_genuine, struct err *err)
{
    enum rc rc = drop_begin(drop, err);
    if (rc == RC_OK)
        rc = content_read(app->book, sha256, into_drop, drop, ret_genuine, err);
    if (rc == RC_OK && *ret_genuine)
        rc = drop_commit(drop, name, ret_name, err);
    drop_cancel(drop);
    return rc;
}

struct exporting {
    struct app *app;
    const struct document_export *request;
    struct drop *drop;
    uint64_t done;
};

static enum rc tell_damage(const struct exporting *exporting, const char *id, const char *claim,
                           struct err *err)
{
    struct buf sentence;
    buf_init(&sentence);
    enum rc rc = document_add_words(exporting->app, id, claim, &sentence, err);
    buf_add(&sentence, _(": its bytes are damaged, and it was not written"));
    if (rc == RC_OK)
        rc = buf_check(&sentence, err);
    if (rc == RC_OK)
        rc = exporting->request->found(exporting->request->context, sentence.text, err);
    buf_release(&sentence);
    return rc;
}

static enum rc export_document(struct exporting *exporting, const struct claim *claim,
                               const struct claim_document *document, struct err *err)
{
    const struct document_export *request = exporting->request;
    struct buf name;
    bool genuine = false;
    buf_init(&name);
    enum rc rc = write_one(exporting->app, exporting->drop, document->sha256, document->name, &name,
                           &genuine, err);
    if (rc == RC_OK && !genuine)
        rc = tell_damage(exporting, document->id, claim->head->id, err);
    else if (rc == RC_OK)
        rc = buf_check(&name, err);
    if (rc == RC_OK && genuine)
        rc = request->wrote(request->context, document->id, name.text, err);
    buf_release(&name);
    exporting->done++;
    return rc == RC_OK ? app_progress(exporting->app, _("exporting"), exporting->done, 0, err) : rc;
}

static enum rc export_line(void *context, const struct document_line *line, struct err *err)
{
    return line->state == DOCUMENT_DELETED
               ? RC_OK
               : export_document(context, line->claim, line->document, err);
}

/* All must be there before the first is written. */
static enum rc find_all(struct app *app, const struct document_export *request, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < request->id_count; i++) {
        struct document_sight sight;
        rc = document_find(app, request->ids[i], &sight, err);
        if (rc == RC_OK)
            document_sight_release(&sight);
    }
    return rc;
}

static enum rc export_named(struct exporting *exporting, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < exporting->request->id_count; i++) {
        struct document_sight sight;
        rc = document_find(exporting->app, exporting->request->ids[i], &sight, err);
        if (rc != RC_OK)
            break;
        rc = export_document(exporting, &sight.claim.claim, sight.document, err);
        document_sight_release(&sight);
    }
    return rc;
}

enum rc app_document_export(struct app *app, const struct document_export *request, struct err *err)
{
    struct exporting exporting = {.app = app, .request = request};
    enum rc rc = app_may(app, MAY_LOOK, err);
    if (rc == RC_OK)
        rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = find_all(app, request, err);
    if (rc == RC_OK)
        rc = drop_open(request->folder, &exporting.drop, err);
    if (rc == RC_OK && request->id_count > 0)
        rc = export_named(&exporting, err);
    else if (rc == RC_OK)
        rc = app_document_list(app, false, export_line, &exporting, err);
    drop_close(exporting.drop);
    book_read_end(app->book);
    return rc;
}

/* ---- shown -------------------------------------------------------------------------------------
 */

/* Makes the private copy; *ret_path is the caller's. */
static enum rc copy_aside(struct app *app, const struct document_sight *sight, const char *folder,
                          struct buf *ret_path, struct err *err)
{
    struct drop *drop = NULL;
    bool genuine = false;
    const struct claim_document *document = sight->document;
    buf_addf(ret_path, "%s/", folder);
    enum rc rc = drop_open(folder, &drop, err);
    if (rc == RC_OK)
        rc = write_one(app, drop, document->sha256, document->name, ret_path, &genuine, err);
    if (rc == RC_OK && !genuine)
        rc = err_set(err, RC_RULE,
                     _("document %s: its bytes are damaged: 'coffer document verify' tells which "
                       "are"),
                     document->id);
    drop_close(drop);
    return rc == RC_OK ? buf_check(ret_path, err) : rc;
}

enum rc app_document_open(struct app *app, const char *id, struct err *err)
{
    struct document_sight sight;
    struct buf path;
    char *folder = NULL;
    enum rc rc = document_find(app, id, &sight, err);
    if (rc != RC_OK)
        return rc;
    buf_init(&path);
    rc = opener_folder(&folder, err);
    if (rc == RC_OK)
        rc = copy_aside(app, &sight, folder, &path, err);
    if (rc == RC_OK)
        rc = opener_start(path.text, err);
    if (rc != RC_OK && folder != NULL)
        opener_remove(folder);
    free(folder);
    buf_release(&path);
    document_sight_release(&sight);
    return rc;
}

/* ---- gone --------------------------------------------------------------------------------------
 */

static enum rc may_delete(const struct claim_desk *desk, const struct claim_document *document,
                          const char *reason, struct err *err)
{
    char last[DATE_TEXT_SIZE];
    enum deletion deletion =
        document_deletion(&desk->claim, desk->app->day, desk->app->member->role, reason != NULL);
    if (deletion == DELETION_FREE)
        return RC_OK;
    (void)date_print(claim_retention_end(&desk->claim), last);
    return err_set(err, RC_RULE,
                   deletion == DELETION_NEEDS_ADMIN
                       ? _("document %s: it is kept until %s: wait, or ask an admin, who needs a "
                           "reason")
                       : _("document %s: it is kept until %s: wait, or give a --reason"),
                   document->id, last);
}

static enum rc put_entry(struct claim_desk *desk, enum claim_entry_kind kind, const char *document,
                         const char *reason, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_add(desk, kind, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_DOCUMENT, document, err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_REASON, reason, err) : rc;
}

/* A claim that can still be edited must not pass for backed by what is gone. */
static enum rc delete_on_desk(struct claim_desk *desk, const struct claim_document *document,
                              const char *reason, struct err *err)
{
    bool gone = false;
    bool taken_off = !document->detached && claim_status_is_editable(desk->claim.status);
    enum rc rc = may_delete(desk, document, reason, err);
    if (rc == RC_OK && taken_off)
        rc = put_entry(desk, ENTRY_DETACHED, document->id, NULL, err);
    if (rc == RC_OK)
        rc = put_entry(desk, ENTRY_BYTES_DELETED, document->id, reason, err);
    if (rc == RC_OK)
        rc = content_release(desk->tx, document->sha256, desk->history.head.id, document->id, &gone,
                             err);
    if (rc == RC_OK)
        rc = claim_desk_save(desk, "document.delete", err, "%s (%s)%s%s", document->id,
                             document->name, reason != NULL ? ": " : "",
                             reason != NULL ? reason : "");
    return rc;
}

static const struct claim_document *same_on(const struct claim *claim, const char *id)
{
    for (size_t i = 0; i < claim->document_count; i++)
        if (strcmp(claim->documents[i].id, id) == 0 && document_has_bytes(&claim->documents[i]))
            return &claim->documents[i];
    return NULL;
}

enum rc app_document_delete(struct app *app, const char *id, const char *reason,
                            char ret_document[CLAIM_ID_MAX], struct err *err)
{
    struct document_sight sight;
    struct claim_desk desk;
    struct err ignored;
    if (reason != NULL && reason[0] == '\0')
        reason = NULL;
    enum rc rc = length_check("--reason", reason, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK)
        rc = document_find(app, id, &sight, err);
    if (rc != RC_OK)
        return rc;
    const struct claim_ref ref = {.id = sight.claim.history.head.id};
    rc = claim_desk_open(app, &ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc == RC_OK) {
        const struct claim_document *document = same_on(&desk.claim, sight.document->id);
        if (document == NULL)
            rc = err_set(err, RC_RULE,
                         _("document %s: somebody deleted it a moment ago: 'coffer document list' "
                           "shows them"),
                         sight.document->id);
        else
            rc = delete_on_desk(&desk, document, reason, err);
        claim_desk_close(&desk);
    }
    if (rc == RC_OK) {
        (void)snprintf(ret_document, CLAIM_ID_MAX, "%s", sight.document->id);
        /* Out of the file as well. What is left over goes with the next daily work. */
        err_init(&ignored);
        (void)contents_sweep(app->book, 0, &ignored);
    }
    document_sight_release(&sight);
    return rc;
}
