/* SPDX-License-Identifier: MIT */
/* What was done to a claim while somebody looked at it. */
#include "app/claim_desk.h"
#include "app/claims.h"
#include "model/claim_words.h"

/* "approved (anna): amount 250.00" */
static void add_change(struct buf *line, const struct claim_entry *entry, struct currency currency)
{
    const char *status = claim_entry_text(entry, SAYS_STATUS);
    struct buf words;
    buf_init(&words);
    claim_entry_add_words(&words, entry, currency);
    buf_addf(line, "%s (%s)%s%s", status != NULL ? status : claim_entry_word(entry->kind),
             entry->person, words.length > 0 ? ": " : "", words.text);
    if (words.failed)
        buf_fail(line);
    buf_release(&words);
}

enum rc claim_changes(const struct claim_history *history, struct currency currency,
                      int64_t revision, claim_change_visit *visit, void *context, struct err *err)
{
    enum rc rc = RC_OK;
    struct buf line;
    buf_init(&line);
    for (size_t i = 0; rc == RC_OK && i < history->count; i++) {
        const struct claim_entry *entry = &history->entries[i];
        if (entry->revision <= revision)
            continue;
        buf_clear(&line);
        add_change(&line, entry, currency);
        rc = buf_check(&line, err);
        if (rc == RC_OK)
            rc = visit(context, line.text, err);
    }
    buf_release(&line);
    return rc;
}

enum rc app_claim_since(struct app *app, const struct claim_ref *ref, claim_change_visit *visit,
                        void *context, int64_t *ret_revision, struct err *err)
{
    struct claim_sight sight = {0};
    enum rc rc = app_claim_show(app, ref->id, &sight, err);
    if (rc == RC_OK)
        rc = claim_changes(&sight.history, sight.claim.currency, ref->if_revision, visit, context,
                           err);
    if (rc == RC_OK)
        *ret_revision = sight.history.head.revision;
    claim_sight_release(&sight);
    return rc;
}
