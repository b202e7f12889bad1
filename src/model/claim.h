/* SPDX-License-Identifier: MIT */
/*
 * A claim as it stands on a day: its entries dated on or before the day, applied
 * in the order in which they were made (RULES.md section 6, CONTRACT.md sections 4
 * and 5).
 */
#ifndef COFFER_MODEL_CLAIM_H
#define COFFER_MODEL_CLAIM_H

#include "model/claim_entry.h"
#include "model/claim_status.h"
#include "model/fund.h"

/* Texts are borrowed from the history. Amounts are in the claim's currency unless
 * said otherwise. Optional numbers have a has_… beside them. */

struct claim_expense {
    bool csr; /* else a third-party invoice */
    const char *vendor, *number, *text;
    struct date date;
    struct money amount;
    bool has_invoice_total, has_tax, has_units, has_rate, has_signed;
    struct money invoice_total, tax; /* in invoice_currency */
    struct currency invoice_currency;
    struct money units, rate; /* units: millionths of a unit */
    const char *signed_by;    /* NULL */
    struct date signed_day;
    const char *class;               /* "registration", "travel", NULL */
    const char *person, *conference; /* NULL */
};

struct claim_metric {
    const char *name, *value;
};

enum document_kind {
    DOCUMENT_PROOF,
    DOCUMENT_INVOICE,
    DOCUMENT_CSR,
    DOCUMENT_APPROVAL,
    DOCUMENT_OTHER,
};
enum { DOCUMENT_KINDS = 5 };
const char *document_kind_word(enum document_kind kind);
bool document_kind_parse(const char *text, enum document_kind *ret);

struct claim_document {
    const char *id;     /* "D-…" */
    const char *sha256; /* 64 hex digits */
    const char *name, *media_type;
    int64_t size;
    enum document_kind kind;
    const char *item;   /* a requirement's code, an expense's number; "" for none */
    const char *vendor; /* of an invoice or CSR: whose expense had that number when it was
                         * attached; "" for none */
    const char *note;   /* "" for none */
    const char *person;
    int64_t time;
    struct date day;            /* attached on */
    bool detached;              /* from the claim; it stays in the history */
    bool kept;                  /* detached after the claim had left editing: the bytes stay */
    const char *deleted_reason; /* the bytes are gone: why; NULL: they are there */
};

struct claim_approval {
    const char *kind;   /* "pre-approval", "exception", "extension", "tax-invoice" */
    const char *number; /* "" for none */
    const char *lifts;  /* code of the finding that an exception lifts, or NULL */
    bool granted;       /* answered yes */
    bool has_asked, has_answered, has_valid_until, has_amount;
    struct date asked, answered, valid_until;
    struct money amount;
    const char *note; /* "" */
    struct date day;  /* of the entry */
};

struct claim_payment {
    const char *id, *reference, *note; /* "P-…", "" */
    struct date day;
    struct money amount; /* in its own currency */
    struct currency currency;
    bool settles;        /* false: in another currency, without --covers */
    struct money covers; /* in the claim's currency; what it adds to `paid` */
    bool voided;
    const char *void_reason; /* "" */
};

struct claim_feedback {
    const char *item;    /* requirement's code, expense's number, document's id */
    const char *vendor;  /* of an expense, and then its number: item may be either form */
    const char *number;  /* NULL: not about an expense */
    const char *verdict; /* "accepted", "changed", "refused" */
    bool has_amount;
    struct money amount;
    const char *reason, *note; /* "" */
    struct date day;
};

struct claim_submission {
    const char *seal;   /* canonical JSON of what was sent */
    const char *sha256; /* of it, 64 hex digits */
    struct date day;
    const char *person;
};

struct claim {
    const struct claim_head *head; /* borrowed */
    enum claim_status status;
    const char *title, *activity, *owner, *creator, *reference, *copied_from; /* "" for none */
    struct currency currency;
    struct money amount;   /* claimed; 0 until set */
    struct money approved; /* while approved or paid, else 0 */
    struct money cost;     /* sum of the expenses */
    struct money paid;     /* sum of what payments settle */
    struct date start, end;
    struct date created, updated; /* updated: latest day of its entries */
    struct date status_day;       /* since when it has the status */
    bool has_submitted, has_approved;
    struct date first_submitted, submitted, approved_day; /* submitted: the last time */
    const char *reason, *status_note; /* of the last recorded status; "" for none */
    bool seen;                        /* false: the day lies before its first entry */
    int64_t left_editing;             /* count of steps out of editing; 0: never */

    struct claim_expense *expenses;
    size_t expense_count;
    struct claim_metric *metrics;
    size_t metric_count;
    struct claim_document *documents; /* detached ones too */
    size_t document_count;
    struct claim_approval *approvals;
    size_t approval_count;
    struct claim_payment *payments; /* voided ones too */
    size_t payment_count;
    struct claim_feedback *feedback; /* the newest of each item */
    size_t feedback_count;
    struct claim_submission *submissions;
    size_t submission_count;
    const char **tags; /* sorted */
    size_t tag_count;
};

/* A claim in a list, on a day. Texts are borrowed. */
struct claim_row {
    struct claim_head head; /* revision: of the newest entry, on any day */
    struct date updated;    /* of its last entry on or before the day */
    struct currency currency;
    enum claim_status status;
    struct claim_sums sums;
    const char *title, *activity, *owner, *reference;
    const char *tags; /* each between line breaks: "\nq3\nshow\n"; "" for none */
    struct date start, end;

    /* What deadlines look at besides (model/claim_dues.h). */
    struct money amount, covered; /* claimed; what its payments settle */
    struct date status_day;       /* since when it has the status */
    bool has_submitted, has_approved;
    struct date submitted, approved_day; /* submitted: the last time */
    const char *grants;                  /* claim_grants_add */
};

/* RC_RULE where a sum would leave 64 bits; RC_BOOK where an entry says what none
 * of ours can say. The history must outlive *ret. */
enum rc claim_on(const struct claim_history *history, struct date day, struct claim *ret,
                 struct err *err);
void claim_release(struct claim *claim);

/* What it adds to its fund (CONTRACT.md section 6). */
struct claim_sums claim_sums_of(const struct claim *claim);

/* By number, or VENDOR/NUMBER where two vendors share one. *ret_count: how many
 * match; the expense where it is 1, else NULL. */
const struct claim_expense *claim_expense_find(const struct claim *claim, const char *item,
                                               int *ret_count);
/* The newest feedback on an expense; NULL: none. */
const struct claim_feedback *claim_expense_feedback(const struct claim *claim,
                                                    const struct claim_expense *expense);
/* Attached, not detached; by any unambiguous beginning of its id, in either case. */
const struct claim_document *claim_document_find(const struct claim *claim, const char *id,
                                                 int *ret_count);
/* The document is of the expense's kind and attached for it: by VENDOR/NUMBER, by its
 * number, or, where two vendors share the number, for the one that had it first. */
bool claim_document_backs(const struct claim *claim, const struct claim_document *document,
                          const struct claim_expense *expense);
/* Such a document is attached, bytes deleted or not. */
bool claim_expense_is_backed(const struct claim *claim, const struct claim_expense *expense);

/* The person's own to withdraw and to delete: who owns it, or made it. */
bool claim_is_own(const struct claim *claim, const char *person);

/* A day that follows from another one. */
enum day_unit { DAYS_OF_CALENDAR, DAYS_OF_BUSINESS, DAYS_OF_MONTHS };
struct day_count {
    struct date from;
    int count;
    enum day_unit unit;
};
struct date day_count_end(const struct day_count *count);

/* The answered extension by which claim_last_day is later than the window's end; NULL:
 * none. */
const struct claim_approval *claim_extension(const struct claim *claim,
                                             const struct windows *windows);
/* What the days below are counted from. Of claim_payment_count *ret_invoice is the tax
 * invoice that it is counted from, or NULL. claim_review_count: of a claim that was sent or
 * disputed (RULES.md section 6); false: it waits for no such answer. */
struct day_count claim_filing_count(const struct claim *claim);
struct day_count claim_retention_count(const struct claim *claim);
bool claim_payment_count(const struct claim *claim, struct day_count *ret,
                         const struct claim_approval **ret_invoice);
bool claim_review_count(const struct claim *claim, struct day_count *ret);

/* The last day on which it can be submitted: the window's, or that of an answered
 * extension where that is later. */
struct date claim_last_day(const struct claim *claim, const struct windows *windows);
/* The day by which it should be filed: 45 days after the activity's end (RULES.md
 * section 2); later is a warning. */
struct date claim_filing_day(const struct claim *claim);
/* Until when proof that a reviewer asked for can be completed: the 31 March or 30
 * September next after the window's end (RULES.md section 2). A soft day. */
struct date claim_answer_day(const struct windows *windows);
/* When the original documents may go: 24 months after the activity's end. */
struct date claim_retention_end(const struct claim *claim);
/* When payment is due: 30 days after the tax invoice that was answered yes, else 45
 * business days after approval. False: it was never approved. */
bool claim_payment_due(const struct claim *claim, struct date *ret);
/* What is still to come of an approved or paid claim; of others nothing. Of one that is paid
 * in part it is 0 where the rest is small. */
struct money claim_unpaid(enum claim_status status, struct money approved, struct money paid);
/* How what was paid stands against what was approved: open while more is to come. */
enum settlement { SETTLEMENT_NONE, SETTLEMENT_OPEN, SETTLEMENT_EVEN, SETTLEMENT_OVER };
/* NONE: the claim is neither approved nor paid. */
enum settlement claim_settlement(enum claim_status status, struct money approved,
                                 struct money paid);
/* No more than the currency's unit, one euro, one dollar: that is no short payment
 * (CONTRACT.md section 5). */
bool claim_rest_is_small(struct money rest);

#endif
