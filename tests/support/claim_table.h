/* SPDX-License-Identifier: MIT */
/*
 * A claim that is ready to be submitted, on a table of its own: with an activity, a
 * fund and other claims, so that a test changes one thing and looks what is found.
 */
#ifndef COFFER_SUPPORT_CLAIM_TABLE_H
#define COFFER_SUPPORT_CLAIM_TABLE_H

#include "model/claim_check.h"
#include "support/claim_case.h"

#define DAY(n) "2021-03-" n
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define UNITS(n) ((struct money){INT64_C(n) * MONEY_MICROS})

enum { OTHERS = 4 };
struct claim_table {
    struct catalogue catalogue;
    struct claim_case own, others[OTHERS];
    struct claim_neighbour neighbours[OTHERS];
    struct fund_terms fund;
    struct cap_ratio ratios[2];
    struct check_input input;
    struct finding_list findings;
};

/* What a ready claim has beside its head; a test leaves one out. */
enum part {
    NO_PART,
    PART_INVITE,
    PART_MAIL,
    PART_SEO,
    PART_APPROVAL,
    PART_METRIC,
    PART_EXPENSE,
    PART_INVOICE,
};

/* The fund of csp-direct, FY21H1, in USD: usage January to June 2021, claims from 16
 * February to 15 August, 5,000 left. The claim C-7F3K9QDX asks for 800 of 1,000 USD for
 * the activity T1 of 1 to 10 March; all was entered on 5 March. */
void claim_table_init(struct claim_table *t);
void claim_table_without(struct claim_table *t, enum part without);
void claim_table_release(struct claim_table *t);
/* Another claim of the fund, for 100 and without anything yet; at most four. */
struct claim_case *claim_table_other(struct claim_table *t, const char *id);

/* All claims as they stand on the day. */
void claim_table_look(struct claim_table *t, const char *day);
/* Looks, and compares everything that is found, in order: "blocker evidence-missing
 * T1-INVITE, warning late-filing". */
void assert_found(struct claim_table *t, const char *day, const char *expected);
/* Of the last assert_found. */
void assert_says(const struct claim_table *t, size_t which, const char *message);
void assert_mends(const struct claim_table *t, size_t which, const char *fix);

#endif
