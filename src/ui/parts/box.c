/* SPDX-License-Identifier: MIT */
#include "ui/parts/box.h"

#include "base/words.h"

enum { FRAME_ROWS = 8, FRAME_COLS = 24, TITLE_ROWS = 4 };

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

/* Too low for lines above and below: the content takes all, under its title. */
static struct area bare_box(struct canvas *canvas, struct area area, const char *title)
{
    canvas_fill(canvas, area, PAINT_TEXT);
    if (area.rows < TITLE_ROWS)
        return area;
    (void)canvas_text(canvas, area.row, area.col, area.cols, PAINT_TITLE, title);
    return (struct area){area.row + 1, area.col, area.rows - 1, area.cols};
}

struct area box_draw(struct canvas *canvas, struct area area, const char *title, int rows, int cols)
{
    int least = canvas_width(canvas, title) + 2;
    if (area.rows < FRAME_ROWS || area.cols < FRAME_COLS)
        return bare_box(canvas, area, title);
    int high = at_most(rows + 2, area.rows);
    int wide = at_most((cols > least ? cols : least) + 4, area.cols);
    struct area box = {area.row + (area.rows - high) / 2, area.col + (area.cols - wide) / 2, high,
                       wide};
    struct area within = canvas_box(canvas, box, title);
    within.col++;
    within.cols -= 2;
    return within;
}

int box_keys(struct canvas *canvas, int row, int col, int width, const char *const *words)
{
    int taken = 0;
    for (; words[0] != NULL; words += 2) {
        const char *label = _(words[1]);
        int gap = taken > 0 ? 2 : 0;
        int key = canvas_width(canvas, words[0]);
        if (taken + gap + key + 1 + canvas_width(canvas, label) > width)
            break;
        taken += gap;
        taken += canvas_text(canvas, row, col + taken, key, PAINT_KEY, words[0]) + 1;
        taken += canvas_text(canvas, row, col + taken, width - taken, PAINT_FAINT, label);
    }
    return taken;
}

const char *const *box_typing(const struct view *view)
{
    static const char *const none[] = {NULL};
    (void)view;
    return none;
}
