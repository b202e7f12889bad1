/* SPDX-License-Identifier: MIT */
/* Claims copied. */
#include <string.h>

#include "app/claim_desk.h"
#include "app/claims.h"
#include "model/claim_say.h"

/* Copied entries say what they said, as of today and by the one who copies. */
static enum rc repeat(struct claim_desk *desk, const struct claim_entry *from, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_add(desk, from->kind, &entry, err);
    for (size_t i = 0; rc == RC_OK && i < from->value_count; i++) {
        const struct claim_value *value = &from->values[i];
        rc = value->text != NULL ? claim_entry_set_text(entry, value->field, value->text, err)
                                 : claim_entry_set_number(entry, value->field, value->number, err);
    }
    return rc;
}

/* What is copied is the claim as it stands on the day: an expense that was deleted by then
 * is not, one that is deleted later is. */
static bool is_expense_on(const struct claim_history *history, size_t at, struct date day)
{
    const struct claim_entry *entry = &history->entries[at];
    const char *vendor = claim_entry_text(entry, SAYS_VENDOR);
    const char *number = claim_entry_text(entry, SAYS_NUMBER);
    for (size_t i = at + 1; i < history->count; i++) {
        const struct claim_entry *later = &history->entries[i];
        if (later->kind == ENTRY_EXPENSE_DELETED && date_compare(later->day, day) <= 0 &&
            strcmp(claim_entry_text(later, SAYS_VENDOR), vendor) == 0 &&
            strcmp(claim_entry_text(later, SAYS_NUMBER), number) == 0)
            return false;
    }
    return true;
}

static bool is_copied(const struct claim_sight *from, size_t at, struct date day)
{
    const struct claim_history *history = &from->history;
    const struct claim_entry *entry = &history->entries[at];
    if (date_compare(entry->day, day) > 0)
        return false;
    switch ((int)entry->kind) {
    case ENTRY_EXPENSE:
        return is_expense_on(history, at, day);
    case ENTRY_METRIC:
        return true;
    case ENTRY_APPROVAL:
        return strcmp(claim_entry_text(entry, SAYS_KIND), "pre-approval") == 0;
    default:
        return false;
    }
}

static enum rc put_copied(struct claim_desk *desk, const struct claim *claim, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_add(desk, ENTRY_CREATED, &entry, err);
    if (rc == RC_OK)
        rc = claim_say_created(entry, claim->title, claim->activity, claim->currency, claim->start,
                               claim->end, err);
    if (rc == RC_OK)
        rc = claim_entry_set_number(entry, SAYS_AMOUNT, claim->amount.micros, err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_COPIED_FROM, claim->head->id, err) : rc;
}

/* As it is filed now; an id of its own. */
static enum rc put_document(struct claim_desk *desk, const struct claim_document *document,
                            struct err *err)
{
    struct claim_entry *entry = NULL;
    char id[RANDOM_ID_SIZE];
    const struct {
        enum claim_field field;
        const char *text;
    } texts[] = {{SAYS_KIND, document_kind_word(document->kind)},
                 {SAYS_NAME, document->name},
                 {SAYS_DOCUMENT, id},
                 {SAYS_HASH, document->sha256},
                 {SAYS_MEDIA_TYPE, document->media_type},
                 {SAYS_NOTE, document->note[0] != '\0' ? document->note : NULL},
                 {SAYS_ITEM, document->item[0] != '\0' ? document->item : NULL}};
    if (document->detached || document->deleted_reason != NULL)
        return RC_OK;
    random_id('D', id);
    enum rc rc = claim_desk_add(desk, ENTRY_ATTACHED, &entry, err);
    for (size_t i = 0; rc == RC_OK && i < sizeof(texts) / sizeof(texts[0]); i++)
        rc = claim_entry_set_text(entry, texts[i].field, texts[i].text, err);
    return rc == RC_OK ? claim_entry_set_number(entry, SAYS_SIZE, document->size, err) : rc;
}

static enum rc copy_entries(struct claim_desk *desk, const struct claim_sight *from,
                            struct err *err)
{
    enum rc rc = put_copied(desk, &from->claim, err);
    for (size_t i = 0; rc == RC_OK && i < from->history.count; i++)
        if (is_copied(from, i, desk->app->day))
            rc = repeat(desk, &from->history.entries[i], err);
    for (size_t i = 0; rc == RC_OK && i < from->claim.document_count; i++)
        rc = put_document(desk, &from->claim.documents[i], err);
    for (size_t i = 0; rc == RC_OK && i < from->claim.tag_count; i++) {
        struct claim_entry *entry = NULL;
        rc = claim_desk_add(desk, ENTRY_TAG, &entry, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_TAG, from->claim.tags[i], err);
    }
    return rc;
}

/* The claim that is copied is as it was seen. */
static enum rc expect(struct app *app, const struct claim_sight *from, int64_t revision,
                      struct err *err)
{
    const struct claim_desk seen = {.app = app, .history = from->history, .claim = from->claim};
    return claim_desk_expect(&seen, revision, err);
}

enum rc app_claim_copy(struct app *app, const struct claim_ref *ref, const char *period_text,
                       char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk = {.app = app, .owns_tx = true};
    struct claim_sight from = {0};
    struct period period = {date_first};
    claim_history_init(&desk.history);
    enum rc rc = app_begin(app, MAY_EDIT_CLAIMS, TX_CHANGESET, &desk.tx, err);
    if (rc == RC_OK)
        rc = app_claim_show(app, ref->id, &from, err);
    if (rc == RC_OK)
        rc = expect(app, &from, ref->if_revision, err);
    if (rc == RC_OK) {
        char same[PERIOD_TEXT_SIZE];
        const struct claim_form head = {
            .program = from.history.head.program,
            .location = from.history.head.location,
            .period =
                period_text != NULL ? period_text : period_print(from.history.head.period, same)};
        rc = claim_draft_head(app, &head, &period, err);
    }
    if (rc == RC_OK)
        rc = claim_draft_begin(from.history.head.program, from.history.head.location, period, &desk,
                               err);
    if (rc == RC_OK)
        rc = copy_entries(&desk, &from, err);
    if (rc == RC_OK)
        rc = claim_draft_save(&desk, "claim.copy", err);
    claim_sight_release(&from);
    return claim_desk_finish(&desk, rc, ret_id);
}
