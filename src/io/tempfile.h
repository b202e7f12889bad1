/* SPDX-License-Identifier: MIT */
/* A file without a name, in TMPDIR or /tmp: gone when it is closed, and when
 * the process dies. */
#ifndef COFFER_IO_TEMPFILE_H
#define COFFER_IO_TEMPFILE_H

#include <stddef.h>

#include "base/err.h"

/* A descriptor to read and write, mode 0600, closed on exec. */
enum rc tempfile_open(int *ret_fd, struct err *err);

/* All of it, or RC_FILE (disk full). */
enum rc tempfile_write(int fd, const char *bytes, size_t length, struct err *err);

#endif
