/* SPDX-License-Identifier: MIT */
#include "ui/parts/grid.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "ui/parts/chart.h"

void grid_init(struct grid *grid, const struct grid_column *columns, int count, grid_fill *fill,
               void *context)
{
    bug_if(count < 1 || count > GRID_COLUMNS_MAX, "a grid with too many columns, or none");
    *grid = (struct grid){.columns = columns,
                          .count = count,
                          .fill = fill,
                          .context = context,
                          .sort = -1,
                          .focus = -1,
                          .spills = -1};
    for (int i = 0; i < count; i++) {
        if (columns[i].kind == GRID_FIGURE &&
            (grid->focus < 0 || columns[i].rank < columns[grid->focus].rank))
            grid->focus = i;
    }
}

/* ---- widths ---- */

void grid_forget(struct grid *grid)
{
    memset(grid->width, 0, sizeof grid->width);
    memset(grid->brief, 0, sizeof grid->brief);
    memset(grid->whole, 0, sizeof grid->whole);
    memset(grid->fraction, 0, sizeof grid->fraction);
}

static struct grid_cell cell_of(const struct grid *grid, size_t row, int column)
{
    struct grid_cell cell;
    memset(&cell, 0, sizeof cell);
    grid->fill(grid->context, row, column, &cell);
    return cell;
}

static void widen(int *most, size_t cells)
{
    int bounded = cells > 1000 ? 1000 : (int)cells; /* no canvas is wider */
    if (bounded > *most)
        *most = bounded;
}

/* Cells before the decimal point, and from there on. */
static void figure_cells(const struct figure *figure, size_t *ret_whole, size_t *ret_fraction)
{
    char digits[MONEY_TEXT_SIZE];
    money_print(figure->amount, figure->currency, digits);
    *ret_whole = strcspn(digits, ".");
    *ret_fraction = strlen(digits) - *ret_whole;
}

/* As glyphs_width; most texts are plain, a cell a byte. */
static size_t text_cells(const char *text)
{
    size_t length = 0;
    while (text[length] >= ' ' && text[length] <= '~')
        length++;
    return text[length] == '\0' ? length : glyphs_width(text, false);
}

void grid_measure(struct grid *grid, size_t row)
{
    for (int i = 0; i < grid->count; i++) {
        struct grid_cell cell = cell_of(grid, row, i);
        if (grid->columns[i].kind == GRID_BAR)
            continue;
        if (cell.has_figure) {
            size_t whole, fraction;
            figure_cells(&cell.figure, &whole, &fraction);
            widen(&grid->whole[i], whole);
            widen(&grid->fraction[i], fraction);
            widen(&grid->width[i], (size_t)grid->whole[i] + (size_t)grid->fraction[i]);
        } else if (cell.text != NULL) {
            size_t cells = text_cells(cell.text);
            widen(&grid->width[i], cells);
            widen(&grid->brief[i], cell.brief == NULL ? cells : text_cells(cell.brief));
        }
    }
}

/* ---- the head ---- */

static bool is_right(const struct grid *grid, int column)
{
    enum grid_kind kind = grid->columns[column].kind;
    return kind == GRID_FIGURE || kind == GRID_NUMBER;
}

/* The mark stands behind a title on the left and before one on the right, so
 * that the title stays where its cells are. */
static void draw_title(const struct grid *grid, struct canvas *canvas, int row, int col, int width,
                       int column)
{
    const char *title = _(grid->columns[column].title);
    enum sign mark = grid->descending ? SIGN_DOWN : SIGN_UP;
    bool marked = grid->sort == column;
    int room = width - (marked ? 1 : 0);
    if (is_right(grid, column)) {
        int taken = canvas_text_right(canvas, row, col + width - room, room, PAINT_HEAD, title);
        if (marked && width > 0)
            canvas_sign(canvas, row, col + width - taken - 1, 1, PAINT_HEAD, mark);
    } else {
        int taken = canvas_text(canvas, row, col, room, PAINT_HEAD, title);
        if (marked && width > 0)
            canvas_sign(canvas, row, col + taken, 1, PAINT_HEAD, mark);
    }
}

void grid_draw_head(const struct grid *grid, struct canvas *canvas, struct area line,
                    const struct grid_layout *layout)
{
    char note[GRID_NOTE_SIZE];
    grid_note(grid, layout, layout->note, note);
    int note_end = line.cols - layout->tail - (layout->tail > 0 ? 2 : 0);
    int note_from = note_end - canvas_width(canvas, note);
    int titles_end = line.cols;
    if (layout->note != NOTE_NONE)
        titles_end = note_from - 1;
    else if (layout->tail > 0)
        titles_end = note_end + 1;

    canvas_fill(canvas, line, PAINT_HEAD);
    for (int i = 0; i < grid->count; i++) {
        if (layout->x[i] < 0)
            continue;
        int end = layout->x[i] + layout->width[i];
        int width = (end < titles_end ? end : titles_end) - layout->x[i];
        if (width > 0)
            draw_title(grid, canvas, line.row, line.col + layout->x[i], width, i);
    }
    if (layout->note != NOTE_NONE)
        canvas_text(canvas, line.row, line.col + note_from, note_end - note_from, PAINT_HEAD, note);
}

/* ---- rows ---- */

struct spot {
    int row, col, width;
    enum paint paint;
};

static void draw_text(struct canvas *canvas, struct spot at, const struct grid_cell *cell)
{
    const char *text = cell->text;
    if (cell->brief != NULL && canvas_width(canvas, text) > at.width)
        text = cell->brief;
    canvas_text(canvas, at.row, at.col, at.width, at.paint, text);
}

static void draw_cell(const struct grid *grid, struct canvas *canvas, struct spot at,
                      const struct grid_cell *cell, int column)
{
    if (grid->columns[column].kind == GRID_BAR)
        chart_bar(canvas, at.row, at.col, at.width, cell->parts, GRID_PARTS);
    else if (cell->has_figure)
        canvas_figure(canvas, at.row, at.col, at.width, grid->fraction[column], at.paint,
                      &cell->figure);
    else if (cell->text == NULL)
        return;
    else if (is_right(grid, column))
        canvas_text_right(canvas, at.row, at.col, at.width, at.paint, cell->text);
    else
        draw_text(canvas, at, cell);
}

/* Where the hardware cursor stands: on the first digit of the focused figure. */
static void focus_cell(const struct grid *grid, struct canvas *canvas, struct spot at,
                       const struct grid_cell *cell, int column)
{
    int taken = 1;
    if (cell->has_figure) {
        size_t whole, fraction;
        figure_cells(&cell->figure, &whole, &fraction);
        taken = (int)whole + grid->fraction[column];
    } else if (cell->text != NULL) {
        taken = canvas_width(canvas, cell->text);
    }
    canvas_focus(canvas, at.row, at.col + (taken < at.width ? at.width - taken : 0));
}

static bool may_focus(const struct grid *grid, const struct grid_layout *layout, int column)
{
    return grid->columns[column].kind == GRID_FIGURE && layout->x[column] >= 0;
}

/* Where no figure is shown at all it waits for a wider line. */
static void keep_focus_shown(struct grid *grid, const struct grid_layout *layout)
{
    if (grid->focus < 0 || may_focus(grid, layout, grid->focus))
        return;
    for (int step = 1; step < grid->count; step++) {
        for (int side = -step; side <= step; side += 2 * step) {
            int column = grid->focus + side;
            if (column >= 0 && column < grid->count && may_focus(grid, layout, column)) {
                grid->focus = column;
                return;
            }
        }
    }
}

static bool is_empty(const struct grid *grid, const struct grid_cell *cell, int column)
{
    return grid->columns[column].kind != GRID_BAR && !cell->has_figure &&
           (cell->text == NULL || cell->text[0] == '\0');
}

/* The cells that a text may take: its own, and those of the empty cells behind it. What
 * the cursor marks is not empty. */
static int room_of(struct grid *grid, const struct grid_layout *layout, size_t row, int column,
                   bool here)
{
    int end = layout->x[column] + layout->width[column];
    if (grid->spills != column)
        return layout->width[column];
    for (int i = column + 1; i < grid->count; i++) {
        if (layout->x[i] < 0)
            continue;
        const struct grid_cell cell = cell_of(grid, row, i);
        if ((here && grid->focus == i) || !is_empty(grid, &cell, i))
            break;
        end = layout->x[i] + layout->width[i];
    }
    return end - layout->x[column];
}

void grid_draw_row(struct grid *grid, struct canvas *canvas, struct area line,
                   const struct grid_layout *layout, size_t row, bool here)
{
    if (here) {
        keep_focus_shown(grid, layout);
        canvas_focus(canvas, line.row, line.col);
    }
    canvas_fill(canvas, line, here ? PAINT_PICKED : PAINT_TEXT);
    for (int i = 0; i < grid->count; i++) {
        if (layout->x[i] < 0)
            continue;
        int room = room_of(grid, layout, row, i, here); /* asks for other cells: before this one */
        struct grid_cell cell = cell_of(grid, row, i);
        struct spot at = {line.row, line.col + layout->x[i], room, cell.paint};
        if (here && grid->focus == i) {
            at.paint = PAINT_FOCUS;
            canvas_fill(canvas, (struct area){at.row, at.col, 1, at.width}, PAINT_FOCUS);
            focus_cell(grid, canvas, at, &cell, i);
        } else if (here) {
            at.paint = PAINT_PICKED;
        }
        draw_cell(grid, canvas, at, &cell, i);
    }
}

/* ---- the cursor, and sorting ---- */

bool grid_move_focus(struct grid *grid, const struct grid_layout *layout, int step)
{
    int column = grid->focus;
    if (column < 0)
        column = step > 0 ? -1 : grid->count;
    for (column += step; column >= 0 && column < grid->count; column += step) {
        if (may_focus(grid, layout, column)) {
            grid->focus = column;
            return true;
        }
    }
    return false;
}

bool grid_figure(const struct grid *grid, size_t row, struct figure *ret)
{
    if (grid->focus < 0)
        return false;
    struct grid_cell cell = cell_of(grid, row, grid->focus);
    if (cell.has_figure)
        *ret = cell.figure;
    return cell.has_figure;
}

void grid_sort_by(struct grid *grid, int step)
{
    int from = grid->sort;
    if (from < 0)
        from = step > 0 ? -1 : grid->count;
    for (int i = 1; i <= grid->count; i++) {
        int column = (from + step * i + 2 * grid->count) % grid->count;
        if (grid->columns[column].sorts && (grid->hidden & 1u << column) == 0) {
            grid->sort = column;
            grid->descending = false;
            return;
        }
    }
}
