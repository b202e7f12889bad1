/* SPDX-License-Identifier: MIT */
/*
 * The catalogue of activities (RULES.md section 7): it lives in the book, dated. The
 * shipped one (data/activities.csv) holds from the beginning of time until the first
 * that an admin brings in.
 */
#ifndef COFFER_APP_ACTIVITIES_H
#define COFFER_APP_ACTIVITIES_H

#include "app/app.h"
#include "model/activity.h"

/* The one in force on a day; lent until the app is closed, releasing it costs nothing.
 * RC_BOOK: what the book holds cannot be read. */
enum rc app_catalogue_on(struct app *app, struct date day, struct catalogue *ret, struct err *err);

/* A requirement, with what it takes to satisfy it in its text. Borrowed for the call. */
struct activity_line {
    const struct activity *activity;
    const struct requirement *requirement;
    const char *text;
    size_t choices; /* requirement_choices for the program asked about, 0 without one */
};
typedef enum rc app_activity_visit(void *context, const struct activity_line *line,
                                   struct err *err);
/* The one in force on the app's day, by code, then as the catalogue has them. With a
 * program only what holds for it, nothing for one without co-op. RC_RULE: an unknown
 * program. */
enum rc app_activity_list(struct app *app, const char *program, app_activity_visit *visit,
                          void *context, struct err *err);

/* From a day on the catalogue in a file ("-": standard input) is in force; one that
 * began on the same day is replaced. RC_CONTENT, with line and column: the book stays
 * as it was. */
enum rc app_activity_import(struct app *app, const char *path, struct date from, struct err *err);
/* Writes the one in force on the app's day; reading the file gives the same. */
enum rc app_activity_export(struct app *app, const char *to, struct err *err);

#endif
