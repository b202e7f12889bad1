/* SPDX-License-Identifier: MIT */
/* One payment for several claims: what came, and how much of it each claim gets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_grant.h"
#include "ui/parts/ask.h"
#include "ui/parts/form.h"
#include "ui/screens/claim_payment.h"
#include "ui/screens/currencies.h"

enum payment_field { DATE, AMOUNT, CURRENCY, REFERENCE, NOTE, CLAIMS };

/* A claim of the payment, as it was when the form showed it. */
struct payee {
    char id[CLAIM_ID_MAX];
    char name[CLAIM_ID_MAX + 8]; /* of its field: the draft */
    char *title;                 /* owned */
    struct buf label;            /* of its field: the id and what there is room for of it */
    int64_t revision, fresh;     /* fresh: of the difference that is shown */
    struct currency currency;
    struct money left;
    char share[MONEY_TEXT_SIZE]; /* what is left as the form offers it; "": nothing is */
};

struct payment {
    struct app *app;
    struct view *form;
    struct payee payees[PAYMENT_CLAIMS_MAX];
    int count;
    struct field fields[CLAIMS + PAYMENT_CLAIMS_MAX];
};

static const struct field payment_fields[CLAIMS] = {
    [DATE] = {.name = "date",
              .label = N_("Date"),
              .hint = N_("The day on which it came."),
              .kind = FIELD_DATE,
              .must = true},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("All of it, as the bank statement shows it."),
                .kind = FIELD_AMOUNT,
                .must = true,
                .currency = CURRENCY},
    [CURRENCY] = {.name = "currency",
                  .label = N_("Currency"),
                  .hint = N_("In which it came."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_currencies},
    [REFERENCE] = {.name = "reference",
                   .label = N_("Reference"),
                   .hint = N_("As the bank statement shows it."),
                   .kind = FIELD_TEXT},
    [NOTE] = {.name = "note", .label = N_("Note"), .kind = FIELD_TEXT},
};

static void release(void *context)
{
    struct payment *payment = context;
    for (int i = 0; i < payment->count; i++) {
        free(payment->payees[i].title);
        buf_release(&payment->payees[i].label);
    }
    free(payment);
}

/* ---- the sum ---------------------------------------------------------------------------- */

static bool read_money(const char *text, struct money *ret)
{
    bool rounded = false;
    return money_parse(text, strlen(text), MONEY_POINT, ret, &rounded) == MONEY_OK;
}

/* Every claim is in the payment's currency: then the amounts add up to it. */
static bool is_same(const struct payment *payment, const char *const *values)
{
    struct currency currency;
    if (!currency_parse(values[CURRENCY], &currency))
        return false;
    for (int i = 0; i < payment->count; i++)
        if (!currency_equal(payment->payees[i].currency, currency))
            return false;
    return true;
}

/* False while some amount is none yet. */
static bool add_up(const struct payment *payment, const char *const *values, struct money *ret)
{
    struct money sum = {0}, one;
    for (int i = 0; i < payment->count; i++)
        if (!read_money(values[CLAIMS + i], &one) || !money_add(sum, one, &sum))
            return false;
    *ret = sum;
    return true;
}

/* What is still to come of a claim is offered where the payment is in its currency; in
 * another one only a person knows what it settles. */
static const char *offer(void *context, const char *const *values, int field)
{
    const struct payment *payment = context;
    struct currency currency;
    if (field < CLAIMS || !currency_parse(values[CURRENCY], &currency))
        return NULL;
    const struct payee *payee = &payment->payees[field - CLAIMS];
    return currency_equal(payee->currency, currency) ? payee->share : "";
}

static void tell_unsaid(const struct payment *payment, const char *const *values, struct buf *ret)
{
    struct currency currency;
    size_t count = 0;
    if (!currency_parse(values[CURRENCY], &currency))
        return;
    for (int i = 0; i < payment->count; i++)
        count +=
            values[CLAIMS + i][0] == '\0' && !currency_equal(payment->payees[i].currency, currency);
    if (count > 0)
        buf_addf(ret,
                 ngettext("! Nothing of %zu claim is settled until you say how much.\n",
                          "! Nothing of %zu claims is settled until you say how much of each.\n",
                          count),
                 count);
}

/* Those of which more would be paid than is still to come. */
static void tell_excess(const struct payment *payment, const char *const *values, struct buf *ret)
{
    for (int i = 0; i < payment->count; i++) {
        const struct payee *payee = &payment->payees[i];
        char text[MONEY_TEXT_SIZE];
        struct money excess;
        if (!read_money(values[CLAIMS + i], &excess) || !money_sub(excess, payee->left, &excess) ||
            excess.micros <= 0)
            continue;
        buf_addf(ret, _("! %s gets %s %s more than is still to come.\n"), payee->id,
                 money_print(excess, payee->currency, text), payee->currency.code);
    }
}

static void tell_sum(const struct payment *payment, const char *const *values, struct buf *ret)
{
    char sum_text[MONEY_TEXT_SIZE], rest_text[MONEY_TEXT_SIZE];
    struct money sum, amount, rest;
    struct currency currency;
    if (!currency_parse(values[CURRENCY], &currency))
        return;
    if (!is_same(payment, values)) {
        buf_add(ret, _("Coffer never converts: beside each claim stands what of it the payment "
                       "settles, in the claim's currency.\n"));
        return;
    }
    if (!add_up(payment, values, &sum))
        return;
    (void)money_print(sum, currency, sum_text);
    if (!read_money(values[AMOUNT], &amount) || !money_sub(amount, sum, &rest))
        buf_addf(ret, _("The claims add up to %s %s.\n"), sum_text, currency.code);
    else if (rest.micros == 0)
        buf_addf(ret, _("The claims add up to %s %s, all of the payment.\n"), sum_text,
                 currency.code);
    else if (rest.micros > 0)
        buf_addf(ret, _("! The claims add up to %s %s: %s of the payment is left.\n"), sum_text,
                 currency.code, money_print(rest, currency, rest_text));
    else
        buf_addf(ret, _("! The claims add up to %s %s: %s more than the payment.\n"), sum_text,
                 currency.code, money_print((struct money){-rest.micros}, currency, rest_text));
}

static void tell(void *context, const char *const *values, struct buf *ret)
{
    tell_unsaid(context, values, ret);
    tell_sum(context, values, ret);
    tell_excess(context, values, ret);
}

static bool wrong(void *context, const char *const *values, int field, struct buf *why)
{
    struct money money;
    (void)context;
    if (values[field][0] == '\0')
        return false;
    if (field == CURRENCY)
        return currency_is_wrong(values[field], why);
    if ((field != AMOUNT && field < CLAIMS) || !read_money(values[field], &money) ||
        money.micros > 0)
        return false;
    buf_add(why, _("It is above 0"));
    return true;
}

/* ---- a claim has moved on --------------------------------------------------------------- */

static enum rc add_line(void *context, const char *line, struct err *err)
{
    struct buf *text = context;
    (void)err;
    buf_addf(text, "%s\n", line);
    return RC_OK;
}

static void answered(struct shell *shell, void *context, int answer)
{
    struct payment *payment = context;
    (void)shell;
    if (answer != 0)
        return;
    for (int i = 0; i < payment->count; i++)
        payment->payees[i].revision = payment->payees[i].fresh;
    form_press_save(payment->form);
}

/* What was done to the claims since; false: nothing. */
static bool add_differences(struct payment *payment, struct buf *ret)
{
    bool any = false;
    for (int i = 0; i < payment->count; i++) {
        struct payee *payee = &payment->payees[i];
        const struct claim_ref ref = {payee->id, payee->revision};
        struct buf lines;
        struct err err;
        err_init(&err);
        buf_init(&lines);
        payee->fresh = payee->revision;
        if (app_claim_since(payment->app, &ref, add_line, &lines, &payee->fresh, &err) == RC_OK &&
            payee->fresh != payee->revision) {
            buf_addf(ret, "%s:\n%s", payee->title,
                     lines.length > 0 ? lines.text : _("Something was taken back.\n"));
            any = true;
        }
        buf_release(&lines);
    }
    return any && !ret->failed;
}

static bool ask_about_differences(struct payment *payment, struct shell *shell)
{
    static const struct answer answers[] = {{'y', N_("Record the payment all the same")}};
    struct buf text;
    buf_init(&text);
    buf_add(&text, _("While you typed, this was done to the claims:\n"));
    bool any = add_differences(payment, &text);
    if (any)
        shell_push(shell, ask_new(shell, _("The claims have changed"), text.text, answers, 1,
                                  answered, payment));
    buf_release(&text);
    return any;
}

/* ---- saving ----------------------------------------------------------------------------- */

static enum rc pay(const struct payment *payment, const char *const *values, struct err *err)
{
    char parts[PAYMENT_CLAIMS_MAX][CLAIM_ID_MAX + MONEY_TEXT_SIZE + 2];
    const char *claims[PAYMENT_CLAIMS_MAX];
    int64_t revisions[PAYMENT_CLAIMS_MAX];
    char id[CLAIM_ID_MAX];
    size_t count = 0;
    for (int i = 0; i < payment->count; i++) {
        const char *amount = values[CLAIMS + i];
        if (amount[0] == '\0') /* it is not paid by this one */
            continue;
        if (strlen(amount) >= MONEY_TEXT_SIZE)
            return err_set(err, RC_USAGE, _("%s: the amount is too long"), payment->payees[i].name);
        (void)snprintf(parts[count], sizeof(parts[count]), "%s=%s", payment->payees[i].id, amount);
        claims[count] = parts[count];
        revisions[count++] = payment->payees[i].revision;
    }
    if (count == 0)
        return err_set(err, RC_USAGE, _("Say how much of %s the payment settles, in %s"),
                       payment->payees[0].id, payment->payees[0].currency.code);
    const struct payment_form form = {.date = form_given(values[DATE]),
                                      .amount = form_given(values[AMOUNT]),
                                      .currency = form_given(values[CURRENCY]),
                                      .reference = form_given(values[REFERENCE]),
                                      .note = form_given(values[NOTE]),
                                      .claims = claims,
                                      .claim_count = count,
                                      .revisions = revisions};
    return app_payment_add(payment->app, &form, id, err);
}

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct payment *payment = context;
    struct err why;
    err_init(&why);
    enum rc rc = pay(payment, values, &why);
    if (rc == RC_OK)
        shell_wrote(shell);
    else if (rc == RC_RULE && ask_about_differences(payment, shell))
        return err_set(err, RC_STOP, "%s", why.text); /* the box says it all */
    else
        *err = why;
    return rc;
}

/* ---- opening ---------------------------------------------------------------------------- */

/* The labels of all fields stand in one column. */
static void add_label(struct payee *payee)
{
    enum { COLUMNS = 18 };
    size_t length = strlen(payee->title);
    buf_addf(&payee->label, "%s ", payee->id);
    if (text_width(payee->title) <= COLUMNS) {
        buf_add(&payee->label, payee->title);
        return;
    }
    char *cut = strdup(payee->title);
    if (cut == NULL) {
        buf_fail(&payee->label);
        return;
    }
    while (text_width(cut) >= COLUMNS)
        cut[length = text_cut(cut, length - 1)] = '\0';
    buf_addf(&payee->label, "%s\xe2\x80\xa6", cut);
    free(cut);
}

static enum rc add_payee(struct payment *payment, const char *id, struct err *err)
{
    struct payee *payee = &payment->payees[payment->count];
    struct claim_sight sight;
    enum rc rc = app_claim_show(payment->app, id, &sight, err);
    if (rc != RC_OK)
        return rc;
    *payee = (struct payee){.title = strdup(sight.claim.title),
                            .revision = sight.history.head.revision,
                            .currency = sight.claim.currency};
    buf_init(&payee->label);
    (void)claim_left_to_pay(&sight.claim, &payee->left);
    (void)snprintf(payee->id, sizeof(payee->id), "%s", sight.history.head.id);
    (void)snprintf(payee->name, sizeof(payee->name), "claim %s", sight.history.head.id);
    claim_sight_release(&sight);
    payment->count++;
    if (payee->title == NULL)
        return err_memory(err);
    add_label(payee);
    return buf_check(&payee->label, err);
}

static void add_fields(struct payment *payment)
{
    memcpy(payment->fields, payment_fields, sizeof(payment_fields));
    for (int i = DATE; i < CLAIMS; i++)
        payment->fields[i].currency = i == AMOUNT ? CURRENCY : -1;
    for (int i = 0; i < payment->count; i++) {
        struct payee *payee = &payment->payees[i];
        payment->fields[CLAIMS + i] =
            (struct field){.name = payee->name,
                           .label = payee->label.text,
                           .hint = payee->title[0] != '\0' ? payee->title : payee->id,
                           .kind = FIELD_AMOUNT,
                           .currency = -1,
                           .in = payee->currency.code};
    }
}

/* The sum where all claims are in one currency; the draft knows the form by its claims. */
static void open_form(struct shell *shell, struct payment *payment)
{
    char day[DATE_TEXT_SIZE], sum[MONEY_TEXT_SIZE] = "";
    const char *values[CLAIMS + PAYMENT_CLAIMS_MAX] = {
        [DATE] = date_print(app_day(payment->app), day),
        [AMOUNT] = "",
        [CURRENCY] = payment->payees[0].currency.code,
        [REFERENCE] = "",
        [NOTE] = ""};
    struct money total;
    struct buf about;
    buf_init(&about);
    for (int i = 0; i < payment->count; i++) {
        struct payee *payee = &payment->payees[i];
        if (payee->left.micros > 0)
            (void)money_print(payee->left, payee->currency, payee->share);
        values[CLAIMS + i] = payee->share;
        buf_addf(&about, "%s ", payee->id);
    }
    if (is_same(payment, values) && add_up(payment, values, &total))
        values[AMOUNT] = money_print(total, payment->payees[0].currency, sum);
    const struct form_spec spec = {.name = "claim.payment",
                                   .about = about.text,
                                   .title = N_("One payment for these claims"),
                                   .fields = payment->fields,
                                   .count = CLAIMS + payment->count,
                                   .wrong = wrong,
                                   .offer = offer,
                                   .tell = tell,
                                   .save = save,
                                   .release = release,
                                   .context = payment};
    struct view *form = form_new(shell, &spec, values); /* releases the payment where it fails */
    if (form != NULL) {
        payment->form = form;
        (void)form_focus(form, "amount");
    }
    shell_push(shell, form);
    buf_release(&about);
}

void claim_payment_form(struct shell *shell, const char *const *ids, size_t count)
{
    struct payment *payment = calloc(1, sizeof(*payment));
    struct err err;
    enum rc rc = RC_OK;
    if (payment == NULL) {
        shell_push(shell, NULL);
        return;
    }
    if (count > PAYMENT_CLAIMS_MAX) {
        shell_say(shell, _("A form takes %d claims at once"), (int)PAYMENT_CLAIMS_MAX);
        release(payment);
        return;
    }
    err_init(&err);
    payment->app = shell_app(shell);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = add_payee(payment, ids[i], &err);
    if (rc != RC_OK) {
        shell_failed(shell, &err);
        release(payment);
        return;
    }
    add_fields(payment);
    open_form(shell, payment);
}
