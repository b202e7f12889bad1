/* SPDX-License-Identifier: MIT */
/* The journal: looking, taking back, bringing forward. */
#ifndef COFFER_APP_HISTORY_H
#define COFFER_APP_HISTORY_H

#include "app/app.h"
#include "store/edits.h"
#include "store/journal.h" /* struct journal_row, journal_visit */

/* Oldest first, as far as the person may see. */
enum rc app_log(struct app *app, journal_visit *visit, void *context, struct err *err);

/* number 0: the newest row not taken back. Fills *ret with the row that was
 * taken back or brought forward. RC_RULE: nothing to undo, a later row touched
 * the same thing (both named), somebody else's row and no admin. RC_STOP: the listener
 * stopped it, and nothing was changed. */
enum rc app_undo(struct app *app, int64_t number, struct journal_entry *ret, struct err *err);
enum rc app_redo(struct app *app, struct journal_entry *ret, struct err *err);

/* The row that app_undo or app_redo would turn, with the same refusals, so that
 * it can be shown first. Nothing is changed. */
enum rc app_undo_target(struct app *app, int64_t number, struct journal_entry *ret,
                        struct err *err);
enum rc app_redo_target(struct app *app, struct journal_entry *ret, struct err *err);

/* One value that a row of the journal changed, in words. */
struct log_edit {
    enum edit_kind kind;        /* store/edits.h */
    const char *thing;          /* "earning", "split" */
    const char *row;            /* which one: "E-7F3K9QDX", "hosting 2026-01-01" */
    const char *what;           /* "amount" */
    const char *before, *after; /* NULL: nothing */
};
typedef enum rc log_edit_visit(void *context, const struct log_edit *edit, struct err *err);
/* In the order of writing; an import gives nothing: app_import_show tells. */
enum rc app_log_edits(struct app *app, int64_t number, log_edit_visit *visit, void *context,
                      struct err *err);

/* Who deleted a claim that is not there any more, as far as the person may see the log.
 * claim: its whole id. *ret_time 0 and "": nobody, or it cannot be told. */
enum { DELETER_SIZE = 128 };
enum rc app_log_deleter(struct app *app, const char *claim, char ret_person[DELETER_SIZE],
                        int64_t *ret_time, struct err *err);

#endif
