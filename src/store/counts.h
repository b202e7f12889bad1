/* SPDX-License-Identifier: MIT */
/* How many earnings a list has, from the totals: no earning is read for it, but
 * for excluded ones, which no total has. */
#ifndef COFFER_STORE_COUNTS_H
#define COFFER_STORE_COUNTS_H

#include "store/collect.h" /* struct earning_scope */

/* scope.import must be 0. */
enum rc earnings_count(struct book *book, const struct earning_scope *scope, int64_t *ret,
                       struct err *err);

#endif
