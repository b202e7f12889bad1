/* SPDX-License-Identifier: MIT */
/* The screen. */
#ifndef COFFER_UI_UI_H
#define COFFER_UI_UI_H

#include "base/err.h"

struct app;

/* Runs until the person quits. RC_USAGE without a terminal, or on one that
 * cannot show a screen. */
enum rc ui_run(struct app *app, struct err *err);

#endif
