/* SPDX-License-Identifier: MIT */
/*
 * A program on a pty, watched until it waits for input: then, and not before, its
 * redraw is finished. It waits when it sleeps in poll, select or read, has run
 * since the key was sent, and has left no byte of input unread; what it wrote
 * has been taken in. Seen by looking at /proc without a pause, so that the time
 * is true to some hundredths of a millisecond; needs a second core. Time in which
 * it waited for a processor that others had is not counted.
 */
#ifndef COFFER_BENCH_WATCHED_H
#define COFFER_BENCH_WATCHED_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { WATCHED_ROWS = 24, WATCHED_COLS = 80, WATCHED_BYTES = 1 << 20 };

struct watched_turns {
    double ran;     /* milliseconds on a processor */
    double waited;  /* and for one that others had */
    uint64_t count; /* how often it was given one */
};

struct watched {
    pid_t child;
    int master, slave;
    int syscall, turns;          /* its files in /proc */
    struct watched_turns before; /* the last key */
    char bytes[WATCHED_BYTES];
    size_t length; /* of what it has written since watched_clear */
    size_t asked;  /* up to here it was looked through for questions */
    double worked; /* milliseconds that its thread of the screen took for the last press */
};

/* Milliseconds of a clock that only runs forward. */
double watched_clock(void);

/* Starts argv[0] on a terminal; the milliseconds until it waits for input. *ret_seen:
 * until it had shown `mark`, and not yet more; NULL both: not asked for. Here and
 * below: what cannot be done ends the whole bench with a sentence. */
double watched_first_frame(struct watched *watched, const char *const *argv, const char *mark,
                           double *ret_seen);
void watched_stop(struct watched *watched);

/* Until it is idle and nothing comes for a while: also what it does by itself. Its
 * questions about the terminal are answered. */
void watched_settle(struct watched *watched);
/* Takes in what comes, for up to `milliseconds`; how many bytes came. */
size_t watched_take(struct watched *watched, int milliseconds);
/* Forgets what it has written. */
void watched_clear(struct watched *watched);

void watched_write(struct watched *watched, const char *key);
/* Lets it settle, sends one key, and waits until its redraw is finished: the
 * milliseconds. */
double watched_press(struct watched *watched, const char *key);

#endif
