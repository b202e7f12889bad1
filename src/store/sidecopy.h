/* SPDX-License-Identifier: MIT */
/* Private copies of a book: of one in a folder that takes no side files, to read it,
 * and of one that may not be written, to try something out. */
#ifndef COFFER_STORE_SIDECOPY_H
#define COFFER_STORE_SIDECOPY_H

#include "base/err.h"

enum { SIDECOPY_URI_SIZE = 8192 };

/* With no -wal beside the book the file itself is read as immutable and *ret_dir
 * stays NULL; else book and -wal are copied into a new private folder in TMPDIR
 * (mode 0700), *ret_dir. uri: what SQLite is to open. */
enum rc sidecopy_make(const char *path, char **ret_dir, char uri[SIDECOPY_URI_SIZE],
                      struct err *err);
/* A new private folder in TMPDIR, for a book of its own as DIR/book. */
enum rc sidecopy_folder(char **ret_dir, struct err *err);
void sidecopy_remove(char *dir); /* and frees it; NULL is fine */

#endif
