/* SPDX-License-Identifier: MIT */
/* The catalogue of activities in the book. */
#ifndef COFFER_APP_ACTIVITIES_H
#define COFFER_APP_ACTIVITIES_H

#include "app/app.h"
#include "model/activity.h"

/* The one in force on the day. */
enum rc app_catalogue_on(struct app *app, struct date day, struct catalogue *ret,
                         struct err *err);

#endif
