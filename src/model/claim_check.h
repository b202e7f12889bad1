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

#include "model/fund.h"

enum severity { SEVERITY_BLOCKER, SEVERITY_WARNING };
const char *severity_word(enum severity severity); /* "blocker" */

struct finding {
    enum severity severity;
    const char *code; /* "evidence-missing"; static */
    char *item;       /* what `--for` takes: a requirement's code (of a group the first one's),
                       * an expense's number or VENDOR/NUMBER; a metric's name; a document's
                       * id; "" for none */
    char *message;    /* what is wrong, in one sentence */
    char *fix;        /* how to mend it; a command stands at its end or before a ';' */
};
struct finding_list {
    struct finding *items; /* blockers first, then in the order of the rules */
    size_t count;
};
void finding_list_release(struct finding_list *list);

/* A blocker that an exception of the vendor can lift (`--lifts CODE`); it is then a
 * warning. Not `not-editable`: no exception changes the order of statuses. */
bool finding_can_be_lifted(const char *code);

/* Another claim of the book that shares something with this one, as it stands on the
 * day. Never the claim itself. Rejected and withdrawn ones may be among them: they
 * were not paid, so nothing of them is used twice. */
struct claim_neighbour {
    const struct claim *claim;
    bool same_fund; /* counts for caps */
    bool unseen;    /* outside the person's scope: it counts, and is never named */
};

/* What reviewers said of rejected claims for the same activity or vendor. */
struct last_refusal {
    const char *claim;  /* its id */
    const char *reason; /* in words, or the note where there is none */
    bool same_vendor;   /* else the same activity */
};

struct check_input {
    const struct claim *claim;
    struct date today;
    bool submitting;       /* asked by a submit: a status that has none is `not-editable`. A
                            * claim can be checked in every status, and one that was
                            * submitted has no blocker for that alone */
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

/* RC_FILE: out of memory. */
enum rc claim_check(const struct check_input *input, struct finding_list *ret, struct err *err);
bool finding_list_blocks(const struct finding_list *list);

/* Satisfied ÷ all required items, in percent, rounded down: each required proof item
 * and group of one-of, each metric, the pre-approval, one per expense (is it backed),
 * at least one expense, dates inside the usage period. */
int claim_readiness(const struct check_input *input);

/* The checklist: each item that counts in the readiness, in that order, then, while the
 * claim can be edited, what was refused the last time. */
struct checklist_line {
    const char *what; /* "proof", "metric", "pre-approval", "expense", "dates", "last-refusal" */
    char *item;       /* as a finding's; of a refusal the claim's id; "" for none */
    char *text;       /* what it asks; of a group each alternative, between "; " */
    bool counts;      /* in the readiness; else a reminder, never satisfied */
    bool satisfied;
    const char *document; /* id of one that satisfies it, borrowed, or NULL */
};
struct checklist {
    struct checklist_line *lines; /* owned */
    size_t count;
};
/* RC_FILE: out of memory. */
enum rc claim_checklist(const struct check_input *input, struct checklist *ret, struct err *err);
void checklist_release(struct checklist *checklist);

#endif
