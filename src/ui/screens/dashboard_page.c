/* SPDX-License-Identifier: MIT */
#include "ui/screens/dashboard_page.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/words.h"

void page_init(struct page *page, struct dashboard_data *data)
{
    static const struct section_kind *const kinds[SECTIONS] = {
        [DEADLINES] = &section_deadlines,
        [TODOS] = &section_todos,
        [THRESHOLDS] = &section_thresholds,
        [SOURCES] = &section_sources,
    };
    *page = (struct page){.at = DEADLINES};
    for (int id = 0; id < SECTIONS; id++) {
        struct section *section = &page->sections[id];
        section->kind = kinds[id];
        grid_init(&section->grid, kinds[id]->columns, kinds[id]->count, kinds[id]->fill, data);
    }
}

void page_release(struct page *page)
{
    free(page->lines);
}

void page_refill(struct page *page, const struct dashboard_data *data)
{
    for (int id = 0; id < SECTIONS; id++) {
        struct section *section = &page->sections[id];
        section->count = section->kind->rows(data);
        section->grid.hidden = section->kind->hides != NULL ? section->kind->hides(data) : 0;
        grid_forget(&section->grid);
        for (size_t row = 0; row < section->count; row++)
            grid_measure(&section->grid, row);
    }
}

static const char *title_of(const struct section *section)
{
    return _(section->kind->columns[0].title);
}

/* ---- which lines ---------------------------------------------------------------------------- */

static bool is_shown(const struct section *section)
{
    return section->count > 0 || section->kind->none != NULL;
}

/* A section that is cut gives one of its lines to the word about the others. */
static size_t rows_of(const struct section *section)
{
    if (section->open || section->wanted >= section->count)
        return section->count;
    return section->wanted > 1 ? section->wanted - 1 : 1;
}

/* Lines beside the rows: heads, words where there is no row, blanks between. */
static int overhead(const struct page *page, bool blanks)
{
    int lines = 0;
    for (int id = 0; id < SECTIONS; id++)
        if (is_shown(&page->sections[id]))
            lines += 1 + blanks + (page->sections[id].count == 0);
    return lines - blanks;
}

/* How many rows each section gets of those the page has room for: all of them a
 * few, then the first ones more. */
static void share_room(struct page *page, int room)
{
    static const size_t rounds[][SECTIONS] = {
        {2, 2, 2, 2},
        {3, 3, 3, 2},
        {4, 4, 4, 2},
        {6, 6, 6, 3},
        {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX},
    };
    for (int id = 0; id < SECTIONS; id++)
        page->sections[id].wanted = 0;
    for (size_t i = 0; i < sizeof(rounds) / sizeof(rounds[0]); i++) {
        for (int id = 0; id < SECTIONS; id++) {
            struct section *section = &page->sections[id];
            while (section->wanted < section->count && section->wanted < rounds[i][id] &&
                   (room > 0 || i == 0)) {
                section->wanted++;
                room--;
            }
        }
    }
}

static void add_line(struct page *page, enum page_line_kind kind, int id, size_t row)
{
    if (page->line_count == page->line_room) {
        size_t room = page->line_room == 0 ? 64 : page->line_room * 2;
        struct page_line *lines = reallocarray(page->lines, room, sizeof(*lines));
        if (lines == NULL)
            return; /* the page ends here */
        page->lines = lines;
        page->line_room = room;
    }
    page->lines[page->line_count++] = (struct page_line){kind, (enum section_id)id, row};
}

/* The title stands in the head of the first column, where that has room for it. */
static void add_section(struct page *page, int id, int cols)
{
    struct section *section = &page->sections[id];
    size_t rows = rows_of(section);
    grid_lay_out(&section->grid, cols, &section->layout);
    bool fits = section->layout.x[0] == 0 &&
                (int)glyphs_width(title_of(section), false) <= section->layout.width[0];
    add_line(page, section->count > 0 && fits ? LINE_HEAD : LINE_TITLE, id, 0);
    if (section->count == 0)
        add_line(page, LINE_NONE, id, 0);
    for (size_t row = 0; row < rows; row++)
        add_line(page, LINE_ROW, id, row);
    if (section->wanted < section->count)
        add_line(page, LINE_MORE, id, section->count - rows);
}

static void lay_out(struct page *page, struct area area)
{
    enum { ROOMY = 14 };
    bool blanks = area.rows >= ROOMY;
    int last = 0;
    share_room(page, area.rows - overhead(page, blanks));
    page->line_count = 0;
    for (int id = 0; id < SECTIONS; id++) {
        if (!is_shown(&page->sections[id]))
            continue;
        if (blanks && page->line_count > 0)
            add_line(page, LINE_BLANK, last, 0);
        add_section(page, id, area.cols);
        last = id;
    }
}

/* ---- the cursor ----------------------------------------------------------------------------- */

static bool can_stand(const struct page_line *line)
{
    return line->kind == LINE_ROW || line->kind == LINE_MORE;
}

static bool is_here(const struct page *page, const struct page_line *line)
{
    if (line->section != page->at)
        return false;
    return line->kind == LINE_MORE ? page->row == SIZE_MAX
                                   : line->kind == LINE_ROW && line->row == page->row;
}

/* The line of the cursor; line_count: there is none. */
static size_t find_here(const struct page *page)
{
    size_t at = 0;
    while (at < page->line_count && !is_here(page, &page->lines[at]))
        at++;
    return at;
}

static void stand_on(struct page *page, size_t at)
{
    const struct page_line *line = &page->lines[at];
    page->at = line->section;
    page->row = line->kind == LINE_MORE ? SIZE_MAX : line->row;
}

/* On the line, or on the nearest one of those before it, or after it. */
static void stand_near(struct page *page, size_t at)
{
    for (size_t i = at + 1; i-- > 0;) {
        if (can_stand(&page->lines[i])) {
            stand_on(page, i);
            return;
        }
    }
    for (size_t i = at; i < page->line_count; i++) {
        if (can_stand(&page->lines[i])) {
            stand_on(page, i);
            return;
        }
    }
}

/* A row may be gone or folded away: to the last one of its section, or near it. */
static void settle(struct page *page)
{
    size_t last = 0;
    if (find_here(page) < page->line_count)
        return;
    for (size_t i = 0; i < page->line_count; i++)
        if (page->lines[i].section <= page->at)
            last = i;
    if (page->line_count > 0)
        stand_near(page, last);
}

static void step(struct page *page, int by)
{
    size_t at = find_here(page);
    for (at += (size_t)by; at < page->line_count; at += (size_t)by) {
        if (can_stand(&page->lines[at])) {
            stand_on(page, at);
            return;
        }
    }
}

static void leap(struct page *page, int by)
{
    size_t at = find_here(page), far = (size_t)(by < 0 ? -by : by);
    if (by < 0)
        at = at > far ? at - far : 0;
    else
        at = at + far < page->line_count ? at + far : page->line_count - 1;
    if (page->line_count > 0)
        stand_near(page, at);
}

/* The title of the row is seen too. */
static void scroll(struct page *page, int rows)
{
    size_t size = rows > 0 ? (size_t)rows : 1, here = find_here(page), first;
    if (here == page->line_count)
        here = 0;
    first = here;
    while (first > 0 && !can_stand(&page->lines[first - 1]) &&
           page->lines[first - 1].kind != LINE_BLANK)
        first--;
    if (here - first >= size)
        first = here;
    if (page->top > first)
        page->top = first;
    if (here >= page->top + size)
        page->top = here - size + 1;
    if (page->top + size > page->line_count)
        page->top = page->line_count > size ? page->line_count - size : 0;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void draw_title(const struct section *section, struct canvas *canvas, struct area line,
                       bool head)
{
    if (head)
        grid_draw_head(&section->grid, canvas, line, &section->layout);
    else
        canvas_fill(canvas, line, PAINT_HEAD);
    canvas_text(canvas, line.row, line.col, line.cols, PAINT_TITLE, title_of(section));
}

static void draw_more(struct canvas *canvas, struct area line, size_t left, bool here)
{
    enum paint paint = here ? PAINT_PICKED : PAINT_FAINT;
    canvas_fill(canvas, line, here ? PAINT_PICKED : PAINT_TEXT);
    if (left == 0)
        canvas_text(canvas, line.row, line.col, line.cols, paint, _("fewer"));
    else
        canvas_textf(canvas, line.row, line.col, line.cols, paint,
                     ngettext("and %zu more", "and %zu more", left), left);
    if (here)
        canvas_focus(canvas, line.row, line.col);
}

static bool shows_bar(const struct section *section)
{
    for (int i = 0; i < section->kind->count; i++)
        if (section->kind->columns[i].kind == GRID_BAR && section->layout.x[i] >= 0)
            return section->count > 0;
    return false;
}

/* What the signs of the bars above mean, at the right end of the line. */
static void draw_legend(const struct section *section, struct canvas *canvas, struct area line)
{
    static const enum sign signs[GRID_PARTS] = {SIGN_FULL, SIGN_DENSE, SIGN_MEDIUM, SIGN_LIGHT};
    int col = line.col + line.cols;
    if (section->kind->legend == NULL || !shows_bar(section))
        return;
    for (int i = GRID_PARTS - 1; i >= 0; i--) {
        const char *word = _(section->kind->legend[i]);
        int width = canvas_width(canvas, word);
        col -= width + 2;
        if (col < line.col)
            return;
        canvas_sign(canvas, line.row, col, 1, (enum paint)(PAINT_BAR_A + i), signs[i]);
        canvas_text(canvas, line.row, col + 2, width, PAINT_FAINT, word);
        col -= 2;
    }
}

static void draw_line(struct page *page, struct canvas *canvas, struct area area,
                      const struct page_line *line)
{
    struct section *section = &page->sections[line->section];
    bool here = is_here(page, line);
    switch (line->kind) {
    case LINE_BLANK:
        draw_legend(section, canvas, area);
        break;
    case LINE_TITLE:
    case LINE_HEAD:
        draw_title(section, canvas, area, line->kind == LINE_HEAD);
        break;
    case LINE_NONE:
        canvas_text(canvas, area.row, area.col, area.cols, PAINT_FAINT, _(section->kind->none));
        break;
    case LINE_ROW:
        grid_draw_row(&section->grid, canvas, area, &section->layout, line->row, here);
        break;
    case LINE_MORE:
        draw_more(canvas, area, line->row, here);
        break;
    }
}

void page_draw(struct page *page, struct canvas *canvas, struct area area)
{
    page->drawn = area;
    canvas_focus(canvas, area.row, area.col);
    lay_out(page, area);
    settle(page);
    scroll(page, area.rows);
    for (int i = 0; i < area.rows && page->top + (size_t)i < page->line_count; i++)
        draw_line(page, canvas, (struct area){area.row + i, area.col, 1, area.cols},
                  &page->lines[page->top + (size_t)i]);
}

/* ---- acting --------------------------------------------------------------------------------- */

bool page_act(struct page *page, enum action action)
{
    struct section *section = &page->sections[page->at];
    int rows = page->drawn.rows > 1 ? page->drawn.rows - 1 : 1;
    switch ((int)action) {
    case ACT_UP:
        step(page, -1);
        return true;
    case ACT_DOWN:
        step(page, 1);
        return true;
    case ACT_PAGE_UP:
        leap(page, -rows);
        return true;
    case ACT_PAGE_DOWN:
        leap(page, rows);
        return true;
    case ACT_TOP:
        leap(page, -(int)page->line_count);
        return true;
    case ACT_BOTTOM:
        leap(page, (int)page->line_count);
        return true;
    case ACT_LEFT:
    case ACT_RIGHT:
        (void)grid_move_focus(&section->grid, &section->layout, action == ACT_LEFT ? -1 : 1);
        return true;
    default:
        return false;
    }
}

bool page_has_row(const struct page *page)
{
    return find_here(page) < page->line_count;
}

bool page_figure(const struct page *page, struct figure *ret)
{
    size_t here = find_here(page);
    if (here == page->line_count || page->lines[here].kind != LINE_ROW)
        return false;
    return grid_figure(&page->sections[page->at].grid, page->row, ret);
}

void page_turn(struct page *page)
{
    struct section *section = &page->sections[page->at];
    page->row = section->open ? 0 : rows_of(section);
    section->open = !section->open;
}

bool page_mouse(struct page *page, const struct event *event)
{
    enum { WHEEL_ROWS = 3 };
    if (event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN) {
        leap(page, event->mouse.kind == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
        return false;
    }
    int row = event->mouse.row - page->drawn.row;
    size_t at = page->top + (size_t)row;
    if (event->mouse.kind != MOUSE_PRESS || row < 0 || row >= page->drawn.rows ||
        at >= page->line_count || !can_stand(&page->lines[at]))
        return false;
    bool again = is_here(page, &page->lines[at]);
    stand_on(page, at);
    return again;
}
