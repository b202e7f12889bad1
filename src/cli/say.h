/* SPDX-License-Identifier: MIT */
/*
 * Standard error: whole lines, in which no control character is left raw
 * (CONTRACT.md section 3). Trouble on standard error itself has no one left to
 * be told to.
 */
#ifndef COFFER_CLI_SAY_H
#define COFFER_CLI_SAY_H

#include "base/err.h"

/* "coffer: what: why: what to do" */
void say_error(const struct err *err);
/* "coffer: warning: sentence" */
void say_warning(const char *sentence);
/* "  line": one of several below the first. */
void say_further(const char *line);

#endif
