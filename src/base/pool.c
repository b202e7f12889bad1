/* SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

struct pool_piece {
    struct pool_piece *next;
    max_align_t bytes[];
};

void *pool_take(struct pool *pool, size_t size)
{
    struct pool_piece *piece = malloc(sizeof(*piece) + size);
    if (piece == NULL)
        return NULL;
    piece->next = pool->pieces;
    pool->pieces = piece;
    return piece->bytes;
}

const char *pool_text(struct pool *pool, const char *text, size_t length)
{
    char *copy = pool_take(pool, length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void pool_release(struct pool *pool)
{
    while (pool->pieces != NULL) {
        struct pool_piece *next = pool->pieces->next;
        free(pool->pieces);
        pool->pieces = next;
    }
}
