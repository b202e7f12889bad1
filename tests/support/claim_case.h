/* SPDX-License-Identifier: MIT */
/* A claim made of entries in few words, as people would type them. */
#ifndef COFFER_SUPPORT_CLAIM_CASE_H
#define COFFER_SUPPORT_CLAIM_CASE_H

#include "model/claim.h"
#include "support/support.h"

/* Program csp-direct, location 4455667, period FY21H1; person ann. */
struct claim_case {
    struct claim_history history;
    struct claim claim; /* of the last claim_case_on */
    int64_t seconds;    /* of the newest entry: 1, 2, … */
};
void claim_case_init(struct claim_case *claim_case, const char *id);
void claim_case_release(struct claim_case *claim_case);

/* Names of fields, each with its value: dates as 2021-03-01, a size in bytes, other
 * numbers as decimals ("12.50"); NULL at the end. */
void claim_case_add(struct claim_case *claim_case, enum claim_entry_kind kind, const char *day, ...)
    __attribute__((sentinel));
/* What is entered most. A document's hash is its id. */
void claim_case_invoice(struct claim_case *claim_case, const char *day, const char *vendor,
                        const char *number, const char *amount);
void claim_case_attach(struct claim_case *claim_case, const char *day, const char *id,
                       const char *kind, const char *item);
void claim_case_submit(struct claim_case *claim_case, const char *day);
void claim_case_record(struct claim_case *claim_case, const char *day, const char *status);
void claim_case_approve(struct claim_case *claim_case, const char *day, const char *amount);
/* In USD. */
void claim_case_pay(struct claim_case *claim_case, const char *day, const char *id,
                    const char *amount);

/* As it stands on the day; valid until the next call. */
const struct claim *claim_case_on(struct claim_case *claim_case, const char *day);

/* "2021-03-01" */
struct date date_of(const char *text);

#endif
