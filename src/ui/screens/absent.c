/* SPDX-License-Identifier: MIT */
/* A screen that is not there yet says so, and which one shows the same today. */
#include <stdlib.h>

#include "base/words.h"
#include "ui/screens/screens.h"

struct absent {
    struct view view; /* first */
    int number;
};

static const struct {
    int number;
    const char *name, *words;
} screens[] = {
    {3, N_("Timeline"),
     N_("The timeline is not built yet: 2, then Enter on a fund, shows its windows.")},
};

static size_t index_of(const struct view *view)
{
    size_t i = 0;
    while (screens[i].number != ((const struct absent *)view)->number)
        i++;
    return i;
}

static void absent_close(struct view *view)
{
    free(view);
}

static void absent_draw(struct view *view, struct canvas *canvas, struct area area)
{
    canvas_wrap(canvas, area, PAINT_TEXT, _(screens[index_of(view)].words));
    canvas_focus(canvas, area.row, area.col);
}

static void absent_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, _(screens[index_of(view)].name));
}

static const struct view_class absent_class = {
    .name = "absent",
    .close = absent_close,
    .draw = absent_draw,
    .title = absent_title,
};

struct view *absent_new(struct shell *shell, int number)
{
    struct absent *absent = calloc(1, sizeof(*absent));
    if (absent == NULL)
        return NULL;
    absent->view = (struct view){&absent_class, shell};
    absent->number = number;
    return &absent->view;
}
