/* SPDX-License-Identifier: MIT */
/*
 * A folder into which files are put: never over another file, never outside it, each
 * there whole or not at all.
 */
#ifndef COFFER_IO_DROP_H
#define COFFER_IO_DROP_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct drop;

/* A folder that is missing is made (0700), its parents are not. RC_FILE: it cannot be
 * made or written to, or is no folder. */
enum rc drop_open(const char *folder, struct drop **ret, struct err *err);
void drop_close(struct drop *drop); /* NULL is fine */

/* A file of mode 0600 that has no name yet. */
enum rc drop_begin(struct drop *drop, struct err *err);
enum rc drop_write(struct drop *drop, const void *bytes, size_t length, struct err *err);
/* Syncs it and gives it the name, made safe, or where that is taken "name-2.pdf" and so
 * on. *ret: the name it got, appended. */
enum rc drop_commit(struct drop *drop, const char *name, struct buf *ret, struct err *err);
void drop_cancel(struct drop *drop); /* what was begun, if anything */

/* A name that every file system takes and that leads nowhere else: '_' for separators,
 * reserved, control and invisible characters, and in front of '.' and '-'; at most 200
 * bytes with its ending kept; never empty. */
void drop_add_safe_name(struct buf *buf, const char *name);

#endif
