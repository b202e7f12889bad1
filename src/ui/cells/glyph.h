/* SPDX-License-Identifier: MIT */
/*
 * The door for text on its way to cells. Text is cut into glyphs, each of one or
 * two cells, in the order in which they stand on the screen.
 *
 * - C0 and DEL become control pictures (U+2400…, U+2421); C1, bidi controls,
 *   zero-width characters, line separators, unassigned and private characters,
 *   and each byte that is not UTF-8 become U+FFFD. Each is one cell and `mark` is
 *   set. Nothing is dropped without a mark.
 * - Clusters on which terminals differ take a simple form that all agree on: of
 *   an emoji joined by ZWJ each part is drawn and the joiner is a mark; a
 *   variation selector, a skin tone, a keycap sign, a third or later combining
 *   character and a character of disputed width are a mark; a regional indicator
 *   is its letter, marked.
 * - Up to two combining characters stay with their base. A leading one, and one
 *   after a mark, gets a blank to stand on.
 * - Text with right-to-left letters is put in visual order, as a line of its own
 *   (Unicode's bidirectional algorithm, through libfribidi). Letters keep their
 *   code points: joining them is the font's business.
 * - ascii: the terminal cannot show UTF-8. Every glyph beyond ASCII becomes '?'
 *   per cell, marked, but for what sign_plain knows.
 *
 * The cells that a text takes do not depend on ascii.
 */
#ifndef COFFER_UI_GLYPH_H
#define COFFER_UI_GLYPH_H

#include <stdbool.h>
#include <stddef.h>

enum { GLYPH_BYTES = 16 }; /* a base and two combining characters, and a NUL */

struct glyph {
    char text[GLYPH_BYTES];
    unsigned char width; /* 1 or 2 */
    bool mark;
    unsigned at; /* offset of its first byte in the text */
};

/* All glyphs of text, in screen order, at most `max` of them (the beginning, in
 * reading order). Returns how many; *ret_more (may be NULL): text was left. */
size_t glyphs_of(const char *text, bool ascii, struct glyph *ret, size_t max, bool *ret_more);

/* The glyphs of the first `length` bytes that fit into `cells` cells, in screen
 * order; where that is not all of them the last one, in reading order, is "…" (in
 * ASCII '~'). Dates and amounts are whole or not there (whole.h). ret: `cells` glyphs.
 * Returns how many; *ret_cells: what they take. */
size_t glyphs_fit(const char *text, size_t length, bool ascii, size_t cells, struct glyph *ret,
                  size_t *ret_cells);
/* The same of what is being typed: the part of a number is shown too, or nobody could
 * see what he types into a narrow field. */
size_t glyphs_fit_typed(const char *text, size_t length, bool ascii, size_t cells,
                        struct glyph *ret, size_t *ret_cells);

/* Cells that the whole text takes. */
size_t glyphs_width(const char *text, bool ascii);

/* The bytes of the longest beginning that takes at most `cells` cells; never part
 * of a glyph. */
size_t glyphs_prefix(const char *text, size_t cells);

#endif
