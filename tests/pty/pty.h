/* SPDX-License-Identifier: MIT */
/*
 * A program on a terminal of our own: started on a pty, its bytes shown by
 * libvterm, keys typed into it. What is waited for is waited for until it is
 * there; the deadline only ends a test that would never end.
 */
#ifndef COFFER_PTY_PTY_H
#define COFFER_PTY_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/buf.h"

enum { PTY_DEADLINE = 30000 }; /* milliseconds */

struct pty {
    pid_t child;
    int master;
    int slave; /* held open, to look at the terminal's modes */
    int exit;  /* readable when the child has ended */
    bool over;
    int status; /* as waitpid gives it, once it is over */
    int rows, cols;
    struct termios before; /* the modes when the child started */
    VTerm *vterm;
    VTermScreen *screen;
    struct buf raw;   /* every byte that came */
    struct buf title; /* of the window */
    bool alternate, cursor_shown;
    int mouse; /* VTERM_PROP_MOUSE_… */
    bool deaf; /* answers nothing */
};

/* Starts argv[0]. env: NAME=VALUE beside the few that every start has (HOME in
 * `home`, PATH, LANG), ends in NULL; later ones win. */
struct pty *pty_start(const char *const *argv, const char *const *env, const char *home, int rows,
                      int cols);
/* Kills what is left of it. */
void pty_free(struct pty *pty);

void pty_type(struct pty *pty, const char *keys);
void pty_send(struct pty *pty, const void *bytes, size_t length);
void pty_resize(struct pty *pty, int rows, int cols);

/* Until the text stands in one line of the screen; until it does not any more;
 * until the program has asked for keys again after `keys` (it answers to what it
 * cannot know: see pty.c). Each fails the test at the deadline, with the screen. */
void pty_until(struct pty *pty, const char *text);
void pty_until_gone(struct pty *pty, const char *text);
/* Until the raw bytes from `from` on hold the text. Returns the offset behind it. */
size_t pty_until_raw(struct pty *pty, size_t from, const char *text);
/* Until the cursor stands in the row. */
void pty_until_cursor(struct pty *pty, int row);
/* Until it has ended; the status as waitpid gives it. */
int pty_until_over(struct pty *pty);
/* Fails the test, with the screen. */
_Noreturn void pty_give_up(struct pty *pty, const char *what, const char *text);
/* Milliseconds until clock_ticks() is `end`, not below 0. */
int pty_left(int64_t end);
/* Takes in what is there just now. */
void pty_pump(struct pty *pty, int timeout);

/* What stands on the screen, lines ending in '\n', blanks at their ends cut. The
 * caller frees it. */
char *pty_text(struct pty *pty);
/* The row that holds the text, -1: none. */
int pty_find(struct pty *pty, const char *text);
void pty_cursor(struct pty *pty, int *ret_row, int *ret_col);

/* Private and other modes that the bytes have switched on and not off again, as
 * words: "1049 2004 title keys bidi sync"; "" when all is as it was. ret_ever: all
 * that were ever switched on. */
void pty_modes(const struct pty *pty, struct buf *ret_left, struct buf *ret_ever);
/* The terminal is as it was: modes bit by bit, what it was told, the screen. */
void pty_assert_restored(struct pty *pty);

#endif
