/* SPDX-License-Identifier: MIT */
/* Between the files of the screen of earnings: earnings.c keeps the list and acts,
 * earnings_draw.c draws it. */
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
