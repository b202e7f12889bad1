/* SPDX-License-Identifier: MIT */
/*
 * Inside the store, derived: the earnings of each customer by day (table
 * earning_customer), for searches. An index on the same columns would be met in
 * random order by every row of an import; this table is filled at its end, in
 * sorted runs. Rows typed in have no customer, so changesets never touch it.
 */
#ifndef COFFER_STORE_CUSTOMERS_H
#define COFFER_STORE_CUSTOMERS_H

#include <stdint.h>

#include "store/book.h"
#include "store/totals.h" /* totals_finding */

/* The earnings with keys first to last have come in. */
enum rc customers_add(struct book *book, int64_t first, int64_t last, struct err *err);

/* Where an earning stood and stands; customer 0: it has none. */
struct customer_day {
    int64_t customer;
    int32_t day;
};
enum rc customers_move(struct book *book, int64_t earning, struct customer_day then,
                       struct customer_day now, struct err *err);

/* Compares with the earnings. */
enum rc customers_verify(struct book *book, totals_finding *found, void *context, struct err *err);

#endif
