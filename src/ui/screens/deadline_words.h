/* SPDX-License-Identifier: MIT */
/* How the screens speak of deadlines. */
#ifndef COFFER_UI_DEADLINE_WORDS_H
#define COFFER_UI_DEADLINE_WORDS_H

#include "model/deadline.h"
#include "ui/cells/figure.h"
#include "ui/cells/paint.h"

/* What happens, or is to be done: "answer the reviewer", once its day is over "answer
 * overdue"; in brief "answer"; looked up. */
const char *deadline_label(const struct deadline *deadline);
const char *deadline_label_brief(const struct deadline *deadline);

/* "12 days late", "today", "5 days"; in brief "12 late", "today", "5 d". */
enum { DEADLINE_LEFT_SIZE = 48 };
char *deadline_left(int days_left, char ret[DEADLINE_LEFT_SIZE]);
char *deadline_left_brief(int days_left, char ret[DEADLINE_LEFT_SIZE]);

/* Late and soon: BAD; in some weeks: WARN; nothing to lose: FAINT. */
enum paint deadline_paint(const struct deadline *deadline);

/* The figure of its amount, where it has one; texts borrowed from the deadline. */
bool deadline_figure(const struct deadline *deadline, struct figure *ret);

#endif
