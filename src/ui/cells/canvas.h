/* SPDX-License-Identifier: MIT */
/*
 * A grid of cells: what a frame looks like, before any terminal. Everything that
 * is drawn is clipped to the grid, so no size is too small to draw on. Cells own
 * their text. All text comes in through canvas_text and its kin, which pass it
 * through glyph.h.
 *
 * A canvas never fails: when memory runs out while it grows it keeps its size.
 */
#ifndef COFFER_UI_CANVAS_H
#define COFFER_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/cells/figure.h"
#include "ui/cells/glyph.h"
#include "ui/cells/paint.h"
#include "ui/cells/sign.h"

struct cell {
    char text[GLYPH_BYTES];
    unsigned char width; /* 1, 2, or 0: the right half of the cell before it */
    unsigned char paint; /* enum paint */
};

/* A rectangle of the canvas; may reach beyond it. */
struct area {
    int row, col, rows, cols;
};

/* The cells that a figure takes in this frame. */
struct figure_place {
    int row, col, width;
    struct figure figure;
    char text[MONEY_TEXT_SIZE]; /* the digits, also where only '#' had room */
};

struct canvas {
    int rows, cols; /* 1 to 1000 each */
    struct cell *cells;
    bool ascii;               /* no UTF-8 on this terminal */
    int focus_row, focus_col; /* where the hardware cursor stands */
    struct figure_place *places;
    size_t place_count, place_room;
};

/* false: no memory; the canvas is as before (after canvas_init: without cells, and
 * may be drawn on and released). A resized canvas is clear. */
bool canvas_init(struct canvas *canvas, int rows, int cols, bool ascii);
bool canvas_resize(struct canvas *canvas, int rows, int cols);
void canvas_release(struct canvas *canvas);
/* Blank, PAINT_TEXT, focus at 0,0, no figures. */
void canvas_clear(struct canvas *canvas);
struct area canvas_area(const struct canvas *canvas); /* all of it */

/* Puts text into `width` cells; what does not fit ends in "…" (in ASCII '~'), or
 * in nothing where width is 0. Cells behind the text stay. Returns the cells
 * taken. A figure must not come through here: see canvas_figure. */
int canvas_text(struct canvas *canvas, int row, int col, int width, enum paint paint,
                const char *text);
/* The same of what is being typed (glyphs_fit_typed). */
int canvas_typed(struct canvas *canvas, int row, int col, int width, enum paint paint,
                 const char *text);
/* canvas_text, ending at col + width. */
int canvas_text_right(struct canvas *canvas, int row, int col, int width, enum paint paint,
                      const char *text);
/* canvas_text of several fields in one line, parted by ", ", " > ", ": " or " · ".
 * Each is put in screen order on its own, and they follow one another from the left:
 * a right-to-left name moves nothing but itself. */
int canvas_fields(struct canvas *canvas, int row, int col, int width, enum paint paint,
                  const char *text);
/* printf into canvas_text. */
int canvas_textf(struct canvas *canvas, int row, int col, int width, enum paint paint,
                 const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Words wrapped at blanks into the area, at most area.rows lines, the last cut
 * with "…". Returns lines taken. area.rows 1000000 on a NULL canvas counts. */
int canvas_wrap(struct canvas *canvas, struct area area, enum paint paint, const char *text);

/* The same of a command line: each word, with its quotes, is in screen order on its
 * own. */
int canvas_wrap_words(struct canvas *canvas, struct area area, enum paint paint, const char *text);

/* Money, never cut: the digits of money_print, right-aligned so that its decimal
 * point has `fraction` cells (point and digits) to its right. If it does not fit
 * the cells are filled with '#'. Registers the place. */
void canvas_figure(struct canvas *canvas, int row, int col, int width, int fraction,
                   enum paint paint, const struct figure *figure);

/* Paints without touching text; fills with blanks, under which figures are no
 * longer registered. */
void canvas_paint(struct canvas *canvas, struct area area, enum paint paint);
void canvas_fill(struct canvas *canvas, struct area area, enum paint paint);

/* Repeats a sign. */
void canvas_sign(struct canvas *canvas, int row, int col, int count, enum paint paint,
                 enum sign sign);

/* A frame with blanks inside and a title in its upper line. Returns the area
 * within. */
struct area canvas_box(struct canvas *canvas, struct area area, const char *title);

void canvas_focus(struct canvas *canvas, int row, int col);

/* Cells that text would take on this canvas. */
int canvas_width(const struct canvas *canvas, const char *text);

#endif
