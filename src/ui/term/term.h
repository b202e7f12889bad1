/* SPDX-License-Identifier: MIT */
/*
 * The terminal: one flush per frame out, events in, and everything put back on
 * every way out. term_curses.c alone knows curses.
 */
#ifndef COFFER_UI_TERM_H
#define COFFER_UI_TERM_H

#include "base/err.h"
#include "ui/cells/canvas.h"
#include "ui/keys.h"

struct term;

/* RC_USAGE, with a sentence, where standard input or output is no terminal, or one
 * that cannot show a screen. Touches nothing. */
enum rc term_check(struct err *err);

/* As term_check, and for a terminal that nobody knows. TERM, NO_COLOR, COLORTERM,
 * LC_* are looked at here. The terminal becomes a screen with the first frame. */
enum rc term_open(struct term **ret, struct err *err);
/* Back to how it was. NULL is fine. */
void term_close(struct term *term);

void term_size(const struct term *term, int *ret_rows, int *ret_cols);
bool term_is_ascii(const struct term *term);
/* Waits for the next event, at most timeout milliseconds (-1: for ever), then
 * EVENT_TICK. RC_FILE when the terminal cannot be read. A deadly signal restores
 * the terminal and dies by that signal in here. */
enum rc term_next(struct term *term, int timeout, struct event *ret, struct err *err);
/* True when more input lies ready: the frame can wait. */
bool term_has_more(struct term *term);
/* Makes term_next of this struct term return EVENT_WAKE; from any thread. */
void term_wake(void *context);
/* Shows the frame: what differs from the last one, one flush. */
void term_show(struct term *term, const struct canvas *canvas);
/* Forgets what is on the screen: the next term_show draws all. */
void term_forget(struct term *term);
/* To the clipboard of the person's machine (OSC 52), at most 100,000 bytes; where
 * the terminal does not do that nothing happens. */
void term_copy(struct term *term, const char *text);
void term_bell(struct term *term);
/* Only text that went through the door. */
void term_title(struct term *term, const char *title);
/* Ctrl-Z: restores, stops, and comes back in screen state after SIGCONT, with the
 * next frame. */
void term_suspend(struct term *term);

#endif
