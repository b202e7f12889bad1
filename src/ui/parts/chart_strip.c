/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/words.h"
#include "ui/parts/chart.h"

/* Where a span lies: cells from the strip's left edge, ends not included. */
struct place {
    int from, to;      /* its bar */
    int name, name_to; /* its name */
    int lane;          /* -1: outside the strip */
};

enum { MONTH_CELLS = 7 }; /* "2026-11" */

/* The name stands under its bar, or, where rows are few, in its bar or beside it. */
enum shape { SHAPE_TALL, SHAPE_FLAT };

struct strip {
    struct canvas *canvas;
    struct area area;
    struct date first, last;
    const struct chart_span *spans;
    struct place *places;
    int count, lanes;
    enum shape shape;
};

static int between(int low, int value, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The cell in which a day begins; the day after the last begins at the right edge. */
static int cell_of(const struct strip *strip, struct date date)
{
    int64_t days = (int64_t)strip->last.day - strip->first.day + 1;
    int64_t day = (int64_t)date.day - strip->first.day;
    return (int)((day < 0 ? 0 : day > days ? days : day) * strip->area.cols / days);
}

/* ---- where spans lie ---- */

static void place_name(const struct strip *strip, const struct chart_span *span,
                       struct place *place)
{
    int cols = strip->area.cols;
    int width = between(0, canvas_width(strip->canvas, span->label), cols);
    bool inside = place->to - place->from >= width + 4; /* two blanks, and bar on both sides */
    if (strip->shape == SHAPE_TALL)
        place->name = place->from;
    else if (inside)
        place->name = place->from + 2;
    else if (place->to + 1 + width <= cols || place->from < 1 + width)
        place->name = place->to + 1;
    else
        place->name = place->from - 1 - width;
    place->name = between(0, place->name, cols - width);
    place->name_to = place->name + width;
}

static int start_of(const struct place *place)
{
    return place->from < place->name ? place->from : place->name;
}

static int end_of(const struct place *place)
{
    return place->to > place->name_to + 1 ? place->to : place->name_to + 1;
}

/* The first lane where it touches no span placed before it. */
static int free_lane(const struct strip *strip, int count, const struct place *place)
{
    for (int lane = 0;; lane++) {
        bool is_free = true;
        for (int i = 0; i < count && is_free; i++) {
            const struct place *other = &strip->places[i];
            is_free = other->lane != lane || start_of(place) >= end_of(other) ||
                      start_of(other) >= end_of(place);
        }
        if (is_free)
            return lane;
    }
}

static void place_spans(struct strip *strip, enum shape shape)
{
    strip->shape = shape;
    strip->lanes = 0;
    for (int i = 0; i < strip->count; i++) {
        const struct chart_span *span = &strip->spans[i];
        struct place *place = &strip->places[i];
        *place = (struct place){.lane = -1};
        if (span->to.day < strip->first.day || span->from.day > strip->last.day ||
            span->to.day < span->from.day)
            continue;
        place->from = between(0, cell_of(strip, span->from), strip->area.cols - 1);
        place->to = cell_of(strip, date_add_days(span->to, 1));
        if (place->to <= place->from)
            place->to = place->from + 1;
        place_name(strip, span, place);
        place->lane = free_lane(strip, i, place);
        if (place->lane >= strip->lanes)
            strip->lanes = place->lane + 1;
    }
}

/* ---- the scale ---- */

static int months_between_ticks(const struct strip *strip)
{
    enum { TICK_CELLS = MONTH_CELLS + 2 }; /* and two blanks */
    static const int steps[] = {1, 3, 6, 12, 24, 60, 120};
    int64_t days = (int64_t)strip->last.day - strip->first.day + 1;
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        /* 28 days: the shortest month must have room. */
        if ((int64_t)steps[i] * 28 * strip->area.cols >= TICK_CELLS * days)
            return steps[i];
    }
    return 0;
}

/* Months where their first day stands, and the word for today above its post; a
 * month that would touch that word gives way. */
static void draw_scale(const struct strip *strip, int row, int post)
{
    const struct area *area = &strip->area;
    const char *word = _("today");
    int width = canvas_width(strip->canvas, word);
    if (width > area->cols)
        post = -1;
    int at = post < 0 ? 0 : between(0, post - width / 2, area->cols - width);
    int step = months_between_ticks(strip);
    for (int32_t i = date_month(strip->first).index; step > 0; i++) {
        char text[MONTH_TEXT_SIZE];
        struct month month = {i};
        struct date day = month_first(month);
        if (day.day > strip->last.day)
            break;
        int col = cell_of(strip, day), end = col + MONTH_CELLS;
        bool touches = post >= 0 && col <= at + width && end >= at;
        if (day.day < strip->first.day || i % step != 0 || end > area->cols || touches)
            continue;
        canvas_text(strip->canvas, row, area->col + col, MONTH_CELLS, PAINT_FAINT,
                    month_print(month, text));
    }
    if (post >= 0)
        canvas_text(strip->canvas, row, area->col + at, width, PAINT_TITLE, word);
}

/* ---- the strip ---- */

static void draw_name(const struct strip *strip, int row, const struct place *place,
                      const char *name)
{
    int col = strip->area.col + place->name, width = place->name_to - place->name;
    bool inside =
        strip->shape == SHAPE_FLAT && place->name > place->from && place->name_to < place->to;
    if (inside)
        canvas_fill(strip->canvas, (struct area){row, col - 1, 1, width + 2}, PAINT_TEXT);
    canvas_text(strip->canvas, row, col, width, PAINT_TEXT, name);
}

/* Bars, then today's post through all rows, then names, so that a name is whole. */
static void draw_lanes(const struct strip *strip, int row, int lanes, int post)
{
    const struct area *area = &strip->area;
    int height = strip->shape == SHAPE_TALL ? 2 : 1;
    for (int i = 0; i < strip->count; i++) {
        const struct place *place = &strip->places[i];
        if (place->lane >= 0 && place->lane < lanes)
            canvas_sign(strip->canvas, row + height * place->lane, area->col + place->from,
                        place->to - place->from, strip->spans[i].paint, strip->spans[i].sign);
    }
    for (int i = 0; i < height * lanes && post >= 0; i++)
        canvas_sign(strip->canvas, row + i, area->col + post, 1, PAINT_TITLE, SIGN_TODAY);
    for (int i = 0; i < strip->count; i++) {
        const struct place *place = &strip->places[i];
        if (place->lane >= 0 && place->lane < lanes)
            draw_name(strip, row + height * place->lane + height - 1, place, strip->spans[i].label);
    }
}

static int spans_beyond(const struct strip *strip, int lanes)
{
    int count = 0;
    for (int i = 0; i < strip->count; i++)
        count += strip->places[i].lane >= lanes;
    return count;
}

static int draw_strip(struct strip *strip, struct date today)
{
    const struct area *area = &strip->area;
    int row = area->row, post = -1;
    place_spans(strip, SHAPE_TALL);
    if (2 * strip->lanes > area->rows)
        place_spans(strip, SHAPE_FLAT);
    int needed = strip->shape == SHAPE_TALL ? 2 * strip->lanes : strip->lanes;
    int lanes = needed <= area->rows ? strip->lanes : area->rows - 1;
    if (today.day >= strip->first.day && today.day <= strip->last.day)
        post = cell_of(strip, today);
    if (needed < area->rows)
        draw_scale(strip, row++, post);
    draw_lanes(strip, row, lanes, post);
    row += needed <= area->rows ? needed : lanes;
    if (lanes < strip->lanes) {
        int more = spans_beyond(strip, lanes);
        canvas_textf(strip->canvas, row++, area->col, area->cols, PAINT_FAINT,
                     ngettext("… %d more", "… %d more", (unsigned long)more), more);
    }
    return row - area->row;
}

int chart_strip(struct canvas *canvas, struct area area, struct date first, struct date last,
                const struct chart_span *spans, int count, struct date today)
{
    struct strip strip = {.canvas = canvas,
                          .area = area,
                          .first = first,
                          .last = last,
                          .spans = spans,
                          .count = count};
    int rows = 0;
    if (last.day < first.day || area.rows <= 0 || area.cols <= 0 || count <= 0)
        return 0;
    strip.places = calloc((size_t)count, sizeof(*strip.places));
    if (strip.places)
        rows = draw_strip(&strip, today);
    free(strip.places);
    return rows;
}
