/* SPDX-License-Identifier: MIT */
/*
 * A file that is there whole or not at all: written beside its place, synced,
 * and renamed over what was there (CONTRACT.md section 3).
 */
#ifndef COFFER_IO_OUTFILE_H
#define COFFER_IO_OUTFILE_H

#include <stddef.h>

#include "base/err.h"

struct outfile;

/* A new file gets mode 0600, an existing one keeps its mode; behind a link the
 * file itself is replaced. A FIFO, a character device and our own standard
 * output are written straight. RC_FILE: no such folder, no permission, or
 * something else than a file is there. */
enum rc outfile_open(const char *path, struct outfile **ret, struct err *err);
enum rc outfile_write(struct outfile *out, const char *bytes, size_t length, struct err *err);
/* Syncs and renames. After it, also when it fails, and after outfile_drop, out
 * is gone; unless it succeeded nothing is left of it. */
enum rc outfile_commit(struct outfile *out, struct err *err);
void outfile_drop(struct outfile *out); /* NULL is fine */

#endif
