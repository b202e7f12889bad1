/* SPDX-License-Identifier: MIT */
/* Members and locations. */
#ifndef COFFER_APP_PEOPLE_H
#define COFFER_APP_PEOPLE_H

#include "app/app.h"

typedef enum rc app_member_visit(void *context, const struct member *member, struct err *err);
enum rc app_member_list(struct app *app, app_member_visit *visit, void *context, struct err *err);
/* Adds a login, or gives one that is there another role and scope. Locations
 * and programs must be known. */
enum rc app_member_add(struct app *app, const struct member *member, struct err *err);
/* The last admin cannot be removed (nor made a user or scoped). */
enum rc app_member_remove(struct app *app, const char *login, struct err *err);

struct app_location {
    const char *id, *name, *country; /* "" when not known */
};
typedef enum rc app_location_visit(void *context, const struct app_location *location,
                                   struct err *err);
enum rc app_location_list(struct app *app, app_location_visit *visit, void *context,
                          struct err *err);
/* Makes a new one too. NULL: left as it is. country: two letters (RC_USAGE). */
enum rc app_location_set(struct app *app, const char *id, const char *name, const char *country,
                         struct err *err);

#endif
