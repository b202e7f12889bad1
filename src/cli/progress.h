/* SPDX-License-Identifier: MIT */
/*
 * How far long work has come: one line on standard error, only on a terminal,
 * drawn at once and then at most ten times a second.
 */
#ifndef COFFER_CLI_PROGRESS_H
#define COFFER_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool shown;      /* standard error is a terminal */
    bool bytes;      /* done and total count bytes: show the rate too */
    size_t width;    /* cells of the line that is there now, 0: none */
    int64_t started; /* clock_ticks at the first call; 0: none yet */
    int64_t drawn;
};

void progress_init(struct progress *progress);

/* The listener's callback, with a struct progress as context: false when the
 * person asked to stop. */
bool progress_tell(void *progress, const char *what, uint64_t done, uint64_t total);

/* Takes the line away before something else is written. */
void progress_clear(struct progress *progress);

/* The line itself, without line break. elapsed: milliseconds since the start.
 * Kept apart so that it can be tested without a terminal. */
struct buf;
void progress_line(struct buf *buf, const char *what, uint64_t done, uint64_t total,
                   int64_t elapsed, bool bytes);

#endif
