/* SPDX-License-Identifier: MIT */
/* What a file looks like from outside, before anybody opens it as a book. */
#ifndef COFFER_STORE_GLANCE_H
#define COFFER_STORE_GLANCE_H

#include <stdbool.h>

/* Whether the file begins like a book that this program reads: takes microseconds,
 * promises nothing, and a book whose first pages still lie in its log looks like none.
 * Only before the process has a connection to it: closing a file gives up all locks
 * that the process has in it. */
bool book_glance(const char *path);

#endif
