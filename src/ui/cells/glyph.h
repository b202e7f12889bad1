/* SPDX-License-Identifier: MIT */
/*
 * The door for text on its way to cells. Text is cut into glyphs, each of one or
 * two cells, in the order in which they stand on the screen.
 *
 * - C0 and DEL become control pictures (U+2400…, U+2421); C1, bidi controls,
 *   zero-width characters, line separators, unassigned and private characters,
 *   lone surrogates and bytes that are not UTF-8 become U+FFFD. Each is one
 *   cell and `mark` is set. Nothing is dropped without a mark.
 * - Clusters on which terminals differ take a simple form that all agree on: of
 *   an emoji joined by ZWJ each part is drawn and the joiner is a mark; a
 *   variation selector, a keycap sign and a third or later combining character
 *   are a mark; a regional indicator is its letter, marked.
 * - Up to two combining characters stay with their base. A leading one gets a
 *   blank to stand on.
 * - Text with right-to-left letters is put in visual order, as a line of its own
 *   (Unicode's bidirectional algorithm, through libfribidi).
 * - ascii: the terminal cannot show UTF-8. Every glyph beyond ASCII becomes '?'
 *   per cell, marked, but for the drawing signs of canvas.h.
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
};

/* All glyphs of text, in screen order, at most `max` of them (the beginning, in
 * reading order). Returns how many; *ret_more (may be NULL): text was left. */
size_t glyphs_of(const char *text, bool ascii, struct glyph *ret, size_t max, bool *ret_more);

/* Cells that the whole text takes. */
size_t glyphs_width(const char *text, bool ascii);

#endif
