/* SPDX-License-Identifier: MIT */
/* Inside the store: what the derived tables of claims hold, computed. */
#ifndef COFFER_STORE_CLAIM_DAYS_H
#define COFFER_STORE_CLAIM_DAYS_H

#include "base/buf.h"
#include "model/claim.h"
#include "store/book.h"

/* A claim from `day` until the day before its next change; until = date_last for the
 * last one. */
struct claim_day {
    struct date day, until;
    struct claim claim; /* owned; borrows from the history */
};
struct claim_day_list {
    struct claim_day *items; /* by day */
    size_t count;
};
enum rc claim_days_make(const struct claim_history *history, struct claim_day_list *ret,
                        struct err *err);
void claim_days_release(struct claim_day_list *list);

/* "\nq3\nshow\n"; nothing where it has no tags. */
void claim_day_add_tags(struct buf *buf, const struct claim *claim);

struct claim_fund {
    char *program; /* owned by whoever filled it */
    int64_t location;
    int32_t first_day;
};

/* The sums over the claims of a fund in one currency, in the same way. */
struct claim_fund_day {
    struct currency currency;
    struct date day, until;
    int64_t claims; /* in this currency; 0: a row that says there is none any more */
    struct claim_sums sums;
};
struct claim_fund_day_list {
    struct claim_fund_day *items; /* by currency, then day; freed with free */
    size_t count;
};
/* From table claim_day. RC_RULE where a sum leaves 64 bits. */
enum rc claim_fund_days_make(struct book *book, const struct claim_fund *fund,
                             struct claim_fund_day_list *ret, struct err *err);

#endif
