/* SPDX-License-Identifier: MIT */
#include "ui/cells/canvas.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/cells/whole.h"

enum { SIDE_MAX = 1000 };

static const struct cell blank = {.text = " ", .width = 1, .paint = PAINT_TEXT};

/* ---- the grid ---- */

static int between(int64_t low, int64_t value, int64_t high)
{
    return (int)(value < low ? low : value > high ? high : value);
}

bool canvas_init(struct canvas *canvas, int rows, int cols, bool ascii)
{
    *canvas = (struct canvas){.ascii = ascii};
    return canvas_resize(canvas, rows, cols);
}

bool canvas_resize(struct canvas *canvas, int rows, int cols)
{
    rows = between(1, rows, SIDE_MAX);
    cols = between(1, cols, SIDE_MAX);
    struct cell *cells = calloc((size_t)rows * (size_t)cols, sizeof(*cells));
    if (!cells)
        return false;
    free(canvas->cells);
    canvas->cells = cells;
    canvas->rows = rows;
    canvas->cols = cols;
    canvas_clear(canvas);
    return true;
}

void canvas_release(struct canvas *canvas)
{
    free(canvas->cells);
    free(canvas->places);
    *canvas = (struct canvas){0};
}

void canvas_clear(struct canvas *canvas)
{
    size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
    for (size_t i = 0; i < count; i++)
        canvas->cells[i] = blank;
    canvas->focus_row = canvas->focus_col = 0;
    canvas->place_count = 0;
}

struct area canvas_area(const struct canvas *canvas)
{
    return (struct area){.rows = canvas->rows, .cols = canvas->cols};
}

/* What of the area lies on the canvas. */
static struct area clip(const struct canvas *canvas, struct area area)
{
    struct area seen;
    seen.row = between(0, area.row, canvas->rows);
    seen.col = between(0, area.col, canvas->cols);
    seen.rows = between(seen.row, (int64_t)area.row + area.rows, canvas->rows) - seen.row;
    seen.cols = between(seen.col, (int64_t)area.col + area.cols, canvas->cols) - seen.col;
    return seen;
}

static struct cell *cell_at(struct canvas *canvas, int row, int col)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

/* Before a cell gets other text: a wide glyph that stands in it goes whole. */
static void empty(struct canvas *canvas, int row, int col)
{
    struct cell *cell = cell_at(canvas, row, col);
    struct cell *other = cell->width == 0 ? cell - 1 : cell->width == 2 ? cell + 1 : NULL;
    if (other) {
        memcpy(other->text, blank.text, sizeof(blank.text));
        other->width = 1;
    }
    *cell = blank;
}

/* One glyph; the row is on the canvas, the column need not be. */
static void put(struct canvas *canvas, int row, int64_t col, const char *text, int width,
                enum paint paint)
{
    bool whole = col >= 0 && col + width <= canvas->cols;
    for (int64_t at = col; at < col + width; at++) {
        if (at < 0 || at >= canvas->cols)
            continue;
        empty(canvas, row, (int)at);
        struct cell *cell = cell_at(canvas, row, (int)at);
        cell->paint = (unsigned char)paint;
        if (whole) {
            cell->width = at == col ? (unsigned char)width : 0;
            memset(cell->text, 0, sizeof(cell->text));
        }
    }
    if (whole)
        memcpy(cell_at(canvas, row, (int)col)->text, text, strlen(text));
}

/* ---- text ---- */

enum side { SIDE_LEFT, SIDE_RIGHT };

typedef size_t fit_glyphs(const char *text, size_t length, bool ascii, size_t cells,
                          struct glyph *ret, size_t *ret_cells);

static int put_fitting(struct canvas *canvas, struct area line, enum side side, enum paint paint,
                       const char *text, size_t length, fit_glyphs *fit)
{
    struct glyph glyphs[SIDE_MAX];
    int64_t end = (int64_t)line.col + line.cols;
    end = end < canvas->cols ? end : canvas->cols;
    size_t cells = (size_t)between(0, end - line.col, SIDE_MAX);
    size_t used;
    size_t count = fit(text, length, canvas->ascii, cells, glyphs, &used);
    int64_t col = side == SIDE_RIGHT ? end - (int64_t)used : line.col;
    for (size_t i = 0; i < count && line.row >= 0 && line.row < canvas->rows; i++) {
        put(canvas, line.row, col, glyphs[i].text, glyphs[i].width,
            glyphs[i].mark ? PAINT_MARK : paint);
        col += glyphs[i].width;
    }
    return (int)used;
}

static int put_text(struct canvas *canvas, struct area line, enum side side, enum paint paint,
                    const char *text, size_t length)
{
    return put_fitting(canvas, line, side, paint, text, length, glyphs_fit);
}

int canvas_text(struct canvas *canvas, int row, int col, int width, enum paint paint,
                const char *text)
{
    return put_text(canvas, (struct area){row, col, 1, width}, SIDE_LEFT, paint, text,
                    strlen(text));
}

int canvas_typed(struct canvas *canvas, int row, int col, int width, enum paint paint,
                 const char *text)
{
    return put_fitting(canvas, (struct area){row, col, 1, width}, SIDE_LEFT, paint, text,
                       strlen(text), glyphs_fit_typed);
}

int canvas_text_right(struct canvas *canvas, int row, int col, int width, enum paint paint,
                      const char *text)
{
    return put_text(canvas, (struct area){row, col, 1, width}, SIDE_RIGHT, paint, text,
                    strlen(text));
}

/* The length of the next piece of a line, with what parts it from the following
 * one. */
typedef size_t next_piece(const char *text, size_t length);

static size_t next_field(const char *text, size_t length)
{
    static const char *const between[] = {", ", " > ", ": ", " \xc2\xb7 "};
    for (size_t at = 0; at < length; at++) {
        for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++) {
            size_t size = strlen(between[i]);
            if (at + size <= length && memcmp(text + at, between[i], size) == 0)
                return at + size;
        }
    }
    return length;
}

/* A quoted word holds blanks. */
static size_t next_word(const char *text, size_t length)
{
    bool quoted = false;
    for (size_t at = 0; at < length; at++) {
        if (text[at] == '\'')
            quoted = !quoted;
        else if (text[at] == ' ' && !quoted)
            return at + 1;
    }
    return length;
}

/* The length without what parts it from the next one. */
static size_t without_end(const char *text, size_t length)
{
    static const char dot[] = "\xc2\xb7";
    for (;;) {
        if (length > 0 && strchr(" ,:>", text[length - 1]) != NULL)
            length--;
        else if (length > 1 && memcmp(text + length - 2, dot, 2) == 0)
            length -= 2;
        else
            return length;
    }
}

/* What stands behind a piece stays behind it, whatever its direction. */
static int put_piece(struct canvas *canvas, struct area line, enum paint paint, const char *text,
                     size_t length)
{
    size_t words = without_end(text, length);
    int used = put_text(canvas, line, SIDE_LEFT, paint, text, words);
    line.col += used;
    line.cols -= used;
    return used + put_text(canvas, line, SIDE_LEFT, paint, text + words, length - words);
}

/* The last piece that has room takes the rest of the text with it, so that the cut
 * is shown. */
static int put_pieces(struct canvas *canvas, struct area line, enum paint paint, const char *text,
                      size_t length, next_piece *next)
{
    int col = line.col;
    while (length > 0) {
        size_t size = next(text, length);
        char *piece = strndup(text, size);
        bool cut = piece == NULL || (size < length && canvas_width(canvas, piece) >= line.cols);
        free(piece);
        int used = put_piece(canvas, line, paint, text, cut ? length : size);
        line.col += used;
        line.cols -= used;
        text += size;
        length = cut ? 0 : length - size;
    }
    return line.col - col;
}

int canvas_fields(struct canvas *canvas, int row, int col, int width, enum paint paint,
                  const char *text)
{
    return put_pieces(canvas, (struct area){row, col, 1, width}, paint, text, strlen(text),
                      next_field);
}

int canvas_textf(struct canvas *canvas, int row, int col, int width, enum paint paint,
                 const char *format, ...)
{
    char small[512];
    char *large = NULL;
    const char *text = small;
    va_list words;

    va_start(words, format);
    int length = vsnprintf(small, sizeof(small), format, words);
    va_end(words);
    if (length < 0)
        return 0;
    if ((size_t)length >= sizeof(small)) {
        va_start(words, format);
        if (vasprintf(&large, format, words) < 0) {
            large = NULL;
            small[text_cut(small, sizeof(small) - 1)] = '\0';
        }
        va_end(words);
        text = large ? large : small;
    }
    int used = canvas_text(canvas, row, col, width, paint, text);
    free(large);
    return used;
}

/* A currency stays in the line of its amount, where that does not take all of it. */
static size_t before_amount(const char *text, size_t end)
{
    size_t from = whole_before(text, strlen(text), end);
    return from > 0 && text[from - 1] == ' ' ? from : end;
}

/* Bytes of the next line of a text that does not begin with a blank. */
static size_t line_length(const char *text, size_t cells)
{
    size_t length = glyphs_prefix(text, cells);
    if (length == 0) /* not even one wide glyph: its line shows that it is cut */
        return glyphs_prefix(text, 2);
    if (text[length] == '\0' || text[length] == ' ')
        return length;
    for (size_t end = length; end > 0; end--) {
        if (text[end - 1] == ' ')
            return before_amount(text, end);
    }
    /* A word longer than the line is parted, but not within a number. */
    if (whole_before(text, strlen(text), length) == length)
        return length;
    return strcspn(text, " ");
}

/* words: each for itself. */
static int wrap(struct canvas *canvas, struct area area, enum paint paint, const char *text,
                bool words)
{
    int row = between(-SIDE_MAX, area.row, SIDE_MAX); /* off the canvas, near enough to add to */
    int lines = 0;
    if (area.cols <= 0)
        return 0;
    for (;;) {
        text += strspn(text, " ");
        if (*text == '\0' || lines >= area.rows)
            return lines;
        size_t length =
            lines == area.rows - 1 ? strlen(text) : line_length(text, (size_t)area.cols);
        size_t shown = length;
        while (text[shown - 1] == ' ')
            shown--;
        struct area line = {row + lines, area.col, 1, area.cols};
        if (canvas && words)
            put_pieces(canvas, line, paint, text, shown, next_word);
        else if (canvas)
            put_text(canvas, line, SIDE_LEFT, paint, text, shown);
        text += length;
        lines++;
    }
}

int canvas_wrap(struct canvas *canvas, struct area area, enum paint paint, const char *text)
{
    return wrap(canvas, area, paint, text, false);
}

int canvas_wrap_words(struct canvas *canvas, struct area area, enum paint paint, const char *text)
{
    return wrap(canvas, area, paint, text, true);
}

int canvas_width(const struct canvas *canvas, const char *text)
{
    return between(0, (int64_t)glyphs_width(text, canvas->ascii), INT32_MAX);
}

/* ---- money ---- */

static void keep_place(struct canvas *canvas, const struct figure_place *place)
{
    if (canvas->place_count == canvas->place_room) {
        size_t room = canvas->place_room ? 2 * canvas->place_room : 64;
        struct figure_place *places = reallocarray(canvas->places, room, sizeof(*places));
        if (!places)
            return;
        canvas->places = places;
        canvas->place_room = room;
    }
    canvas->places[canvas->place_count++] = *place;
}

void canvas_figure(struct canvas *canvas, int row, int col, int width, int fraction,
                   enum paint paint, const struct figure *figure)
{
    struct area line = clip(canvas, (struct area){row, col, 1, width});
    if (line.rows == 0 || line.cols == 0)
        return;
    struct figure_place place = {.row = row, .figure = *figure};
    money_print(figure->amount, figure->currency, place.text);
    int length = (int)strlen(place.text);
    int after = (int)strlen(strchrnul(place.text, '.'));
    int right = fraction > after ? fraction - after : 0;
    bool whole = (int64_t)length + right <= line.cols;
    place.width = whole ? length : line.cols;
    place.col = whole ? line.col + line.cols - right - length : line.col;
    for (int i = 0; i < place.width; i++) {
        char sign[] = {whole ? place.text[i] : '#', '\0'};
        put(canvas, row, place.col + i, sign, 1, paint);
    }
    keep_place(canvas, &place);
}

/* Figures that something else has been drawn over are no longer on the screen. */
static void forget_places(struct canvas *canvas, struct area area)
{
    size_t kept = 0;
    for (size_t i = 0; i < canvas->place_count; i++) {
        const struct figure_place *place = &canvas->places[i];
        bool covered = place->row >= area.row && place->row < area.row + area.rows &&
                       place->col < area.col + area.cols && place->col + place->width > area.col;
        if (!covered)
            canvas->places[kept++] = *place;
    }
    canvas->place_count = kept;
}

/* ---- areas and signs ---- */

void canvas_paint(struct canvas *canvas, struct area area, enum paint paint)
{
    struct area seen = clip(canvas, area);
    for (int row = seen.row; row < seen.row + seen.rows; row++) {
        for (int col = seen.col; col < seen.col + seen.cols; col++) {
            struct cell *cell = cell_at(canvas, row, col);
            if (cell->width == 0)
                continue;
            for (int half = 0; half < cell->width; half++)
                cell[half].paint = (unsigned char)paint;
        }
    }
}

void canvas_fill(struct canvas *canvas, struct area area, enum paint paint)
{
    struct area seen = clip(canvas, area);
    forget_places(canvas, seen);
    for (int row = seen.row; row < seen.row + seen.rows; row++) {
        for (int col = seen.col; col < seen.col + seen.cols; col++)
            put(canvas, row, col, blank.text, 1, paint);
    }
}

static void draw_sign(struct canvas *canvas, struct area area, enum paint paint, enum sign sign)
{
    struct area seen = clip(canvas, area);
    for (int row = seen.row; row < seen.row + seen.rows; row++) {
        for (int col = seen.col; col < seen.col + seen.cols; col++)
            put(canvas, row, col, sign_text(sign, canvas->ascii), 1, paint);
    }
}

void canvas_sign(struct canvas *canvas, int row, int col, int count, enum paint paint,
                 enum sign sign)
{
    draw_sign(canvas, (struct area){row, col, 1, count}, paint, sign);
}

static void draw_frame(struct canvas *canvas, struct area area)
{
    int last_row = area.row + area.rows - 1, last_col = area.col + area.cols - 1;
    const struct {
        struct area area;
        enum sign sign;
    } lines[] = {
        {{area.row, area.col, 1, area.cols}, SIGN_LINE},
        {{last_row, area.col, 1, area.cols}, SIGN_LINE},
        {{area.row, area.col, area.rows, 1}, SIGN_POST},
        {{area.row, last_col, area.rows, 1}, SIGN_POST},
        {{area.row, area.col, 1, 1}, SIGN_TOP_LEFT},
        {{area.row, last_col, 1, 1}, SIGN_TOP_RIGHT},
        {{last_row, area.col, 1, 1}, SIGN_BOTTOM_LEFT},
        {{last_row, last_col, 1, 1}, SIGN_BOTTOM_RIGHT},
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        draw_sign(canvas, lines[i].area, PAINT_FRAME, lines[i].sign);
}

/* The same on any canvas: an edge far outside comes nearer, so that sums of
 * coordinates fit. */
static struct area bounded(struct area area)
{
    enum { FAR = 2 * SIDE_MAX };
    struct area ret = {.row = between(-FAR, area.row, FAR), .col = between(-FAR, area.col, FAR)};
    ret.rows = between(-FAR, (int64_t)area.row + area.rows, FAR) - ret.row;
    ret.cols = between(-FAR, (int64_t)area.col + area.cols, FAR) - ret.col;
    return ret;
}

struct area canvas_box(struct canvas *canvas, struct area area, const char *title)
{
    /* "┌─ Title ─┐": what a title needs beside its own cells. */
    enum { AROUND_TITLE = 6 };
    area = bounded(area);
    struct area within = {area.row + 1, area.col + 1, area.rows - 2, area.cols - 2};
    canvas_fill(canvas, area, PAINT_TEXT);
    if (within.rows < 0 || within.cols < 0)
        return (struct area){area.row, area.col, 0, 0};
    draw_frame(canvas, area);
    if (*title != '\0' && area.cols > AROUND_TITLE) {
        int cells = canvas_text(canvas, area.row, area.col + 3, area.cols - AROUND_TITLE,
                                PAINT_TITLE, title);
        canvas_text(canvas, area.row, area.col + 2, 1, PAINT_TITLE, " ");
        canvas_text(canvas, area.row, area.col + 3 + cells, 1, PAINT_TITLE, " ");
    }
    return within;
}

void canvas_focus(struct canvas *canvas, int row, int col)
{
    canvas->focus_row = between(0, row, canvas->rows - 1);
    canvas->focus_col = between(0, col, canvas->cols - 1);
}
