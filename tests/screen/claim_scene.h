/* SPDX-License-Identifier: MIT */
/* A claim of the demo book with something of everything. */
#ifndef COFFER_SCREEN_CLAIM_SCENE_H
#define COFFER_SCREEN_CLAIM_SCENE_H

#include "app/claims.h"
#include "screen/scene.h"

/* "Stand at the Contoso partner fair": the reviewer wants more. */
void claim_scene_find(struct app *app, struct desk *desk, char ret[CLAIM_ID_MAX]);
void claim_scene_expense(struct app *app, struct desk *desk, const char *claim, const char *vendor,
                         const char *number, const char *amount);
/* Expenses, a metric, a comment, a document and what the reviewer said of it. hostile: a
 * name instead of harmless ones, or NULL. */
void claim_scene_fill(struct desk *desk, const char *hostile);

#endif
