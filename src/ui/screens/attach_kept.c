/* SPDX-License-Identifier: MIT */
/* Documents that a claim has: shown with the desktop's program, taken off. */
#include "app/documents.h"
#include "base/words.h"
#include "ui/screens/attach.h"
#include "ui/screens/document_words.h"

void claim_open_document(struct shell *shell, const char *document)
{
    struct err err;
    err_init(&err);
    if (app_document_open(shell_app(shell), document, &err) == RC_OK)
        shell_say(shell, "%s", _("The document opens in a window of its own"));
    else
        shell_failed(shell, &err);
}

/* ---- taking off ---------------------------------------------------------------------------- */

/* What becomes of the bytes; "" where nothing does. */
static enum rc add_fate(struct app *app, const struct claim *claim,
                        const struct claim_document *document, struct buf *ret, struct err *err)
{
    if (claim->left_editing > 0) {
        buf_add(ret, _("The claim was sent before: the document is kept in the history until its "
                       "retention ends."));
        return buf_check(ret, err);
    }
    enum rc rc = document_add_twin(app, document->id, document->sha256, claim->head->id, ret, err);
    if (rc == RC_OK && ret->length == 0)
        buf_add(ret, _("It was never sent: its bytes go from the book after 30 days."));
    return rc == RC_OK ? buf_check(ret, err) : rc;
}

static enum rc take_off(struct shell *shell, const struct claim_sight *sight,
                        const struct claim_document *document, struct err *err)
{
    const struct claim_ref ref = {sight->history.head.id, sight->history.head.revision};
    char id[CLAIM_ID_MAX];
    struct buf fate;
    buf_init(&fate);
    enum rc rc = add_fate(shell_app(shell), &sight->claim, document, &fate, err);
    if (rc == RC_OK)
        rc = app_claim_detach(shell_app(shell), &ref, document->id, id, err);
    if (rc == RC_OK) {
        shell_wrote(shell);
        shell_say_too(shell, fate.text);
    }
    buf_release(&fate);
    return rc;
}

void claim_detach(struct shell *shell, const char *id, const char *document)
{
    struct claim_sight sight;
    struct err err;
    int count = 0;
    err_init(&err);
    if (app_claim_show(shell_app(shell), id, &sight, &err) != RC_OK) {
        shell_failed(shell, &err);
        return;
    }
    const struct claim_document *found = claim_document_find(&sight.claim, document, &count);
    if (found == NULL)
        shell_say(shell, "%s", _("That document is not attached any more"));
    else if (take_off(shell, &sight, found, &err) != RC_OK)
        shell_failed(shell, &err);
    claim_sight_release(&sight);
}
