/* SPDX-License-Identifier: MIT */
/* Reading the derived totals (tally.h keeps them). */
#ifndef COFFER_STORE_TOTALS_H
#define COFFER_STORE_TOTALS_H

#include "model/date.h"
#include "model/money.h"
#include "store/book.h"
#include "store/tally.h"

/* The sums of one report name, location, month and currency. */
struct total_row {
    int64_t name, location;
    const char *location_id;
    struct month month;
    struct currency currency;
    struct total total;
};

typedef enum rc total_visit(void *context, const struct total_row *row, struct err *err);

/* Everything dated on or before `through`: whole months, and the days of the
 * month of `through`. Cost grows with funds and months, not with earnings.
 * location NULL: all. */
enum rc totals_read(struct book *book, struct date through, const char *location,
                    total_visit *visit, void *context, struct err *err);

/* One of the sums that make a fund in one currency. Texts are borrowed until the
 * next. */
struct fund_total {
    const char *program, *location;
    struct month first; /* of the half-year */
    struct currency currency;
    struct money rebate, coop, coop_usd;
};
typedef enum rc fund_total_visit(void *context, const struct fund_total *total, struct err *err);
/* The funds that can be overdrawn: some month's co-op is below 0, or something was
 * claimed from them. By program, location, half-year and currency, with all of their
 * sums. */
enum rc totals_in_doubt(struct book *book, fund_total_visit *visit, void *context, struct err *err);

/* Recomputes both tables, earning_key and earning_customer from the earnings and
 * tells each difference. */
typedef enum rc totals_finding(void *context, const char *sentence, struct err *err);
enum rc totals_verify(struct book *book, totals_finding *found, void *context, struct err *err);

#endif
