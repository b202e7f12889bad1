/* SPDX-License-Identifier: MIT */
/* The box of an overlay, in the middle of what is below. Where there is no room
 * for a frame it goes, then the title. */
#ifndef COFFER_UI_BOX_H
#define COFFER_UI_BOX_H

#include "ui/cells/canvas.h"

/* Clears a box for rows × cols of content, or as much of it as fits the area,
 * and returns the place for the content: less than one row or column only where
 * the area itself has none. A frame has one blank column at each side. */
struct area box_draw(struct canvas *canvas, struct area area, const char *title, int rows,
                     int cols);

/* Keys and what they do at the bottom of a box, "Ctrl-S save · Esc leave": as
 * many as fit, the first ones stay. keys and labels alternate, ends in NULL;
 * labels are looked up. Returns the cells taken. */
int box_keys(struct canvas *canvas, int row, int col, int width, const char *const *words);

/* For view_class.typing of a box that one types into: it says its keys itself. */
struct view;
const char *const *box_typing(const struct view *view);

#endif
