/* SPDX-License-Identifier: MIT */
/* Claims submitted, and what a reviewer made of them. */
#include "app/claim_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_checks.h"
#include "app/claim_desk.h"
#include "app/reasons.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_grant.h"
#include "model/claim_say.h"
#include "model/length.h"

/* ---- submit -------------------------------------------------------------------------------- */

/* "submitted, withdrawn" */
static void add_next(enum claim_status from, struct buf *ret)
{
    for (int to = 0; to < CLAIM_STATUSES; to++) {
        enum claim_status next = (enum claim_status)to;
        if (next != from && claim_may_move(from, next, ROLE_ADMIN, true) == MOVE_OK)
            buf_addf(ret, "%s%s", ret->length > 0 ? ", " : "", claim_status_word(next));
    }
}

static enum rc refuse_move(const struct claim_desk *desk, enum claim_status to,
                           enum claim_move move, struct err *err)
{
    const struct claim *claim = &desk->claim;
    if (move == MOVE_NEEDS_ADMIN)
        return err_set(err, RC_RULE, _("%s: a user may not do this: ask an admin of the book"),
                       desk->app->person);
    struct buf next;
    buf_init(&next);
    add_next(claim->status, &next);
    err_set(err, RC_RULE, _("claim %s: it is %s, and cannot become %s from there: %s%s"),
            desk->history.head.id, claim_status_word(claim->status), claim_status_word(to),
            next.length > 0 ? _("next it can become ") : _("nothing comes after that"), next.text);
    buf_release(&next);
    return err->rc;
}

static enum rc check_move(const struct claim_desk *desk, enum claim_status to, struct err *err)
{
    bool own = claim_is_own(&desk->claim, desk->app->person);
    enum claim_move move = claim_may_move(desk->claim.status, to, desk->app->member->role, own);
    return move == MOVE_OK ? RC_OK : refuse_move(desk, to, move, err);
}

static enum rc check_findings(const struct claim_desk *desk, struct finding_list *ret,
                              struct err *err)
{
    struct claim_file *file = NULL;
    size_t blockers = 0;
    enum rc rc = claim_file_new(desk->app, &desk->claim, &file, err);
    if (rc == RC_OK) {
        struct check_input input = *claim_file_input(file);
        input.submitting = true;
        rc = claim_check(&input, ret, err);
    }
    for (size_t i = 0; rc == RC_OK && i < ret->count; i++)
        blockers += ret->items[i].severity == SEVERITY_BLOCKER;
    if (rc == RC_OK && blockers > 0)
        rc = err_set(err, RC_RULE,
                     ngettext("claim %s: it cannot be submitted, %zu thing is in the way: mend "
                              "what follows",
                              "claim %s: it cannot be submitted, %zu things are in the way: mend "
                              "what follows",
                              blockers),
                     desk->history.head.id, blockers);
    claim_file_free(file);
    return rc;
}

static enum rc put_seal(struct claim_desk *desk, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_add(desk, ENTRY_SUBMITTED, &entry, err);
    return rc == RC_OK
               ? claim_say_submitted(entry, &desk->claim, desk->claim.submission_count + 1, err)
               : rc;
}

enum rc app_claim_submit(struct app *app, const struct claim_ref *ref,
                         struct finding_list *ret_findings, char ret_id[CLAIM_ID_MAX],
                         struct err *err)
{
    struct claim_desk desk;
    char amount[MONEY_TEXT_SIZE];
    *ret_findings = (struct finding_list){0};
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = check_findings(&desk, ret_findings, err); /* a status that is in the way, too */
    if (rc == RC_OK)
        rc = check_move(&desk, CLAIM_SUBMITTED, err);
    if (rc == RC_OK)
        rc = put_seal(&desk, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.submit", err, "%s %s",
                             money_print(desk.claim.amount, desk.claim.currency, amount),
                             desk.claim.currency.code);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* ---- recording ----------------------------------------------------------------------------- */

enum rc claim_record_date(const struct claim_desk *desk, const char *text, struct date *ret,
                          struct err *err)
{
    char day[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    struct date date = desk->app->day;
    enum rc rc = RC_OK;
    if (text != NULL)
        rc = claim_read_date("--date", text, &date, err);
    if (rc != RC_OK)
        return rc;
    if (date_compare(date, desk->app->day) > 0)
        return err_set(err, RC_RULE, _("--date %s: it lies ahead of today, %s: correct it"),
                       date_print(date, day), date_print(desk->app->day, last));
    if (date_compare(date, desk->claim.status_day) < 0)
        return err_set(err, RC_RULE,
                       _("--date %s: claim %s became %s on %s: nothing later can have an earlier "
                         "date"),
                       date_print(date, day), desk->history.head.id,
                       claim_status_word(desk->claim.status),
                       date_print(desk->claim.status_day, last));
    *ret = date;
    return RC_OK;
}

static enum rc approved_amount(const struct claim_desk *desk, const struct record_form *form,
                               struct money *ret, struct err *err)
{
    const struct claim *claim = &desk->claim;
    const char *id = desk->history.head.id;
    struct currency currency = claim->currency;
    char text[MONEY_TEXT_SIZE], most[MONEY_TEXT_SIZE];
    struct money amount = claim->amount;
    bool by_lines = form->amount == NULL && claim_accepted_sum(claim, &amount);
    enum rc rc = RC_OK;
    if (form->currency != NULL)
        rc = claim_read_currency("--currency", form->currency, &currency, err);
    if (rc == RC_OK && !currency_equal(currency, claim->currency))
        rc = err_set(err, RC_RULE,
                     _("--currency %s: claim %s is in %s: give the approved amount in that"),
                     currency.code, id, claim->currency.code);
    if (rc == RC_OK && form->amount != NULL)
        rc = claim_read_amount("--amount", form->amount, claim->currency, false, &amount, err);
    if (rc != RC_OK)
        return rc;
    if (amount.micros == 0)
        return err_set(err, RC_RULE,
                       by_lines ? _("claim %s: every expense was refused: give --amount, or record "
                                    "it as rejected")
                                : _("claim %s: an approved amount is above 0: give --amount, or "
                                    "record it as rejected"),
                       id);
    if (amount.micros > claim->amount.micros)
        return err_set(err, RC_RULE,
                       _("claim %s: %s %s is more than the %s that it claims: correct --amount"),
                       id, money_print(amount, claim->currency, text), claim->currency.code,
                       money_print(claim->amount, claim->currency, most));
    *ret = amount;
    return RC_OK;
}

/* ---- reasons ------------------------------------------------------------------------------- */

struct reason_search {
    const char *code;
    bool known;
    struct buf codes;
};

static enum rc look_at_reason(void *context, const char *code, const char *text, struct err *err)
{
    struct reason_search *search = context;
    (void)text;
    (void)err;
    search->known = search->known || strcmp(code, search->code) == 0;
    buf_addf(&search->codes, "%s%s", search->codes.length > 0 ? ", " : "", code);
    return RC_OK;
}

/* A word of one's own is kept, and the list to pick from is told. */
static enum rc warn_of_reason(const struct app *app, const char *code, struct err *err)
{
    struct reason_search search = {.code = code};
    if (code == NULL)
        return RC_OK;
    buf_init(&search.codes);
    enum rc rc = app_reasons(look_at_reason, &search, err);
    if (rc == RC_OK)
        rc = buf_check(&search.codes, err);
    if (rc == RC_OK && !search.known)
        app_warn(app, _("reason %s: kept as a word of your own; the usual ones are %s"), code,
                 search.codes.text);
    buf_release(&search.codes);
    return rc;
}

/* Words that do not belong to a status are told, never left out of account. */
static enum rc check_form(const struct record_form *form, enum claim_status status, struct err *err)
{
    bool pays = status == CLAIM_PAID, grants = status == CLAIM_APPROVED;
    const struct {
        const char *option, *value;
        bool fits;
    } all[] = {{"--amount", form->amount, pays || grants},
               {"--currency", form->currency, pays || grants},
               {"--covers", form->covers, pays},
               {"--reference", form->reference, pays}};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (all[i].value != NULL && !all[i].fits)
            return err_set(err, RC_USAGE, _("%s: it says nothing for %s: leave it away"),
                           all[i].option, claim_status_word(status));
    enum rc rc = length_check("--reason", form->reason, LENGTH_NAME, err);
    return rc == RC_OK ? length_check("--note", form->note, LENGTH_TEXT, err) : rc;
}

static enum rc put_status(struct claim_desk *desk, const struct record_form *form,
                          enum claim_status status, struct date day, struct err *err)
{
    struct claim_entry *entry = NULL;
    struct money amount = {0};
    enum rc rc = RC_OK;
    if (status == CLAIM_APPROVED)
        rc = approved_amount(desk, form, &amount, err);
    if (rc == RC_OK)
        rc = claim_desk_add_on(desk, ENTRY_STATUS, day, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_STATUS, claim_status_word(status), err);
    if (rc == RC_OK && status == CLAIM_APPROVED)
        rc = claim_entry_set_number(entry, SAYS_AMOUNT, amount.micros, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_REASON, form->reason, err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_NOTE, form->note, err) : rc;
}

/* What the newest entry says of money: " 700.00 USD", nothing where it says none. */
static const char *money_said(const struct claim_desk *desk, char ret[MONEY_TEXT_SIZE + 8])
{
    const struct claim_entry *entry = &desk->history.entries[desk->history.count - 1];
    const char *code = claim_entry_text(entry, SAYS_CURRENCY);
    struct currency currency = desk->claim.currency;
    struct money amount;
    char text[MONEY_TEXT_SIZE];
    ret[0] = '\0';
    if (code != NULL)
        (void)currency_parse(code, &currency);
    if (claim_entry_number(entry, SAYS_AMOUNT, &amount.micros))
        (void)snprintf(ret, MONEY_TEXT_SIZE + 8, " %s %s", money_print(amount, currency, text),
                       currency.code);
    return ret;
}

static enum rc record(struct claim_desk *desk, const struct record_form *form,
                      enum claim_status status, struct err *err)
{
    struct date day;
    char text[DATE_TEXT_SIZE], money[MONEY_TEXT_SIZE + 8];
    enum rc rc = check_move(desk, status, err);
    if (rc == RC_OK)
        rc = claim_record_date(desk, form->date, &day, err);
    if (rc == RC_OK && status == CLAIM_PAID)
        rc = claim_put_payment(desk, form, day, err);
    else if (rc == RC_OK)
        rc = put_status(desk, form, status, day, err);
    if (rc != RC_OK)
        return rc;
    return claim_desk_save(desk, "claim.record", err, "%s%s, %s%s%s", claim_status_word(status),
                           money_said(desk, money), date_print(day, text),
                           form->reason != NULL ? ", " : "",
                           form->reason != NULL ? form->reason : "");
}

/* Disputes and withdrawals are everybody's. */
static enum permission permission_for(enum claim_status status)
{
    return status == CLAIM_DISPUTED || status == CLAIM_WITHDRAWN ? MAY_EDIT_CLAIMS : MAY_RECORD;
}

enum rc app_claim_record(struct app *app, const struct claim_ref *ref,
                         const struct record_form *form, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    enum claim_status status;
    if (!claim_status_parse(form->status, &status) || status == CLAIM_EDITING ||
        status == CLAIM_SUBMITTED)
        return err_set(err, RC_USAGE,
                       _("%s: not what can be recorded: under-review, action-required, approved, "
                         "rejected, disputed, paid or withdrawn"),
                       form->status);
    enum rc rc = check_form(form, status, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, permission_for(status), &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = warn_of_reason(app, form->reason, err);
    if (rc == RC_OK)
        rc = record(&desk, form, status, err);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* ---- feedback ------------------------------------------------------------------------------ */

static enum rc unknown_item(const struct claim_desk *desk, const char *item, int expenses,
                            struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    return err_set(err, RC_RULE,
                   expenses > 1 ? _("%s: several vendors have this number: name one as "
                                    "VENDOR/NUMBER")
                                : _("%s: no requirement, expense or document of claim %s is called "
                                    "so: 'coffer claim show' lists them"),
                   text_excerpt(item, excerpt), desk->history.head.id);
}

/* The item in the form in which it is kept. */
static enum rc put_item(struct claim_desk *desk, struct claim_entry *entry, const char *item,
                        const struct claim_expense **ret_expense, struct err *err)
{
    struct catalogue catalogue = {0};
    int expenses = 0, documents = 0;
    *ret_expense = claim_expense_find(&desk->claim, item, &expenses);
    if (*ret_expense != NULL) {
        struct buf both;
        buf_init(&both);
        buf_addf(&both, "%s/%s", (*ret_expense)->vendor, (*ret_expense)->number);
        enum rc rc = buf_check(&both, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_ITEM, both.text, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_VENDOR, (*ret_expense)->vendor, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_NUMBER, (*ret_expense)->number, err);
        buf_release(&both);
        return rc;
    }
    if (expenses > 1)
        return unknown_item(desk, item, expenses, err);
    const struct claim_document *document = claim_document_find(&desk->claim, item, &documents);
    if (document != NULL && strlen(item) > 2) /* "D-…" */
        return claim_entry_set_text(entry, SAYS_ITEM, document->id, err);
    enum rc rc = app_catalogue_on(desk->app, desk->claim.start, &catalogue, err);
    const struct activity *activity =
        rc == RC_OK ? catalogue_activity(&catalogue, desk->claim.activity) : NULL;
    const struct requirement *asked = activity != NULL ? activity_item(activity, item) : NULL;
    if (asked != NULL)
        rc = claim_entry_set_text(entry, SAYS_ITEM, asked->item, err);
    else if (rc == RC_OK)
        rc = unknown_item(desk, item, 0, err);
    catalogue_release(&catalogue);
    return rc;
}

static enum rc put_feedback(struct claim_desk *desk, const struct feedback_form *form,
                            struct err *err)
{
    struct claim_entry *entry = NULL;
    const struct claim_expense *expense = NULL;
    struct money amount;
    char most[MONEY_TEXT_SIZE];
    bool changed = strcmp(form->verdict, "changed") == 0;
    enum rc rc = claim_desk_add(desk, ENTRY_FEEDBACK, &entry, err);
    if (rc == RC_OK)
        rc = put_item(desk, entry, form->item, &expense, err);
    if (rc == RC_OK && form->amount != NULL && (expense == NULL || !changed))
        rc = err_set(err, RC_USAGE, _("--amount: only a changed expense has one: leave it away"));
    if (rc == RC_OK && expense != NULL && changed && form->amount == NULL)
        rc = err_set(err, RC_USAGE,
                     _("--amount: it is missing: say what of the expense was accepted"));
    if (rc == RC_OK && form->amount != NULL)
        rc = claim_read_amount("--amount", form->amount, desk->claim.currency, false, &amount, err);
    if (rc == RC_OK && form->amount != NULL && amount.micros > expense->amount.micros)
        rc = err_set(err, RC_RULE, _("--amount %s: the expense is %s: correct it"), form->amount,
                     money_print(expense->amount, desk->claim.currency, most));
    if (rc == RC_OK && form->amount != NULL)
        rc = claim_entry_set_number(entry, SAYS_AMOUNT, amount.micros, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_VERDICT, form->verdict, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--reason", SAYS_REASON, form->reason, LENGTH_NAME, err);
    return rc == RC_OK ? claim_put_text(entry, "--note", SAYS_NOTE, form->note, LENGTH_TEXT, err)
                       : rc;
}

enum rc app_claim_feedback(struct app *app, const struct claim_ref *ref,
                           const struct feedback_form *form, char ret_id[CLAIM_ID_MAX],
                           struct err *err)
{
    struct claim_desk desk;
    char money[MONEY_TEXT_SIZE + 8];
    if (strcmp(form->verdict, "accepted") != 0 && strcmp(form->verdict, "changed") != 0 &&
        strcmp(form->verdict, "refused") != 0)
        return err_set(err, RC_USAGE, _("%s: not a verdict: accepted, changed or refused"),
                       form->verdict);
    enum rc rc = claim_desk_open(app, ref, MAY_RECORD, &desk, err);
    if (rc != RC_OK)
        return rc;
    if (!desk.claim.has_submitted)
        rc = err_set(err, RC_RULE, _("claim %s: nobody has reviewed it: it was never submitted"),
                     desk.history.head.id);
    if (rc == RC_OK)
        rc = put_feedback(&desk, form, err);
    if (rc == RC_OK)
        rc = warn_of_reason(app, form->reason, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.feedback", err, "%s %s%s", form->item, form->verdict,
                             money_said(&desk, money));
    return claim_desk_finish(&desk, rc, ret_id);
}
