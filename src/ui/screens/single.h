/* SPDX-License-Identifier: MIT */
/* What can be done with one earning, wherever it stands: the list and the view of
 * one act alike. */
#ifndef COFFER_UI_SINGLE_H
#define COFFER_UI_SINGLE_H

#include "app/earnings.h"
#include "ui/view.h"

/* One earning with all that is known of it; the id is copied. */
struct view *earning_new(struct shell *shell, const char *id);

/* As view_class.refuses, for EDIT, DELETE and EXCLUDE. */
bool single_refuses(const struct earning_line *line, enum action action, struct buf *ret_why);
/* EDIT, DELETE, EXCLUDE. False: another action. */
bool single_act(struct shell *shell, const struct earning_line *line, enum action action);

#endif
