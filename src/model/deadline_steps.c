/* SPDX-License-Identifier: MIT */
#include "model/deadline_steps.h"

#include <string.h>

#include "base/buf.h"
#include "base/words.h"

/* After a failure nothing more is told. */
struct steps {
    const struct deadline *deadline;
    const struct deadline_subject *subject;
    deadline_step_visit *visit;
    void *context;
    enum rc rc;
    struct err *err;
    struct buf detail; /* of the next step */
};

static void step(struct steps *steps, const char *words, const char *source)
{
    const struct deadline_step one = {
        .words = words, .detail = steps->detail.text, .source = source};
    if (steps->rc == RC_OK)
        steps->rc = buf_check(&steps->detail, steps->err);
    if (steps->rc == RC_OK)
        steps->rc = steps->visit(steps->context, &one, steps->err);
    buf_clear(&steps->detail);
}

static void money(struct steps *steps, const char *words, const char *figure, struct money amount,
                  struct currency currency, const char *source)
{
    const struct deadline_step one = {.words = words,
                                      .detail = "",
                                      .source = source,
                                      .has_amount = true,
                                      .amount = amount,
                                      .currency = currency,
                                      .figure = figure};
    if (steps->rc == RC_OK)
        steps->rc = steps->visit(steps->context, &one, steps->err);
}

/* ---- the rule ----------------------------------------------------------------------------- */

static const struct {
    const char *text, *source; /* text: N_() */
} rules[DEADLINE_KINDS] = {
    [DEADLINE_PERIOD_END] = {N_("the last day of the half-year in which the money is earned"),
                             "RULES.md section 2"},
    [DEADLINE_USAGE_START] = {N_("the first day of the half-year after the earning period"),
                              "RULES.md section 2"},
    [DEADLINE_USAGE_END] = {N_("the last day of the half-year after the earning period"),
                            "RULES.md section 2"},
    [DEADLINE_WINDOW_OPEN] = {N_("the 16th of the second month of the usage period"),
                              "RULES.md section 2"},
    [DEADLINE_WINDOW_CLOSE] = {N_("the 15th of the second month after the usage period"),
                               "RULES.md section 2"},
    [DEADLINE_DRAFT_WINDOW] = {N_("the last day of the fund's claim period, or of an extension"),
                               "CONTRACT.md section 5"},
    [DEADLINE_LATE_FILING] = {N_("a claim should be filed within 45 days of its activity's end"),
                              "RULES.md section 2"},
    [DEADLINE_ACTION_ANSWER] = {N_("the 31 March or 30 September after the claim period"),
                                "RULES.md section 2"},
    [DEADLINE_APPROVAL_LAPSE] = {N_("what was granted holds until a day"), "CONTRACT.md section 5"},
    [DEADLINE_REVIEW] = {N_("a claim is reviewed within 2 business days"), "RULES.md section 6"},
    [DEADLINE_DISPUTE] = {N_("a dispute is answered within 5 business days"), "RULES.md section 6"},
    [DEADLINE_PAYMENT] = {N_("payment comes within 45 business days of approval, or 30 days of a "
                             "tax invoice"),
                          "RULES.md section 6"},
    [DEADLINE_RETENTION_END] = {N_("original documents are kept for 24 months"),
                                "RULES.md section 9"},
};

/* ---- days --------------------------------------------------------------------------------- */

static void counted_from(struct steps *steps, struct date day, const char *what)
{
    char text[DATE_TEXT_SIZE];
    buf_addf(&steps->detail, "%s, %s", date_print(day, text), what);
    step(steps, _("counted from"), NULL);
}

/* How many, and what weekends among them add. */
static void say_count(struct steps *steps, const struct day_count *count)
{
    unsigned long days = (unsigned long)count->count;
    int added = date_days_between(count->from, day_count_end(count)) - count->count;
    switch (count->unit) {
    case DAYS_OF_CALENDAR:
        buf_addf(&steps->detail, ngettext("%lu day", "%lu days", days), days);
        break;
    case DAYS_OF_MONTHS:
        buf_addf(&steps->detail, ngettext("%lu month", "%lu months", days), days);
        break;
    case DAYS_OF_BUSINESS:
        buf_addf(&steps->detail,
                 ngettext("%lu business day, Monday to Friday",
                          "%lu business days, Monday to Friday", days),
                 days);
        break;
    }
    step(steps, _("after it"), NULL);
    if (count->unit != DAYS_OF_BUSINESS)
        return;
    if (added > 0)
        buf_addf(&steps->detail,
                 ngettext("%d day more: a Saturday or Sunday does not count",
                          "%d days more: Saturdays and Sundays do not count", (unsigned long)added),
                 added);
    else
        buf_add(&steps->detail, _("none: no Saturday or Sunday lies between"));
    step(steps, _("weekends"), "RULES.md section 6");
}

static void say_span(struct steps *steps, const char *words, struct date from, struct date to)
{
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    buf_addf(&steps->detail, _("%s to %s"), date_print(from, first), date_print(to, last));
    step(steps, words, "RULES.md section 2");
}

/* The program's own day, where it has set one. */
static void say_override(struct steps *steps, struct date is, struct date bare)
{
    char day[DATE_TEXT_SIZE], rule[DATE_TEXT_SIZE];
    if (date_compare(is, bare) == 0)
        return;
    buf_addf(&steps->detail, _("%s, where the rule says %s"), date_print(is, day),
             date_print(bare, rule));
    step(steps, _("set for this program"), "CONTRACT.md section 8");
}

/* ---- a fund's ----------------------------------------------------------------------------- */

static void fund_days(struct steps *steps)
{
    const struct windows *is = &steps->subject->terms->windows;
    const struct windows bare = period_windows(steps->deadline->period);
    say_span(steps, _("earning period"), is->earning_start, is->earning_end);
    switch ((int)steps->deadline->kind) {
    case DEADLINE_USAGE_START:
        say_override(steps, is->usage_start, bare.usage_start);
        break;
    case DEADLINE_USAGE_END:
        say_override(steps, is->usage_end, bare.usage_end);
        break;
    case DEADLINE_WINDOW_OPEN:
        say_span(steps, _("usage period"), is->usage_start, is->usage_end);
        say_override(steps, is->claim_opens, bare.claim_opens);
        break;
    case DEADLINE_WINDOW_CLOSE:
        say_span(steps, _("usage period"), is->usage_start, is->usage_end);
        say_override(steps, is->claim_closes, bare.claim_closes);
        break;
    default:
        break;
    }
}

static void fund_money(struct steps *steps)
{
    static const char source[] = "CONTRACT.md section 6";
    const struct deadline *deadline = steps->deadline;
    const struct deadline_subject *subject = steps->subject;
    enum deadline_kind kind = deadline->kind;
    if (!deadline->has_amount)
        return;
    if (kind == DEADLINE_PERIOD_END) {
        money(steps, _("threshold"), "threshold_usd", subject->terms->threshold_usd, currency_usd,
              "RULES.md section 4");
        money(steps, _("co-op so far, over all currencies"), "coop_usd", subject->coop_usd,
              currency_usd, "RULES.md section 5");
    } else if (subject->balance != NULL) {
        money(steps, _("remaining of the fund"), "remaining", subject->balance->remaining,
              deadline->currency, source);
        if (kind == DEADLINE_USAGE_START || kind == DEADLINE_USAGE_END)
            money(steps, _("of which drafts plan"), "planned", subject->balance->planned,
                  deadline->currency, source);
    }
}

/* ---- a claim's ---------------------------------------------------------------------------- */

static void say_extension(struct steps *steps)
{
    const struct claim_approval *extension =
        claim_extension(steps->subject->claim, &steps->subject->terms->windows);
    char day[DATE_TEXT_SIZE];
    if (extension == NULL)
        buf_add(&steps->detail, _("none was granted that ends later"));
    else
        buf_addf(&steps->detail, _("%s, granted until %s"), extension->number,
                 date_print(extension->valid_until, day));
    step(steps, _("extension"), "CONTRACT.md section 5");
}

static void say_payment_days(struct steps *steps)
{
    const struct claim_approval *invoice;
    struct day_count count;
    if (!claim_payment_count(steps->subject->claim, &count, &invoice))
        return;
    counted_from(steps, count.from,
                 invoice != NULL ? _("the tax invoice was answered yes")
                                 : _("the claim was approved"));
    say_count(steps, &count);
}

static void say_review_days(struct steps *steps)
{
    struct day_count count;
    if (!claim_review_count(steps->subject->claim, &count))
        return;
    counted_from(steps, count.from,
                 steps->deadline->kind == DEADLINE_DISPUTE ? _("the claim was disputed")
                                                           : _("the claim was submitted"));
    say_count(steps, &count);
}

static void say_window_days(struct steps *steps)
{
    const struct windows *is = &steps->subject->terms->windows;
    const struct windows bare = period_windows(steps->deadline->period);
    say_span(steps, _("claim period"), is->claim_opens, is->claim_closes);
    say_override(steps, is->claim_closes, bare.claim_closes);
    if (steps->deadline->kind == DEADLINE_DRAFT_WINDOW)
        say_extension(steps);
}

static void say_activity_days(struct steps *steps, const struct day_count *count)
{
    counted_from(steps, count->from, _("the activity ended"));
    say_count(steps, count);
}

static void claim_days(struct steps *steps)
{
    const struct claim *claim = steps->subject->claim;
    struct day_count count;
    switch ((int)steps->deadline->kind) {
    case DEADLINE_DRAFT_WINDOW:
    case DEADLINE_ACTION_ANSWER:
        say_window_days(steps);
        break;
    case DEADLINE_LATE_FILING:
        count = claim_filing_count(claim);
        say_activity_days(steps, &count);
        break;
    case DEADLINE_RETENTION_END:
        count = claim_retention_count(claim);
        say_activity_days(steps, &count);
        break;
    case DEADLINE_APPROVAL_LAPSE:
        buf_add(&steps->detail, steps->deadline->about);
        step(steps, _("granted"), "CONTRACT.md section 5");
        break;
    case DEADLINE_REVIEW:
    case DEADLINE_DISPUTE:
        say_review_days(steps);
        break;
    case DEADLINE_PAYMENT:
        say_payment_days(steps);
        break;
    default:
        break;
    }
}

static void claim_money(struct steps *steps)
{
    const struct claim *claim = steps->subject->claim;
    if (!steps->deadline->has_amount)
        return;
    money(steps, _("the claim asks for"), "amount", claim->amount, claim->currency,
          "RULES.md section 6");
    if (claim->status != CLAIM_APPROVED && claim->status != CLAIM_PAID)
        return;
    money(steps, _("approved"), "approved", claim->approved, claim->currency, "RULES.md section 5");
    if (steps->deadline->kind == DEADLINE_PAYMENT)
        money(steps, _("paid so far"), "paid", claim->paid, claim->currency, "RULES.md section 5");
}

/* ---- all ---------------------------------------------------------------------------------- */

enum rc deadline_steps(const struct deadline *deadline, const struct deadline_subject *subject,
                       deadline_step_visit *visit, void *context, struct err *err)
{
    struct steps steps = {deadline, subject, visit, context, RC_OK, err, {0}};
    char day[DATE_TEXT_SIZE];
    buf_init(&steps.detail);
    buf_add(&steps.detail, _(rules[deadline->kind].text));
    step(&steps, _("rule"), rules[deadline->kind].source);
    if (subject->claim != NULL)
        claim_days(&steps);
    else
        fund_days(&steps);
    buf_add(&steps.detail, date_print(deadline->due, day));
    step(&steps, _("falls due"), NULL);
    if (subject->claim != NULL)
        claim_money(&steps);
    else
        fund_money(&steps);
    buf_release(&steps.detail);
    return steps.rc;
}
