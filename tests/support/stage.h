/* SPDX-License-Identifier: MIT */
/*
 * The shell without a terminal: keys in, cells out. Time stands still unless
 * stage_pass lets it go on.
 */
#ifndef COFFER_SUPPORT_STAGE_H
#define COFFER_SUPPORT_STAGE_H

#include "support/office.h"
#include "ui/shell.h"

struct stage {
    struct app_options options;
    struct shell *shell;
    struct canvas canvas;
    int wake[2]; /* a pipe: a job wrote a byte */
};

/* The book at `path` on a day (NULL: today); path NULL: no book, the first run.
 * In tests with an office, close desk->book first. */
void stage_open(struct stage *stage, const char *path, const char *as_of, int rows, int cols);
/* The same as the command line's options say. */
void stage_open_with(struct stage *stage, const struct app_options *options, int rows, int cols);
/* A book of `coffer init --demo` on the day, made in the desk's folder as
 * demo.coffer. */
void stage_open_demo(struct stage *stage, struct desk *desk, const char *as_of, int rows, int cols);
void stage_close(struct stage *stage);

/* Keys by name, separated by blanks: "Down Down Enter Ctrl-R g g Space". A frame
 * is drawn after each. */
void stage_keys(struct stage *stage, const char *names);
/* Each character as a key. */
void stage_type(struct stage *stage, const char *text);
void stage_key(struct stage *stage, const struct key *key);
struct key key_named(const char *name);
void stage_paste(struct stage *stage, const char *bytes, size_t length);
void stage_mouse(struct stage *stage, enum mouse_kind kind, int row, int col);
void stage_draw(struct stage *stage);
void stage_resize(struct stage *stage, int rows, int cols);
/* Whether the shells of stages that are opened from now on make the daily copy in a thread;
 * at first they do not. */
void stage_copy_behind(bool behind);
/* Until the job that runs has ended and its box is gone. */
void stage_wait(struct stage *stage);
/* Until the job that runs is over and its box is gone. */
void stage_wait_for_job(struct stage *stage);
/* Lets time pass, and ticks. */
void stage_pass(struct stage *stage, int64_t milliseconds);

/* One line of the frame, blanks at its end left out; freed by the caller. */
char *stage_line(const struct stage *stage, int row);
/* The name of the view on top. */
const char *stage_top_name(const struct stage *stage);
/* The text stands in the line that the cursor is in. */
bool stage_stands_on(const struct stage *stage, const char *text);
/* The text stands somewhere on the screen (within one line). */
bool stage_shows(const struct stage *stage, const char *text);
/* Fails with the whole screen in the words when it does not. */
#define assert_shows(stage, text) stage_assert_shows((stage), (text), __FILE__, __LINE__)
void stage_assert_shows(const struct stage *stage, const char *text, const char *file, int line);

#endif
