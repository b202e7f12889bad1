/* SPDX-License-Identifier: MIT */
/* Claims on a day, from the derived tables: lists and balances, without reading what
 * happened to each. */
#ifndef COFFER_STORE_CLAIM_SUMS_H
#define COFFER_STORE_CLAIM_SUMS_H

#include "model/claim.h"
#include "store/book.h"

/* Texts are borrowed until the next. */
typedef enum rc claim_row_visit(void *context, const struct claim_row *row, struct err *err);
/* In the order of creation; those whose first entry lies later are not told. */
enum rc claim_rows(struct book *book, struct date day, claim_row_visit *visit, void *context,
                   struct err *err);

/* The same of one claim. */
enum rc claim_row_of(struct book *book, const char *id, struct date day, claim_row_visit *visit,
                     void *context, struct err *err);

/* The same, in no order, of those that are rejected, withdrawn or paid: costs what they
 * cost. */
enum rc claim_rows_settled(struct book *book, struct date day, claim_row_visit *visit,
                           void *context, struct err *err);
/* And of the others, and those that are not wholly paid. */
enum rc claim_rows_open(struct book *book, struct date day, claim_row_visit *visit, void *context,
                        struct err *err);
/* The same of one fund alone, in the order of creation. */
enum rc claim_rows_of_fund(struct book *book, const char *program, const char *location,
                           struct period period, struct date day, claim_row_visit *visit,
                           void *context, struct err *err);

struct claim_total {
    const char *program, *location; /* borrowed until the next */
    int64_t location_key;
    struct period period;
    struct currency currency;
    int64_t claims; /* in this currency, on the day; never 0 */
    struct claim_sums sums;
};
typedef enum rc claim_total_visit(void *context, const struct claim_total *total, struct err *err);
/* In no order. Costs what today's funds and later changes cost, not claims. */
enum rc claim_totals(struct book *book, struct date day, claim_total_visit *visit, void *context,
                     struct err *err);

/* Inside the store: made anew after the claim's entries changed, or went. RC_RULE
 * where a document's bytes are gone. */
enum rc claim_derive(struct book *book, const char *id, struct err *err);
/* The step to schema 4: what deadlines look at and what was refused, of every claim whose entries
 * can be read; `check` tells of the others. */
enum rc claim_dates_fill(struct book *book, struct err *err);
/* Of one fund, after its claims; RC_RULE where a sum leaves 64 bits. */
struct claim_fund;
enum rc claim_fund_derive(struct book *book, const struct claim_fund *fund, struct err *err);
/* Recomputes all of it from the entries, hashes every seal anew, and tells each
 * difference; also entries that no Coffer can have written. */
/* Why a claim could not be read: entries that no Coffer wrote are what a check is for; a
 * page that cannot be read is not. */
bool claim_is_doctored(enum rc rc, const struct err *why);
typedef enum rc claims_finding(void *context, const char *sentence, struct err *err);
enum rc claims_verify(struct book *book, claims_finding *found, void *context, struct err *err);

#endif
