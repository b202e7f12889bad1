/* SPDX-License-Identifier: MIT */
/*
 * The part of a stream that is being read: a window that slides over it and
 * knows how far its bytes are UTF-8 without NUL. bytes[at, valid) is read next;
 * bytes[valid, end) waits for the rest of a character, or `bad` says that
 * bytes[valid] breaks the stream.
 */
#ifndef COFFER_IO_WINDOW_H
#define COFFER_IO_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "io/csv.h"

enum { WINDOW_FILL = 128 * 1024 };

struct window {
    csv_fill *fill;
    void *context;
    char *bytes; /* owned; a SCAN_BLOCK more than can be filled, to look past the end */
    size_t at, valid, end;
    size_t capacity, limit;
    bool at_end; /* fill has nothing more */
    bool bad;
};

/* `keep` is the most that will be wanted. */
enum rc window_init(struct window *window, csv_fill *fill, void *context, size_t keep,
                    struct err *err);
void window_release(struct window *window);

/* Moves `at` to 0 (all offsets change) and fetches bytes until `wanted` of them
 * are there, at most WINDOW_FILL beyond `keep`, or there are no more. */
enum rc window_fill(struct window *window, size_t wanted, struct err *err);

#endif
