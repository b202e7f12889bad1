/* SPDX-License-Identifier: MIT */
/*
 * Ctrl-C and its like. The first signal asks the work to stop, so that it can
 * be rolled back and its files removed; a second one ends the process at once,
 * which is safe too: the book is then as it was before the write or after it.
 */
#ifndef COFFER_CLI_STOP_H
#define COFFER_CLI_STOP_H

#include <stdbool.h>

/* Catches SIGINT, SIGTERM and SIGHUP unless they are ignored (nohup), and
 * ignores SIGPIPE: a reader that goes away is a failed write. */
void stop_install(void);

/* A signal came, or stop_ask was called. */
bool stop_asked(void);
void stop_ask(int signal_number);

/* Ends the process by the signal that was asked for, SIGINT if there was none. */
_Noreturn void stop_now(void);

#endif
