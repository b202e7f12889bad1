/* SPDX-License-Identifier: MIT */
/* What Partner Center answered, recorded: which status, then its form. */
#include "ui/screens/claim_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "model/claim_grant.h"
#include "ui/parts/ask.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_subject.h"
#include "ui/screens/currencies.h"

enum record_field { DATE, AMOUNT, CURRENCY, COVERS, REFERENCE, REASON, NOTE, RECORD_FIELDS };

/* ---- what each status asks for ---------------------------------------------------------- */

/* Bits: which fields its form has. */
enum { HAS_MONEY = 1, HAS_PAYMENT = 2, HAS_REASON = 4, NEEDS_REASON = 8 };

static const struct step {
    const char *label, *title; /* N_() */
    unsigned has;
    char key;
} steps[CLAIM_STATUSES] = {
    [CLAIM_UNDER_REVIEW] = {N_("Under review"), N_("It is under review"), 0, 'r'},
    [CLAIM_ACTION_REQUIRED] = {N_("Action required: the reviewer wants more"),
                               N_("The reviewer wants more"), HAS_REASON, 'q'},
    [CLAIM_APPROVED] = {N_("Approved"), N_("It is approved"), HAS_MONEY, 'y'},
    [CLAIM_REJECTED] = {N_("Rejected"), N_("It is rejected"), HAS_REASON | NEEDS_REASON, 'j'},
    [CLAIM_DISPUTED] = {N_("Disputed"), N_("We dispute the rejection"), HAS_REASON, 't'},
    [CLAIM_PAID] = {N_("Paid, whole or in part"), N_("A payment has come"), HAS_MONEY | HAS_PAYMENT,
                    'b'},
    [CLAIM_WITHDRAWN] = {N_("Withdrawn: it will not be sent"), N_("It is withdrawn"), HAS_REASON,
                         'w'},
};

static const struct field record_fields[RECORD_FIELDS] = {
    [DATE] = {.name = "date",
              .label = N_("Date"),
              .hint = N_("The day on which it happened; not before the last change of status."),
              .kind = FIELD_DATE,
              .must = true},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("What was granted: no more than was claimed."),
                .kind = FIELD_AMOUNT,
                .must = true},
    [CURRENCY] = {.name = "currency",
                  .label = N_("Currency"),
                  .hint = N_("In which the payment came."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_currencies},
    [COVERS] = {.name = "covers",
                .label = N_("Settles"),
                .hint = N_("Of a payment in another currency: what of the claim it settles, in the "
                           "claim's currency."),
                .kind = FIELD_AMOUNT},
    [REFERENCE] = {.name = "reference",
                   .label = N_("Reference"),
                   .hint = N_("As the bank statement shows it."),
                   .kind = FIELD_TEXT},
    [REASON] = {.name = "reason",
                .label = N_("Reason"),
                .hint = N_("Ctrl-N lists the usual ones; any other word will do."),
                .kind = FIELD_TEXT,
                .complete = claim_offer_reasons},
    [NOTE] = {.name = "note",
              .label = N_("Note"),
              .hint = N_("What the reviewer wrote, in full."),
              .kind = FIELD_TEXT},
};

/* ---- the form --------------------------------------------------------------------------- */

/* The amounts are those that the commands take where none is given. */
static void fill_record(const struct claim_subject *subject, struct claim_values *ret)
{
    const struct claim *claim = &subject->sight.claim;
    char day[DATE_TEXT_SIZE], text[MONEY_TEXT_SIZE];
    struct buf *amount = claim_slot(subject, ret, AMOUNT);
    struct buf *currency = claim_slot(subject, ret, CURRENCY);
    struct money money = {0};
    buf_add(claim_slot(subject, ret, DATE), date_print(app_day(subject->app), day));
    if (currency != NULL)
        buf_add(currency, claim->currency.code);
    if (amount == NULL)
        return;
    if (subject->status == CLAIM_APPROVED)
        money = claim_grant(claim);
    else
        (void)claim_left_to_pay(claim, &money);
    if (money.micros > 0)
        buf_add(amount, money_print(money, claim->currency, text));
}

static bool in_other_currency(const struct claim_subject *subject, const char *const *values)
{
    const char *code = claim_value(subject, values, CURRENCY);
    struct currency currency;
    return code != NULL && currency_parse(code, &currency) &&
           !currency_equal(currency, subject->sight.claim.currency);
}

static bool record_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    const struct claim_subject *subject = context;
    const char *value = values[field];
    enum record_field which = (enum record_field)subject->order[field];
    if (value[0] == '\0')
        return false;
    if (which == CURRENCY)
        return currency_is_wrong(value, why);
    if (which == COVERS && !in_other_currency(subject, values)) {
        buf_add(why, _("A payment in the claim's currency settles its own amount: leave it empty"));
        return true;
    }
    return false;
}

/* The amount that the form offers does not go by verdicts on a part of the expenses. */
static void tell_verdicts(const struct claim *claim, struct buf *ret)
{
    const struct claim_verdicts verdicts = claim_verdicts_of(claim);
    char text[MONEY_TEXT_SIZE];
    if (verdicts.said == 0)
        return;
    if (verdicts.less.micros > 0)
        buf_addf(ret,
                 ngettext("%zu of %zu expenses has a verdict: %s %s less so far.\n",
                          "%zu of %zu expenses have a verdict: %s %s less so far.\n",
                          verdicts.said),
                 verdicts.said, verdicts.expenses,
                 money_print(verdicts.less, claim->currency, text), claim->currency.code);
    else
        buf_addf(ret,
                 ngettext("%zu of %zu expenses has a verdict.\n",
                          "%zu of %zu expenses have a verdict.\n", verdicts.said),
                 verdicts.said, verdicts.expenses);
}

/* Line by line, or why that says nothing yet. */
static void tell_approved(const struct claim *claim, struct buf *ret)
{
    char text[MONEY_TEXT_SIZE];
    struct money sum;
    buf_addf(ret, _("Claimed: %s %s.\n"), money_print(claim->amount, claim->currency, text),
             claim->currency.code);
    if (claim_accepted_sum(claim, &sum))
        buf_addf(ret, _("Of the expenses the reviewer left %s %s.\n"),
                 money_print(sum, claim->currency, text), claim->currency.code);
    else if (claim->expense_count > 0) {
        tell_verdicts(claim, ret);
        buf_add(ret, _("For an approval line by line: Esc, then F.\n"));
    }
}

static void tell_paid(const struct claim *claim, struct buf *ret)
{
    char approved[MONEY_TEXT_SIZE], paid[MONEY_TEXT_SIZE], text[MONEY_TEXT_SIZE];
    struct money left = {0};
    (void)claim_left_to_pay(claim, &left);
    buf_addf(ret, _("Approved %s %s, paid so far %s, still to come %s.\n"),
             money_print(claim->approved, claim->currency, approved), claim->currency.code,
             money_print(claim->paid, claim->currency, paid),
             money_print(left, claim->currency, text));
}

/* A payment of more than was approved is recorded all the same. */
static void tell_excess(const struct claim *claim, const char *covers, struct buf *ret)
{
    struct money money, excess;
    char paid[MONEY_TEXT_SIZE], text[MONEY_TEXT_SIZE];
    bool rounded = false;
    if (covers == NULL ||
        money_parse(covers, strlen(covers), MONEY_POINT, &money, &rounded) != MONEY_OK ||
        !money_add(claim->paid, money, &money) || !money_sub(money, claim->approved, &excess) ||
        excess.micros <= 0)
        return;
    buf_addf(ret, _("! With this %s %s is paid, %s more than was approved.\n"),
             money_print(money, claim->currency, paid), claim->currency.code,
             money_print(excess, claim->currency, text));
}

static void tell_record(void *context, const char *const *values, struct buf *ret)
{
    const struct claim_subject *subject = context;
    if (subject->status == CLAIM_APPROVED)
        tell_approved(&subject->sight.claim, ret);
    if (subject->status == CLAIM_PAID) {
        int field = in_other_currency(subject, values) ? COVERS : AMOUNT;
        tell_paid(&subject->sight.claim, ret);
        tell_excess(&subject->sight.claim, claim_given(subject, values, field), ret);
    }
    if (subject->status == CLAIM_PAID && in_other_currency(subject, values) &&
        claim_given(subject, values, COVERS) == NULL)
        buf_addf(ret,
                 _("! Coffer never converts: without an amount in %s beside Settles the payment "
                   "settles nothing of the claim.\n"),
                 subject->sight.claim.currency.code);
}

static enum rc save_record(struct claim_subject *subject, const struct claim_ref *ref,
                           const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const struct record_form form = {.status = claim_status_word(subject->status),
                                     .date = claim_given(subject, values, DATE),
                                     .amount = claim_given(subject, values, AMOUNT),
                                     .currency = claim_given(subject, values, CURRENCY),
                                     .covers = claim_given(subject, values, COVERS),
                                     .reference = claim_given(subject, values, REFERENCE),
                                     .reason = claim_given(subject, values, REASON),
                                     .note = claim_given(subject, values, NOTE)};
    return app_claim_record(subject->app, ref, &form, ret_id, err);
}

static bool record_refuses(const struct claim_subject *subject, const char *const *values,
                           const struct claim *fresh, struct buf *ret_why)
{
    (void)values;
    if (claim_may_move(fresh->status, subject->status, ROLE_ADMIN, true) == MOVE_OK)
        return false;
    buf_addf(ret_why, _("The claim is %s now, and %s cannot follow"),
             claim_status_word(fresh->status), claim_status_word(subject->status));
    return true;
}

/* Which fields the form of a status has. */
static bool has_field(unsigned has, int field)
{
    switch ((enum record_field)field) {
    case AMOUNT:
        return (has & HAS_MONEY) != 0;
    case CURRENCY:
    case COVERS:
    case REFERENCE:
        return (has & HAS_PAYMENT) != 0;
    case REASON:
        return (has & HAS_REASON) != 0;
    case DATE:
    case NOTE:
    case RECORD_FIELDS:
    default:
        return true;
    }
}

static void open_record(struct shell *shell, const char *id, enum claim_status status)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    const struct step *step = &steps[status];
    bool money = (step->has & HAS_MONEY) != 0;
    if (subject == NULL)
        return;
    const struct claim_plan plan = {.name = "claim.record",
                                    .title = step->title,
                                    .names_claim = true,
                                    .wrong = record_wrong,
                                    .tell = money ? tell_record : NULL,
                                    .fill = fill_record,
                                    .save = save_record,
                                    .refuses = record_refuses};
    subject->status = status;
    for (int i = 0; i < RECORD_FIELDS; i++) {
        struct field one = record_fields[i];
        if (!has_field(step->has, i))
            continue;
        one.currency = i == AMOUNT && status == CLAIM_PAID ? subject->count + 1 : -1;
        one.in = subject->sight.claim.currency.code;
        if (i == AMOUNT && status == CLAIM_PAID)
            one.hint = N_("What came; it may be a part, and the rest may come later.");
        one.must = one.must || (i == REASON && (step->has & NEEDS_REASON) != 0);
        claim_subject_field(subject, &one, i);
    }
    claim_subject_open(subject, &plan, claim_status_word(status), money ? "amount" : NULL);
}

/* ---- which of them ---------------------------------------------------------------------- */

enum { STEPS_MAX = 6 };
struct choosing {
    char id[CLAIM_ID_MAX];
    enum claim_status to[STEPS_MAX];
    int count;
    bool others; /* some that only an admin may record */
};

static void find_steps(struct choosing *choosing, struct app *app, const struct claim *claim)
{
    const struct member *member = app_member(app);
    bool own = claim_is_own(claim, app_person(app));
    for (int i = 0; i < CLAIM_STATUSES && choosing->count < STEPS_MAX; i++) {
        enum claim_status to = (enum claim_status)i;
        enum claim_move move = claim_may_move(claim->status, to, member->role, own);
        if (to == CLAIM_SUBMITTED || to == CLAIM_EDITING)
            continue;
        choosing->others = choosing->others || move == MOVE_NEEDS_ADMIN;
        if (move == MOVE_OK)
            choosing->to[choosing->count++] = to;
    }
}

static void answered_step(struct shell *shell, void *context, int answer)
{
    struct choosing *choosing = context;
    if (answer >= 0)
        open_record(shell, choosing->id, choosing->to[answer]);
    free(choosing);
}

static void ask_step(struct shell *shell, const struct choosing *found, const char *title)
{
    struct answer answers[STEPS_MAX];
    struct choosing *choosing = malloc(sizeof(*choosing));
    struct buf text;
    for (int i = 0; i < found->count; i++)
        answers[i] = (struct answer){steps[found->to[i]].key, steps[found->to[i]].label};
    buf_init(&text);
    buf_addf(&text, _("What became of \"%s\"?"), title);
    if (found->others)
        buf_add(&text, _("\nThe answers of a reviewer are recorded by an admin of the book."));
    if (choosing != NULL)
        *choosing = *found;
    struct view *ask = choosing == NULL ? NULL
                                        : ask_new(shell, _("Record"), text.text, answers,
                                                  found->count, answered_step, choosing);
    if (ask == NULL)
        free(choosing);
    shell_push(shell, ask);
    buf_release(&text);
}

void claim_record(struct shell *shell, const char *id)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    struct choosing choosing = {.count = 0};
    struct buf why;
    if (subject == NULL)
        return;
    const struct claim *claim = &subject->sight.claim;
    buf_init(&why);
    (void)snprintf(choosing.id, sizeof(choosing.id), "%s", id);
    find_steps(&choosing, subject->app, claim);
    if (claim_refuses(claim, ACT_RECORD, &why))
        shell_say(shell, "%s", why.text);
    else if (choosing.count == 0)
        shell_say(shell, _("What follows now is recorded by an admin of the book"));
    else if (choosing.count == 1)
        open_record(shell, id, choosing.to[0]);
    else
        ask_step(shell, &choosing, claim->title);
    buf_release(&why);
    claim_subject_free(subject);
}
