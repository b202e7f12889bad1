/* SPDX-License-Identifier: MIT */
/* What a claim's activity cost. */
#include <string.h>

#include "app/claim_desk.h"
#include "app/claims.h"
#include "app/typed.h"
#include "base/text.h"
#include "base/words.h"
#include "model/length.h"

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
        rc = typed_one_of("--kind", form->kind, kinds, err);
    return rc == RC_OK ? typed_one_of("--class", form->class, classes, err) : rc;
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

/* The log tells the amount with the currency's decimals, however it was typed. */
static enum rc save_expense(struct claim_desk *desk, const char *action,
                            const struct expense_form *form, struct err *err)
{
    struct currency currency = desk->claim.currency;
    char text[MONEY_TEXT_SIZE];
    struct money amount;
    enum rc rc = claim_read_amount("--amount", form->amount, currency, true, &amount, err);
    return rc == RC_OK
               ? claim_desk_save(desk, action, err, "%s %s, %s, %s %s", form->kind, form->vendor,
                                 form->number, money_print(amount, currency, text), currency.code)
               : rc;
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
        rc = save_expense(&desk, "claim.expense.add", form, err);
    claim_release(&after);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* *ret: the form with texts without blanks around them, as long as *typed is kept. */
static enum rc trim_expense(struct typed *typed, const struct expense_form *form,
                            struct expense_form *ret, struct err *err)
{
    *ret = *form;
    const char **const texts[] = {&ret->vendor,    &ret->number, &ret->text,
                                  &ret->signed_by, &ret->person, &ret->conference};
    return typed_trim_all(typed, texts, sizeof(texts) / sizeof(texts[0]), err);
}

enum rc app_claim_expense_add(struct app *app, const struct claim_ref *ref,
                              const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                              struct err *err)
{
    struct expense_form clean;
    struct typed typed = {0};
    enum rc rc = trim_expense(&typed, form, &clean, err);
    if (rc == RC_OK)
        rc = add_expense(app, ref, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
}

static enum rc find_expense(const struct claim_desk *desk, const char *number,
                            const struct claim_expense **ret, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    int count = 0;
    *ret = claim_expense_find(&desk->claim, number, &count);
    if (*ret != NULL)
        return RC_OK;
    return err_set(err, RC_RULE,
                   count == 0 ? _("expense %s: the claim has none of this number: 'coffer claim "
                                  "show' lists them")
                              : _("expense %s: several vendors have this number: name one as "
                                  "VENDOR/NUMBER"),
                   text_excerpt(number, excerpt));
}

static enum rc put_deleted(struct claim_desk *desk, const struct claim_expense *expense,
                           struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_add(desk, ENTRY_EXPENSE_DELETED, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_VENDOR, expense->vendor, err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_NUMBER, expense->number, err) : rc;
}

enum rc app_claim_expense_delete(struct app *app, const struct claim_ref *ref, const char *number,
                                 char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    const struct claim_expense *expense = NULL;
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = find_expense(&desk, number, &expense, err);
    if (rc == RC_OK)
        rc = put_deleted(&desk, expense, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.expense.delete", err, "%s, %s", expense->vendor,
                             expense->number);
    return claim_desk_finish(&desk, rc, ret_id);
}

/* What proved the expense goes on to prove it, whatever it is called now. */
static enum rc refile(struct claim_desk *desk, const struct claim_expense *expense,
                      const struct expense_form *form, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < desk->claim.document_count; i++) {
        const struct claim_document *document = &desk->claim.documents[i];
        struct claim_entry *entry = NULL;
        if (!claim_document_backs(&desk->claim, document, expense))
            continue;
        rc = claim_desk_add(desk, ENTRY_REFILED, &entry, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_DOCUMENT, document->id, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_KIND, form->kind, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_ITEM, form->number, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_VENDOR, form->vendor, err);
    }
    return rc;
}

static bool has_same_name(const struct claim_expense *expense, const struct expense_form *form)
{
    return strcmp(expense->vendor, form->vendor) == 0 &&
           strcmp(expense->number, form->number) == 0 &&
           expense->csr == (strcmp(form->kind, "csr") == 0);
}

static enum rc put_changed(struct claim_desk *desk, const struct claim_expense *expense,
                           const struct expense_form *form, struct err *err)
{
    struct claim after = {0};
    struct claim_entry *entry = NULL;
    bool same = has_same_name(expense, form);
    bool moves =
        strcmp(expense->vendor, form->vendor) != 0 || strcmp(expense->number, form->number) != 0;
    enum rc rc = moves ? check_unique(&desk->claim, form, err) : RC_OK;
    if (rc == RC_OK)
        rc = put_deleted(desk, expense, err);
    if (rc == RC_OK)
        rc = claim_desk_add(desk, ENTRY_EXPENSE, &entry, err);
    if (rc == RC_OK)
        rc = put_expense(entry, form, desk->claim.currency, err);
    if (rc == RC_OK && !same)
        rc = refile(desk, expense, form, err);
    if (rc == RC_OK) /* the cost stays within 64 bits */
        rc = claim_desk_after(desk, &after, err);
    claim_release(&after);
    return rc;
}

static enum rc change_expense(struct app *app, const struct claim_ref *ref, const char *number,
                              const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                              struct err *err)
{
    struct claim_desk desk;
    const struct claim_expense *expense = NULL;
    enum rc rc = check_expense(form, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = find_expense(&desk, number, &expense, err);
    if (rc == RC_OK)
        rc = put_changed(&desk, expense, form, err);
    if (rc == RC_OK)
        rc = save_expense(&desk, "claim.expense.change", form, err);
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_expense_change(struct app *app, const struct claim_ref *ref, const char *number,
                                 const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                                 struct err *err)
{
    struct expense_form clean;
    struct typed typed = {0};
    enum rc rc = trim_expense(&typed, form, &clean, err);
    if (rc == RC_OK)
        rc = change_expense(app, ref, number, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
}
