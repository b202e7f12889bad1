/* SPDX-License-Identifier: MIT */
/* What views that are mostly one list hand on to it. Their structs begin with a
 * struct list_view. */
#ifndef COFFER_UI_LIST_VIEW_H
#define COFFER_UI_LIST_VIEW_H

#include "ui/parts/list.h"
#include "ui/view.h"

struct list_view {
    struct view view; /* first */
    struct list list;
};

/* For struct view_class, as they stand. */
bool list_view_act(struct view *view, enum action action);
bool list_view_key(struct view *view, const struct key *key);
const char *const *list_view_typing(const struct view *view);
bool list_view_paste(struct view *view, const char *bytes, size_t length, bool more);
void list_view_mouse(struct view *view, const struct event *event); /* a second press: OPEN */
bool list_view_figure(const struct view *view, struct figure *ret);
bool list_view_has_row(const struct view *view);

/* The selected row, SIZE_MAX: none. */
size_t list_view_row(const struct view *view);

#endif
