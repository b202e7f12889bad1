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
};
/* As seen from the app's day, by due, kind (its word), program, location, claim, currency.
 * Costs what funds and open claims cost. */
enum rc app_deadlines(struct app *app, const struct deadline_query *query, deadline_visit *visit,
                      void *context, struct err *err);

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
