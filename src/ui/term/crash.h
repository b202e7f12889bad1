/* SPDX-License-Identifier: MIT */
/*
 * What is left of a crash: two lines on standard error and a report in the state
 * folder ($XDG_STATE_HOME/coffer/), with the signal, the calls and nothing of the
 * book. All words are prepared while all is well; the rest is safe in a signal
 * handler.
 */
#ifndef COFFER_UI_CRASH_H
#define COFFER_UI_CRASH_H

#include <stdatomic.h>
#include <stdbool.h>

#include <signal.h>

enum { CRASH_LINE = 256, CRASH_PATH = 512 };

struct crash {
    char report[CRASH_PATH];                     /* "": there is no folder for one */
    char about[CRASH_LINE];                      /* its first lines */
    char before[CRASH_LINE], after[CRASH_LINE];  /* line one, around the signal's name */
    char where[CRASH_LINE], nowhere[CRASH_LINE]; /* line two, without the path */
    atomic_int tells_calls;                      /* see crash_prepare_calls */
};

/* terminal: $TERM. */
void crash_prepare(struct crash *crash, const char *terminal);
/* Loads the library that lists the calls, which a handler must not: that takes a while,
 * so it is left until the first frame is shown. Reports before it are without them. */
void crash_prepare_calls(struct crash *crash);

/* The report, made and begun; -1: none. */
int crash_open(struct crash *crash);
/* The two lines. said: the first was told already, by whoever gave up. */
void crash_say(const struct crash *crash, const char *signal, bool said, int report);
/* The rest of the report. It comes last: a broken stack may end it. */
void crash_finish(const struct crash *crash, int report, const char *signal, const siginfo_t *info);

/* Writes all of it, as far as that goes. */
void crash_put(int fd, const char *text);

#endif
