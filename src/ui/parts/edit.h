/* SPDX-License-Identifier: MIT */
/*
 * One line of text that is being typed. The text is always valid UTF-8 without
 * control characters, at most `most` bytes long; the cursor stands between
 * characters as people see them. What does not fit the width scrolls, with a
 * mark on each side that holds more.
 */
#ifndef COFFER_UI_EDIT_H
#define COFFER_UI_EDIT_H

#include "base/buf.h"
#include "ui/cells/canvas.h"
#include "ui/keys.h"

struct edit {
    char *text;  /* owned, terminated; room for `most` bytes */
    char *taken; /* what Ctrl-U, Ctrl-K or Ctrl-W took last, for Ctrl-Y; owned */
    size_t length, most;
    size_t at;   /* the cursor's offset */
    size_t from; /* the first byte shown at the last draw */
};

/* false: no memory, and edit_release is not needed. */
bool edit_init(struct edit *edit, size_t most);
void edit_release(struct edit *edit);
/* The text with the cursor behind it. What is no line of text is cut off: at a
 * control character, at bytes that are not UTF-8, and at `most`. */
void edit_set(struct edit *edit, const char *text);

/* Empties it, for Ctrl-Y. */
void edit_take_all(struct edit *edit);

enum edit_did {
    EDIT_NOT_MINE, /* not a key of a line of text */
    EDIT_SAME,     /* taken, the text is as before */
    EDIT_CHANGED,
    EDIT_FULL, /* no room: nothing was taken */
};
/* Characters, Backspace, Del, Left, Right, Home, End; Ctrl-A and E, U, K, W, Y
 * as in a shell; Ctrl- or Alt- with Left and Right, Alt-B, F and D by words.
 * Left and Right at the ends are taken. */
enum edit_did edit_key(struct edit *edit, const struct key *key);
/* One line of text, as paste_line makes it, at the cursor: all or nothing. */
enum edit_did edit_insert(struct edit *edit, const char *text);

/* Appends what was pasted as one line of text: each line break and tab is a
 * blank, those at the end are dropped. False, with a sentence in *ret_why, for
 * bytes that are no UTF-8 and for other control characters. */
bool paste_line(const char *bytes, size_t length, struct buf *ret, struct buf *ret_why);

/* The line in `width` cells, blanks behind it. here: the canvas focus is set on
 * the cursor. */
void edit_draw(struct edit *edit, struct canvas *canvas, int row, int col, int width,
               enum paint paint, bool here);
/* The same with the cursor in it and the text painted as what is selected is. */
void edit_draw_selected(struct edit *edit, struct canvas *canvas, int row, int col, int width);

#endif
