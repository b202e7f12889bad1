/* SPDX-License-Identifier: MIT */
/* The choice of a grid's columns, drawn over it: Space shows or hides the one
 * under the cursor, at least one column stays. */
#ifndef COFFER_UI_COLUMNS_H
#define COFFER_UI_COLUMNS_H

#include "ui/keys.h"
#include "ui/parts/grid.h"

struct columns {
    bool open;
    int here, top;
    struct area drawn; /* the lines of the last draw, for the mouse */
};

void columns_open(struct columns *columns);
/* layout: how the grid was drawn below; columns without room are marked. */
void columns_draw(struct columns *columns, const struct grid *grid,
                  const struct grid_layout *layout, struct canvas *canvas, struct area area);
/* Takes every plain key while it is open; Enter, Esc, q and | close. False: not
 * open, or a key with Ctrl or Alt or of the function row. */
bool columns_key(struct columns *columns, struct grid *grid, const struct key *key);
/* A press on a line shows or hides the column, one elsewhere closes. */
void columns_mouse(struct columns *columns, struct grid *grid, const struct event *event);

#endif
