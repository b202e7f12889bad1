/* SPDX-License-Identifier: MIT */
/*
 * Inside the checks of a claim: how a rule says what it found. A rule gets the list,
 * adds a finding, says it in one sentence and how to mend it; the code and the
 * severity are those of its row in the table of rules (claim_check.c). When memory
 * runs out or a sum does not fit the list says so once at the end, and everything in
 * between does nothing, as in struct buf.
 */
#ifndef COFFER_MODEL_CLAIM_FINDINGS_H
#define COFFER_MODEL_CLAIM_FINDINGS_H

#include "model/claim_check.h"

struct findings {
    struct finding *items; /* owned; every text set, or NULL where memory ran out */
    size_t count;
    bool failed;            /* memory ran out */
    const char *code;       /* of the rule that runs */
    enum severity severity; /* of its findings */
};

typedef void rule_check(const struct check_input *input, struct findings *ret);

/* The next finding of the rule. item is copied. */
void findings_begin(struct findings *findings, const char *item);
/* With the rule's code, though the rule is a blocker's. */
void findings_begin_warning(struct findings *findings, const char *item);
/* Of the finding that was added last, each once. */
void findings_say(struct findings *findings, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void findings_mend(struct findings *findings, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Advice that changes the claim or what is attached to it. Where the claim's status refuses
 * that, what is possible instead is said (findings_mend_sent). */
void findings_mend_claim(struct findings *findings, const struct claim *claim, const char *format,
                         ...) __attribute__((format(printf, 3, 4)));
/* For a claim that cannot be edited now. */
void findings_mend_sent(struct findings *findings, const struct claim *claim);

/* How an expense is named: its number, or VENDOR/NUMBER where two share it. */
void expense_item_text(const struct claim *claim, const struct claim_expense *expense,
                       struct buf *ret);
/* A text as a word of the shell, in quotes where it needs them. */
void shell_word_add(struct buf *buf, const char *text);

/* The claim can be submitted for the first time. */
bool claim_is_draft(const struct claim *claim);
/* What was refused before is told while it can still be heeded. */
bool claim_takes_advice(const struct claim *claim);
/* What it asks of the fund: the approved amount once there is one. */
struct money claim_asks(const struct claim *claim);

/* What another claim asks for can be used twice: it was not rejected or withdrawn,
 * which pays nothing. A draft is going to be claimed. */
bool claim_stands(const struct claim *claim);
/* Another expense or claim has the invoice, too, and one of them gives its total. */
bool invoice_is_shared_openly(const struct check_input *input, const struct claim_expense *expense,
                              bool *failed);

/* The rules, by matter; RULES.md section 6 and CONTRACT.md section 5 say each. */
rule_check check_no_coop, check_window_not_open, check_window_closed, check_below_threshold,
    check_activity_dates, check_not_editable, check_activity_program, check_late_filing,
    check_late_completion;
rule_check check_remaining, check_cost, check_cap, check_currency, check_nothing_claimed,
    check_cap_compared, check_short_payment, check_overpaid;
rule_check check_evidence, check_unbacked, check_pre_approval, check_metrics, check_no_expense,
    check_pre_approval_day, check_refused_before;
rule_check check_invoice_share, check_invoice_dates, check_same_document, check_same_invoice,
    check_invoice_compared, check_csr_amount, check_alcohol;

#endif
