/* SPDX-License-Identifier: MIT */
/* Making, checking and keeping books. */
#ifndef COFFER_APP_SAFETY_H
#define COFFER_APP_SAFETY_H

#include "app/app.h"

/* Makes a book; its maker is its admin; shipped programs are in it. demo: also
 * fictional data around the as-of day. RC_RULE when the file exists. */
enum rc app_init(const struct app_options *options, bool demo, struct err *err);

/* Each difference found is one sentence to `found`. */
typedef enum rc app_finding(void *context, const char *sentence, struct err *err);
enum rc app_check(struct app *app, app_finding *found, void *context, struct err *err);

/* A complete copy of the book; RC_RULE when `to` exists. */
enum rc app_backup(struct app *app, const char *to, struct err *err);

struct restore_report {
    int64_t rows_lost;         /* journal rows that only the replaced book had */
    int64_t documents_found;   /* put together with the copy again; the same bytes once */
    int64_t documents_missing; /* found nowhere; each document is a warning */
    char saved_as[4096];       /* where the replaced book was saved; "" if there was none */
};
/* Opens by itself: the present book may be damaged or missing. */
enum rc app_restore(const struct app_options *options, const char *from, struct restore_report *ret,
                    struct err *err);

#endif
