/* SPDX-License-Identifier: MIT */
/* The parts of a claim: expenses, metrics, comments, approvals. */
#include <stdio.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "app/claims.h"
#include "app/typed.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_check.h"
#include "model/length.h"

static enum rc one_of(const char *option, const char *text, const char *const *words,
                      struct err *err)
{
    struct buf list;
    char excerpt[TEXT_EXCERPT_SIZE];
    if (text == NULL)
        return RC_OK;
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return RC_OK;
    buf_init(&list);
    for (size_t i = 0; words[i] != NULL; i++)
        buf_addf(&list, "%s%s", i > 0 ? ", " : "", words[i]);
    enum rc rc = err_set(err, RC_USAGE, _("%s %s: not one of: %s"), option,
                         text_excerpt(text, excerpt), list.text);
    buf_release(&list);
    return rc;
}

/* ---- expenses ------------------------------------------------------------------------------ */

static enum rc check_expense(const struct expense_form *form, struct err *err)
{
    static const char *const kinds[] = {"invoice", "csr", NULL};
    static const char *const classes[] = {"registration", "travel", NULL};
    const struct typed_text all[] = {{"--kind", form->kind},
                                     {"--vendor", form->vendor},
                                     {"--number", form->number},
                                     {"--date", form->date},
                                     {"--amount", form->amount}};
    enum rc rc = typed_all_needed(all, sizeof(all) / sizeof(all[0]), err);
    if (rc == RC_OK)
        rc = one_of("--kind", form->kind, kinds, err);
    return rc == RC_OK ? one_of("--class", form->class, classes, err) : rc;
}

/* Units are no money: any currency with the most decimals reads them. */
static enum rc put_units(struct claim_entry *entry, const char *text, struct err *err)
{
    struct money units;
    bool rounded = false;
    char excerpt[TEXT_EXCERPT_SIZE];
    if (text == NULL)
        return RC_OK;
    if (money_parse(text, strlen(text), MONEY_POINT, &units, &rounded) != MONEY_OK || rounded ||
        units.micros < 0)
        return err_set(err, RC_USAGE,
                       _("--units %s: not a number of hours or units: write it as in 7.5"),
                       text_excerpt(text, excerpt));
    return claim_entry_set_number(entry, SAYS_UNITS, units.micros, err);
}

/* Equal passes: it leaves nothing to share, which a check of the claim tells. */
static enum rc check_tax(const struct claim_entry *entry, const struct expense_form *form,
                         struct err *err)
{
    int64_t total = 0, tax = 0;
    if (!claim_entry_number(entry, SAYS_TAX, &tax) ||
        !claim_entry_number(entry, SAYS_INVOICE_TOTAL, &total) || tax <= total)
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("--tax %s: it is more than the invoice's total, %s: correct one of them"),
                   form->tax, form->invoice_total);
}

/* What an invoice that is shared openly says: in its own currency. */
static enum rc put_invoice(struct claim_entry *entry, const struct expense_form *form,
                           struct currency currency, struct err *err)
{
    enum rc rc = RC_OK;
    if ((form->tax != NULL || form->invoice_currency != NULL) && form->invoice_total == NULL)
        rc = typed_needed("--invoice-total", NULL, err);
    if (rc == RC_OK && form->invoice_currency != NULL)
        rc = claim_read_currency("--invoice-currency", form->invoice_currency, &currency, err);
    if (rc == RC_OK && form->invoice_currency != NULL)
        rc = claim_entry_set_text(entry, SAYS_INVOICE_CURRENCY, currency.code, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--invoice-total", SAYS_INVOICE_TOTAL, form->invoice_total,
                              currency, true, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--tax", SAYS_TAX, form->tax, currency, false, err);
    return rc == RC_OK ? check_tax(entry, form, err) : rc;
}

static enum rc put_expense(struct claim_entry *entry, const struct expense_form *form,
                           struct currency currency, struct err *err)
{
    const struct claim_text texts[] = {
        {"--kind", SAYS_KIND, form->kind, LENGTH_NAME},
        {"--vendor", SAYS_VENDOR, form->vendor, LENGTH_NAME},
        {"--number", SAYS_NUMBER, form->number, LENGTH_NAME},
        {"--text", SAYS_TEXT, form->text, LENGTH_TEXT},
        {"--signed-by", SAYS_SIGNED_BY, form->signed_by, LENGTH_NAME},
        {"--class", SAYS_CLASS, form->class, LENGTH_NAME},
        {"--person", SAYS_PERSON, form->person, LENGTH_NAME},
        {"--conference", SAYS_CONFERENCE, form->conference, LENGTH_NAME}};
    enum rc rc = claim_put_texts(entry, texts, sizeof(texts) / sizeof(texts[0]), err);
    if (rc == RC_OK)
        rc = claim_put_date(entry, "--date", SAYS_DATE, form->date, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency, true, err);
    if (rc == RC_OK)
        rc = put_units(entry, form->units, err);
    if (rc == RC_OK)
        rc = claim_put_amount(entry, "--rate", SAYS_RATE, form->rate, currency, false, err);
    if (rc == RC_OK)
        rc = claim_put_date(entry, "--signed", SAYS_SIGNED, form->signed_day, err);
    return rc == RC_OK ? put_invoice(entry, form, currency, err) : rc;
}

static enum rc check_unique(const struct claim *claim, const struct expense_form *form,
                            struct err *err)
{
    for (size_t i = 0; i < claim->expense_count; i++)
        if (strcmp(claim->expenses[i].vendor, form->vendor) == 0 &&
            strcmp(claim->expenses[i].number, form->number) == 0)
            return err_set(err, RC_RULE,
                           _("--number %s: the claim has an expense of %s with this number: delete "
                             "it first, or give another"),
                           form->number, form->vendor);
    return RC_OK;
}

static enum rc add_expense(struct app *app, const struct claim_ref *ref,
                           const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                           struct err *err)
{
    struct claim_desk desk;
    struct claim after = {0};
    struct claim_entry *entry = NULL;
    enum rc rc = check_expense(form, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = check_unique(&desk.claim, form, err);
    if (rc == RC_OK)
        rc = claim_desk_add(&desk, ENTRY_EXPENSE, &entry, err);
    if (rc == RC_OK)
        rc = put_expense(entry, form, desk.claim.currency, err);
    if (rc == RC_OK) /* the cost stays within 64 bits */
        rc = claim_desk_after(&desk, &after, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.expense.add", err, "%s %s, %s, %s %s", form->kind,
                             form->vendor, form->number, form->amount, desk.claim.currency.code);
    claim_release(&after);
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_expense_add(struct app *app, const struct claim_ref *ref,
                              const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                              struct err *err)
{
    struct expense_form clean = *form;
    const char **const texts[] = {&clean.vendor,    &clean.number, &clean.text,
                                  &clean.signed_by, &clean.person, &clean.conference};
    struct typed typed = {0};
    enum rc rc = typed_trim_all(&typed, texts, sizeof(texts) / sizeof(texts[0]), err);
    if (rc == RC_OK)
        rc = add_expense(app, ref, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
}

enum rc app_claim_expense_delete(struct app *app, const struct claim_ref *ref, const char *number,
                                 char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    const struct claim_expense *expense = NULL;
    char excerpt[TEXT_EXCERPT_SIZE];
    int count = 0;
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        expense = claim_expense_find(&desk.claim, number, &count);
    if (rc == RC_OK && expense == NULL)
        rc = err_set(err, RC_RULE,
                     count == 0 ? _("expense %s: the claim has none of this number: 'coffer claim "
                                    "show' lists them")
                                : _("expense %s: several vendors have this number: name one as "
                                    "VENDOR/NUMBER"),
                     text_excerpt(number, excerpt));
    if (rc == RC_OK)
        rc = claim_desk_add(&desk, ENTRY_EXPENSE_DELETED, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_VENDOR, expense->vendor, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_NUMBER, expense->number, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.expense.delete", err, "%s, %s", expense->vendor,
                             expense->number);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* ---- metrics, comments --------------------------------------------------------------------- */

/* A name that the activity does not ask for is kept, and said. */
static enum rc warn_of_metric(const struct claim_desk *desk, const char *name, struct err *err)
{
    struct catalogue catalogue = {0};
    enum rc rc = app_catalogue_on(desk->app, desk->claim.start, &catalogue, err);
    const struct activity *activity =
        rc == RC_OK ? catalogue_activity(&catalogue, desk->claim.activity) : NULL;
    bool known = false;
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++)
        known = known || (activity->requirements[i].kind == REQUIRE_METRIC &&
                          strcmp(activity->requirements[i].item, name) == 0);
    if (activity != NULL && !known)
        app_warn(desk->app,
                 _("%s asks for no metric '%s': 'coffer activity list' shows the names that it "
                   "asks for"),
                 desk->claim.activity, name);
    catalogue_release(&catalogue);
    return rc;
}

static enum rc set_metric(struct app *app, const struct claim_ref *ref, const char *name,
                          const char *value, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    enum rc rc = typed_needed(_("the metric's name"), name, err);
    if (rc == RC_OK)
        rc = typed_needed(_("the metric's value"), value, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = claim_desk_add(&desk, ENTRY_METRIC, &entry, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, _("the metric's name"), SAYS_NAME, name, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, _("the metric's value"), SAYS_VALUE, value, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = warn_of_metric(&desk, name, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.metric.set", err, "%s %s", name, value);
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_metric_set(struct app *app, const struct claim_ref *ref, const char *name,
                             const char *value, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const char **const texts[] = {&name, &value};
    struct typed typed = {0};
    enum rc rc = typed_trim_all(&typed, texts, sizeof(texts) / sizeof(texts[0]), err);
    if (rc == RC_OK)
        rc = set_metric(app, ref, name, value, ret_id, err);
    typed_release(&typed);
    return rc;
}

static enum rc add_comment(struct app *app, const struct claim_ref *ref, const char *text,
                           char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    char excerpt[TEXT_EXCERPT_SIZE];
    enum rc rc = typed_needed(_("the comment"), text, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_add(&desk, ENTRY_COMMENT, &entry, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, _("the comment"), SAYS_TEXT, text, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.comment", err, "%s", text_excerpt(text, excerpt));
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_comment(struct app *app, const struct claim_ref *ref, const char *text,
                          char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct typed typed = {0};
    enum rc rc = typed_trim(&typed, &text, err);
    if (rc == RC_OK)
        rc = add_comment(app, ref, text, ret_id, err);
    typed_release(&typed);
    return rc;
}

/* ---- approvals ----------------------------------------------------------------------------- */

/* One that was granted moves the last day: without a day it would move nothing. */
static enum rc check_extension(const struct approval_form *form, struct err *err)
{
    bool granted = form->answer != NULL && strcmp(form->answer, "yes") == 0;
    if (strcmp(form->kind, "extension") != 0 || !granted || form->valid_until != NULL)
        return RC_OK;
    return err_set(err, RC_USAGE,
                   _("--valid-until: it is missing: say until when the extension lets the claim be "
                     "submitted"));
}

static enum rc check_approval(const struct approval_form *form, struct err *err)
{
    static const char *const kinds[] = {"pre-approval", "exception", "extension", "tax-invoice",
                                        NULL};
    static const char *const answers[] = {"yes", "no", NULL};
    enum rc rc = typed_needed("--kind", form->kind, err);
    if (rc == RC_OK)
        rc = one_of("--kind", form->kind, kinds, err);
    if (rc == RC_OK)
        rc = typed_needed("--number", form->number, err);
    if (rc == RC_OK)
        rc = one_of("--answer", form->answer, answers, err);
    if (rc == RC_OK && form->lifts != NULL && strcmp(form->kind, "exception") != 0)
        rc = err_set(err, RC_USAGE,
                     _("--lifts %s: only an exception lifts a finding: give --kind exception"),
                     form->lifts);
    if (rc == RC_OK && form->lifts != NULL && !finding_can_be_lifted(form->lifts))
        rc = err_set(
            err, RC_USAGE,
            _("--lifts %s: no finding that an exception can lift: name one of 'coffer claim "
              "check'"),
            form->lifts);
    if (rc == RC_OK && form->lifts == NULL && strcmp(form->kind, "exception") == 0)
        rc = typed_needed("--lifts", NULL, err);
    return rc == RC_OK ? check_extension(form, err) : rc;
}

static enum rc put_approval(struct claim_entry *entry, const struct approval_form *form,
                            struct currency currency, struct err *err)
{
    const struct claim_text texts[] = {{"--kind", SAYS_KIND, form->kind, LENGTH_NAME},
                                       {"--number", SAYS_NUMBER, form->number, LENGTH_NAME},
                                       {"--lifts", SAYS_LIFTS, form->lifts, LENGTH_NAME},
                                       {"--answer", SAYS_ANSWER, form->answer, LENGTH_NAME},
                                       {"--note", SAYS_NOTE, form->note, LENGTH_TEXT}};
    const struct {
        const char *option;
        enum claim_field field;
        const char *value;
    } dates[] = {{"--asked", SAYS_ASKED, form->asked},
                 {"--answered", SAYS_ANSWERED, form->answered},
                 {"--valid-until", SAYS_VALID_UNTIL, form->valid_until}};
    enum rc rc = claim_put_texts(entry, texts, sizeof(texts) / sizeof(texts[0]), err);
    for (size_t i = 0; rc == RC_OK && i < sizeof(dates) / sizeof(dates[0]); i++)
        rc = claim_put_date(entry, dates[i].option, dates[i].field, dates[i].value, err);
    return rc == RC_OK ? claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency,
                                          false, err)
                       : rc;
}

static enum rc add_approval(struct app *app, const struct claim_ref *ref,
                            const struct approval_form *form, char ret_id[CLAIM_ID_MAX],
                            struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    enum rc rc = check_approval(form, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_add(&desk, ENTRY_APPROVAL, &entry, err);
    if (rc == RC_OK)
        rc = put_approval(entry, form, desk.claim.currency, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.approval.add", err, "%s %s%s%s", form->kind,
                             form->number, form->answer != NULL ? ", " : "",
                             form->answer != NULL ? form->answer : "");
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_approval_add(struct app *app, const struct claim_ref *ref,
                               const struct approval_form *form, char ret_id[CLAIM_ID_MAX],
                               struct err *err)
{
    struct approval_form clean = *form;
    const char **const texts[] = {&clean.number, &clean.note};
    struct typed typed = {0};
    enum rc rc = typed_trim_all(&typed, texts, sizeof(texts) / sizeof(texts[0]), err);
    if (rc == RC_OK)
        rc = add_approval(app, ref, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
}
