/* SPDX-License-Identifier: MIT */
/* Delimited text that lies in memory (embedded data), as a csv_fill. */
#ifndef COFFER_IO_MEMORY_H
#define COFFER_IO_MEMORY_H

#include <stddef.h>

#include "base/err.h"

struct memory_source {
    const char *bytes; /* what is left */
    size_t length;
};

/* A csv_fill; context is a struct memory_source. */
enum rc memory_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err);

#endif
