/* SPDX-License-Identifier: MIT */
/* Claims made, changed and deleted. */
#include "app/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "app/typed.h"
#include "base/text.h"
#include "base/words.h"
#include "model/activity.h"
#include "model/claim_say.h"
#include "model/length.h"
#include "store/claims.h"

/* ---- what a claim is for ------------------------------------------------------------------- */

/* Program, location and period: they never change. */
enum rc claim_draft_head(struct app *app, const struct claim_form *form, struct period *ret_period,
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
            struct typed typed = {0};
            const char *tag = lists[i].items[j];
            rc = typed_trim(&typed, &tag, err);
            if (rc == RC_OK && (tag[0] == '\0' || strchr(tag, '\n') != NULL))
                rc = err_set(err, RC_USAGE, _("%s: a tag is one line that is not empty: give one"),
                             lists[i].option);
            if (rc == RC_OK)
                rc = claim_desk_add(desk, lists[i].kind, &entry, err);
            if (rc == RC_OK)
                rc = claim_put_text(entry, lists[i].option, SAYS_TAG, tag, LENGTH_NAME, err);
            typed_release(&typed);
        }
    }
    return rc;
}

/* Who looks after a claim need not be a member: somebody of an agency, or a colleague who
 * has left. A name that is none is told, as far as the person may know of members. */
static enum rc put_owner(const struct claim_desk *desk, struct claim_entry *entry,
                         const char *owner, struct err *err)
{
    struct app *app = desk->app;
    struct err no;
    err_init(&no);
    enum rc rc = typed_not_empty("--owner", owner, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--owner", SAYS_OWNER, owner, LENGTH_NAME, err);
    if (rc == RC_OK && owner != NULL && members_find(&app->members, owner) == NULL &&
        app_may(app, MAY_SEE_MEMBERS, &no) == RC_OK)
        app_warn(app, _("owner %s: kept, but no member of this book is called so"), owner);
    return rc;
}

/* Short for an approval record answered yes. */
static enum rc put_pre_approval(struct claim_desk *desk, const char *number, struct err *err)
{
    struct claim_entry *entry = NULL;
    if (number == NULL)
        return RC_OK;
    enum rc rc = typed_not_empty("--pre-approval", number, err);
    if (rc == RC_OK)
        rc = claim_desk_add(desk, ENTRY_APPROVAL, &entry, err);
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
        rc = put_owner(desk, entry, form->owner, err);
    if (rc == RC_OK)
        rc =
            claim_put_text(entry, "--reference", SAYS_REFERENCE, form->reference, LENGTH_NAME, err);
    catalogue_release(&catalogue);
    return rc;
}

static enum rc check_given(const struct claim_form *form, struct err *err)
{
    const struct typed_text all[] = {{"--program", form->program},   {"--location", form->location},
                                     {"--period", form->period},     {"--activity", form->activity},
                                     {"--currency", form->currency}, {"--start", form->start},
                                     {"--end", form->end},           {"--title", form->title}};
    return typed_all_needed(all, sizeof(all) / sizeof(all[0]), err);
}

enum rc claim_draft_begin(const char *program, const char *location, struct period period,
                          struct claim_desk *desk, struct err *err)
{
    char id[CLAIM_ID_MAX];
    random_id('C', id);
    enum rc rc = claim_history_name(&desk->history, id, program, location, period, 0, err);
    return rc == RC_OK ? tx_touch(desk->tx, program, location, err) : rc;
}

enum rc claim_draft_save(struct claim_desk *desk, const char *action, struct err *err)
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

/* The texts of *form become copies without blanks around them. */
static enum rc trim_form(struct typed *typed, struct claim_form *form, struct err *err)
{
    const char **const texts[] = {&form->title, &form->owner, &form->reference,
                                  &form->pre_approval};
    return typed_trim_all(typed, texts, sizeof(texts) / sizeof(texts[0]), err);
}

static enum rc make_new(struct app *app, const struct claim_form *form, char ret_id[CLAIM_ID_MAX],
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
        rc = claim_draft_head(app, form, &period, err);
    if (rc == RC_OK)
        rc = claim_draft_begin(form->program, form->location, period, &desk, err);
    if (rc == RC_OK)
        rc = put_created(&desk, form, err);
    if (rc == RC_OK)
        rc = put_pre_approval(&desk, form->pre_approval, err);
    if (rc == RC_OK)
        rc = put_tags(&desk, form, err);
    if (rc == RC_OK)
        rc = claim_draft_save(&desk, "claim.new", err);
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_new(struct app *app, const struct claim_form *form, char ret_id[CLAIM_ID_MAX],
                      struct err *err)
{
    struct claim_form clean = *form;
    struct typed typed = {0};
    enum rc rc = trim_form(&typed, &clean, err);
    if (rc == RC_OK)
        rc = make_new(app, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
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

/* What is possible instead hangs on the status. A claim that was cancelled in the portal
 * is recorded as rejected (CONTRACT.md section 5), which only a claim under way can be. */
static enum rc refuse_delete(const struct claim_desk *desk, struct err *err)
{
    const char *id = desk->history.head.id;
    enum claim_status status = desk->claim.status;
    if (claim_may_move(status, CLAIM_REJECTED, ROLE_ADMIN, true) == MOVE_OK)
        return err_set(err, RC_RULE,
                       _("claim %s: it is %s, and only a draft can be deleted: when it was "
                         "cancelled in the portal: coffer claim record %s rejected --reason "
                         "cancelled"),
                       id, claim_status_word(status), id);
    if (status == CLAIM_ACTION_REQUIRED)
        return err_set(err, RC_RULE,
                       _("claim %s: it is %s, and only a draft can be deleted: answer the reviewer "
                         "and send it again: coffer claim submit %s"),
                       id, claim_status_word(status), id);
    return err_set(err, RC_RULE,
                   _("claim %s: it is %s, and only a draft can be deleted: it stays in the book as "
                     "what happened; a step recorded by mistake is taken back with 'coffer undo'"),
                   id, claim_status_word(status));
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
        rc = refuse_delete(&desk, err);
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
    if (rc == RC_OK)
        rc = typed_not_empty("--title", form->title, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--title", SAYS_TITLE, form->title, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = put_currency(desk, entry, form, &currency, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency, false, err);
    if (rc == RC_OK)
        rc = put_dates(desk, entry, form, &start, err);
    if (rc == RC_OK)
        rc = put_owner(desk, entry, form->owner, err);
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
static void add_summary(struct buf *buf, const struct claim_form *form, const struct claim *claim)
{
    const char *currency = form->currency != NULL ? form->currency : claim->currency.code;
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
            buf_addf(buf, "%s%s %s%s%s", buf->length > 0 ? ", " : "", all[i].name, all[i].value,
                     i == 0 ? " " : "", i == 0 ? currency : "");
    for (size_t i = 0; i < form->tag_count; i++)
        buf_addf(buf, "%stag %s", buf->length > 0 ? ", " : "", form->tags[i]);
    for (size_t i = 0; i < form->untag_count; i++)
        buf_addf(buf, "%suntag %s", buf->length > 0 ? ", " : "", form->untags[i]);
}

static enum rc set(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                   char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct buf summary;
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    buf_init(&summary);
    add_summary(&summary, form, &desk.claim);
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

enum rc app_claim_set(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                      char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_form clean = *form;
    struct typed typed = {0};
    bug_if(form->program != NULL || form->location != NULL || form->period != NULL,
           "a claim moved to another fund");
    enum rc rc = trim_form(&typed, &clean, err);
    if (rc == RC_OK)
        rc = set(app, ref, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
}
