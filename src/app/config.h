/* SPDX-License-Identifier: MIT */
/* Settings that the book keeps (CONTRACT.md section 8). */
#ifndef COFFER_APP_CONFIG_H
#define COFFER_APP_CONFIG_H

#include "app/app.h"

struct config_line {
    const char *name;
    const char *value;    /* as app_config_set takes it; borrowed for the call */
    const char *standard; /* what it is where nobody set it */
    const char *text;     /* what it is for */
};
typedef enum rc app_config_visit(void *context, const struct config_line *line, struct err *err);
enum rc app_config_list(struct app *app, app_config_visit *visit, void *context, struct err *err);
/* For admins of the whole book. RC_USAGE: no such setting, or a value that cannot be
 * read. */
enum rc app_config_set(struct app *app, const char *name, const char *value, struct err *err);

/* The largest document that the book takes, in bytes. */
enum rc app_max_document(struct app *app, int64_t *ret, struct err *err);

#endif
