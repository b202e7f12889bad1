/* SPDX-License-Identifier: MIT */
/* The steps of an explanation, whatever the figure is of. */
#ifndef COFFER_UI_EXPLAIN_STEPS_H
#define COFFER_UI_EXPLAIN_STEPS_H

#include <stddef.h>

#include "app/app.h"
#include "ui/cells/figure.h"

/* What Enter shows of a step. */
enum step_target { TARGET_NONE, TARGET_FIGURE, TARGET_EARNINGS };

struct step {
    char *words, *detail, *source; /* owned */
    bool has_figure, result;
    struct figure figure; /* its texts are those of the explained figure, or static */
    int64_t count;        /* rows; -1: not said */
    enum step_target target;
    char *search; /* owned; TARGET_EARNINGS: those of the fund that are meant, "": all */
};
struct step_list {
    struct step *items;
    size_t count, room;
};
void step_list_release(struct step_list *list);

/* Explains the figure as it stands on the app's day. figure->amount becomes the
 * result where there is one; *ret_has tells. RC_RULE: there is no such fund,
 * earning or program. */
enum rc steps_of(struct app *app, struct figure *figure, struct step_list *ret, bool *ret_has,
                 struct err *err);

#endif
