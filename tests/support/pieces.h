/* SPDX-License-Identifier: MIT */
/* Bytes in memory, handed out a few at a time as a pipe does. */
#ifndef COFFER_SUPPORT_PIECES_H
#define COFFER_SUPPORT_PIECES_H

#include <string.h>

#include "io/csv.h"

struct pieces {
    const char *bytes;
    size_t length;
    size_t size; /* of a piece */
};

/* A csv_fill; context is a struct pieces. */
static inline enum rc pieces_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                                  struct err *err)
{
    struct pieces *pieces = context;
    size_t length = pieces->length < pieces->size ? pieces->length : pieces->size;
    (void)err;
    if (length > capacity)
        length = capacity;
    memcpy(bytes, pieces->bytes, length);
    pieces->bytes += length;
    pieces->length -= length;
    *ret_length = length;
    return RC_OK;
}

#endif
