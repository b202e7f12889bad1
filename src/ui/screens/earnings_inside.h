/* SPDX-License-Identifier: MIT */
/* Between the files of the screen of earnings: earnings_list.c keeps
 * the list, earnings_draw.c draws it, earnings.c acts. */
#ifndef COFFER_UI_EARNINGS_INSIDE_H
#define COFFER_UI_EARNINGS_INSIDE_H

#include "ui/parts/columns.h"
#include "ui/parts/edit.h"
#include "ui/screens/earnings_columns.h"
#include "ui/screens/earnings_hunt.h"
#include "ui/screens/earnings_roll.h"
#include "ui/screens/earnings_wanted.h"
#include "ui/view.h"

struct earnings {
    struct view view; /* first */
    struct grid grid;
    struct columns columns; /* the choice of columns */
    struct names names;
    struct wanted wanted;        /* what is listed */
    struct earning_pages *pages; /* of it */
    struct roll roll;
    struct hunt *hunt;  /* NULL until something is collected */
    bool collected;     /* the list is not paged by date */
    bool moved;         /* since it was asked for: what comes then keeps the row */
    struct edit filter; /* the filter line */
    bool typing;
    bool lent;      /* another place asked for what is listed: Esc goes back there */
    struct buf why; /* why the filter or the last paste is not followed */
    int64_t count;  /* rows of the list; -1: not known yet */
    int64_t all;    /* earnings without a filter */
    struct area drawn;
    int cols; /* of the columns: one less where a scroll mark stands */
    struct earnings_cells cells;
};

static inline bool earnings_are_filtered(const struct earnings *earnings)
{
    return earnings->filter.length > 0;
}
/* ---- earnings_list.c ---- */

/* By what the list is sorted. */
enum collect_order earnings_sorted_by(const struct earnings *earnings);
/* Lists anew what is wanted. place: the row to stay on, NULL: the first one. What
 * must be collected is asked for; until it comes the old rows stay. */
enum rc earnings_list_again(struct earnings *earnings, const struct earning_place *place,
                            struct err *err);
/* The words of the filter have changed: what can be understood is followed. */
void earnings_follow_filter(struct earnings *earnings, const struct earning_place *place);
enum rc earnings_recalc(struct view *view, struct err *err);
/* Takes what the hunt has brought: true where there was something. */
bool earnings_listen(struct earnings *earnings);

/* ---- earnings_draw.c ---- */

/* How many rows an area of the screen shows. */
size_t earnings_page(const struct earnings *earnings, struct area area);
void earnings_paint(struct earnings *earnings, struct canvas *canvas, struct area area);

/* Where a press of the mouse fell, after the last draw. */
enum earnings_spot { SPOT_NONE, SPOT_HEAD, SPOT_ROW, SPOT_FILTER };
struct earnings_hit {
    enum earnings_spot spot;
    size_t row; /* of the roll */
    int column; /* -1: none */
};
struct earnings_hit earnings_hit(struct earnings *earnings, int row, int col);

#endif
