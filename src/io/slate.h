/* SPDX-License-Identifier: MIT */
/*
 * A short text that outlives a kill, and a full disk: a file that takes its whole
 * room when it is made and is then only written over. Its two halves are written
 * in turn, each with a number and a digest, so that a write that is cut short
 * leaves the text of before. One process at a time has it open.
 */
#ifndef COFFER_IO_SLATE_H
#define COFFER_IO_SLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { SLATE_BYTES = 64 * 1024, SLATE_HEAD = 64, SLATE_TEXT_MAX = SLATE_BYTES / 2 - SLATE_HEAD };

struct slate;

/* Opens the file, or makes it (0600). *ret is NULL where another process has it.
 * RC_FILE where its room cannot be had: nothing is left of a new file then. */
enum rc slate_open(const char *path, struct slate **ret, struct err *err);
/* Without text the file goes, else it stays. NULL is fine. */
void slate_close(struct slate *slate);
/* The file goes. NULL is fine. */
void slate_drop(struct slate *slate);

/* The newest whole text, borrowed until the next write; NULL: none, as after a
 * text of no bytes. *ret_when: clock_now of its writing. */
const char *slate_text(const struct slate *slate, size_t *ret_length, int64_t *ret_when);
/* Over the older half: from here on a kill of the process loses nothing.
 * At most SLATE_TEXT_MAX bytes. */
enum rc slate_write(struct slate *slate, const char *text, size_t length, struct err *err);
/* What was written since the last sync goes to the disk: from here on a loss of
 * power loses nothing. */
enum rc slate_sync(struct slate *slate, struct err *err);

#endif
