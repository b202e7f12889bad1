/* SPDX-License-Identifier: MIT */
/* Findings of days, of the fund's state, and of what the claim is for. */
#include "base/words.h"
#include "model/claim_findings.h"
#include "model/claim_items.h"

#include <string.h>

/* A program without co-op has no fund: what is wrong with a window, a threshold or a
 * remainder of it cannot be mended, so the rules below keep silent then. */
void check_no_coop(const struct check_input *input, struct findings *ret)
{
    const struct claim_head *head = input->claim->head;
    char period[PERIOD_TEXT_SIZE];
    if (input->program_has_coop)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("%s has no co-op in %s: %s."), head->program,
                 period_print(head->period, period), _(program_cpor_words));
    if (claim_is_draft(input->claim))
        findings_mend(ret, _("claim through CPOR, and drop this one: coffer claim delete %s"),
                      head->id);
    else
        findings_mend(ret, _("claim through CPOR"));
}

void check_window_not_open(const struct check_input *input, struct findings *ret)
{
    struct date opens = input->fund->windows.claim_opens;
    char day[DATE_TEXT_SIZE];
    if (!input->program_has_coop || !claim_is_draft(input->claim) ||
        date_compare(input->today, opens) >= 0)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("The claim window opens on %s."), date_print(opens, day));
    findings_mend(ret, _("from %s on: coffer claim submit %s"), day, input->claim->head->id);
}

void check_window_closed(const struct check_input *input, struct findings *ret)
{
    struct date last = claim_last_day(input->claim, &input->fund->windows);
    char day[DATE_TEXT_SIZE];
    if (!input->program_has_coop || !claim_is_draft(input->claim) ||
        date_compare(input->today, last) <= 0)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("The last day to submit the claim was %s."), date_print(last, day));
    findings_mend(ret,
                  _("when the vendor granted an extension: coffer claim approval add %s --kind "
                    "extension --number NUMBER --answer yes --valid-until DATE"),
                  input->claim->head->id);
}

void check_below_threshold(const struct check_input *input, struct findings *ret)
{
    char coop[MONEY_TEXT_SIZE], threshold[MONEY_TEXT_SIZE];
    if (input->state != FUND_CONVERTED)
        return;
    findings_begin(ret, "");
    findings_say(ret,
                 _("The fund's co-op of %s USD stayed below the threshold of %s USD and became "
                   "rebate."),
                 money_print(input->coop_usd, currency_usd, coop),
                 money_print(input->fund->threshold_usd, currency_usd, threshold));
    if (claim_is_draft(input->claim))
        findings_mend(ret,
                      _("import the newest report if co-op is missing; rebate needs no claim: "
                        "coffer claim delete %s"),
                      input->claim->head->id);
    else
        findings_mend(ret, _("import the newest report if co-op is missing"));
}

void check_activity_dates(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    const struct windows *windows = &input->fund->windows;
    char days[4][DATE_TEXT_SIZE];
    if (claim_dates_fit(input))
        return;
    findings_begin(ret, "");
    findings_say(
        ret, _("The activity runs from %s to %s; it must lie in the usage period, %s to %s."),
        date_print(claim->start, days[0]), date_print(claim->end, days[1]),
        date_print(windows->usage_start, days[2]), date_print(windows->usage_end, days[3]));
    findings_mend_claim(
        ret, claim,
        _("for another usage period: coffer claim copy %s --period PERIOD; for other "
          "dates: coffer claim set %s --start DATE --end DATE"),
        claim->head->id, claim->head->id);
}

/* Only a submit asks for a status that can be submitted (claim_check.h, submitting). */
void check_not_editable(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    if (!input->submitting || claim_status_is_editable(claim->status))
        return;
    findings_begin(ret, "");
    findings_say(ret,
                 _("The claim is %s; only one in editing or action-required can be submitted."),
                 claim_status_word(claim->status));
    findings_mend_sent(ret, claim);
}

void check_activity_program(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    char day[DATE_TEXT_SIZE];
    if (input->activity != NULL &&
        activity_is_for(input->activity, claim->head->program, input->surface))
        return;
    findings_begin(ret, claim->activity);
    if (input->activity == NULL)
        findings_say(ret, _("The catalogue in force on %s has no activity %s."),
                     date_print(claim->start, day), claim->activity);
    else
        findings_say(ret, _("%s (%s) is not for the program %s."), input->activity->name,
                     claim->activity, claim->head->program);
    findings_mend_claim(
        ret, claim,
        _("choose one of 'coffer activity list --program %s': coffer claim set %s --activity CODE"),
        claim->head->program, claim->head->id);
}

void check_late_filing(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    /* What was filed in time is not late because time went on. */
    struct date filed = claim->has_submitted ? claim->first_submitted : input->today;
    struct date by = claim_filing_day(claim);
    char days[2][DATE_TEXT_SIZE];
    if (date_compare(filed, by) <= 0)
        return;
    findings_begin(ret, "");
    findings_say(ret,
                 _("The activity ended on %s and should have been filed within 45 days, by %s."),
                 date_print(claim->end, days[0]), date_print(by, days[1]));
    if (claim_is_draft(claim))
        findings_mend(ret, _("as soon as it is ready: coffer claim submit %s"), claim->head->id);
    else
        findings_mend(ret, _("nothing to do: it is filed"));
}

/* The answer to a reviewer comes after the window: now, or it did. */
void check_late_completion(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    struct date last = claim_last_day(claim, &input->fund->windows);
    bool waits = claim->status == CLAIM_ACTION_REQUIRED;
    struct date day = waits ? input->today : claim->submitted;
    char days[2][DATE_TEXT_SIZE];
    if ((!waits && claim->submission_count < 2) || date_compare(day, last) <= 0)
        return;
    findings_begin(ret, "");
    findings_say(ret,
                 _("The claim window closed on %s; what a reviewer asked for can be completed "
                   "until about %s."),
                 date_print(last, days[0]),
                 date_print(claim_answer_day(&input->fund->windows), days[1]));
    if (waits)
        findings_mend(ret, _("as soon as it is complete: coffer claim submit %s"), claim->head->id);
    else
        findings_mend(ret, _("nothing to do: it is answered"));
}
