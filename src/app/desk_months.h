/* SPDX-License-Identifier: MIT */
/* Inside the app layer: which months the desk misses, and how old its figures
 * are. */
#ifndef COFFER_APP_DESK_MONTHS_H
#define COFFER_APP_DESK_MONTHS_H

#include "app/desk_todo.h"

/* Adds the sources to the view and the missing months to the list. */
enum rc desk_months(struct app *app, struct desk_view *view, struct todo_list *todos,
                    struct err *err);

#endif
