/* SPDX-License-Identifier: MIT */
/* Documents looked at: the list, and their bytes hashed anew. */
#include <stdio.h>
#include <string.h>

#include "app/document_find.h"
#include "app/documents.h"
#include "app/inside.h"
#include "base/words.h"
#include "model/retention.h"
#include "store/claims.h"
#include "store/contents.h"

const char *document_state_word(enum document_state state)
{
    static const char *const words[] = {"attached", "detached", "deleted"};
    bug_if(state > DOCUMENT_DELETED, "no such state of a document");
    return words[state];
}

/* ---- the list ----------------------------------------------------------------------------------
 */

struct listing {
    struct app *app;
    bool expired;
    app_document_visit *visit;
    void *context;
};

static enum document_state state_of(const struct claim_document *document)
{
    return document->deleted_reason != NULL ? DOCUMENT_DELETED
           : document->detached             ? DOCUMENT_DETACHED
                                            : DOCUMENT_ATTACHED;
}

bool document_line_of(const struct claim *claim, const struct claim_document *document,
                      struct date day, struct document_line *ret)
{
    *ret = (struct document_line){
        .claim = claim,
        .document = document,
        .state = state_of(document),
        .has_expires = claim_retention(claim, day) != RETENTION_NONE,
        .expires = claim_retention_end(claim),
    };
    return document_has_bytes(document) || document->deleted_reason != NULL;
}

static enum rc list_claim(void *context, const struct claim_history *history, struct err *err)
{
    const struct listing *listing = context;
    struct claim claim = {0};
    if (!app_sees(listing->app, history->head.program, history->head.location))
        return RC_OK;
    struct date day = listing->app->day;
    enum rc rc = claim_on(history, day, &claim, err);
    for (size_t i = 0; rc == RC_OK && i < claim.document_count; i++) {
        const struct claim_document *document = &claim.documents[i];
        struct document_line line;
        bool listed = document_line_of(&claim, document, day, &line);
        if (listing->expired ? document_may_go(&claim, document, day) : listed)
            rc = listing->visit(listing->context, &line, err);
    }
    claim_release(&claim);
    return rc;
}

enum rc app_document_list(struct app *app, bool expired, app_document_visit *visit, void *context,
                          struct err *err)
{
    struct listing listing = {app, expired, visit, context};
    return claims_all(app->book, list_claim, &listing, err);
}

/* ---- hashed anew -------------------------------------------------------------------------------
 */

struct verifying {
    struct app *app;
    app_document_damage *found;
    void *context;
    const char *what; /* is wrong with the bytes that are looked at */
    int64_t count, done, total;
    bool told;
};

static enum rc add_size(void *context, const struct content *content, struct err *err)
{
    struct verifying *verifying = context;
    (void)err;
    verifying->total += content->size;
    return RC_OK;
}

static enum rc pass_bytes(void *context, const void *bytes, size_t length, struct err *err)
{
    struct verifying *verifying = context;
    (void)bytes;
    verifying->done += (int64_t)length;
    return app_progress(verifying->app, _("verifying"), (uint64_t)verifying->done,
                        (uint64_t)verifying->total, err);
}

static enum rc tell_document(void *context, const char *document, const char *claim,
                             struct err *err)
{
    struct verifying *verifying = context;
    struct buf sentence;
    buf_init(&sentence);
    verifying->told = true;
    enum rc rc = document_add_words(verifying->app, document, claim, &sentence, err);
    buf_addf(&sentence, ": %s", verifying->what);
    if (rc == RC_OK)
        rc = buf_check(&sentence, err);
    if (rc == RC_OK)
        rc = verifying->found(verifying->context, sentence.text, err);
    buf_release(&sentence);
    return rc;
}

static enum rc tell_bytes(struct verifying *verifying, const struct content *content,
                          struct err *err)
{
    char sentence[256];
    (void)snprintf(sentence, sizeof(sentence),
                   _("bytes that no document names, SHA-256 %s: they are damaged"),
                   content->sha256);
    return verifying->found(verifying->context, sentence, err);
}

static enum rc verify_content(void *context, const struct content *content, struct err *err)
{
    struct verifying *verifying = context;
    struct app *app = verifying->app;
    bool genuine = false;
    verifying->count++;
    enum rc rc = content_read(app->book, content->sha256, pass_bytes, verifying, &genuine, err);
    if (rc != RC_OK || genuine)
        return rc;
    verifying->told = false;
    verifying->what = content->whole ? _("its bytes are not those that were attached")
                                     : _("some of its bytes are missing");
    rc = documents_of_content(app->book, content->sha256, tell_document, verifying, err);
    return rc == RC_OK && !verifying->told ? tell_bytes(verifying, content, err) : rc;
}

enum rc app_document_verify(struct app *app, app_document_damage *found, void *context,
                            int64_t *ret_count, struct err *err)
{
    struct verifying verifying = {.app = app, .found = found, .context = context};
    enum rc rc = app_may(app, MAY_SAFEKEEP, err);
    if (rc == RC_OK)
        rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = contents_all(app->book, add_size, &verifying, err);
    if (rc == RC_OK)
        rc = contents_all(app->book, verify_content, &verifying, err);
    verifying.what = _("its bytes are not in the book");
    if (rc == RC_OK)
        rc = documents_without_content(app->book, tell_document, &verifying, err);
    book_read_end(app->book);
    if (rc == RC_OK)
        *ret_count = verifying.count;
    return rc;
}
