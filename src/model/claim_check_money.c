/* SPDX-License-Identifier: MIT */
/* Findings of amounts: against the fund, the cost, the caps, and what was paid. */
#include "base/words.h"
#include "model/claim_caps.h"
#include "model/claim_findings.h"

#include <string.h>

static const char *print(const struct claim *claim, struct money money, char ret[MONEY_TEXT_SIZE])
{
    return money_print(money, claim->currency, ret);
}

/* ---- the fund and the cost ----------------------------------------------------------------- */

void check_remaining(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    struct money asks = claim_asks(claim), left = input->remaining_without;
    char texts[3][MONEY_TEXT_SIZE], day[DATE_TEXT_SIZE];
    if (!input->program_has_coop || asks.micros == 0 || asks.micros <= left.micros)
        return;
    findings_begin(ret, "");
    if (input->state == FUND_ACCRUING)
        findings_say(ret,
                     _("The claim asks for %s %s, but nothing is available before the earning "
                       "period is over, after %s."),
                     print(claim, asks, texts[0]), claim->currency.code,
                     date_print(input->fund->windows.earning_end, day));
    else
        findings_say(ret, _("The claim asks for %s %s, but the fund has %s %s left for it."),
                     print(claim, asks, texts[0]), claim->currency.code,
                     print(claim, left, texts[1]), claim->currency.code);
    if (left.micros > 0)
        findings_mend_claim(ret, claim, _("coffer claim set %s --amount %s"), claim->head->id,
                            print(claim, left, texts[2]));
    else
        findings_mend_claim(
            ret, claim,
            _("see what is left with 'coffer balance --program %s': coffer claim set %s "
              "--amount AMOUNT"),
            claim->head->program, claim->head->id);
}

void check_cost(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    char texts[3][MONEY_TEXT_SIZE];
    if (claim->amount.micros <= claim->cost.micros)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("The claim asks for %s %s, but its expenses add up to %s %s."),
                 print(claim, claim->amount, texts[0]), claim->currency.code,
                 print(claim, claim->cost, texts[1]), claim->currency.code);
    if (claim->expense_count == 0)
        findings_mend_claim(ret, claim,
                            _("coffer claim expense add %s --kind invoice --vendor VENDOR --number "
                              "NUMBER --date DATE --amount AMOUNT"),
                            claim->head->id);
    else
        findings_mend_claim(
            ret, claim, _("add the expense that is missing, or: coffer claim set %s --amount %s"),
            claim->head->id, print(claim, claim->cost, texts[2]));
}

void check_currency(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    char period[PERIOD_TEXT_SIZE];
    if (!input->program_has_coop || input->has_currency)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("The fund has no co-op in %s."), claim->currency.code);
    findings_mend_claim(
        ret, claim,
        _("choose one of 'coffer balance --program %s --period %s': coffer claim set %s "
          "--currency CODE"),
        claim->head->program, period_print(claim->head->period, period), claim->head->id);
}

void check_nothing_claimed(const struct check_input *input, struct findings *ret)
{
    if (input->claim->amount.micros != 0)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("The claim asks for nothing."));
    findings_mend_claim(ret, input->claim, _("coffer claim set %s --amount AMOUNT"),
                        input->claim->head->id);
}

/* ---- caps ---------------------------------------------------------------------------------- */

static void say_exceeded(const struct check_input *input, const struct requirement *requirement,
                         const char *about, struct money limit, struct findings *ret)
{
    const char *activity = input->claim->activity;
    char text[MONEY_TEXT_SIZE];
    (void)money_print(limit, currency_usd, text);
    findings_begin(ret, requirement->item);
    switch (requirement->cap.measure) {
    case CAP_PERSONS_OF_CONFERENCE:
        findings_say(ret,
                     ngettext("More than %d person is claimed for %s.",
                              "More than %d persons are claimed for %s.",
                              (unsigned long)requirement->cap.persons),
                     requirement->cap.persons, about);
        break;
    case CAP_TRAVEL_OF_PERSON:
        findings_say(ret, _("The travel of %s is claimed beyond the cap of %s USD."), about, text);
        break;
    case CAP_TRAVEL:
        findings_say(ret,
                     _("All travel that is claimed for %s in this fund passes the cap of %s "
                       "USD."),
                     activity, text);
        break;
    case CAP_CLAIMED:
    case CAP_NONE:
        findings_say(ret, _("All that is claimed for %s in this fund passes the cap of %s USD."),
                     activity, text);
        break;
    }
    if (claim_status_is_editable(input->claim->status))
        findings_mend(ret,
                      _("when the vendor granted more: coffer claim approval add %s --kind "
                        "exception --lifts cap-exceeded --number NUMBER --answer yes; else: coffer "
                        "claim set %s --amount AMOUNT"),
                      input->claim->head->id, input->claim->head->id);
    else
        findings_mend(ret,
                      _("when the vendor granted more: coffer claim approval add %s --kind "
                        "exception --lifts cap-exceeded --number NUMBER --answer yes"),
                      input->claim->head->id);
}

static void say_not_compared(const struct check_input *input, const struct requirement *requirement,
                             const char *currency, struct findings *ret)
{
    char period[PERIOD_TEXT_SIZE];
    const struct claim_head *head = input->claim->head;
    findings_begin(ret, requirement->item);
    findings_say(ret,
                 _("The cap cannot be compared (%s): the fund has no co-op in %s, so nothing tells "
                   "what it is worth in USD."),
                 requirement->text, currency);
    findings_mend(ret, _("compare it by hand: coffer balance --program %s --period %s"),
                  head->program, period_print(head->period, period));
}

static void check_caps(const struct check_input *input, enum cap_verdict wanted,
                       struct findings *ret)
{
    const struct activity *activity = input->activity;
    const struct cap_fund fund = {input->coop_usd, input->ratios, input->ratio_count};
    struct cap_uses uses = {0};
    if (activity == NULL || !input->program_has_coop)
        return;
    if (!cap_uses_make(input, &uses))
        ret->failed = true;
    for (size_t i = 0; i < activity->requirement_count && !ret->failed; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        struct money limit = {0};
        struct buf about;
        if (requirement->kind != REQUIRE_CAP || !requirement_is_for(requirement, input->surface))
            continue;
        buf_init(&about);
        enum cap_verdict verdict =
            cap_compare(&requirement->cap, &fund, uses.items, uses.count, &about, &limit);
        ret->failed = about.failed;
        if (verdict == wanted && verdict == CAP_EXCEEDED)
            say_exceeded(input, requirement, about.text, limit, ret);
        else if (verdict == wanted && verdict == CAP_NOT_COMPARED)
            say_not_compared(input, requirement, about.text, ret);
        buf_release(&about);
    }
    cap_uses_release(&uses);
}

void check_cap(const struct check_input *input, struct findings *ret)
{
    check_caps(input, CAP_EXCEEDED, ret);
}

void check_cap_compared(const struct check_input *input, struct findings *ret)
{
    check_caps(input, CAP_NOT_COMPARED, ret);
}

/* ---- payments ------------------------------------------------------------------------------ */

void check_short_payment(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    struct money missing = claim_unpaid(claim->status, claim->approved, claim->paid);
    struct date due = date_last;
    char texts[2][MONEY_TEXT_SIZE], day[DATE_TEXT_SIZE];
    if (claim_rest_is_small(missing) || !claim_payment_due(claim, &due) ||
        date_compare(input->today, due) < 0)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("%s %s was approved and due on %s; %s %s of it was paid."),
                 print(claim, claim->approved, texts[0]), claim->currency.code,
                 date_print(due, day), print(claim, claim->paid, texts[1]), claim->currency.code);
    findings_mend(ret,
                  _("ask the vendor's support, or record what came: coffer claim record %s paid "
                    "--amount AMOUNT --date DATE"),
                  claim->head->id);
}

void check_overpaid(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    char texts[2][MONEY_TEXT_SIZE];
    if (claim->status != CLAIM_PAID || claim->paid.micros <= claim->approved.micros)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("%s %s was paid, but only %s %s approved."),
                 print(claim, claim->paid, texts[0]), claim->currency.code,
                 print(claim, claim->approved, texts[1]), claim->currency.code);
    findings_mend(
        ret,
        _("take a wrong one of 'coffer payment list' off: coffer payment void ID --reason REASON"));
}
