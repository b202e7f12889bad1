/* SPDX-License-Identifier: MIT */
#include "io/memory.h"

#include <string.h>

enum rc memory_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err)
{
    struct memory_source *source = context;
    size_t length = source->length < capacity ? source->length : capacity;
    (void)err;
    memcpy(bytes, source->bytes, length);
    source->bytes += length;
    source->length -= length;
    *ret_length = length;
    return RC_OK;
}
