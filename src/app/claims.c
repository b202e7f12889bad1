/* SPDX-License-Identifier: MIT */
/* Claims made, changed and deleted. */
#include "app/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "base/text.h"
#include "base/words.h"
#include "model/activity.h"
#include "model/claim_say.h"
#include "model/length.h"
#include "store/claims.h"

/* ---- what a claim is for ------------------------------------------------------------------- */

static enum rc needed(const char *option, const char *text, struct err *err)
{
    if (text != NULL)
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s: it is missing: add it"), option);
}

/* Program, location and period: they never change. */
static enum rc read_head(struct app *app, const struct claim_form *form, struct period *ret_period,
                         struct err *err)
{
    struct catalog catalog = {0};
    const struct program_record *program = NULL;
    int64_t location = 0;
    char period[PERIOD_TEXT_SIZE];
    if (!period_parse(form->period, ret_period))
        return err_set(err, RC_USAGE, _("--period %s: not a period: write it as in FY21H1"),
                       form->period);
    enum rc rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = app_known_program(app, &catalog, form->program, &program, err);
    if (rc == RC_OK)
        rc = app_known_location(app, form->location, &location, err);
    if (rc == RC_OK && !fund_terms_of(&program->terms, *ret_period).has_coop)
        rc = err_set(err, RC_RULE, _("%s: it has no co-op in %s: %s"), form->program,
                     period_print(*ret_period, period), _(program_cpor_words));
    catalog_release(&catalog);
    return rc;
}

/* The activity of the catalogue in force on the claim's start day; its code in *ret. */
static enum rc find_activity(struct app *app, struct date start, const char *code,
                             struct catalogue *catalogue, const struct activity **ret,
                             struct err *err)
{
    char day[DATE_TEXT_SIZE], excerpt[TEXT_EXCERPT_SIZE];
    enum rc rc = app_catalogue_on(app, start, catalogue, err);
    if (rc != RC_OK)
        return rc;
    *ret = catalogue_activity(catalogue, code);
    if (*ret != NULL)
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("activity %s: the catalogue of %s does not have it: 'coffer activity list' "
                     "shows them"),
                   text_excerpt(code, excerpt), date_print(start, day));
}

static enum rc check_order(struct date start, struct date end, struct err *err)
{
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    if (date_compare(start, end) <= 0)
        return RC_OK;
    return err_set(err, RC_RULE, _("--start %s: the activity would end before, on %s: correct one"),
                   date_print(start, first), date_print(end, last));
}

/* ---- entries that several commands write --------------------------------------------------- */

static enum rc put_tags(struct claim_desk *desk, const struct claim_form *form, struct err *err)
{
    const struct {
        const char *option;
        const char *const *items;
        size_t count;
        enum claim_entry_kind kind;
    } lists[] = {{"--tag", form->tags, form->tag_count, ENTRY_TAG},
                 {"--untag", form->untags, form->untag_count, ENTRY_UNTAG}};
    enum rc rc = RC_OK;
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; rc == RC_OK && j < lists[i].count; j++) {
            struct claim_entry *entry = NULL;
            const char *tag = lists[i].items[j];
            if (tag[0] == '\0' || strchr(tag, '\n') != NULL)
                return err_set(err, RC_USAGE,
                               _("%s: a tag is one line that is not empty: give one"),
                               lists[i].option);
            rc = claim_desk_add(desk, lists[i].kind, &entry, err);
            if (rc == RC_OK)
                rc = claim_put_text(entry, lists[i].option, SAYS_TAG, tag, LENGTH_NAME, err);
        }
    }
    return rc;
}

/* Short for an approval record answered yes. */
static enum rc put_pre_approval(struct claim_desk *desk, const char *number, struct err *err)
{
    struct claim_entry *entry = NULL;
    if (number == NULL)
        return RC_OK;
    if (number[strspn(number, " ")] == '\0')
        return err_set(err, RC_USAGE, _("--pre-approval: it is empty: give its number"));
    enum rc rc = claim_desk_add(desk, ENTRY_APPROVAL, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_KIND, "pre-approval", err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--pre-approval", SAYS_NUMBER, number, LENGTH_NAME, err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_ANSWER, "yes", err) : rc;
}

/* ---- new ----------------------------------------------------------------------------------- */

static enum rc put_created(struct claim_desk *desk, const struct claim_form *form, struct err *err)
{
    struct app *app = desk->app;
    struct claim_entry *entry = NULL;
    struct catalogue catalogue = {0};
    const struct activity *activity = NULL;
    struct currency currency = currency_usd;
    struct date start = date_first, end = date_first;
    enum rc rc = claim_read_date("--start", form->start, &start, err);
    if (rc == RC_OK)
        rc = claim_read_date("--end", form->end, &end, err);
    if (rc == RC_OK)
        rc = claim_read_currency("--currency", form->currency, &currency, err);
    if (rc == RC_OK)
        rc = check_order(start, end, err);
    if (rc == RC_OK)
        rc = find_activity(app, start, form->activity, &catalogue, &activity, err);
    if (rc == RC_OK)
        rc = claim_desk_add(desk, ENTRY_CREATED, &entry, err);
    if (rc == RC_OK)
        rc = length_check("--title", form->title, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = claim_say_created(entry, form->title, activity->code, currency, start, end, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency, false, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--owner", SAYS_OWNER, form->owner, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc =
            claim_put_text(entry, "--reference", SAYS_REFERENCE, form->reference, LENGTH_NAME, err);
    catalogue_release(&catalogue);
    return rc;
}

static enum rc check_given(const struct claim_form *form, struct err *err)
{
    const struct {
        const char *option, *value;
    } all[] = {{"--program", form->program},   {"--location", form->location},
               {"--period", form->period},     {"--activity", form->activity},
               {"--currency", form->currency}, {"--start", form->start},
               {"--end", form->end},           {"--title", form->title}};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sizeof(all) / sizeof(all[0]); i++)
        rc = needed(all[i].option, all[i].value, err);
    if (rc == RC_OK && form->title[0] == '\0')
        rc = err_set(err, RC_USAGE, _("--title: it is empty: say what the claim is for"));
    return rc;
}

/* A claim that is not in the book yet, on a desk of its own. */
static enum rc begin_new(const char *program, const char *location, struct period period,
                         struct claim_desk *desk, struct err *err)
{
    char id[CLAIM_ID_MAX];
    random_id('C', id);
    enum rc rc = claim_history_name(&desk->history, id, program, location, period, 0, err);
    return rc == RC_OK ? tx_touch(desk->tx, program, location, err) : rc;
}

static enum rc save_new(struct claim_desk *desk, const char *action, struct err *err)
{
    const struct claim_head *head = &desk->history.head;
    struct claim claim = {0};
    char period[PERIOD_TEXT_SIZE];
    enum rc rc = claim_desk_after(desk, &claim, err);
    if (rc == RC_OK)
        rc = claim_insert(desk->tx, &desk->history, err);
    if (rc == RC_OK)
        rc = app_commit(desk->app, desk->tx, action, err, "%s: %s, %s, %s, %s: %s", head->id,
                        head->program, head->location, period_print(head->period, period),
                        claim.activity, claim.title);
    claim_release(&claim);
    return rc;
}

enum rc app_claim_new(struct app *app, const struct claim_form *form, char ret_id[CLAIM_ID_MAX],
                      struct err *err)
{
    struct claim_desk desk = {.app = app, .owns_tx = true};
    struct period period = {date_first};
    claim_history_init(&desk.history);
    enum rc rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK)
        rc = check_given(form, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_CLAIMS, TX_CHANGESET, &desk.tx, err);
    if (rc == RC_OK)
        rc = read_head(app, form, &period, err);
    if (rc == RC_OK)
        rc = begin_new(form->program, form->location, period, &desk, err);
    if (rc == RC_OK)
        rc = put_created(&desk, form, err);
    if (rc == RC_OK)
        rc = put_pre_approval(&desk, form->pre_approval, err);
    if (rc == RC_OK)
        rc = put_tags(&desk, form, err);
    if (rc == RC_OK)
        rc = save_new(&desk, "claim.new", err);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* ---- delete -------------------------------------------------------------------------------- */

/* Who may not withdraw a draft may not delete it either (RULES.md section 10 speaks of
 * withdrawing alone; our choice). */
static enum rc check_deleter(const struct claim_desk *desk, struct err *err)
{
    const struct app *app = desk->app;
    bool own = claim_is_own(&desk->claim, app->person);
    if (claim_may_move(CLAIM_EDITING, CLAIM_WITHDRAWN, app->member->role, own) == MOVE_OK)
        return RC_OK;
    return err_set(
        err, RC_RULE,
        _("claim %s: it is %s's, and a user may not delete it: ask its owner or an admin "
          "of the book"),
        desk->history.head.id, desk->claim.owner);
}

enum rc app_claim_delete(struct app *app, const struct claim_ref *ref, char ret_id[CLAIM_ID_MAX],
                         struct err *err)
{
    struct claim_desk desk;
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    const char *id = desk.history.head.id;
    if (desk.claim.status != CLAIM_EDITING || desk.claim.left_editing > 0)
        rc = err_set(err, RC_RULE,
                     _("claim %s: it is %s, and only a draft can be deleted: record what became of "
                       "it with 'coffer claim record %s'"),
                     id, claim_status_word(desk.claim.status), id);
    if (rc == RC_OK)
        rc = check_deleter(&desk, err);
    if (rc == RC_OK)
        rc = claim_remove(desk.tx, id, err);
    if (rc == RC_OK)
        rc = app_commit(app, desk.tx, "claim.delete", err, "%s: %s", id, desk.claim.title);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* ---- set ----------------------------------------------------------------------------------- */

/* What changes only while the claim can be edited. */
static bool sets_content(const struct claim_form *form)
{
    return form->amount != NULL || form->start != NULL || form->end != NULL ||
           form->title != NULL || form->activity != NULL || form->currency != NULL ||
           form->pre_approval != NULL;
}

static bool sets_entry(const struct claim_form *form)
{
    return form->amount != NULL || form->start != NULL || form->end != NULL ||
           form->title != NULL || form->activity != NULL || form->currency != NULL ||
           form->owner != NULL || form->reference != NULL;
}

static enum rc put_currency(const struct claim_desk *desk, struct claim_entry *entry,
                            const struct claim_form *form, struct currency *ret, struct err *err)
{
    const struct claim *claim = &desk->claim;
    *ret = claim->currency;
    if (form->currency == NULL)
        return RC_OK;
    enum rc rc = claim_read_currency("--currency", form->currency, ret, err);
    if (rc != RC_OK || currency_equal(*ret, claim->currency))
        return rc;
    if (claim->expense_count > 0 || claim->payment_count > 0)
        return err_set(
            err, RC_RULE,
            _("claim %s: its %s are in %s: delete them first, or make a new claim in %s"),
            claim->head->id, claim->expense_count > 0 ? _("expenses") : _("payments"),
            claim->currency.code, ret->code);
    if (form->amount == NULL && !money_is_whole(claim->amount, *ret))
        return err_set(err, RC_USAGE,
                       _("--currency %s: the claimed amount has more decimals than it: give "
                         "--amount too"),
                       ret->code);
    return claim_entry_set_text(entry, SAYS_CURRENCY, ret->code, err);
}

static enum rc put_dates(const struct claim_desk *desk, struct claim_entry *entry,
                         const struct claim_form *form, struct date *ret_start, struct err *err)
{
    struct date start = desk->claim.start, end = desk->claim.end;
    enum rc rc = RC_OK;
    if (form->start != NULL)
        rc = claim_read_date("--start", form->start, &start, err);
    if (rc == RC_OK && form->end != NULL)
        rc = claim_read_date("--end", form->end, &end, err);
    if (rc == RC_OK && (form->start != NULL || form->end != NULL))
        rc = check_order(start, end, err);
    if (rc == RC_OK && form->start != NULL)
        rc = claim_entry_set_number(entry, SAYS_START, start.day, err);
    if (rc == RC_OK && form->end != NULL)
        rc = claim_entry_set_number(entry, SAYS_END, end.day, err);
    *ret_start = start;
    return rc;
}

/* Documents keep their bytes; an item that the new activity lacks becomes `other`. */
static enum rc refile(struct claim_desk *desk, const struct activity *activity, struct err *err)
{
    const struct claim *claim = &desk->claim;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->document_count; i++) {
        const struct claim_document *document = &claim->documents[i];
        struct claim_entry *entry = NULL;
        if (document->detached || document->kind != DOCUMENT_PROOF ||
            activity_item(activity, document->item) != NULL)
            continue;
        rc = claim_desk_add(desk, ENTRY_REFILED, &entry, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_DOCUMENT, document->id, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_ITEM, document->item, err);
    }
    return rc;
}

enum rc claim_put_set(struct claim_desk *desk, const struct claim_form *form, struct err *err)
{
    struct claim_entry *entry = NULL;
    struct catalogue catalogue = {0};
    const struct activity *activity = NULL;
    struct currency currency;
    struct date start;
    if (!sets_entry(form))
        return RC_OK;
    enum rc rc = claim_desk_add(desk, ENTRY_SET, &entry, err);
    if (rc == RC_OK && form->title != NULL && form->title[0] == '\0')
        rc = err_set(err, RC_USAGE, _("--title: it is empty: say what the claim is for"));
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--title", SAYS_TITLE, form->title, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = put_currency(desk, entry, form, &currency, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency, false, err);
    if (rc == RC_OK)
        rc = put_dates(desk, entry, form, &start, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--owner", SAYS_OWNER, form->owner, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc =
            claim_put_text(entry, "--reference", SAYS_REFERENCE, form->reference, LENGTH_NAME, err);
    if (rc == RC_OK && form->activity != NULL)
        rc = find_activity(desk->app, start, form->activity, &catalogue, &activity, err);
    if (rc == RC_OK && activity != NULL)
        rc = claim_entry_set_text(entry, SAYS_ACTIVITY, activity->code, err);
    if (rc == RC_OK && activity != NULL)
        rc = refile(desk, activity, err);
    catalogue_release(&catalogue);
    return rc;
}

/* "amount 1200.00 EUR, title …": for the log. */
static void add_summary(struct buf *buf, const struct claim_form *form)
{
    const struct {
        const char *name, *value;
    } all[] = {{"amount", form->amount},
               {"start", form->start},
               {"end", form->end},
               {"title", form->title},
               {"activity", form->activity},
               {"currency", form->currency},
               {"owner", form->owner},
               {"reference", form->reference},
               {"pre-approval", form->pre_approval}};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (all[i].value != NULL)
            buf_addf(buf, "%s%s %s", buf->length > 0 ? ", " : "", all[i].name, all[i].value);
    for (size_t i = 0; i < form->tag_count; i++)
        buf_addf(buf, "%stag %s", buf->length > 0 ? ", " : "", form->tags[i]);
    for (size_t i = 0; i < form->untag_count; i++)
        buf_addf(buf, "%suntag %s", buf->length > 0 ? ", " : "", form->untags[i]);
}

enum rc app_claim_set(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                      char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct buf summary;
    bug_if(form->program != NULL || form->location != NULL || form->period != NULL,
           "a claim moved to another fund");
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    buf_init(&summary);
    add_summary(&summary, form);
    rc = buf_check(&summary, err);
    if (rc == RC_OK && sets_content(form))
        rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = claim_put_set(&desk, form, err);
    if (rc == RC_OK)
        rc = put_pre_approval(&desk, form->pre_approval, err);
    if (rc == RC_OK)
        rc = put_tags(&desk, form, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.set", err, "%s", summary.text);
    buf_release(&summary);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* ---- copy ---------------------------------------------------------------------------------- */

/* Copied entries say what they said, as of today and by the one who copies. */
static enum rc repeat(struct claim_desk *desk, const struct claim_entry *from,
                      struct claim_entry **ret, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_add(desk, from->kind, &entry, err);
    for (size_t i = 0; rc == RC_OK && i < from->value_count; i++) {
        const struct claim_value *value = &from->values[i];
        if (value->field == SAYS_DOCUMENT)
            continue; /* a document of its own */
        rc = value->text != NULL ? claim_entry_set_text(entry, value->field, value->text, err)
                                 : claim_entry_set_number(entry, value->field, value->number, err);
    }
    *ret = entry;
    return rc;
}

static bool stands(const struct claim *claim, const struct claim_entry *entry)
{
    const char *document = claim_entry_text(entry, SAYS_DOCUMENT);
    for (size_t i = 0; document != NULL && i < claim->document_count; i++)
        if (strcmp(claim->documents[i].id, document) == 0)
            return !claim->documents[i].detached && claim->documents[i].deleted_reason == NULL;
    return false;
}

/* Expenses that were deleted are not copied: an entry stands while the claim has an
 * expense of its vendor and number, and it is the last one of these. */
static bool is_expense_now(const struct claim_history *history, size_t at)
{
    const struct claim_entry *entry = &history->entries[at];
    const char *vendor = claim_entry_text(entry, SAYS_VENDOR);
    const char *number = claim_entry_text(entry, SAYS_NUMBER);
    for (size_t i = at + 1; i < history->count; i++) {
        const struct claim_entry *later = &history->entries[i];
        if (later->kind == ENTRY_EXPENSE_DELETED &&
            strcmp(claim_entry_text(later, SAYS_VENDOR), vendor) == 0 &&
            strcmp(claim_entry_text(later, SAYS_NUMBER), number) == 0)
            return false;
    }
    return true;
}

static bool is_copied(const struct claim_history *history, const struct claim *claim, size_t at)
{
    const struct claim_entry *entry = &history->entries[at];
    switch ((int)entry->kind) {
    case ENTRY_EXPENSE:
        return is_expense_now(history, at);
    case ENTRY_METRIC:
        return true;
    case ENTRY_ATTACHED:
        return stands(claim, entry);
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

static enum rc copy_entries(struct claim_desk *desk, const struct claim_sight *from,
                            struct err *err)
{
    enum rc rc = put_copied(desk, &from->claim, err);
    for (size_t i = 0; rc == RC_OK && i < from->history.count; i++) {
        struct claim_entry *entry = NULL;
        char document[RANDOM_ID_SIZE];
        if (date_compare(from->history.entries[i].day, desk->app->day) > 0 ||
            !is_copied(&from->history, &from->claim, i))
            continue;
        rc = repeat(desk, &from->history.entries[i], &entry, err);
        if (rc == RC_OK && entry->kind == ENTRY_ATTACHED) {
            random_id('D', document);
            rc = claim_entry_set_text(entry, SAYS_DOCUMENT, document, err);
        }
    }
    for (size_t i = 0; rc == RC_OK && i < from->claim.tag_count; i++) {
        struct claim_entry *entry = NULL;
        rc = claim_desk_add(desk, ENTRY_TAG, &entry, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_TAG, from->claim.tags[i], err);
    }
    return rc;
}

enum rc app_claim_copy(struct app *app, const char *id, const char *period_text,
                       char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk = {.app = app, .owns_tx = true};
    struct claim_sight from = {0};
    struct period period = {date_first};
    claim_history_init(&desk.history);
    enum rc rc = app_begin(app, MAY_EDIT_CLAIMS, TX_CHANGESET, &desk.tx, err);
    if (rc == RC_OK)
        rc = app_claim_show(app, id, &from, err);
    if (rc == RC_OK) {
        char same[PERIOD_TEXT_SIZE];
        const struct claim_form head = {
            .program = from.history.head.program,
            .location = from.history.head.location,
            .period =
                period_text != NULL ? period_text : period_print(from.history.head.period, same)};
        rc = read_head(app, &head, &period, err);
    }
    if (rc == RC_OK)
        rc = begin_new(from.history.head.program, from.history.head.location, period, &desk, err);
    if (rc == RC_OK)
        rc = copy_entries(&desk, &from, err);
    if (rc == RC_OK)
        rc = save_new(&desk, "claim.copy", err);
    claim_sight_release(&from);
    return claim_desk_finish(&desk, rc, ret_id);
}
