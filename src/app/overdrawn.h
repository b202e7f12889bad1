/* SPDX-License-Identifier: MIT */
/*
 * Inside the app layer: funds whose remaining money has gone below 0. After a late
 * reversal that is an alert, never hidden (RULES.md section 5).
 */
#ifndef COFFER_APP_OVERDRAWN_H
#define COFFER_APP_OVERDRAWN_H

#include <stddef.h>

#include "app/app.h"
#include "model/fund.h"

/* Of very many only the first ones, so that no report makes memory grow. */
struct overdrawn {
    struct overdrawn_fund *funds; /* by program, location, period, currency */
    size_t count;
};

/* As the book stands now, also within a transaction. Sums that overflow are none of
 * its business. */
enum rc overdrawn_find(struct app *app, struct overdrawn *ret, struct err *err);
void overdrawn_release(struct overdrawn *overdrawn);

/* Warns of the funds that are overdrawn now and were not, or less, before. */
void overdrawn_warn(struct app *app, const struct overdrawn *before, const struct overdrawn *now);

#endif
