/* SPDX-License-Identifier: MIT */
/* Texts kept together, each once: equal ones are one pointer. They go all at
 * once. */
#ifndef COFFER_BASE_TEXTS_H
#define COFFER_BASE_TEXTS_H

#include <stddef.h>

struct texts;

struct texts *texts_new(void);        /* NULL: out of memory */
void texts_free(struct texts *texts); /* NULL is fine */

/* Its own copy, until all go; NULL: out of memory. */
const char *texts_keep(struct texts *texts, const char *text);

#endif
