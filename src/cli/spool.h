/* SPDX-License-Identifier: MIT */
/*
 * Lines that must wait until the first line of standard error is known: a
 * million rejects come before the sentence that says how many there were.
 * Kept in an unlinked file in TMPDIR, so memory does not grow with them.
 */
#ifndef COFFER_CLI_SPOOL_H
#define COFFER_CLI_SPOOL_H

#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

struct spool {
    FILE *file; /* NULL until the first line */
    int64_t count;
};

void spool_init(struct spool *spool);
void spool_release(struct spool *spool);

/* One line, with or without line breaks in it. RC_FILE. */
enum rc spool_add(struct spool *spool, const char *line, struct err *err);
/* Hands every line to say_further and forgets them. */
enum rc spool_say(struct spool *spool, struct err *err);

#endif
