/* SPDX-License-Identifier: MIT */
/*
 * What stands in the way of submitting a claim, and what may lead to its rejection:
 * each a finding with the way to mend it (RULES.md sections 6 and 7, CONTRACT.md
 * section 5). Pure: everything that must be known is given.
 */
#ifndef COFFER_MODEL_CLAIM_CHECK_H
#define COFFER_MODEL_CLAIM_CHECK_H

#include "model/activity.h"
#include "model/claim.h"

enum severity { SEVERITY_BLOCKER, SEVERITY_WARNING };
const char *severity_word(enum severity severity); /* "blocker" */

struct finding {
    enum severity severity;
    const char *code; /* "evidence-missing"; static */
    char *item;       /* requirement's code, metric's name, expense's number; "" for none */
    char *message;    /* what is wrong, in one sentence */
    char *fix;        /* how to mend it, with the command */
};
struct finding_list {
    struct finding *items; /* blockers first, then in the order of the rules */
    size_t count;
};
void finding_list_release(struct finding_list *list);

/* Another claim of the book that shares something with this one, as it stands on the
 * day. Never the claim itself. */
struct claim_neighbour {
    const struct claim *claim;
    bool same_fund; /* counts for caps and for what remains */
};

/* What reviewers said of rejected claims for the same activity or vendor. */
struct last_refusal {
    const char *claim;  /* its id */
    const char *reason; /* the code, or the note where there is none */
    bool same_vendor;   /* else the same activity */
};

struct check_input {
    const struct claim *claim;
    struct date today;
    bool program_has_coop; /* on the last day of the earning period */
    bool surface;          /* the program's flag */
    const struct fund_terms *fund;
    enum fund_state state;
    struct money coop_usd;          /* of the fund, over all its currencies */
    bool has_currency;              /* the fund has co-op in the claim's currency */
    struct money remaining_without; /* available − what the other claims count, in the
                                     * claim's currency */
    const struct cap_ratio *ratios; /* of every currency of the fund */
    size_t ratio_count;
    const struct activity *activity; /* NULL: the catalogue of the start day has none */
    const struct claim_neighbour *neighbours;
    size_t neighbour_count;
    const struct last_refusal *refusals;
    size_t refusal_count;
};

/* RC_FILE: out of memory; RC_RULE where a sum leaves 64 bits. */
enum rc claim_check(const struct check_input *input, struct finding_list *ret, struct err *err);
bool finding_list_blocks(const struct finding_list *list);

/* Satisfied ÷ all required items, in percent, rounded down: each required proof item
 * and group of one-of, each metric, the pre-approval, one per expense (is it backed),
 * at least one expense, dates inside the usage period. */
int claim_readiness(const struct check_input *input);

/* The checklist: each item that counts in the readiness, in that order. */
struct checklist_line {
    const char *what; /* "proof", "metric", "pre-approval", "expense", "dates" */
    const char *item; /* code, name or number; of a group its name; "" for none */
    const char *text; /* what it asks, borrowed from the catalogue or static */
    bool satisfied;
    const char *document; /* id of one that satisfies it, or NULL */
};
struct checklist {
    struct checklist_line *lines; /* freed with free; texts borrowed from the input */
    size_t count;
};
enum rc claim_checklist(const struct check_input *input, struct checklist *ret, struct err *err);

#endif
