/* SPDX-License-Identifier: MIT */
/*
 * Showing a document in another program: from a private copy, a file of mode 0600 in a
 * folder of its own (0700) in TMPDIR. Copies of a day ago and older are removed when the
 * next is made, for nobody knows when the other program has finished.
 */
#ifndef COFFER_IO_OPENER_H
#define COFFER_IO_OPENER_H

#include "base/err.h"

/* A new folder for one copy; caller frees *ret. */
enum rc opener_folder(char **ret, struct err *err);
/* With all that is in it. */
void opener_remove(const char *folder);

/* Starts $COFFER_OPENER, or xdg-open, with the path as its one argument, apart from this
 * terminal, and does not wait for it. RC_FILE: it cannot be started. */
enum rc opener_start(const char *path, struct err *err);

#endif
