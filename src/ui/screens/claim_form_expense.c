/* SPDX-License-Identifier: MIT */
/* The forms of an expense: of a vendor's invoice, and of in-house work that a
 * certification statement (CSR) proves. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/understand.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_subject.h"
#include "ui/screens/currencies.h"

enum expense_field {
    VENDOR,
    NUMBER,
    DAY,
    AMOUNT,
    TEXT,
    UNITS,
    RATE,
    SIGNED_BY,
    SIGNED,
    CLASS,
    PERSON,
    CONFERENCE,
    TOTAL,
    INVOICE_CURRENCY,
    TAX,
    EXPENSE_FIELDS
};

/* ---- the fields ------------------------------------------------------------------------- */

static const char *const classes[] = {"", "registration", "travel", NULL};

static const struct field fields[EXPENSE_FIELDS] = {
    [VENDOR] = {.name = "vendor",
                .label = N_("Vendor"),
                .hint = N_("Who sent the invoice."),
                .kind = FIELD_TEXT,
                .must = true},
    [NUMBER] = {.name = "number",
                .label = N_("Number"),
                .hint = N_("The invoice's own: documents are attached for it."),
                .kind = FIELD_TEXT,
                .must = true},
    [DAY] = {.name = "date",
             .label = N_("Date"),
             .hint = N_("Of the invoice: better inside the usage period."),
             .kind = FIELD_DATE,
             .must = true},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("What of it is a cost of this activity, in the claim's currency."),
                .kind = FIELD_AMOUNT,
                .must = true},
    [TEXT] = {.name = "text",
              .label = N_("What for"),
              .hint = N_("In a few words."),
              .kind = FIELD_TEXT},
    [UNITS] = {.name = "units",
               .label = N_("Hours or units"),
               .hint = N_("As in 7.5; times the rate it should be the amount."),
               .kind = FIELD_TEXT},
    [RATE] = {.name = "rate",
              .label = N_("Rate"),
              .hint = N_("For an hour or a unit."),
              .kind = FIELD_AMOUNT},
    [SIGNED_BY] = {.name = "signed-by",
                   .label = N_("Signed by"),
                   .hint = N_("Whose name stands under the statement."),
                   .kind = FIELD_TEXT},
    [SIGNED] = {.name = "signed",
                .label = N_("Signed on"),
                .hint = N_("The day on the statement."),
                .kind = FIELD_DATE},
    [CLASS] = {.name = "class",
               .label = N_("Class"),
               .hint = N_("Travel and registrations have limits of their own."),
               .kind = FIELD_CHOICE,
               .choices = classes},
    [PERSON] = {.name = "person",
                .label = N_("Person"),
                .hint = N_("Who travelled or took part."),
                .kind = FIELD_TEXT},
    [CONFERENCE] = {.name = "conference",
                    .label = N_("Conference"),
                    .hint = N_("Its name, the same on every expense of it."),
                    .kind = FIELD_TEXT},
    [TOTAL] = {.name = "invoice-total",
               .label = N_("Invoice total"),
               .hint = N_("Only where other claims share the invoice: what all of it says."),
               .kind = FIELD_AMOUNT},
    [INVOICE_CURRENCY] = {.name = "invoice-currency",
                          .label = N_("Its currency"),
                          .hint = N_("Empty: the claim's."),
                          .kind = FIELD_TEXT,
                          .complete = offer_currencies},
    [TAX] = {.name = "tax",
             .label = N_("Its tax"),
             .hint = N_("Tax in the total; it is not paid for."),
             .kind = FIELD_AMOUNT},
};

/* In-house work has no vendor: the same fields in other words. */
static const struct field own_vendor = {.name = "vendor",
                                        .label = N_("Who"),
                                        .hint = N_("Who did the work."),
                                        .kind = FIELD_TEXT,
                                        .must = true};
static const struct field own_number = {.name = "number",
                                        .label = N_("Number"),
                                        .hint = N_("Of the statement: it is attached for it."),
                                        .kind = FIELD_TEXT,
                                        .must = true};

static bool is_csr(const struct claim_subject *subject)
{
    return strcmp(subject->plan.name, "claim.expense.csr") == 0;
}

/* ---- what it holds ---------------------------------------------------------------------- */

static const struct claim_expense *find(const struct claim_subject *subject)
{
    int count = 0;
    return subject->item != NULL ? claim_expense_find(&subject->sight.claim, subject->item, &count)
                                 : NULL;
}

/* As the fields show them, whether the form has them all or not. */
struct expense_texts {
    char day[DATE_TEXT_SIZE], signed_day[DATE_TEXT_SIZE];
    char amount[MONEY_TEXT_SIZE], units[MONEY_TEXT_SIZE], rate[MONEY_TEXT_SIZE];
    char total[MONEY_TEXT_SIZE], tax[MONEY_TEXT_SIZE];
    const char *all[EXPENSE_FIELDS]; /* "": none */
};

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* Units are no money: the digits that they need. */
static const char *print_units(struct money units, char ret[MONEY_TEXT_SIZE])
{
    (void)money_print(units, currency_usd, ret);
    char *point = strchr(ret, '.');
    size_t length = strlen(ret);
    while (point != NULL && length > 0 && ret[length - 1] == '0')
        ret[--length] = '\0';
    if (point != NULL && length > 0 && ret[length - 1] == '.')
        ret[length - 1] = '\0';
    return ret;
}

/* As amounts are typed, with a comma or a point. */
static bool read_units(const char *text, struct money *ret)
{
    struct buf ignored;
    buf_init(&ignored);
    bool read = text[strspn(text, "0123456789.,' ")] == '\0' &&
                understand_amount(text, NULL, ret, &ignored);
    buf_release(&ignored);
    return read;
}

static void print_expense(const struct claim *claim, const struct claim_expense *expense,
                          struct expense_texts *ret)
{
    struct currency own = claim->currency;
    const struct currency *other = &expense->invoice_currency; /* its code is borrowed */
    const char *texts[EXPENSE_FIELDS] = {
        [VENDOR] = expense->vendor,
        [NUMBER] = expense->number,
        [DAY] = date_print(expense->date, ret->day),
        [AMOUNT] = money_print(expense->amount, own, ret->amount),
        [TEXT] = or_empty(expense->text),
        [UNITS] = expense->has_units ? print_units(expense->units, ret->units) : "",
        [RATE] = expense->has_rate ? money_print(expense->rate, own, ret->rate) : "",
        [SIGNED_BY] = or_empty(expense->signed_by),
        [SIGNED] = expense->has_signed ? date_print(expense->signed_day, ret->signed_day) : "",
        [CLASS] = or_empty(expense->class),
        [PERSON] = or_empty(expense->person),
        [CONFERENCE] = or_empty(expense->conference),
        [TOTAL] = expense->has_invoice_total
                      ? money_print(expense->invoice_total, *other, ret->total)
                      : "",
        [INVOICE_CURRENCY] =
            expense->has_invoice_total && !currency_equal(own, *other) ? other->code : "",
        [TAX] = expense->has_tax ? money_print(expense->tax, *other, ret->tax) : "",
    };
    memcpy(ret->all, texts, sizeof(texts));
}

static void fill_expense(const struct claim_subject *subject, struct claim_values *ret)
{
    const struct claim_expense *expense = find(subject);
    struct expense_texts texts;
    if (expense == NULL)
        return;
    print_expense(&subject->sight.claim, expense, &texts);
    for (int i = 0; i < EXPENSE_FIELDS; i++) {
        struct buf *slot = claim_slot(subject, ret, i);
        if (slot != NULL)
            buf_add(slot, texts.all[i]);
    }
}

static bool expense_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    const struct claim_subject *subject = context;
    const char *value = values[field];
    struct money money;
    bool rounded = false;
    if (value[0] == '\0')
        return false;
    switch ((enum expense_field)subject->order[field]) {
    case INVOICE_CURRENCY:
        return currency_is_wrong(value, why);
    case AMOUNT:
        if (money_parse(value, strlen(value), MONEY_POINT, &money, &rounded) == MONEY_OK &&
            money.micros <= 0)
            buf_add(why, _("It is above 0"));
        break;
    case UNITS:
        if (!read_units(value, &money))
            buf_add(why, _("Not a number of hours or units: write it as in 7.5"));
        break;
    case VENDOR:
    case NUMBER:
    case DAY:
    case TEXT:
    case RATE:
    case SIGNED_BY:
    case SIGNED:
    case CLASS:
    case PERSON:
    case CONFERENCE:
    case TOTAL:
    case TAX:
    case EXPENSE_FIELDS:
    default:
        break;
    }
    return why->length > 0;
}

/* The sum of the expenses with this one as it is typed. False: it is no amount yet. */
static bool cost_with(const struct claim_subject *subject, const char *typed, struct money *ret)
{
    const struct claim *claim = &subject->sight.claim;
    const struct claim_expense *expense = find(subject);
    struct money amount, cost = claim->cost;
    bool rounded = false;
    return money_parse(typed, strlen(typed), MONEY_POINT, &amount, &rounded) == MONEY_OK &&
           (expense == NULL || money_sub(cost, expense->amount, &cost)) &&
           money_add(cost, amount, ret);
}

static void tell_expense(void *context, const char *const *values, struct buf *ret)
{
    struct claim_subject *subject = context;
    const struct claim *claim = &subject->sight.claim;
    char cost[MONEY_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
    struct money with = claim->cost;
    (void)money_print(claim->amount, claim->currency, amount);
    if (cost_with(subject, claim_value(subject, values, AMOUNT), &with))
        buf_addf(ret, _("With it the expenses add up to %s %s; the claim asks for %s %s.\n"),
                 money_print(with, claim->currency, cost), claim->currency.code, amount,
                 claim->currency.code);
    else
        buf_addf(ret, _("The expenses add up to %s %s; the claim asks for %s %s.\n"),
                 money_print(with, claim->currency, cost), claim->currency.code, amount,
                 claim->currency.code);
}

/* ---- saving ----------------------------------------------------------------------------- */

/* What is typed; where nothing was, what the expense has; NULL: nothing. */
static const char *said(const struct claim_subject *subject, const char *const *values,
                        const struct expense_texts *were, int field)
{
    const char *text = claim_changed(subject, values, field);
    if (text == NULL)
        text = were->all[field];
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static struct expense_form form_of(const struct claim_subject *subject, const char *const *values,
                                   const struct expense_texts *were)
{
    return (struct expense_form){
        .kind = document_kind_word(is_csr(subject) ? DOCUMENT_CSR : DOCUMENT_INVOICE),
        .vendor = said(subject, values, were, VENDOR),
        .number = said(subject, values, were, NUMBER),
        .date = said(subject, values, were, DAY),
        .amount = said(subject, values, were, AMOUNT),
        .text = said(subject, values, were, TEXT),
        .invoice_total = said(subject, values, were, TOTAL),
        .invoice_currency = said(subject, values, were, INVOICE_CURRENCY),
        .tax = said(subject, values, were, TAX),
        .units = said(subject, values, were, UNITS),
        .rate = said(subject, values, were, RATE),
        .signed_by = said(subject, values, were, SIGNED_BY),
        .signed_day = said(subject, values, were, SIGNED),
        .class = said(subject, values, were, CLASS),
        .person = said(subject, values, were, PERSON),
        .conference = said(subject, values, were, CONFERENCE),
    };
}

static enum rc save_expense(struct claim_subject *subject, const struct claim_ref *ref,
                            const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct expense_texts were = {.all = {NULL}};
    const struct claim_expense *expense = find(subject);
    if (expense != NULL)
        print_expense(&subject->sight.claim, expense, &were);
    struct expense_form form = form_of(subject, values, &were);
    struct money units;
    char plain[MONEY_TEXT_SIZE];
    if (form.units != NULL && read_units(form.units, &units))
        form.units = print_units(units, plain);
    if (subject->item != NULL)
        return app_claim_expense_change(subject->app, ref, subject->item, &form, ret_id, err);
    return app_claim_expense_add(subject->app, ref, &form, ret_id, err);
}

/* ---- opening ---------------------------------------------------------------------------- */

/* Some cap looks at people, travel or conferences, or the expense speaks of them. */
static bool needs_people(const struct claim_subject *subject)
{
    const struct activity *activity = subject->activity;
    const struct claim_expense *expense = find(subject);
    if (expense != NULL &&
        (expense->class != NULL || expense->person != NULL || expense->conference != NULL))
        return true;
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if (requirement->kind == REQUIRE_CAP && requirement->cap.measure != CAP_NONE &&
            requirement->cap.measure != CAP_CLAIMED)
            return true;
    }
    return false;
}

static void add_field(struct claim_subject *subject, int which, const struct field *field)
{
    struct field one = *field;
    one.currency = -1;
    if (one.kind == FIELD_AMOUNT)
        one.in = subject->sight.claim.currency.code;
    claim_subject_field(subject, &one, which);
}

static void add_fields(struct claim_subject *subject, bool csr)
{
    bool people = needs_people(subject);
    for (int i = VENDOR; i < EXPENSE_FIELDS; i++) {
        bool of_csr = i >= UNITS && i <= SIGNED, of_people = i >= CLASS && i <= CONFERENCE;
        bool of_invoice = i >= TOTAL;
        if ((of_csr && !csr) || (of_invoice && csr) || (of_people && !people))
            continue;
        add_field(subject, i,
                  csr && i == VENDOR   ? &own_vendor
                  : csr && i == NUMBER ? &own_number
                                       : &fields[i]);
    }
    /* The total and its tax are in the invoice's currency, where one is typed. */
    for (int i = 0; i < subject->count; i++) {
        int which = subject->order[i];
        if (which == TOTAL || which == TAX)
            subject->fields[i].currency = which == TOTAL ? i + 1 : i - 1;
    }
}

static void open_expense(struct shell *shell, const char *id, const char *item, bool csr)
{
#define EXPENSE_PLAN(form, words)                                                  \
    {                                                                              \
        .name = form, .title = words, .names_claim = true, .wrong = expense_wrong, \
        .tell = tell_expense, .fill = fill_expense, .save = save_expense,          \
        .refuses = claim_needs_editing,                                            \
    }
    static const struct claim_plan plans[2][2] = {
        {EXPENSE_PLAN("claim.expense", N_("A new expense: an invoice")),
         EXPENSE_PLAN("claim.expense", N_("Change the expense"))},
        {EXPENSE_PLAN("claim.expense.csr", N_("A new expense: in-house work")),
         EXPENSE_PLAN("claim.expense.csr", N_("Change the in-house work"))},
    };
#undef EXPENSE_PLAN
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    subject->item = item != NULL ? strdup(item) : NULL;
    const struct claim_expense *expense = find(subject);
    if (item != NULL && expense == NULL) {
        shell_say(shell, _("The claim has no expense %s any more"), item);
        claim_subject_free(subject);
        return;
    }
    csr = expense != NULL ? expense->csr : csr;
    add_fields(subject, csr);
    claim_subject_open(subject, &plans[csr][item != NULL], item, NULL);
}

/* What a question remembers. */
struct asking {
    char id[CLAIM_ID_MAX];
};

static void answered_kind(struct shell *shell, void *context, int answer)
{
    struct asking *asking = context;
    if (answer >= 0)
        open_expense(shell, asking->id, NULL, answer == 1);
    free(asking);
}

void claim_form_expense(struct shell *shell, const char *id, const char *item)
{
    static const struct answer answers[] = {{'v', N_("An invoice of a vendor")},
                                            {'h', N_("In-house work, with a signed statement")}};
    struct asking *asking = NULL;
    if (item != NULL) {
        open_expense(shell, id, item, false);
        return;
    }
    asking = calloc(1, sizeof(*asking));
    if (asking != NULL)
        (void)snprintf(asking->id, sizeof(asking->id), "%s", id);
    struct view *ask = asking == NULL ? NULL
                                      : ask_new(shell, _("A new expense"), _("What proves it?"),
                                                answers, 2, answered_kind, asking);
    if (ask == NULL)
        free(asking);
    shell_push(shell, ask);
}
