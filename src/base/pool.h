/* SPDX-License-Identifier: MIT */
/* Memory that is taken piece by piece and goes as a whole. {0} holds nothing. */
#ifndef COFFER_BASE_POOL_H
#define COFFER_BASE_POOL_H

#include <stddef.h>

struct pool_piece;
struct pool {
    struct pool_piece *pieces;
};

/* Aligned for anything; NULL: memory ran out. */
void *pool_take(struct pool *pool, size_t size);
/* A copy of `length` bytes with a NUL after them; NULL: memory ran out. */
const char *pool_text(struct pool *pool, const char *text, size_t length);
void pool_release(struct pool *pool);

#endif
