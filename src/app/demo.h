/* SPDX-License-Identifier: MIT */
/* Inside the app layer: the fictional data of `coffer init --demo`. */
#ifndef COFFER_APP_DEMO_H
#define COFFER_APP_DEMO_H

#include "app/app.h"

/* Fills a new book around the app's day, through the same commands that people
 * use. */
enum rc demo_fill(struct app *app, struct err *err);

#endif
