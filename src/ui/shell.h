/* SPDX-License-Identifier: MIT */
/*
 * The shell: the program on the screen without a terminal. It holds the views,
 * turns events into actions and draws frames; tests drive it with events and
 * look at the canvas. ui.c joins it to a terminal.
 */
#ifndef COFFER_UI_SHELL_H
#define COFFER_UI_SHELL_H

#include "ui/view.h"

struct shell_setup {
    const struct app_options *options; /* copied, texts borrowed */
    struct app *app;                   /* taken over; NULL: no book, the first-run view opens */
    /* Called from a job's thread: make the event loop send EVENT_WAKE. */
    void (*wake)(void *context);
    void *context;
    int64_t (*ticks)(void); /* milliseconds that only grow: clock_ticks */
    /* A write waits for somebody else's: shows the line and looks at the keys for a
     * moment. False: Esc was pressed. NULL: five seconds are waited. */
    bool (*pause)(void *context);
    void *pause_context;
    /* The daily copy is made by a thread, which wakes the event loop; else within the
     * first write of the day. */
    bool copies_behind;
};

/* The frame that stands while the book is opened and read: a book may be large, or
 * far away, and the person sees at once that the program is there. */
void shell_draw_opening(struct canvas *canvas);
enum rc shell_new(const struct shell_setup *setup, struct shell **ret, struct err *err);
void shell_free(struct shell *shell); /* NULL is fine; waits for a job to stop */

void shell_event(struct shell *shell, const struct event *event);
/* Clears and fills the canvas. Pulls data again first where another process has
 * written. */
void shell_draw(struct shell *shell, struct canvas *canvas);
/* Only the line, over the last frame: no view is asked anything. */
void shell_draw_waiting(const struct shell *shell, struct canvas *canvas);
/* Nobody does anything: reads what another screen will show, one screen a call, so that its
 * key finds it read. False: all is read. Nothing is said, and nothing changes on the screen
 * that is seen. */
bool shell_prepare(struct shell *shell);
/* Milliseconds until an EVENT_TICK is wanted, -1: none. */
int shell_timeout(const struct shell *shell);
/* The person has left. */
bool shell_is_over(const struct shell *shell);

/* What the terminal is asked to do beside showing the frame. */
enum errand_kind { ERRAND_NONE, ERRAND_COPY, ERRAND_SUSPEND, ERRAND_REDRAW, ERRAND_BELL };
struct errand {
    enum errand_kind kind;
    const char *text; /* ERRAND_COPY: borrowed until the next call */
};
struct errand shell_errand(struct shell *shell);

/* The top view, for tests. */
struct view *shell_top(struct shell *shell);
/* The action as if its key had been pressed: does it, or says why not. */
void shell_act(struct shell *shell, enum action action);
/* Why the action cannot be done now, appended; false: it can. */
bool shell_refuses(struct shell *shell, enum action action, struct buf *ret_why);
/* The shell does it itself, wherever one is. */
bool shell_is_everywhere(enum action action);
/* What was done through palette and help, the newest first, 0 where there is no
 * more: numbers of theirs, which they write. Kept as long as the shell. */
enum { SHELL_RECENT = 6 };
int *shell_recent(struct shell *shell);
/* What the book has by name, read anew where it has changed since. Borrowed until the
 * next call. */
struct places;
const struct places *shell_places(struct shell *shell);
/* The window's title. */
void shell_title(struct shell *shell, struct buf *ret);

#endif
