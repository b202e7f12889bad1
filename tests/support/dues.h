/* SPDX-License-Identifier: MIT */
/* Deadlines told in three ways: as they are kept from write to write, worked out anew, and
 * made from the entries of every claim. */
#ifndef COFFER_SUPPORT_DUES_H
#define COFFER_SUPPORT_DUES_H

#include "app/app.h"
#include "support/desk.h"

/* All three say the same on the app's day; `after`: what was done before. */
void assert_dues(struct desk *desk, struct app *app, const char *after);

#endif
