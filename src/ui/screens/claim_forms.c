/* SPDX-License-Identifier: MIT */
/* The form of a claim itself: what it is for, its days, its amount. */
#include "ui/screens/claim_forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/funds.h"
#include "app/people.h"
#include "base/words.h"
#include "ui/parts/retell.h"
#include "ui/screens/claim_subject.h"
#include "ui/screens/claim_tags.h"
#include "ui/screens/claim_told.h"
#include "ui/screens/currencies.h"

enum edit_field { TITLE, ACTIVITY, START, END, AMOUNT, CURRENCY, REFERENCE, OWNER, TAGS };

/* ---- completing ------------------------------------------------------------------------- */

struct offering {
    const char *typed;
    struct offers *offers;
    char last[24]; /* the code that was offered last */
};

/* A line of each requirement: the activity is offered once. */
static enum rc offer_activity(void *context, const struct activity_line *line, struct err *err)
{
    struct offering *offering = context;
    const struct activity *activity = line->activity;
    (void)err;
    if (strncmp(offering->last, activity->code, sizeof(offering->last) - 1) == 0)
        return RC_OK;
    (void)snprintf(offering->last, sizeof(offering->last), "%s", activity->code);
    offers_add_fitting(offering->offers, offering->typed, activity->code, activity->name);
    return RC_OK;
}

static void offer_activities(void *context, const char *typed, struct offers *offers)
{
    const struct claim_subject *subject = context;
    struct offering offering = {.typed = typed, .offers = offers};
    struct err err;
    err_init(&err);
    (void)!app_activity_list(subject->app, subject->sight.history.head.program, offer_activity,
                             &offering, &err);
}

static enum rc offer_member(void *context, const struct member *member, struct err *err)
{
    const struct offering *offering = context;
    (void)err;
    offers_add_fitting(offering->offers, offering->typed, member->login, role_word(member->role));
    return RC_OK;
}

/* Who may not see the members is offered none. */
static void offer_owners(void *context, const char *typed, struct offers *offers)
{
    const struct claim_subject *subject = context;
    struct offering offering = {.typed = typed, .offers = offers};
    struct err err;
    err_init(&err);
    (void)!app_member_list(subject->app, offer_member, &offering, &err);
}

/* Those in which the fund has money. */
static void offer_fund_currencies(void *context, const char *typed, struct offers *offers)
{
    const struct claim_subject *subject = context;
    const struct claim_head *head = &subject->sight.history.head;
    const struct fund_filter filter = {head->program, head->location, true, head->period};
    struct fund_list funds;
    struct err err;
    err_init(&err);
    if (app_balance(subject->app, &filter, &funds, &err) != RC_OK)
        return;
    for (size_t i = 0; i < funds.count; i++)
        offers_add_fitting(offers, typed, funds.rows[i].currency.code, "");
    fund_list_release(&funds);
}

/* ---- the fields ------------------------------------------------------------------------- */

static const struct field edit_fields[] = {
    [TITLE] = {.name = "title",
               .label = N_("Title"),
               .hint = N_("What people call it."),
               .kind = FIELD_TEXT,
               .must = true},
    [ACTIVITY] = {.name = "activity",
                  .label = N_("Activity"),
                  .hint = N_("Its code; a few letters of its name find it."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_activities},
    [START] = {.name = "start",
               .label = N_("First day"),
               .hint = N_("Of the activity: it must lie in the usage period."),
               .kind = FIELD_DATE,
               .must = true},
    [END] = {.name = "end",
             .label = N_("Last day"),
             .hint = N_("Of the activity: it must lie in the usage period."),
             .kind = FIELD_DATE,
             .must = true},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("What is asked for: no more than the expenses add up to."),
                .kind = FIELD_AMOUNT,
                .currency = CURRENCY},
    [CURRENCY] = {.name = "currency",
                  .label = N_("Currency"),
                  .hint = N_("One in which the fund has co-op. It stays once there are expenses."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_fund_currencies},
    [REFERENCE] = {.name = "reference",
                   .label = N_("Reference"),
                   .hint = N_("The claim's id in Partner Center, once it has one."),
                   .kind = FIELD_TEXT},
    [OWNER] = {.name = "owner",
               .label = N_("Owner"),
               .hint = N_("Who looks after it."),
               .kind = FIELD_TEXT,
               .must = true,
               .complete = offer_owners},
    [TAGS] = {.name = "tags",
              .label = N_("Tags"),
              .hint = N_("Words to find it by, with commas between."),
              .kind = FIELD_TEXT},
};
enum { EDIT_FIELDS = sizeof(edit_fields) / sizeof(edit_fields[0]) };

static void put(const struct claim_subject *subject, struct claim_values *values, int which,
                const char *text)
{
    struct buf *slot = claim_slot(subject, values, which);
    if (slot != NULL)
        buf_add(slot, text);
}

static void fill_edit(const struct claim_subject *subject, struct claim_values *ret)
{
    const struct claim *claim = &subject->sight.claim;
    char text[MONEY_TEXT_SIZE], start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE];
    struct buf *tags = claim_slot(subject, ret, TAGS);
    put(subject, ret, TITLE, claim->title);
    put(subject, ret, ACTIVITY, claim->activity);
    put(subject, ret, START, date_print(claim->start, start));
    put(subject, ret, END, date_print(claim->end, end));
    if (claim->amount.micros != 0)
        put(subject, ret, AMOUNT, money_print(claim->amount, claim->currency, text));
    put(subject, ret, CURRENCY, claim->currency.code);
    put(subject, ret, REFERENCE, claim->reference);
    put(subject, ret, OWNER, claim->owner);
    for (size_t i = 0; i < claim->tag_count; i++)
        buf_addf(tags, "%s%s", i > 0 ? ", " : "", claim->tags[i]);
}

/* ---- what comes of it ------------------------------------------------------------------- */

/* A day that is being typed is not told of before it is one. */
static const char *if_day(const char *text)
{
    struct date date;
    return text != NULL && date_parse(text, strlen(text), &date) ? text : NULL;
}

static const char *if_amount(const char *text, const char *currency)
{
    struct currency code;
    struct money money;
    bool rounded = false;
    if (text != NULL && text[0] == '\0')
        return "0";
    if (text == NULL || currency == NULL || !currency_parse(currency, &code) ||
        money_parse(text, strlen(text), MONEY_POINT, &money, &rounded) != MONEY_OK || rounded ||
        money.micros < 0 || !money_is_whole(money, code))
        return NULL;
    return text;
}

static const char *if_currency(const char *text)
{
    struct currency code;
    return text != NULL && currency_parse(text, &code) ? text : NULL;
}

static const char *if_activity(const struct claim_subject *subject, const char *text)
{
    return text != NULL && catalogue_activity(&subject->catalogue, text) != NULL ? text : NULL;
}

/* The amount is the one in the form even where nobody has typed it: another may have been
 * saved since. */
static void tell_edit(void *context, const char *const *values, struct buf *ret)
{
    struct claim_subject *subject = context;
    const struct claim_ref ref = {.id = subject->sight.history.head.id};
    const struct claim_form form = {
        .activity = if_activity(subject, claim_changed(subject, values, ACTIVITY)),
        .start = if_day(claim_changed(subject, values, START)),
        .end = if_day(claim_changed(subject, values, END)),
        .amount =
            if_amount(claim_value(subject, values, AMOUNT), claim_value(subject, values, CURRENCY)),
        .currency = if_currency(claim_value(subject, values, CURRENCY))};
    struct claim_trial trial;
    struct err err;
    err_init(&err);
    if (app_claim_try(subject->app, &ref, &form, &trial, &err) == RC_OK) {
        claim_tell(&trial, ret);
        claim_trial_release(&trial);
    } else {
        buf_add(ret, "! ");
        retell(err.text, NULL, NULL, ret);
    }
}

static bool edit_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    const struct claim_subject *subject = context;
    const char *value = values[field];
    const char *start = claim_value(subject, values, START);
    switch ((enum edit_field)subject->order[field]) {
    case CURRENCY:
        return value[0] != '\0' && currency_is_wrong(value, why);
    case ACTIVITY:
        if (value[0] == '\0' || catalogue_activity(&subject->catalogue, value) != NULL)
            return false;
        buf_add(why, _("The catalogue has no activity of this code: type on"));
        return true;
    case END: /* both are days, or one of them says itself what it is */
        if (if_day(start) == NULL || if_day(value) == NULL || strcmp(start, value) <= 0)
            return false;
        buf_add(why, _("It lies before the first day"));
        return true;
    case TITLE:
    case START:
    case AMOUNT:
    case REFERENCE:
    case OWNER:
    case TAGS:
    default:
        return false;
    }
}

/* ---- tags ------------------------------------------------------------------------------- */

static bool holds(const struct tags *tags, const char *word)
{
    for (size_t i = 0; i < tags->count; i++)
        if (strcmp(tags->words[i], word) == 0)
            return true;
    return false;
}

/* Those of one that the other has not. */
static size_t only_in(const struct tags *one, const struct tags *other, const char *ret[TAGS_MAX])
{
    size_t found = 0;
    for (size_t i = 0; i < one->count; i++)
        if (!holds(other, one->words[i]))
            ret[found++] = one->words[i];
    return found;
}

/* ---- saving ----------------------------------------------------------------------------- */

static enum rc save_edit(struct claim_subject *subject, const struct claim_ref *ref,
                         const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const char *amount = claim_changed(subject, values, AMOUNT);
    const char *added[TAGS_MAX], *dropped[TAGS_MAX];
    struct tags tags, before;
    struct claim_form form = {.title = claim_changed(subject, values, TITLE),
                              .activity = claim_changed(subject, values, ACTIVITY),
                              .start = claim_changed(subject, values, START),
                              .end = claim_changed(subject, values, END),
                              .amount = amount != NULL && amount[0] == '\0' ? "0" : amount,
                              .currency = claim_changed(subject, values, CURRENCY),
                              .reference = claim_changed(subject, values, REFERENCE),
                              .owner = claim_changed(subject, values, OWNER),
                              .tags = added,
                              .untags = dropped};
    tags_read(&tags, claim_value(subject, values, TAGS));
    tags_read(&before, claim_before(subject, TAGS));
    form.tag_count = only_in(&tags, &before, added);
    form.untag_count = only_in(&before, &tags, dropped);
    bool any = form.title != NULL || form.activity != NULL || form.start != NULL ||
               form.end != NULL || form.amount != NULL || form.currency != NULL ||
               form.reference != NULL || form.owner != NULL || form.tag_count > 0 ||
               form.untag_count > 0;
    enum rc rc = buf_check(&tags.text, err);
    if (rc == RC_OK)
        rc = buf_check(&before.text, err);
    if (rc == RC_OK && !any)
        rc = err_set(err, RC_USAGE, _("Nothing is changed yet: Esc leaves the form"));
    if (rc == RC_OK)
        rc = app_claim_set(subject->app, ref, &form, ret_id, err);
    tags_release(&tags);
    tags_release(&before);
    return rc;
}

/* What is for one's own order can be saved whatever became of the claim. */
static bool edit_refuses(const struct claim_subject *subject, const char *const *values,
                         const struct claim *fresh, struct buf *ret_why)
{
    bool any = false;
    for (int i = TITLE; i <= CURRENCY; i++)
        any = any || claim_changed(subject, values, i) != NULL;
    return any && claim_needs_editing(subject, values, fresh, ret_why);
}

void claim_form_edit(struct shell *shell, const char *id, const char *field)
{
    static const struct claim_plan whole = {.name = "claim.edit",
                                            .title = N_("Change the claim"),
                                            .wrong = edit_wrong,
                                            .tell = tell_edit,
                                            .fill = fill_edit,
                                            .save = save_edit,
                                            .refuses = edit_refuses};
    static const struct claim_plan sent = {
        .name = "claim.edit.sent",
        .title = N_("Change the claim"),
        .note = N_("It has been sent: only what is for your own order can be changed."),
        .fill = fill_edit,
        .save = save_edit};
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    bool editable = claim_status_is_editable(subject->sight.claim.status);
    for (int i = editable ? 0 : REFERENCE; i < EDIT_FIELDS; i++) {
        struct field one = edit_fields[i];
        one.currency = i == AMOUNT ? CURRENCY : -1; /* their places are their numbers here */
        claim_subject_field(subject, &one, i);
    }
    claim_subject_open(subject, editable ? &whole : &sent, NULL, field);
}
