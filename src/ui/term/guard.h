/* SPDX-License-Identifier: MIT */
/*
 * The guard puts the terminal back whatever ends the process, and tells of the
 * signals that do not end it. Everything that its handlers use is prepared
 * before; they call only what POSIX allows in a handler.
 *
 * A signal that ends the process: the terminal is restored, then the signal is
 * raised again, so that who waits for the process sees how it ended. A crash is
 * told on standard error as well (crash.h). Standard error is kept aside while
 * the screen is shown: a line written into the screen would be lost.
 *
 * A handler has no argument of ours: this is the one file of the screen with a
 * variable, the guard that is on.
 */
#ifndef COFFER_UI_GUARD_H
#define COFFER_UI_GUARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include <pthread.h>
#include <signal.h>

#include "base/err.h"
#include "ui/term/crash.h"
#include "ui/term/modes.h"
#include "ui/term/tty.h"

enum { GUARD_SIGNALS = 32 };

struct guard {
    struct tty tty;
    char leave[MODES_SIZE]; /* undoes all that the terminal is told; the caller fills it in */
    size_t leave_length;
    struct crash crash;

    atomic_int raw;    /* the terminal's modes are ours, … */
    atomic_int screen; /* … and it was told to be a screen */
    atomic_int dying;
    atomic_int resized, to_stop, continued, woken; /* see guard_took */
    int wake_in, wake_out; /* a pipe: readable when there is something in those */
    int error_out;         /* standard error itself while it is kept aside; -1: it is not */
    int error_kept;        /* what is written to it meanwhile; -1: it is never kept aside */

    pthread_t thread; /* the screen's own */
    void *stack;      /* handlers run on it: the common one may be full */
    size_t stack_size;
    stack_t stack_before;
    struct sigaction before[GUARD_SIGNALS];
    bool ignores_stop; /* whoever started us ignores SIGTSTP: nobody would wake us */
};

/* Begins to watch; the terminal is not touched yet. tty is copied; terminal:
 * $TERM. One guard at a time. */
enum rc guard_begin(struct guard *guard, const struct tty *tty, const char *terminal,
                    struct err *err);
/* Stops watching; the terminal must have been left. */
void guard_end(struct guard *guard);

/* The terminal's modes become ours. */
void guard_enter(struct guard *guard);
/* Before the terminal is told to be a screen. */
void guard_will_show(struct guard *guard);
/* After it was told, and the first frame. */
void guard_has_shown(struct guard *guard);
/* Everything back: what it was told, its modes, standard error. flush: what was
 * typed and not read is dropped. */
void guard_leave(struct guard *guard, bool flush);

/* Whether it was told since the last call. */
bool guard_took(atomic_int *told);
/* Makes the pipe readable; from any thread, and from handlers. */
void guard_wake(struct guard *guard);
void guard_drain(struct guard *guard);

/* Stops the process until it is continued: with all of its group, as Ctrl-Z does,
 * or alone, as SIGTSTP asks. The terminal must have been left. */
void guard_stop(struct guard *guard, bool group);
/* Does not return once another thread is ending the process: called before
 * anything is written to the terminal. */
void guard_stay(const struct guard *guard);

#endif
