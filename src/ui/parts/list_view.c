/* SPDX-License-Identifier: MIT */
#include "ui/parts/list_view.h"

#include "ui/shell.h"

static struct list *list_of(struct view *view)
{
    return &((struct list_view *)view)->list;
}

static const struct list *seen_list_of(const struct view *view)
{
    return &((const struct list_view *)view)->list;
}

bool list_view_act(struct view *view, enum action action)
{
    return list_act(list_of(view), action);
}

bool list_view_key(struct view *view, const struct key *key)
{
    return list_key(list_of(view), key);
}

const char *const *list_view_typing(const struct view *view)
{
    return list_typing(seen_list_of(view));
}

bool list_view_paste(struct view *view, const char *bytes, size_t length, bool more)
{
    (void)more;
    return list_paste(list_of(view), bytes, length);
}

void list_view_mouse(struct view *view, const struct event *event)
{
    if (list_mouse(list_of(view), event))
        shell_act(view->shell, ACT_OPEN);
}

bool list_view_figure(const struct view *view, struct figure *ret)
{
    return list_figure(seen_list_of(view), ret);
}

bool list_view_has_row(const struct view *view)
{
    return list_row(seen_list_of(view)) != SIZE_MAX;
}

size_t list_view_row(const struct view *view)
{
    return list_row(seen_list_of(view));
}
