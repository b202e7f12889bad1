/* SPDX-License-Identifier: MIT */
#include "model/claim_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "model/claim_findings.h"

/* The order is that of RULES.md section 6, then of CONTRACT.md section 5; the codes
 * that neither names are ours, and warnings all of them. */
static const struct {
    const char *code;
    enum severity severity;
    rule_check *check;
} rules[] = {
    {"no-coop-program", SEVERITY_BLOCKER, check_no_coop},
    {"window-not-open", SEVERITY_BLOCKER, check_window_not_open},
    {"window-closed", SEVERITY_BLOCKER, check_window_closed},
    {"below-threshold", SEVERITY_BLOCKER, check_below_threshold},
    {"activity-outside-usage", SEVERITY_BLOCKER, check_activity_dates},
    {"exceeds-remaining", SEVERITY_BLOCKER, check_remaining},
    {"exceeds-cost", SEVERITY_BLOCKER, check_cost},
    {"evidence-missing", SEVERITY_BLOCKER, check_evidence},
    {"cap-exceeded", SEVERITY_BLOCKER, check_cap},
    {"expense-unbacked", SEVERITY_BLOCKER, check_unbacked},
    {"currency-not-in-fund", SEVERITY_BLOCKER, check_currency},
    {"pre-approval-missing", SEVERITY_BLOCKER, check_pre_approval},
    {"metric-missing", SEVERITY_BLOCKER, check_metrics},
    {"not-editable", SEVERITY_BLOCKER, check_not_editable},
    {"activity-not-for-program", SEVERITY_BLOCKER, check_activity_program},
    {"invoice-overused", SEVERITY_BLOCKER, check_invoice_share},
    {"late-filing", SEVERITY_WARNING, check_late_filing},
    {"invoice-date-outside-usage", SEVERITY_WARNING, check_invoice_dates},
    {"nothing-claimed", SEVERITY_WARNING, check_nothing_claimed},
    {"same-document-twice", SEVERITY_WARNING, check_same_document},
    {"same-invoice-twice", SEVERITY_WARNING, check_same_invoice},
    {"alcohol", SEVERITY_WARNING, check_alcohol},
    {"late-completion", SEVERITY_WARNING, check_late_completion},
    {"short-payment", SEVERITY_WARNING, check_short_payment},
    {"csr-amount", SEVERITY_WARNING, check_csr_amount},
    {"cap-not-compared", SEVERITY_WARNING, check_cap_compared},
    {"invoice-not-compared", SEVERITY_WARNING, check_invoice_compared},
    {"expense-missing", SEVERITY_WARNING, check_no_expense},
    {"pre-approval-lapsed", SEVERITY_WARNING, check_pre_approval_day},
    {"overpaid", SEVERITY_WARNING, check_overpaid},
    {"refused-before", SEVERITY_WARNING, check_refused_before},
};
enum { RULES = sizeof(rules) / sizeof(rules[0]) };

const char *severity_word(enum severity severity)
{
    return severity == SEVERITY_BLOCKER ? "blocker" : "warning";
}

bool finding_can_be_lifted(const char *code)
{
    for (size_t i = 0; i < RULES; i++)
        if (strcmp(rules[i].code, code) == 0)
            return rules[i].severity == SEVERITY_BLOCKER && rules[i].check != check_not_editable;
    return false;
}

/* ---- exceptions ---------------------------------------------------------------------------- */

/* The day on which an exception must hold: that of the submit. */
static struct date day_of_submit(const struct check_input *input)
{
    const struct claim *claim = input->claim;
    bool sent = claim->has_submitted && !claim_status_is_editable(claim->status);
    return sent ? claim->submitted : input->today;
}

/* A granted exception that lifts the code, or NULL. */
static const struct claim_approval *exception_from(const struct check_input *input,
                                                   const char *code)
{
    const struct claim *claim = input->claim;
    for (size_t i = 0; finding_can_be_lifted(code) && i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        bool holds = !approval->has_valid_until ||
                     date_compare(day_of_submit(input), approval->valid_until) <= 0;
        if (approval->granted && holds && strcmp(approval->kind, "exception") == 0 &&
            approval->lifts != NULL && strcmp(approval->lifts, code) == 0)
            return approval;
    }
    return NULL;
}

static void lift(const struct check_input *input, struct findings *findings)
{
    for (size_t i = 0; i < findings->count && !findings->failed; i++) {
        struct finding *finding = &findings->items[i];
        const struct claim_approval *exception =
            finding->severity == SEVERITY_BLOCKER ? exception_from(input, finding->code) : NULL;
        if (exception == NULL)
            continue;
        struct buf fix;
        buf_init(&fix);
        buf_addf(&fix, _("nothing to do: the exception %s lifts it"), exception->number);
        char *copy = fix.failed ? NULL : strdup(fix.text);
        buf_release(&fix);
        free(finding->fix);
        finding->fix = copy;
        finding->severity = SEVERITY_WARNING;
        findings->failed = copy == NULL;
    }
}

/* ---- the whole ----------------------------------------------------------------------------- */

void finding_list_release(struct finding_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].item);
        free(list->items[i].message);
        free(list->items[i].fix);
    }
    free(list->items);
    *list = (struct finding_list){0};
}

bool finding_list_blocks(const struct finding_list *list)
{
    return list->count > 0 && list->items[0].severity == SEVERITY_BLOCKER;
}

/* Blockers first; each kind stays in the order of the rules. */
static bool put_blockers_first(struct finding_list *list)
{
    struct finding *sorted = calloc(list->count + 1, sizeof(*sorted));
    size_t at = 0;
    if (sorted == NULL)
        return false;
    for (enum severity severity = SEVERITY_BLOCKER; severity <= SEVERITY_WARNING; severity++)
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i].severity == severity)
                sorted[at++] = list->items[i];
    free(list->items);
    list->items = sorted;
    return true;
}

enum rc claim_check(const struct check_input *input, struct finding_list *ret, struct err *err)
{
    struct findings findings = {0};
    for (size_t i = 0; i < RULES && !findings.failed; i++) {
        findings.code = rules[i].code;
        findings.severity = rules[i].severity;
        rules[i].check(input, &findings);
    }
    lift(input, &findings);
    struct finding_list list = {findings.items, findings.count};
    if (findings.failed || !put_blockers_first(&list)) {
        finding_list_release(&list);
        return err_memory(err);
    }
    *ret = list;
    return RC_OK;
}
