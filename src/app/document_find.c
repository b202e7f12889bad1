/* SPDX-License-Identifier: MIT */
#include "app/document_find.h"

#include <stdio.h>
#include <string.h>

#include "app/inside.h"
#include "base/text.h"
#include "base/words.h"
#include "model/retention.h"
#include "store/claims.h"
#include "store/contents.h"

struct finding {
    struct app *app;
    const char *beginning;
    char id[CLAIM_ID_MAX], claim[CLAIM_ID_MAX], second[CLAIM_ID_MAX];
    int count;
    bool exact;
};

static enum rc may_see(struct app *app, const char *claim, bool *ret, struct err *err)
{
    struct claim_history history;
    bool found = false;
    enum rc rc = claim_load(app->book, claim, &found, &history, err);
    if (rc != RC_OK)
        return rc;
    *ret = found && app_sees(app, history.head.program, history.head.location);
    if (found)
        claim_history_release(&history);
    return RC_OK;
}

static enum rc see_one(void *context, const char *document, const char *claim, struct err *err)
{
    struct finding *finding = context;
    bool seen = false;
    if (finding->exact || finding->count > 1)
        return RC_OK;
    enum rc rc = may_see(finding->app, claim, &seen, err);
    if (rc != RC_OK || !seen)
        return rc;
    finding->exact = strcasecmp(document, finding->beginning) == 0;
    if (finding->count++ > 0 && !finding->exact) {
        (void)snprintf(finding->second, sizeof(finding->second), "%s", document);
        return RC_OK;
    }
    (void)snprintf(finding->id, sizeof(finding->id), "%s", document);
    (void)snprintf(finding->claim, sizeof(finding->claim), "%s", claim);
    return RC_OK;
}

static enum rc unknown(const char *id, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    return err_set(err, RC_RULE,
                   _("document %s: the book has none of this id, or no bytes of it: 'coffer "
                     "document list' shows them"),
                   text_excerpt(id, excerpt));
}

static enum rc find_id(struct finding *finding, struct err *err)
{
    const char *id = finding->beginning;
    enum rc rc = documents_beginning(finding->app->book, id, see_one, finding, err);
    if (rc == RC_OK && finding->count == 0)
        rc = unknown(id, err);
    else if (rc == RC_OK && finding->count > 1 && !finding->exact)
        rc = err_set(err, RC_RULE,
                     _("document %s: several begin so, as %s and %s: give more of the id"), id,
                     finding->id, finding->second);
    return rc;
}

enum rc document_find(struct app *app, const char *beginning, struct document_sight *ret,
                      struct err *err)
{
    struct finding finding = {.app = app, .beginning = beginning};
    struct document_sight sight = {.document = NULL};
    enum rc rc = find_id(&finding, err);
    if (rc == RC_OK)
        rc = app_claim_show(app, finding.claim, &sight.claim, err);
    if (rc != RC_OK)
        return rc;
    for (size_t i = 0; i < sight.claim.claim.document_count; i++) {
        const struct claim_document *document = &sight.claim.claim.documents[i];
        if (strcmp(document->id, finding.id) == 0 && document_has_bytes(document))
            sight.document = document;
    }
    if (sight.document == NULL) { /* not yet, or not any more, on the app's day */
        document_sight_release(&sight);
        return unknown(beginning, err);
    }
    *ret = sight;
    ret->claim.claim.head = &ret->claim.history.head;
    return RC_OK;
}

void document_sight_release(struct document_sight *sight)
{
    claim_sight_release(&sight->claim);
}

static const char *name_in(const struct claim_history *history, const char *document)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct claim_entry *entry = &history->entries[i];
        const char *id = claim_entry_text(entry, SAYS_DOCUMENT);
        const char *name = claim_entry_text(entry, SAYS_NAME);
        if (entry->kind == ENTRY_ATTACHED && id != NULL && strcmp(id, document) == 0)
            return name != NULL ? name : "";
    }
    return "";
}

enum rc document_add_words(struct app *app, const char *document, const char *claim,
                           struct buf *ret, struct err *err)
{
    struct claim_history history;
    bool found = false;
    enum rc rc = claim_load(app->book, claim, &found, &history, err);
    if (rc != RC_OK)
        return rc;
    buf_addf(ret, _("document %s (%s) of claim %s"), document,
             found ? name_in(&history, document) : "", claim);
    if (found)
        claim_history_release(&history);
    return buf_check(ret, err);
}
