/* SPDX-License-Identifier: MIT */
/* How a deadline comes about. */
#ifndef COFFER_APP_DEADLINE_EXPLAIN_H
#define COFFER_APP_DEADLINE_EXPLAIN_H

#include "app/app.h"
#include "model/deadline_steps.h"

/* The steps of a deadline of the app's day, one that app_deadlines has told. RC_RULE: its
 * fund or claim is not there, or not the person's to see. */
enum rc app_deadline_explain(struct app *app, const struct deadline *deadline,
                             deadline_step_visit *visit, void *context, struct err *err);

#endif
