/* SPDX-License-Identifier: MIT */
/* The screen of earnings: its lines, drawn and hit by the mouse. */
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/list_inside.h" /* what was found is marked as in every list */
#include "ui/screens/earnings_inside.h"

/* The lines of the area: head, rows, filter. */
struct lines {
    bool head, filter;
    int first, page;
};

static struct lines lines_of(const struct earnings *earnings, struct area area)
{
    struct lines lines = {.filter = earnings->typing || earnings_are_filtered(earnings)};
    if (area.rows < 2 && !earnings->typing)
        lines.filter = false;
    int rest = area.rows - (lines.filter ? 1 : 0);
    lines.head = rest >= 2 && earnings->roll.count > 0;
    lines.first = area.row + (lines.head ? 1 : 0);
    lines.page = rest - (lines.head ? 1 : 0);
    if (lines.page < 0)
        lines.page = 0;
    return lines;
}

/* ---- head and rows ------------------------------------------------------------------------- */

/* The place in the list: "412/1000000", or its length where the place is not
 * known. */
static void add_place(const struct earnings *earnings, struct buf *ret)
{
    const struct roll *roll = &earnings->roll;
    if (roll->before >= 0)
        buf_addf(ret, "%lld/", (long long)roll->before + (long long)roll->here + 1);
    if (earnings->count >= 0)
        buf_addf(ret, "%lld", (long long)earnings->count);
    else
        buf_add(ret, "\xe2\x80\xa6");
}

static bool has_place(const struct earnings *earnings)
{
    return earnings->roll.before >= 0 && earnings->count > 0;
}

static void lay_out(struct earnings *earnings, const struct canvas *canvas, struct area area,
                    struct grid_layout *ret)
{
    const struct roll *roll = &earnings->roll;
    bool more = !roll->at_first || !roll->at_last || roll->count > roll->page;
    struct buf place;
    buf_init(&place);
    add_place(earnings, &place);
    earnings->grid.tail = more ? canvas_width(canvas, place.text) : 0;
    earnings->cols = area.cols;
    grid_lay_out(&earnings->grid, area.cols, ret);
    if (more && ret->tail == 0 && roll->page > 1) {
        /* A mark on the right, where the head is full. While the rest is looked for
         * there is none yet, but its column is kept: the others need not move. */
        earnings->cols--;
        earnings->grid.tail = 0;
        grid_lay_out(&earnings->grid, earnings->cols, ret);
    }
    buf_release(&place);
}

/* One cell: a page is nothing in a million rows. At the top only when nothing is
 * above, at the end only when nothing is below. */
static void draw_scroll_mark(const struct earnings *earnings, struct canvas *canvas,
                             struct area rows)
{
    const struct roll *roll = &earnings->roll;
    int64_t top = roll->before + (int64_t)roll->top;
    int64_t last_top = earnings->count - (int64_t)roll->page, room = rows.rows - 1;
    int64_t at = last_top > 0 ? top * room / last_top : 0;
    if (at == 0 && top > 0 && room > 1)
        at = 1;
    if (at >= room && top < last_top && room > 1)
        at = room - 1;
    canvas_sign(canvas, rows.row + (int)(at < room ? at : room), rows.col + earnings->cols, 1,
                PAINT_FAINT, SIGN_POST);
}

static void draw_head(struct earnings *earnings, struct canvas *canvas, struct area line,
                      const struct grid_layout *layout)
{
    struct buf place;
    canvas_fill(canvas, line, PAINT_HEAD);
    line.cols = earnings->cols;
    grid_draw_head(&earnings->grid, canvas, line, layout);
    if (layout->tail == 0)
        return;
    buf_init(&place);
    add_place(earnings, &place);
    (void)canvas_text_right(canvas, line.row, line.col + line.cols - layout->tail, layout->tail,
                            PAINT_HEAD, place.text);
    buf_release(&place);
}

/* The words of the search, for marking. */
static void read_words(const struct earnings *earnings, struct filter_words *words)
{
    *words = (struct filter_words){.count = 0};
    buf_init(&words->text);
    if (earnings->wanted.query.search == NULL)
        return;
    text_add_folded(&words->text, earnings->wanted.query.search);
    for (char *at = words->text.text;
         *(at += strspn(at, " \"")) != '\0' && words->count < FILTER_WORDS_MAX;) {
        size_t length = strcspn(at, at > words->text.text && at[-1] == '"' ? "\"" : " ");
        bool ends = at[length] == '\0';
        at[length] = '\0';
        words->word[words->count++] = at;
        at += length + !ends;
    }
}

static void draw_rows(struct earnings *earnings, struct canvas *canvas, struct area area,
                      const struct grid_layout *layout)
{
    const struct roll *roll = &earnings->roll;
    struct filter_words words;
    read_words(earnings, &words);
    for (size_t i = 0; i < roll->page && roll->top + i < roll->count; i++) {
        struct area line = {area.row + (int)i, area.col, 1, earnings->cols};
        bool here = roll->top + i == roll->here;
        grid_draw_row(&earnings->grid, canvas, line, layout, roll->top + i, here);
        if (!here)
            filter_mark(&words, canvas, line);
    }
    filter_words_release(&words);
}

/* ---- without rows -----------------------------------------------------------------------------
 */

static void draw_none(const struct earnings *earnings, struct canvas *canvas, struct area area)
{
    char day[DATE_TEXT_SIZE];
    struct buf text;
    buf_init(&text);
    if (earnings->hunt != NULL && hunt_is_on(earnings->hunt))
        buf_add(&text, _("Looking\xe2\x80\xa6"));
    else if (!earnings_are_filtered(earnings))
        buf_addf(&text,
                 shell_may(earnings->view.shell, MAY_IMPORT)
                     ? _("No earnings up to %s. Key i brings in a report from Partner Center, a "
                         "adds one by hand.")
                     : _("No earnings up to %s."),
                 date_print(shell_day(earnings->view.shell), day));
    else
        buf_addf(&text,
                 ngettext("Nothing matches: %lld earning is hidden. Esc shows it again.",
                          "Nothing matches: %lld earnings are hidden. Esc shows them again.",
                          (unsigned long)earnings->all),
                 (long long)earnings->all);
    (void)canvas_wrap(canvas, area, PAINT_TEXT, text.text);
    buf_release(&text);
}

/* ---- the filter line ----------------------------------------------------------------------------
 */

enum { FIELD_LEAST = 12, FIELD_GAP = 2, HINTS = 5 };

static void add_count(const struct earnings *earnings, struct buf *ret)
{
    if (earnings->count < 0)
        buf_add(ret, _("looking\xe2\x80\xa6"));
    else
        buf_addf(ret, _("%lld found"), (long long)earnings->count);
}

/* As much of how many there are and what the keys do as fits. */
static void add_hint(const struct earnings *earnings, int way, struct buf *ret)
{
    if (way >= HINTS - 1)
        return;
    if (way == 0 && earnings->typing && !earnings_are_filtered(earnings)) {
        buf_add(ret, _("words, or program: location: period: date: import: is:excluded"));
        return;
    }
    if (earnings_are_filtered(earnings))
        add_count(earnings, ret);
    if (way <= 1 && earnings->typing)
        buf_addf(ret, "%s%s", ret->length > 0 ? " \xc2\xb7 " : "", _("Enter keeps, Esc clears"));
    else if (way <= 2)
        buf_addf(ret, "%s%s", ret->length > 0 ? " \xc2\xb7 " : "", _("Esc clears"));
}

static void draw_filter(struct earnings *earnings, struct canvas *canvas, struct area line)
{
    struct buf hint;
    int cells = canvas_width(canvas, earnings->filter.text) + earnings->typing;
    int field = earnings->typing && cells < FIELD_LEAST ? FIELD_LEAST : cells;
    int room = line.cols - 1;
    bool refused = earnings->why.length > 0;
    buf_init(&hint);
    for (int way = 0; way < HINTS; way++) {
        buf_clear(&hint);
        if (refused && way == 0)
            buf_add(&hint, earnings->why.text);
        else
            add_hint(earnings, refused ? HINTS - 2 : way, &hint);
        int taken = hint.length > 0 ? canvas_width(canvas, hint.text) + FIELD_GAP : 0;
        if (field + taken <= room || refused || way == HINTS - 1)
            break;
    }
    int wish = hint.length > 0 ? canvas_width(canvas, hint.text) + FIELD_GAP : 0;
    if (field + wish > room && refused) /* the reason matters more than the whole field */
        field = room - wish > FIELD_LEAST ? room - wish : field < FIELD_LEAST ? field : FIELD_LEAST;
    if (field > room)
        field = room;
    canvas_fill(canvas, line, PAINT_TEXT);
    (void)canvas_text(canvas, line.row, line.col, 1, PAINT_KEY, "/");
    edit_draw(&earnings->filter, canvas, line.row, line.col + 1, field,
              earnings->typing ? PAINT_INPUT : PAINT_TEXT, earnings->typing);
    int rest = room - field - FIELD_GAP;
    if (rest > 0)
        (void)canvas_text(canvas, line.row, line.col + line.cols - rest, rest,
                          refused ? PAINT_BAD : PAINT_FAINT, hint.text);
    buf_release(&hint);
}

/* ---- all
 * ----------------------------------------------------------------------------------------- */

void earnings_paint(struct earnings *earnings, struct canvas *canvas, struct area area)
{
    struct lines lines = lines_of(earnings, area);
    struct area rows = {lines.first, area.col, lines.page, area.cols};
    struct grid_layout layout;
    earnings->drawn = area;
    for (size_t i = 0; i < earnings->roll.page && earnings->roll.top + i < earnings->roll.count;
         i++)
        grid_measure(&earnings->grid, earnings->roll.top + i);
    lay_out(earnings, canvas, area, &layout);
    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, rows.row, rows.col);
    if (lines.head)
        draw_head(earnings, canvas, (struct area){area.row, area.col, 1, area.cols}, &layout);
    if (earnings->cols < area.cols && has_place(earnings))
        draw_scroll_mark(earnings, canvas, rows);
    if (earnings->roll.count == 0)
        draw_none(earnings, canvas, rows);
    else
        draw_rows(earnings, canvas, rows, &layout);
    if (lines.filter)
        draw_filter(earnings, canvas,
                    (struct area){area.row + area.rows - 1, area.col, 1, area.cols});
    if (earnings->columns.open)
        columns_draw(&earnings->columns, &earnings->grid, &layout, canvas, area);
}

size_t earnings_page(const struct earnings *earnings, struct area area)
{
    return (size_t)lines_of(earnings, area).page;
}

struct earnings_hit earnings_hit(struct earnings *earnings, int row, int col)
{
    struct lines lines = lines_of(earnings, earnings->drawn);
    struct earnings_hit hit = {.spot = SPOT_NONE, .column = -1};
    struct grid_layout layout;
    int x = col - earnings->drawn.col, y = row - lines.first;
    if (x < 0 || x >= earnings->drawn.cols)
        return hit;
    grid_lay_out(&earnings->grid, earnings->cols, &layout);
    hit.column = grid_column_at(&earnings->grid, &layout, x);
    if (lines.head && row == earnings->drawn.row)
        hit.spot = SPOT_HEAD;
    else if (lines.filter && row == earnings->drawn.row + earnings->drawn.rows - 1)
        hit.spot = SPOT_FILTER;
    else if (y >= 0 && y < lines.page && earnings->roll.top + (size_t)y < earnings->roll.count)
        hit.spot = SPOT_ROW;
    hit.row = hit.spot == SPOT_ROW ? earnings->roll.top + (size_t)y : 0;
    return hit;
}
