/* SPDX-License-Identifier: MIT */
/* Inside the app layer: figures of closed periods stay as they are. */
#ifndef COFFER_APP_CLOSED_H
#define COFFER_APP_CLOSED_H

#include "app/app.h"

/* What every fund is now. *ret stays NULL where no period is closed. */
struct closed_check;
enum rc closed_check_new(struct app *app, struct closed_check **ret, struct err *err);
void closed_check_free(struct closed_check *check); /* NULL is fine */

/* A tx_check with the closed_check as its context: RC_RULE when a fund of a
 * closed period came, went or has other figures. */
enum rc closed_check_ask(void *context, struct err *err);

#endif
