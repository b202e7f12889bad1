/* SPDX-License-Identifier: MIT */
/* What falls due, for all funds and claims that a person sees; and as a calendar. */
#ifndef COFFER_APP_DEADLINES_H
#define COFFER_APP_DEADLINES_H

#include "app/app.h"
#include "model/deadline.h"

struct deadline_query {
    bool has_days;
    int64_t days; /* only those with so many days left, or fewer, or overdue */
    bool overdue; /* only those */
    bool open;    /* without the ends of retention of claims that are settled */
};
/* As seen from the app's day, by due, kind (its word), program, location, claim, currency.
 * They are worked out once and kept: after a write of this process that costs what funds
 * cost, and the claims that were written; when another one wrote, or on another day, what
 * all claims cost, or all that are open. The app is asked for
 * nothing else before the last visit has returned. */
enum rc app_deadlines(struct app *app, const struct deadline_query *query, deadline_visit *visit,
                      void *context, struct err *err);

/* There is money that may be lost, or late, after its day. */
bool deadline_has_stake(const struct deadline *deadline);

/* What must be known on whatever screen. */
struct next_deadline {
    const struct deadline *deadline; /* the first that has a stake and is not overdue; NULL.
                                      * A threshold yields to others of its day */
    size_t others;                   /* how many more of its day have one */
    size_t overdue;                  /* how many are */
};
/* Lent until the app is asked for deadlines again, writes, or looks at another day. As
 * long as nothing changes it costs nothing; else what funds and open claims cost. */
enum rc app_next_deadline(struct app *app, struct next_deadline *ret, struct err *err);

/* A calendar file of deadlines: written beside, synced, and renamed over an older file.
 * The UID of an event comes from the kind and what it is about, never from its day. The
 * same book and day give the same bytes: DTSTAMP is the app's day, SEQUENCE the number
 * of the newest row of the journal, which a change of any date must have raised. */
struct deadline_calendar;
enum rc app_calendar_open(struct app *app, const char *to, struct deadline_calendar **ret,
                          struct err *err);
enum rc app_calendar_add(struct deadline_calendar *calendar, const struct deadline *deadline,
                         struct err *err);
/* After both the calendar is gone, and unless the first succeeds nothing is left of it. */
enum rc app_calendar_commit(struct deadline_calendar *calendar, struct err *err);
void app_calendar_drop(struct deadline_calendar *calendar); /* NULL is fine */

#endif
