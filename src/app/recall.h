/* SPDX-License-Identifier: MIT */
/*
 * Small things that a screen remembers from one time to the next: in the state
 * directory ($XDG_STATE_HOME/coffer/BOOK-ID/recall-NAME), one person's own, never
 * in the book. Nothing depends on them: what cannot be kept is not.
 */
#ifndef COFFER_APP_RECALL_H
#define COFFER_APP_RECALL_H

#include "app/app.h"
#include "base/buf.h"

enum { RECALL_MAX = 4096 }; /* bytes of a value */

/* name: letters a to z and '-'. Appends what was remembered last; nothing where
 * nothing was. RC_FILE: it cannot be read. */
enum rc app_recall(struct app *app, const char *name, struct buf *ret, struct err *err);
/* value: any bytes but NUL. RC_FILE: it cannot be kept, or is longer than RECALL_MAX. */
enum rc app_remember(struct app *app, const char *name, const char *value, struct err *err);

#endif
