/* SPDX-License-Identifier: MIT */
/* A list's lines: drawn, and pressed with the mouse. */
#include "base/words.h"
#include "ui/parts/list_inside.h"

enum { WHEEL_ROWS = 3 };

/* The lines of the area: head, rows, filter. */
struct lines {
    bool head, filter;
    int first, page;
};

static struct lines lines_of(const struct list *list, struct area area)
{
    struct lines lines = {.filter = list->typing || list_is_filtered(list)};
    /* One line only: what is typed, else the selected row. */
    if (area.rows < 2 && !list->typing)
        lines.filter = false;
    int rest = area.rows - (lines.filter ? 1 : 0);
    lines.head = rest >= 2 && list->count > 0;
    lines.first = area.row + (lines.head ? 1 : 0);
    lines.page = rest - (lines.head ? 1 : 0);
    if (lines.page < 0)
        lines.page = 0;
    return lines;
}

/* ---- groups ------------------------------------------------------------------------- */

/* Whether a line of its group stands above the row at `place`: always above the first
 * one that is seen. */
static bool has_line(const struct list *list, size_t place)
{
    enum { LEAST_ROWS = 4 };
    void *context = list->grid.context;
    if (list->groups == NULL || list->grid.descending || list->rows < LEAST_ROWS ||
        (list->grid.sort >= 0 && list->grid.sort != list->groups->column) || place >= list->shown)
        return false;
    return place == list->top || list->groups->of(context, list->order[place]) !=
                                     list->groups->of(context, list->order[place - 1]);
}

/* Lines from the top to the row at `place`, that one counted. */
static int lines_to(const struct list *list, size_t place)
{
    int lines = 0;
    for (size_t i = list->top; i <= place && i < list->shown && lines <= list->rows; i++)
        lines += 1 + has_line(list, i);
    return lines;
}

/* The selected row is seen below the lines of groups, too. */
static void settle_groups(struct list *list)
{
    while (list->top < list->here && lines_to(list, list->here) > list->rows)
        list->top++;
}

/* The place whose row stands at this line of the rows; SIZE_MAX: none does. */
static size_t place_at(const struct list *list, int line)
{
    size_t place = list->top;
    for (int at = 0; place < list->shown; place++) {
        at += has_line(list, place);
        if (at >= line)
            return at == line ? place : SIZE_MAX;
        at++;
    }
    return SIZE_MAX;
}

static int digits(size_t number)
{
    int count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

/* The place in the list at the right end of the head, where there is more than
 * can be seen. */
static void draw_head(const struct list *list, struct canvas *canvas, struct area line,
                      const struct grid_layout *layout)
{
    struct buf place;
    canvas_fill(canvas, line, PAINT_HEAD);
    line.cols = list->cols;
    grid_draw_head(&list->grid, canvas, line, layout);
    if (layout->tail == 0)
        return;
    buf_init(&place);
    buf_addf(&place, "%zu/%zu", list->here + 1, list->shown);
    (void)canvas_text_right(canvas, line.row, line.col + line.cols - layout->tail, layout->tail,
                            PAINT_HEAD, place.text);
    buf_release(&place);
}

static void draw_rows(struct list *list, struct canvas *canvas, struct area area,
                      const struct grid_layout *layout)
{
    struct filter_words words;
    struct area line = {area.row, area.col, 1, list->cols};
    int end = area.row + area.rows, drawn = 0;
    filter_words_init(&words, list);
    for (size_t place = list->top; line.row < end && place < list->shown; place++, line.row++) {
        bool here = place == list->here;
        if (has_line(list, place)) {
            if (line.row + 1 == end)
                break; /* it would stand there alone */
            int group = list->groups->of(list->grid.context, list->order[place]);
            (void)canvas_text(canvas, line.row, line.col, line.cols, PAINT_TITLE,
                              list->groups->name(list->grid.context, group));
            line.row++;
        }
        grid_draw_row(&list->grid, canvas, line, layout, list->order[place], here);
        if (!here)
            filter_mark(&words, canvas, line);
        drawn++;
    }
    if (list->groups != NULL)
        list->page = drawn;
    filter_words_release(&words);
}

/* The columns, with the place in the list said in the head, or shown by a mark
 * on the right where the head is full. */
static void lay_out(struct list *list, struct area area, struct grid_layout *ret)
{
    bool more = list->shown > (size_t)list->page || list->top > 0 ||
                (list->shown > 0 && lines_to(list, list->shown - 1) > list->rows);
    list->grid.tail = more ? 2 * digits(list->shown) + 1 : 0;
    list->cols = area.cols;
    grid_lay_out(&list->grid, list->cols, ret);
    if (more && ret->tail == 0 && list->page > 1) {
        list->cols--;
        list->grid.tail = 0;
        grid_lay_out(&list->grid, list->cols, ret);
    }
}

static void draw_scroll_mark(const struct list *list, struct canvas *canvas, struct area rows)
{
    size_t page = (size_t)rows.rows;
    size_t length = page * page / list->shown;
    if (length == 0)
        length = 1;
    /* At the top only when nothing is above, at the end only when nothing is below. */
    size_t last_top = list->shown - page, room = page - length;
    size_t at = last_top > 0 ? (list->top * room + last_top / 2) / last_top : 0;
    if (at == 0 && list->top > 0 && room > 1)
        at = 1;
    if (at == room && list->top < last_top && room > 1)
        at = room - 1;
    for (size_t i = 0; i < length; i++)
        canvas_sign(canvas, rows.row + (int)(at + i), rows.col + list->cols, 1, PAINT_FAINT,
                    SIGN_POST);
}

void list_draw(struct list *list, struct canvas *canvas, struct area area, const char *empty)
{
    struct lines lines = lines_of(list, area);
    struct area rows = {lines.first, area.col, lines.page, area.cols};
    struct grid_layout layout;
    list->drawn = area;
    list->page = list->rows = lines.page;
    list_settle(list);
    settle_groups(list);
    lay_out(list, area, &layout);

    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, rows.row, rows.col);
    if (lines.head)
        draw_head(list, canvas, (struct area){area.row, area.col, 1, area.cols}, &layout);
    if (list->count == 0)
        (void)canvas_wrap(canvas, rows, PAINT_TEXT, empty);
    else if (list->shown == 0)
        filter_draw_none(list, canvas, rows);
    else
        draw_rows(list, canvas, rows, &layout);
    if (list->cols < area.cols && list->shown > (size_t)rows.rows)
        draw_scroll_mark(list, canvas, rows);
    if (lines.filter)
        filter_draw(list, canvas, (struct area){area.row + area.rows - 1, area.col, 1, area.cols});
    if (list->columns.open)
        columns_draw(&list->columns, &list->grid, &layout, canvas, area);
}

static void press_head(struct list *list, int column)
{
    if (list->compare == NULL || column < 0 || !list->grid.columns[column].sorts)
        return;
    list->grid.descending = list->grid.sort == column && !list->grid.descending;
    list->grid.sort = column;
    list_reorder(list);
}

/* True where nothing changed by it. */
static bool press_row(struct list *list, size_t place, int column)
{
    if (place >= list->shown) /* also no row at all */
        return false;
    bool same = place == list->here;
    list->here = place;
    list->wanted = list_row(list);
    if (column >= 0 && list->grid.columns[column].kind == GRID_FIGURE) {
        same = same && list->grid.focus == column;
        list->grid.focus = column;
    }
    return same;
}

bool list_mouse(struct list *list, const struct event *event)
{
    struct lines lines = lines_of(list, list->drawn);
    struct grid_layout layout;
    int row = event->mouse.row, x = event->mouse.col - list->drawn.col;
    if (event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN) {
        list_scroll(list, event->mouse.kind == MOUSE_WHEEL_DOWN ? WHEEL_ROWS : -WHEEL_ROWS);
        return false;
    }
    if (event->mouse.kind != MOUSE_PRESS)
        return false;
    if (list->columns.open) {
        columns_mouse(&list->columns, &list->grid, event);
        return false;
    }
    if (x < 0 || x >= list->drawn.cols)
        return false;
    grid_lay_out(&list->grid, list->cols, &layout);
    int column = grid_column_at(&list->grid, &layout, x);
    if (lines.head && row == list->drawn.row)
        press_head(list, column);
    else if (row >= lines.first && row < lines.first + lines.page)
        return press_row(list, place_at(list, row - lines.first), column);
    else if (lines.filter && row == list->drawn.row + list->drawn.rows - 1)
        (void)list_act(list, ACT_FILTER);
    return false;
}
