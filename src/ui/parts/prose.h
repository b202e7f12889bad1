/* SPDX-License-Identifier: MIT */
/* Text of several paragraphs, separated by line breaks, wrapped at blanks. */
#ifndef COFFER_UI_PROSE_H
#define COFFER_UI_PROSE_H

#include "ui/cells/canvas.h"

/* Lines that the text takes in `cols` columns. */
int prose_lines(const char *text, int cols);
/* Columns for a box of the text: as wide as its longest paragraph, within the
 * limits; `room` is the last word. */
int prose_width(const char *text, int least, int most, int room);
/* The beginning of the text; a last line with more behind it ends in "…".
 * Returns the lines taken. */
int prose_draw(struct canvas *canvas, struct area area, enum paint paint, const char *text);
/* For text that scrolls: whole lines from number `top` on, no marks. */
void prose_scroll(struct canvas *canvas, struct area area, enum paint paint, const char *text,
                  int top);

#endif
