/* SPDX-License-Identifier: MIT */
/* The small forms of a claim: metrics, approvals, comments, copies; and deleting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_subject.h"
#include "ui/screens/screens.h"

static void keep_item(struct claim_subject *subject, const char *item)
{
    subject->item = item != NULL ? strdup(item) : NULL;
}

/* ---- metrics ---------------------------------------------------------------------------- */

enum metric_field { NAME, VALUE };

static void offer_metrics(void *context, const char *typed, struct offers *offers)
{
    const struct claim_subject *subject = context;
    const struct activity *activity = subject->activity;
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if (requirement->kind == REQUIRE_METRIC)
            offers_add_fitting(offers, typed, requirement->item, requirement->text);
    }
}

static const struct claim_metric *find_metric(const struct claim *claim, const char *name)
{
    for (size_t i = 0; i < claim->metric_count; i++)
        if (strcmp(claim->metrics[i].name, name) == 0)
            return &claim->metrics[i];
    return NULL;
}

/* The first that the activity asks for and nobody has given; "": none. */
static const char *first_missing(const struct claim_subject *subject)
{
    const struct activity *activity = subject->activity;
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if (requirement->kind == REQUIRE_METRIC &&
            find_metric(&subject->sight.claim, requirement->item) == NULL)
            return requirement->item;
    }
    return "";
}

static void fill_metric(const struct claim_subject *subject, struct claim_values *ret)
{
    const char *name = subject->item != NULL ? subject->item : first_missing(subject);
    const struct claim_metric *metric = find_metric(&subject->sight.claim, name);
    buf_add(claim_slot(subject, ret, NAME), name);
    buf_add(claim_slot(subject, ret, VALUE), metric != NULL ? metric->value : "");
}

/* What the activity asks with that name, and what stands there now. */
static void tell_metric(void *context, const char *const *values, struct buf *ret)
{
    const struct claim_subject *subject = context;
    const char *name = claim_value(subject, values, NAME);
    const struct requirement *asked =
        subject->activity != NULL ? activity_metric(subject->activity, name) : NULL;
    const struct claim_metric *metric = find_metric(&subject->sight.claim, name);
    if (asked != NULL)
        buf_addf(ret, "%s\n", asked->text);
    else if (name[0] != '\0')
        buf_add(ret, _("The activity asks for no metric of this name; it is kept all the same.\n"));
    if (metric != NULL)
        buf_addf(ret, _("Now: %s\n"), metric->value);
}

static enum rc save_metric(struct claim_subject *subject, const struct claim_ref *ref,
                           const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    return app_claim_metric_set(subject->app, ref, claim_value(subject, values, NAME),
                                claim_value(subject, values, VALUE), ret_id, err);
}

void claim_form_metric(struct shell *shell, const char *id, const char *name)
{
    static const struct field fields[] = {
        [NAME] = {.name = "name",
                  .label = N_("Metric"),
                  .hint = N_("Ctrl-N lists what the activity asks for."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_metrics},
        [VALUE] = {.name = "value",
                   .label = N_("Value"),
                   .hint = N_("As it is to be typed into the portal."),
                   .kind = FIELD_TEXT,
                   .must = true}};
    static const struct claim_plan plan = {.name = "claim.metric",
                                           .title = N_("A metric"),
                                           .names_claim = true,
                                           .tell = tell_metric,
                                           .fill = fill_metric,
                                           .save = save_metric,
                                           .refuses = claim_needs_editing};
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    keep_item(subject, name);
    bool known = name != NULL || first_missing(subject)[0] != '\0';
    for (int i = NAME; i <= VALUE; i++)
        claim_subject_field(subject, &fields[i], i);
    claim_subject_open(subject, &plan, name, known ? "value" : NULL);
}

/* ---- approvals -------------------------------------------------------------------------- */

enum approval_field { KIND, NUMBER, LIFTS, ANSWER, ASKED, ANSWERED, VALID_UNTIL, AMOUNT, NOTE };

static const char *const approval_kinds[] = {"pre-approval", "exception", "extension",
                                             "tax-invoice", NULL};
static const char *const answers_given[] = {"yes", "no", "", NULL};

/* What is in the way now, and an exception can lift. */
static void offer_lifts(void *context, const char *typed, struct offers *offers)
{
    const struct claim_subject *subject = context;
    struct claim_verdict verdict;
    struct err err;
    err_init(&err);
    if (app_claim_check(subject->app, subject->sight.history.head.id, &verdict, &err) != RC_OK)
        return;
    for (size_t i = 0; i < verdict.findings.count; i++) {
        const struct finding *finding = &verdict.findings.items[i];
        if (finding->severity == SEVERITY_BLOCKER && finding_can_be_lifted(finding->code))
            offers_add_fitting(offers, typed, finding->code, finding->message);
    }
    claim_verdict_release(&verdict);
}

static void fill_approval(const struct claim_subject *subject, struct claim_values *ret)
{
    char day[DATE_TEXT_SIZE];
    buf_add(claim_slot(subject, ret, KIND),
            subject->item != NULL ? subject->item : approval_kinds[0]);
    buf_add(claim_slot(subject, ret, ANSWER), answers_given[0]);
    buf_add(claim_slot(subject, ret, ANSWERED), date_print(app_day(subject->app), day));
}

static bool approval_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    const struct claim_subject *subject = context;
    const char *kind = claim_value(subject, values, KIND), *value = values[field];
    bool exception = strcmp(kind, approval_kinds[1]) == 0;
    if (subject->order[field] == LIFTS && value[0] != '\0' && !exception)
        buf_add(why, _("Only an exception lifts a finding: leave it empty"));
    else if (subject->order[field] == LIFTS && value[0] != '\0' && !finding_can_be_lifted(value))
        buf_add(why, _("No finding that can be lifted has this code: Ctrl-N lists them"));
    return why->length > 0;
}

static enum rc save_approval(struct claim_subject *subject, const struct claim_ref *ref,
                             const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const struct approval_form form = {.kind = claim_given(subject, values, KIND),
                                       .number = claim_given(subject, values, NUMBER),
                                       .lifts = claim_given(subject, values, LIFTS),
                                       .asked = claim_given(subject, values, ASKED),
                                       .answered = claim_given(subject, values, ANSWER) != NULL
                                                       ? claim_given(subject, values, ANSWERED)
                                                       : NULL,
                                       .answer = claim_given(subject, values, ANSWER),
                                       .amount = claim_given(subject, values, AMOUNT),
                                       .valid_until = claim_given(subject, values, VALID_UNTIL),
                                       .note = claim_given(subject, values, NOTE)};
    if (strcmp(form.kind, approval_kinds[1]) == 0 && form.lifts == NULL)
        return err_set(err, RC_USAGE, _("--lifts: say which finding the exception lifts"));
    if (strcmp(form.kind, approval_kinds[2]) == 0 && form.valid_until == NULL &&
        form.answer != NULL && strcmp(form.answer, answers_given[0]) == 0)
        return err_set(
            err, RC_USAGE,
            _("--valid-until: say until when the extension lets the claim be submitted"));
    return app_claim_approval_add(subject->app, ref, &form, ret_id, err);
}

static const struct field approval_fields[] = {
    [KIND] = {.name = "kind",
              .label = N_("What"),
              .hint = N_("An extension moves this claim's last day. Left and Right choose."),
              .kind = FIELD_CHOICE,
              .choices = approval_kinds,
              .must = true},
    [NUMBER] = {.name = "number",
                .label = N_("Number"),
                .hint = N_("As the vendor wrote it."),
                .kind = FIELD_TEXT,
                .must = true},
    [LIFTS] = {.name = "lifts",
               .label = N_("Lifts"),
               .hint = N_("The finding that an exception lifts. Ctrl-N lists what is in the way."),
               .kind = FIELD_TEXT,
               .complete = offer_lifts},
    [ANSWER] = {.name = "answer",
                .label = N_("Answer"),
                .hint = N_("Empty while there is none."),
                .kind = FIELD_CHOICE,
                .choices = answers_given},
    [ASKED] = {.name = "asked",
               .label = N_("Asked on"),
               .hint = N_("The day, if it is known."),
               .kind = FIELD_DATE},
    [ANSWERED] = {.name = "answered",
                  .label = N_("Answered on"),
                  .hint = N_("The day of the answer."),
                  .kind = FIELD_DATE},
    [VALID_UNTIL] = {.name = "valid-until",
                     .label = N_("Valid until"),
                     .hint = N_("The last day on which it holds."),
                     .kind = FIELD_DATE},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("In the claim's currency, if it speaks of one."),
                .kind = FIELD_AMOUNT},
    [NOTE] = {.name = "note",
              .label = N_("Note"),
              .hint = N_("Who said so, and where it is written."),
              .kind = FIELD_TEXT},
};

void claim_form_approval(struct shell *shell, const char *id, const char *kind)
{
    static const struct claim_plan plan = {.name = "claim.approval",
                                           .title = N_("What the vendor granted"),
                                           .names_claim = true,
                                           .wrong = approval_wrong,
                                           .fill = fill_approval,
                                           .save = save_approval};
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    keep_item(subject, kind);
    for (int i = KIND; i <= NOTE; i++) {
        struct field one = approval_fields[i];
        one.currency = -1;
        one.in = i == AMOUNT ? subject->sight.claim.currency.code : NULL;
        claim_subject_field(subject, &one, i);
    }
    claim_subject_open(subject, &plan, kind, kind != NULL ? "number" : NULL);
}

/* ---- comments --------------------------------------------------------------------------- */

static enum rc save_comment(struct claim_subject *subject, const struct claim_ref *ref,
                            const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    return app_claim_comment(subject->app, ref, values[0], ret_id, err);
}

void claim_form_comment(struct shell *shell, const char *id)
{
    static const struct field text = {.name = "text",
                                      .label = N_("Comment"),
                                      .hint = N_("It stands in the claim's history for good."),
                                      .kind = FIELD_TEXT,
                                      .must = true};
    static const struct claim_plan plan = {.name = "claim.comment",
                                           .title = N_("A comment"),
                                           .names_claim = true,
                                           .save = save_comment};
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    claim_subject_field(subject, &text, 0);
    claim_subject_open(subject, &plan, NULL, NULL);
}

/* ---- copies ----------------------------------------------------------------------------- */

static void fill_copy(const struct claim_subject *subject, struct claim_values *ret)
{
    char text[PERIOD_TEXT_SIZE];
    buf_add(claim_slot(subject, ret, 0), period_print(subject->sight.history.head.period, text));
}

static enum rc save_copy(struct claim_subject *subject, const struct claim_ref *ref,
                         const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    return app_claim_copy(subject->app, ref, values[0], ret_id, err);
}

static void show_copy(struct claim_subject *subject, const char *id)
{
    claim_show(subject->shell, id);
}

static void tell_copy(void *context, const char *const *values, struct buf *ret)
{
    struct period period;
    char days[4][DATE_TEXT_SIZE];
    (void)context;
    if (!period_parse(values[0], &period))
        return;
    struct windows windows = period_windows(period);
    buf_addf(ret, _("To be used from %s to %s, to be claimed from %s to %s."),
             date_print(windows.usage_start, days[0]), date_print(windows.usage_end, days[1]),
             date_print(windows.claim_opens, days[2]), date_print(windows.claim_closes, days[3]));
}

void claim_copy(struct shell *shell, const char *id)
{
    static const struct field period = {
        .name = "period",
        .label = N_("Earning period"),
        .hint = N_("The half-year in which the money was earned that is to pay for it."),
        .kind = FIELD_PERIOD,
        .must = true};
    static const struct claim_plan plan = {
        .name = "claim.copy",
        .title = N_("A new draft like this claim"),
        .note = N_("Expenses, metrics and documents come along; what happened to it does not."),
        .tell = tell_copy,
        .fill = fill_copy,
        .save = save_copy,
        .saved = show_copy};
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    claim_subject_field(subject, &period, 0);
    claim_subject_open(subject, &plan, NULL, NULL);
}

/* ---- deleting --------------------------------------------------------------------------- */

bool claim_delete(struct shell *shell, const char *id)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    char ret_id[CLAIM_ID_MAX];
    bool gone = false;
    struct buf why;
    struct err err;
    if (subject == NULL)
        return false;
    err_init(&err);
    buf_init(&why);
    const struct claim *claim = &subject->sight.claim;
    const struct claim_ref ref = {claim->head->id, claim->head->revision};
    if (claim_refuses(claim, ACT_DELETE, &why))
        shell_say(shell, "%s", why.text);
    else
        gone = app_claim_delete(subject->app, &ref, ret_id, &err) == RC_OK;
    if (gone)
        shell_wrote(shell);
    else if (err.rc != RC_OK)
        shell_failed(shell, &err);
    buf_release(&why);
    claim_subject_free(subject);
    return gone;
}

void claim_delete_expense(struct shell *shell, const char *id, const char *item)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    char ret_id[CLAIM_ID_MAX];
    struct err err;
    if (subject == NULL)
        return;
    err_init(&err);
    const struct claim_ref ref = {id, subject->sight.history.head.revision};
    if (app_claim_expense_delete(shell_app(shell), &ref, item, ret_id, &err) == RC_OK)
        shell_wrote(shell);
    else
        shell_failed(shell, &err);
    claim_subject_free(subject);
}
