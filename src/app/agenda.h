/* SPDX-License-Identifier: MIT */
/*
 * Inside the app layer: the deadlines of what the person sees, worked out once and kept
 * until the book, the day or the person changes, so that a screen may ask with every
 * frame. They come in two parts: what is open, which costs what funds and open claims
 * cost, and how long settled claims must be kept, which costs what all claims cost and is
 * worked out only for those who ask.
 */
#ifndef COFFER_APP_AGENDA_H
#define COFFER_APP_AGENDA_H

#include "app/funds.h"
#include "model/deadline.h"

/* In the order of deadline_compare. */
struct agenda_part {
    struct deadline *items;
    size_t count;
};

/* Of the app's day, lent until the app is asked again, writes or is closed. funds: all
 * balances of the day where the caller has them; NULL: they are read. */
enum rc agenda_open(struct app *app, const struct fund_list *funds, const struct agenda_part **ret,
                    struct err *err);
enum rc agenda_settled(struct app *app, const struct agenda_part **ret, struct err *err);

/* Nothing of what is kept holds any more: another person asks, or of another scope. What is
 * written needs no call: of that only what changed is worked out anew. */
void agenda_forget(struct app *app);

#endif
