/* SPDX-License-Identifier: MIT */
/* Documents that a claim has: shown with the desktop's program, taken off. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/document_look.h"
#include "app/documents.h"
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/screens/attach.h"

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

struct taking_off {
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    int64_t revision; /* of the claim when it was asked */
};

static void take_off(struct shell *shell, void *context, int answer)
{
    struct taking_off *asked = context;
    const struct claim_ref ref = {asked->claim, asked->revision};
    char id[CLAIM_ID_MAX];
    struct err err;
    err_init(&err);
    if (answer == 0) {
        if (app_claim_detach(shell_app(shell), &ref, asked->document, id, &err) == RC_OK)
            shell_wrote(shell);
        else
            shell_failed(shell, &err);
    }
    free(asked);
}

/* What becomes of the bytes. */
static enum rc add_question(struct app *app, const struct claim *claim,
                            const struct claim_document *document, struct buf *ret, struct err *err)
{
    char other[CLAIM_ID_MAX];
    bool has = false;
    enum rc rc = app_document_twin(app, document, &has, other, err);
    buf_addf(ret, _("%s comes off this claim."), document->name);
    buf_add(ret, "\n");
    if (claim->left_editing > 0)
        buf_add(ret, _("The claim was sent before: the document is kept in the history until its "
                       "retention ends."));
    else if (has && strcmp(other, claim->head->id) == 0)
        buf_add(ret, _("This claim has the same file once more, and that one stays. Undo brings "
                       "this one back."));
    else if (has && other[0] != '\0')
        buf_addf(ret,
                 _("Claim %s has the same file, and it stays there. Undo brings it back here."),
                 other);
    else if (has)
        buf_add(ret, _("Another claim has the same file, and it stays there. Undo brings it back "
                       "here."));
    else
        buf_add(ret, _("It was never sent: its bytes go from the book after 30 days. Until then "
                       "undo brings it back."));
    return rc == RC_OK ? buf_check(ret, err) : rc;
}

static void ask_first(struct shell *shell, const struct claim_sight *sight,
                      const struct claim_document *document)
{
    static const struct answer answers[] = {{'y', N_("Take it off")}};
    struct taking_off *asked = calloc(1, sizeof(*asked));
    struct buf text;
    struct err err;
    err_init(&err);
    buf_init(&text);
    if (asked == NULL) {
        shell_push(shell, NULL);
    } else if (add_question(shell_app(shell), &sight->claim, document, &text, &err) != RC_OK) {
        free(asked);
        shell_failed(shell, &err);
    } else {
        (void)snprintf(asked->claim, sizeof(asked->claim), "%s", sight->history.head.id);
        (void)snprintf(asked->document, sizeof(asked->document), "%s", document->id);
        asked->revision = sight->history.head.revision;
        struct view *box =
            ask_new(shell, _("Take the document off?"), text.text, answers, 1, take_off, asked);
        if (box == NULL)
            free(asked);
        shell_push(shell, box);
    }
    buf_release(&text);
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
    if (found != NULL)
        ask_first(shell, &sight, found);
    else
        shell_say(shell, "%s", _("That document is not attached any more"));
    claim_sight_release(&sight);
}
