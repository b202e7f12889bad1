/* SPDX-License-Identifier: MIT */
/* A list that is read bit by bit, between the keys. */
#ifndef COFFER_UI_READING_H
#define COFFER_UI_READING_H

#include <stddef.h>

#include "ui/cells/canvas.h"

/* "Reading: 64 of 154 claims" in the first line, which goes from the area; nothing where
 * there is no room for it. */
void reading_draw(struct canvas *canvas, struct area *rest, size_t done, size_t all);

#endif
