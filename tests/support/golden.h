/* SPDX-License-Identifier: MIT */
/*
 * Frames as they should be. A golden is the file tests/screen/golden/NAME.txt:
 * size and cursor, the text of each line between two posts, and below, cell for
 * cell, the letter of each role (ui/cells/paint.h). The letter of a wide
 * character stands twice, so that both halves of the file have the same columns.
 *
 * With COFFER_GOLDEN_WRITE=1 a check writes the file instead of reading it: look
 * at what has changed before it is committed.
 */
#ifndef COFFER_SUPPORT_GOLDEN_H
#define COFFER_SUPPORT_GOLDEN_H

#include "base/buf.h"
#include "ui/cells/canvas.h"

/* Fails the test where the canvas differs from the golden, and prints the lines
 * around the first difference of both. */
#define golden_check(canvas, name) golden_check_at((canvas), (name), __FILE__, __LINE__)

void golden_check_at(const struct canvas *canvas, const char *name, const char *file, int line);

/* The text of the file, appended. */
void golden_print(const struct canvas *canvas, struct buf *ret);

/* The text of one row, appended, without the blanks at its end. */
void golden_row(const struct canvas *canvas, int row, struct buf *ret);

#endif
