/* SPDX-License-Identifier: MIT */
/*
 * A text that grows. It owns its memory; text is always terminated and never
 * NULL. When memory runs out the buffer is emptied, `failed` is set and stays
 * set, and every later call does nothing: a caller writes a whole text and asks
 * once at the end.
 */
#ifndef COFFER_BASE_BUF_H
#define COFFER_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct buf {
    char *text; /* `length` bytes and a NUL; owned */
    size_t length;
    size_t capacity; /* 0 while text points at a static empty string */
    bool failed;
};

void buf_init(struct buf *buf);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory, and keeps `failed` */
void buf_add(struct buf *buf, const char *text);
void buf_add_bytes(struct buf *buf, const char *bytes, size_t length);
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* As if memory had run out: for a caller whose own part of the text could not be
 * had. */
void buf_fail(struct buf *buf);

/* RC_OK, or RC_FILE with the words for "out of memory". */
must_use enum rc buf_check(const struct buf *buf, struct err *err);

#endif
