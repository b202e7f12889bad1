/* SPDX-License-Identifier: MIT */
/* Inside the app layer: files that must not be written over. */
#ifndef COFFER_APP_GUARD_H
#define COFFER_APP_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* RC_USAGE for "-": what is written there would be a file of that name. RC_RULE when
 * path is a Coffer book, or a side file of `book`: an export or a
 * rejects file would destroy it. Files are compared, not names. */
enum rc guard_books(const char *path, const char *book, struct err *err);

/* For a file of rejects: one with something in it is nobody's to replace, neither a book
 * nor an input, nor rejects of another day that may be mended by now. RC_RULE. */
enum rc guard_rejects(const char *path, const char *const *inputs, size_t count, const char *book,
                      struct err *err);

/* Both names lead to one file. */
bool guard_same_file(const char *a, const char *b);

#endif
