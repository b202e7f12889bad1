/* SPDX-License-Identifier: MIT */
/* The screen. */
#ifndef COFFER_UI_UI_H
#define COFFER_UI_UI_H

#include "base/err.h"

struct app_options;

/* Opens the book and runs until the person quits; without a book, it offers to
 * make one. RC_USAGE without a terminal, or on one that cannot show a screen.
 * Whatever is in the way of the book is said before the screen opens. */
enum rc ui_run(const struct app_options *options, struct err *err);

#endif
