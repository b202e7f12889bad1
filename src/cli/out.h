/* SPDX-License-Identifier: MIT */
/*
 * Standard output, with every write checked. What was printed counts only after
 * out_flush has said so.
 */
#ifndef COFFER_CLI_OUT_H
#define COFFER_CLI_OUT_H

#include <stddef.h>

#include "base/err.h"

enum { OUT_SIZE = 65536 };

struct out {
    int fd;
    size_t used;
    char bytes[OUT_SIZE];
};

void out_init(struct out *out, int fd);

/* RC_FILE: disk full, no such place. RC_STOP: the reader has gone (then the run
 * ends by SIGPIPE) or a signal came. It is a table_sink of io/table.h, its context
 * the struct out. */
enum rc out_write(void *context, const char *bytes, size_t length, struct err *err);
enum rc out_flush(struct out *out, struct err *err);
/* Flushes and closes: some file systems tell only then that the disk is full. */
enum rc out_close(struct out *out, struct err *err);

#endif
