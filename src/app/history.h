/* SPDX-License-Identifier: MIT */
/* The journal: looking, taking back, bringing forward. */
#ifndef COFFER_APP_HISTORY_H
#define COFFER_APP_HISTORY_H

#include "app/app.h"
#include "store/journal.h" /* struct journal_row, journal_visit */

/* Oldest first, as far as the person may see. */
enum rc app_log(struct app *app, journal_visit *visit, void *context, struct err *err);

/* number 0: the newest row not taken back. Fills *ret with the row that was
 * taken back or brought forward. RC_RULE: nothing to undo, a later row touched
 * the same thing (both named), somebody else's row and no admin. */
enum rc app_undo(struct app *app, int64_t number, struct journal_entry *ret, struct err *err);
enum rc app_redo(struct app *app, struct journal_entry *ret, struct err *err);

/* The row that app_undo or app_redo would turn, with the same refusals, so that
 * it can be shown first. Nothing is changed. */
enum rc app_undo_target(struct app *app, int64_t number, struct journal_entry *ret,
                        struct err *err);
enum rc app_redo_target(struct app *app, struct journal_entry *ret, struct err *err);

#endif
