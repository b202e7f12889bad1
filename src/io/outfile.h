/* SPDX-License-Identifier: MIT */
/*
 * A file that is there whole or not at all: written beside its place, synced,
 * and renamed over what was there (CONTRACT.md section 3).
 */
#ifndef COFFER_IO_OUTFILE_H
#define COFFER_IO_OUTFILE_H

#include <stddef.h>
#include <stdio.h>

#include "base/err.h"

struct outfile;

/* Mode 0600 less the umask… an existing file's mode is kept. */
enum rc outfile_open(const char *path, struct outfile **ret, struct err *err);
enum rc outfile_write(struct outfile *out, const char *bytes, size_t length, struct err *err);
/* Syncs and renames. After it, or after outfile_drop, out is gone. */
enum rc outfile_commit(struct outfile *out, struct err *err);
void outfile_drop(struct outfile *out); /* NULL is fine */

#endif
