/* SPDX-License-Identifier: MIT */
#include "model/deadline.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"

/* What to do in time, and what once the day has passed; NULL: it is gone by then. */
static const struct {
    const char *word, *in_time, *overdue;
} kinds[DEADLINE_KINDS] = {
    [DEADLINE_PERIOD_END] = {"period-end",
                             N_("The earning period ends: what is earned later counts for the "
                                "next one."),
                             NULL},
    [DEADLINE_USAGE_START] = {"usage-start",
                              N_("From this day on activities can be carried out with this money."),
                              NULL},
    [DEADLINE_USAGE_END] = {"usage-end",
                            N_("Carry out activities by this day: what is not used by then cannot "
                               "be claimed."),
                            NULL},
    [DEADLINE_WINDOW_OPEN] = {"window-open", N_("From this day on claims can be submitted."), NULL},
    [DEADLINE_WINDOW_CLOSE] = {"window-close",
                               N_("Submit claims by this day: what is not claimed by then is "
                                  "forfeited."),
                               NULL},
    [DEADLINE_DRAFT_WINDOW] = {"draft-window",
                               N_("Submit the claim by this day: it is the last on which it is "
                                  "taken."),
                               N_("The last day to submit has passed: ask for an extension, or "
                                  "withdraw the claim.")},
    [DEADLINE_LATE_FILING] = {"late-filing",
                              N_("Submit the claim by this day: 45 days after its activity it "
                                 "counts as late."),
                              N_("The claim is late, 45 days after its activity: submit it "
                                 "soon.")},
    [DEADLINE_ACTION_ANSWER] = {"action-answer",
                                N_("Answer the reviewer and submit the claim again by this day."),
                                N_("The day for an answer has passed: ask support whether it is "
                                   "still taken.")},
    [DEADLINE_APPROVAL_LAPSE] = {"approval-lapse", NULL, NULL}, /* says which: tell_lapse */
    [DEADLINE_REVIEW] = {"review", N_("The review should be done by this day."),
                         N_("The review is overdue: contact support.")},
    [DEADLINE_DISPUTE] = {"dispute", N_("The dispute should be decided by this day."),
                          N_("The answer to the dispute is overdue: contact support.")},
    [DEADLINE_PAYMENT] = {"payment", N_("The payment should be there by this day."),
                          N_("The payment is overdue: contact support.")},
    [DEADLINE_RETENTION_END] = {"retention-end",
                                N_("Keep the original documents through this day; after it they "
                                   "may go."),
                                NULL},
};

const char *deadline_kind_word(enum deadline_kind kind)
{
    bug_if(kind > DEADLINE_RETENTION_END, "no such kind of deadline");
    return kinds[kind].word;
}

bool deadline_kind_presses(enum deadline_kind kind)
{
    return kind != DEADLINE_USAGE_START && kind != DEADLINE_WINDOW_OPEN &&
           kind != DEADLINE_RETENTION_END;
}

/* Sets the kind, the day, the days left and the words. */
static void set_day(struct deadline *deadline, enum deadline_kind kind, struct date due,
                    struct date today)
{
    deadline->kind = kind;
    deadline->due = due;
    deadline->days_left = date_days_between(today, due);
    const char *text = deadline->days_left < 0 ? kinds[kind].overdue : kinds[kind].in_time;
    deadline->text = text != NULL ? _(text) : "";
}

static void set_amount(struct deadline *deadline, struct money amount, struct currency currency)
{
    deadline->has_amount = true;
    deadline->amount = amount;
    deadline->currency = currency;
}

/* ---- funds --------------------------------------------------------------------------------- */

static struct deadline of_fund(const struct deadline_fund *fund)
{
    return (struct deadline){.program = fund->program,
                             .location = fund->location,
                             .period = fund->period,
                             .claim = "",
                             .title = "",
                             .owner = "",
                             .about = "",
                             .text = ""};
}

bool deadline_has_money(const struct balance *balance)
{
    switch (balance->state) {
    case FUND_ACCRUING:
        return balance->coop.micros > 0;
    case FUND_USABLE:
    case FUND_CLAIMABLE:
    case FUND_LAST_CALL:
        return balance->remaining.micros > 0;
    case FUND_CONVERTED:
    case FUND_CLOSED:
    case FUND_NO_COOP:
        return false;
    }
    bug("no such state of a fund");
}

bool deadline_of_period(const struct deadline_fund *fund, struct date today, struct deadline *ret)
{
    struct money gap = {0};
    struct date end = fund->terms->windows.earning_end;
    if (!fund->terms->has_coop || date_compare(today, end) > 0)
        return false;
    struct deadline deadline = of_fund(fund);
    set_day(&deadline, DEADLINE_PERIOD_END, end, today);
    if (fund_below_threshold(fund->terms, fund->coop_usd) &&
        money_sub(fund->terms->threshold_usd, fund->coop_usd, &gap)) {
        set_amount(&deadline, gap, currency_usd);
        deadline.text = _("Bring in what the threshold lacks by this day: below it all co-op "
                          "becomes rebate.");
    }
    *ret = deadline;
    return true;
}

bool deadlines_of_fund(const struct deadline_fund *fund, const struct balance *balance,
                       struct currency currency, struct date today,
                       struct deadline ret[FUND_DEADLINES], size_t *ret_count)
{
    const struct windows *windows = &fund->terms->windows;
    struct money unplanned = {0};
    size_t count = 0;
    *ret_count = 0;
    if (!deadline_has_money(balance))
        return true;
    if (!money_sub(balance->remaining, balance->planned, &unplanned))
        return false;
    const struct {
        enum deadline_kind kind;
        struct date due;
        struct money amount;
    } all[FUND_DEADLINES] = {
        {DEADLINE_USAGE_START, windows->usage_start, unplanned},
        {DEADLINE_USAGE_END, windows->usage_end, unplanned},
        {DEADLINE_WINDOW_OPEN, windows->claim_opens, balance->remaining},
        {DEADLINE_WINDOW_CLOSE, windows->claim_closes, balance->remaining},
    };
    for (size_t i = 0; i < FUND_DEADLINES; i++) {
        if (date_compare(all[i].due, today) < 0)
            continue;
        ret[count] = of_fund(fund);
        set_day(&ret[count], all[i].kind, all[i].due, today);
        set_amount(&ret[count++], all[i].amount, currency);
    }
    *ret_count = count;
    return true;
}

/* ---- claims -------------------------------------------------------------------------------- */

struct telling {
    const struct claim *claim;
    struct date today;
    deadline_visit *visit;
    void *context;
};

static struct deadline of_claim(const struct claim *claim)
{
    return (struct deadline){.program = claim->head->program,
                             .location = claim->head->location,
                             .period = claim->head->period,
                             .claim = claim->head->id,
                             .title = claim->title,
                             .owner = claim->owner,
                             .status = claim->status,
                             .about = "",
                             .text = ""};
}

static enum rc tell(const struct telling *telling, enum deadline_kind kind, struct date due,
                    const struct money *amount, struct err *err)
{
    struct deadline deadline = of_claim(telling->claim);
    set_day(&deadline, kind, due, telling->today);
    if (amount != NULL)
        set_amount(&deadline, *amount, telling->claim->currency);
    return telling->visit(telling->context, &deadline, err);
}

static enum rc tell_draft(const struct telling *telling, const struct windows *windows,
                          struct err *err)
{
    const struct claim *claim = telling->claim;
    if (claim->status != CLAIM_EDITING)
        return RC_OK;
    enum rc rc =
        tell(telling, DEADLINE_DRAFT_WINDOW, claim_last_day(claim, windows), &claim->amount, err);
    return rc == RC_OK
               ? tell(telling, DEADLINE_LATE_FILING, claim_filing_day(claim), &claim->amount, err)
               : rc;
}

static enum rc tell_answer(const struct telling *telling, const struct windows *windows,
                           struct err *err)
{
    const struct claim *claim = telling->claim;
    return claim->status == CLAIM_ACTION_REQUIRED
               ? tell(telling, DEADLINE_ACTION_ANSWER, claim_answer_day(windows), &claim->amount,
                      err)
               : RC_OK;
}

static bool lapses(const struct claim_approval *approval)
{
    return approval->granted && approval->has_valid_until;
}

/* One that was recorded again, with a later end, counts once. */
static bool is_prolonged(const struct claim *claim, size_t place)
{
    const struct claim_approval *approval = &claim->approvals[place];
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *other = &claim->approvals[i];
        int order = lapses(other) ? date_compare(other->valid_until, approval->valid_until) : -1;
        if (i != place && strcmp(other->kind, approval->kind) == 0 &&
            strcmp(other->number, approval->number) == 0 &&
            (order > 0 || (order == 0 && i < place)))
            return true;
    }
    return false;
}

static enum rc tell_lapse(const struct telling *telling, const struct claim_approval *approval,
                          struct err *err)
{
    const struct claim *claim = telling->claim;
    struct deadline deadline = of_claim(claim);
    struct buf name, text;
    set_day(&deadline, DEADLINE_APPROVAL_LAPSE, approval->valid_until, telling->today);
    if (deadline.days_left < 0 && !claim_status_is_editable(claim->status))
        return RC_OK;
    buf_init(&name);
    buf_init(&text);
    buf_addf(&name, "%s%s%s", approval->kind, approval->number[0] != '\0' ? " " : "",
             approval->number);
    if (deadline.days_left < 0)
        buf_addf(&text, _("The %s has lapsed: ask for a new one."), name.text);
    else
        buf_addf(&text, _("The %s lapses: use it by this day, or ask for more time."), name.text);
    deadline.about = name.text;
    deadline.text = text.text;
    set_amount(&deadline, claim->status == CLAIM_APPROVED ? claim->approved : claim->amount,
               claim->currency);
    enum rc rc = buf_check(&name, err);
    if (rc == RC_OK)
        rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = telling->visit(telling->context, &deadline, err);
    buf_release(&name);
    buf_release(&text);
    return rc;
}

static enum rc tell_approvals(const struct telling *telling, struct err *err)
{
    const struct claim *claim = telling->claim;
    enum rc rc = RC_OK;
    if (claim_status_is_settled(claim->status))
        return RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->approval_count; i++)
        if (lapses(&claim->approvals[i]) && !is_prolonged(claim, i))
            rc = tell_lapse(telling, &claim->approvals[i], err);
    return rc;
}

static enum rc tell_review(const struct telling *telling, struct err *err)
{
    const struct claim *claim = telling->claim;
    struct day_count count;
    if (!claim_review_count(claim, &count))
        return RC_OK;
    return tell(telling, claim->status == CLAIM_DISPUTED ? DEADLINE_DISPUTE : DEADLINE_REVIEW,
                day_count_end(&count), &claim->amount, err);
}

static enum rc tell_payment(const struct telling *telling, struct err *err)
{
    const struct claim *claim = telling->claim;
    struct date due;
    struct money rest = claim_unpaid(claim->status, claim->approved, claim->paid);
    return rest.micros > 0 && claim_payment_due(claim, &due)
               ? tell(telling, DEADLINE_PAYMENT, due, &rest, err)
               : RC_OK;
}

/* No way leads back to editing, so any other status says that it was left. */
static enum rc tell_retention(const struct telling *telling, struct err *err)
{
    struct date end = claim_retention_end(telling->claim);
    return telling->claim->status != CLAIM_EDITING && date_compare(end, telling->today) >= 0
               ? tell(telling, DEADLINE_RETENTION_END, end, NULL, err)
               : RC_OK;
}

enum rc deadlines_of_claim(const struct claim *claim, const struct windows *windows,
                           struct date today, deadline_visit *visit, void *context, struct err *err)
{
    const struct telling telling = {claim, today, visit, context};
    if (!claim->seen)
        return RC_OK;
    enum rc rc = tell_draft(&telling, windows, err);
    if (rc == RC_OK)
        rc = tell_answer(&telling, windows, err);
    if (rc == RC_OK)
        rc = tell_approvals(&telling, err);
    if (rc == RC_OK)
        rc = tell_review(&telling, err);
    if (rc == RC_OK)
        rc = tell_payment(&telling, err);
    return rc == RC_OK ? tell_retention(&telling, err) : rc;
}

/* ---- many -------------------------------------------------------------------------------- */

/* Most are of the same few programs and locations, and kept as one text. */
static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

int deadline_compare(const struct deadline *a, const struct deadline *b)
{
    int order = date_compare(a->due, b->due);
    if (order == 0 && a->kind != b->kind)
        order = strcmp(deadline_kind_word(a->kind), deadline_kind_word(b->kind));
    if (order == 0)
        order = compare_texts(a->program, b->program);
    if (order == 0)
        order = compare_texts(a->location, b->location);
    if (order == 0)
        order = compare_texts(a->claim, b->claim);
    if (order == 0)
        order = strcmp(a->currency.code, b->currency.code);
    if (order == 0)
        order = period_compare(a->period, b->period);
    return order != 0 ? order : compare_texts(a->about, b->about);
}

/* Copies the text to *at and moves *at behind it. */
static const char *put_text(char **at, const char *text)
{
    char *here = *at;
    size_t size = strlen(text) + 1;
    memcpy(here, text, size);
    *at += size;
    return here;
}

bool deadline_copy(const struct deadline *deadline, struct deadline *ret, char **ret_texts)
{
    struct deadline copy = *deadline;
    const char **const texts[] = {&copy.program, &copy.location, &copy.claim, &copy.title,
                                  &copy.owner,   &copy.about,    &copy.text};
    enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };
    size_t size = 0;
    for (size_t i = 0; i < TEXTS; i++)
        size += strlen(*texts[i]) + 1;
    char *memory = malloc(size), *at = memory;
    if (memory == NULL)
        return false;
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = put_text(&at, *texts[i]);
    *ret = copy;
    *ret_texts = memory;
    return true;
}
