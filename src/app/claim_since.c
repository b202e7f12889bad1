/* SPDX-License-Identifier: MIT */
/* What was done to a claim while somebody looked at it. */
#include "app/claim_desk.h"
#include "app/claims.h"
#include "base/words.h"

static void add_value(struct buf *buf, const struct claim_value *value, struct currency currency)
{
    char text[MONEY_TEXT_SIZE];
    const char *name = claim_field_name(value->field);
    if (value->field == SAYS_SEAL || value->field == SAYS_HASH || value->field == SAYS_MEDIA_TYPE)
        return;
    if (value->text != NULL)
        buf_addf(buf, " %s '%s'", name, value->text);
    else if (claim_field_is_day(value->field))
        buf_addf(buf, " %s %s", name, date_print((struct date){(int32_t)value->number}, text));
    else if (value->field == SAYS_SIZE)
        buf_addf(buf, " %s %lld", name, (long long)value->number);
    else
        buf_addf(buf, " %s %s", name, money_print((struct money){value->number}, currency, text));
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
        buf_addf(&line, "%s (%s):", claim_entry_word(entry->kind), entry->person);
        for (size_t j = 0; j < entry->value_count; j++)
            add_value(&line, &entry->values[j], currency);
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
