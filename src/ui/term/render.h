/* SPDX-License-Identifier: MIT */
/*
 * From canvases to the bytes that show them: what differs between one frame and
 * the next, as the terminal's entry says it. curses does it, in memory: it never
 * touches the terminal itself. term_curses.c implements it.
 */
#ifndef COFFER_UI_RENDER_H
#define COFFER_UI_RENDER_H

#include "base/buf.h"
#include "ui/cells/canvas.h"
#include "ui/cells/theme.h"
#include "ui/term/modes.h"
#include "ui/term/sequence.h"

struct render;

/* name: $TERM, not empty. colour false: no colour code at all. One at a time.
 * RC_USAGE with the words when the terminal is not known, or cannot place its
 * cursor. */
enum rc render_open(const char *name, bool colour, struct render **ret, struct err *err);
void render_close(struct render *render); /* NULL is fine */

/* What the entry says; borrowed from the render. */
const struct modes_words *render_words(const struct render *render);
const struct sequence_key *render_keys(const struct render *render, size_t *ret_count);

void render_resize(struct render *render, int rows, int cols);
/* What is on the terminal is not known: the next frame draws all of it. */
void render_forget(struct render *render);
/* The background's kind; true if that changes how frames look: then all of it is
 * drawn by the next one. */
bool render_set_ground(struct render *render, enum theme_ground ground);
/* Appends what turns the last frame into this one; nothing if they are the same. */
void render_frame(struct render *render, const struct canvas *canvas, struct buf *ret);

#endif
