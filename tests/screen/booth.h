/* SPDX-License-Identifier: MIT */
/*
 * A room for one box: what the shell does for views (ui/view.h), as little of it
 * as a form, a question or a picker needs, without screens. Link it instead of
 * the shell. The real shell is tried in tests/support/stage.h.
 */
#ifndef COFFER_SCREEN_BOOTH_H
#define COFFER_SCREEN_BOOTH_H

#include "support/support.h"
#include "ui/view.h"

enum { BOOTH_VIEWS = 8, BOOTH_MARGIN = 2 };

struct shell {
    struct view *views[BOOTH_VIEWS];
    int count;
    struct app *app;
    struct date day;
    char said[512];    /* the last shell_say */
    char failed[1024]; /* the last shell_failed */
    int wrote;         /* calls of shell_wrote */
    struct canvas canvas;
    bool framed; /* views get the canvas without a margin that they must not touch */
};

/* app NULL: no book. */
void booth_open(struct shell *shell, struct app *app, const char *day, int rows, int cols);
void booth_close(struct shell *shell);
struct view *booth_top(struct shell *shell); /* NULL: none is open */

/* As a key of the terminal: a view that does not take it is told by false. */
bool booth_key(struct shell *shell, const struct key *key);
/* By name, separated by blanks: "Down Ctrl-S Shift-Up x". */
void booth_keys(struct shell *shell, const char *names);
void booth_type(struct shell *shell, const char *text);
void booth_paste(struct shell *shell, const char *text);
/* In pieces of `size` bytes. */
void booth_paste_bytes(struct shell *shell, const char *bytes, size_t length, size_t size);
void booth_click(struct shell *shell, enum mouse_kind kind, int row, int col);
struct key booth_key_named(const char *name);

/* All views, lowest first. With a margin it checks that none draws into it and
 * that the cursor is not there. */
void booth_draw(struct shell *shell);
void booth_resize(struct shell *shell, int rows, int cols);
/* The canvas as a golden of that name. */
#define booth_golden(shell, name) (booth_draw(shell), golden_check(&(shell)->canvas, (name)))
/* The text stands on the screen, in one line; else the screen is printed. */
#define assert_booth_shows(shell, text) \
    booth_assert_shows((shell), (text), true, __FILE__, __LINE__)
#define assert_booth_hides(shell, text) \
    booth_assert_shows((shell), (text), false, __FILE__, __LINE__)
void booth_assert_shows(struct shell *shell, const char *text, bool wanted, const char *file,
                        int line);

#endif
