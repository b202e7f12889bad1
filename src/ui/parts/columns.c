/* SPDX-License-Identifier: MIT */
#include "ui/parts/columns.h"

#include <string.h>

#include "base/words.h"
#include "ui/parts/box.h"

enum { BOX_WIDTH = 34, MARK_CELLS = 4 };

void columns_open(struct columns *columns)
{
    *columns = (struct columns){.open = true};
}

static unsigned bit(int column)
{
    return 1u << column;
}

static int staying(const struct grid *grid)
{
    int count = 0;
    for (int i = 0; i < grid->count; i++)
        count += (grid->hidden & bit(i)) == 0 ? 1 : 0;
    return count;
}

static void toggle(struct grid *grid, int column)
{
    bool is_shown = (grid->hidden & bit(column)) == 0;
    if (!is_shown || staying(grid) > 1)
        grid->hidden ^= bit(column);
}

/* ---- drawing ------------------------------------------------------------------------ */

static void draw_line(const struct grid *grid, const struct grid_layout *layout,
                      struct canvas *canvas, struct area line, int column, bool here)
{
    const struct grid_column *about = &grid->columns[column];
    /* Some stand under a blank: what they hold speaks for itself. */
    const char *title = strcmp(about->title, " ") == 0 ? _(about->name) : _(about->title);
    bool is_shown = (grid->hidden & bit(column)) == 0;
    enum paint paint = here ? PAINT_PICKED : PAINT_TEXT;
    int room = line.cols - MARK_CELLS;
    canvas_fill(canvas, line, paint);
    if (here)
        canvas_focus(canvas, line.row, line.col);
    if (room < 1) {
        (void)canvas_text(canvas, line.row, line.col, line.cols, paint, is_shown ? "x" : "-");
        return;
    }
    (void)canvas_text(canvas, line.row, line.col, MARK_CELLS - 1, paint, is_shown ? "[x]" : "[ ]");
    room -= canvas_text(canvas, line.row, line.col + MARK_CELLS, room, paint, title) + 1;
    const char *note = NULL;
    if (is_shown && staying(grid) == 1)
        note = _("the last one");
    else if (is_shown && layout->x[column] < 0)
        note = _("no room");
    if (note != NULL && canvas_width(canvas, note) <= room)
        (void)canvas_text_right(canvas, line.row, line.col + line.cols - room, room,
                                here ? paint : PAINT_FAINT, note);
    if (here)
        canvas_focus(canvas, line.row, line.col + 1);
}

static void scroll(struct columns *columns, int count, int page)
{
    if (columns->here < columns->top)
        columns->top = columns->here;
    if (columns->here >= columns->top + page)
        columns->top = columns->here - page + 1;
    if (columns->top > count - page)
        columns->top = count > page ? count - page : 0;
}

void columns_draw(struct columns *columns, const struct grid *grid,
                  const struct grid_layout *layout, struct canvas *canvas, struct area area)
{
    static const char *const keys[] = {"Space", N_("shows or hides"), "Enter", N_("done"), NULL};
    struct area lines = box_draw(canvas, area, _("Columns"), grid->count + 2, BOX_WIDTH);
    if (lines.rows >= 5) {
        (void)box_keys(canvas, lines.row + lines.rows - 1, lines.col, lines.cols, keys);
        lines.rows -= 2;
    }
    columns->drawn = lines;
    scroll(columns, grid->count, lines.rows > 0 ? lines.rows : 1);
    for (int i = 0; i < lines.rows && columns->top + i < grid->count; i++) {
        int column = columns->top + i;
        struct area line = {lines.row + i, lines.col, 1, lines.cols};
        draw_line(grid, layout, canvas, line, column, column == columns->here);
    }
}

/* ---- keys, and the mouse --------------------------------------------------------------- */

static void go(struct columns *columns, const struct grid *grid, int here)
{
    if (here >= 0 && here < grid->count)
        columns->here = here;
}

static bool character_key(struct columns *columns, struct grid *grid, const struct key *key)
{
    if (key->ctrl || key->alt)
        return false;
    switch (key->text[0]) {
    case ' ':
        toggle(grid, columns->here);
        break;
    case 'j':
        go(columns, grid, columns->here + 1);
        break;
    case 'k':
        go(columns, grid, columns->here - 1);
        break;
    case 'q':
    case '|':
        columns->open = false;
        break;
    default:
        break;
    }
    return true;
}

bool columns_key(struct columns *columns, struct grid *grid, const struct key *key)
{
    if (!columns->open)
        return false;
    switch ((int)key->code) {
    case K_CHAR:
        return character_key(columns, grid, key);
    case K_UP:
        go(columns, grid, columns->here - 1);
        return true;
    case K_DOWN:
        go(columns, grid, columns->here + 1);
        return true;
    case K_HOME:
    case K_PAGE_UP:
        go(columns, grid, 0);
        return true;
    case K_END:
    case K_PAGE_DOWN:
        go(columns, grid, grid->count - 1);
        return true;
    case K_ENTER:
    case K_ESC:
        columns->open = false;
        return true;
    default:
        return false;
    }
}

void columns_mouse(struct columns *columns, struct grid *grid, const struct event *event)
{
    struct area lines = columns->drawn;
    int row = event->mouse.row - lines.row, col = event->mouse.col - lines.col;
    if (event->mouse.kind != MOUSE_PRESS)
        return;
    if (col < 0 || col >= lines.cols || row < 0 || row >= lines.rows) {
        columns->open = false;
        return;
    }
    if (columns->top + row < grid->count) {
        columns->here = columns->top + row;
        toggle(grid, columns->here);
    }
}
