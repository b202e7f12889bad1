/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* `text` is not const, but nothing writes to it while capacity is 0; through
 * the integer the compiler lets a read-only string stand there. */
static char *empty(void)
{
    static const char nothing[] = "";
    return (char *)(uintptr_t)nothing;
}

void buf_init(struct buf *buf)
{
    *buf = (struct buf){.text = empty()};
}

void buf_release(struct buf *buf)
{
    if (buf->capacity > 0)
        free(buf->text);
    buf_init(buf);
}

void buf_clear(struct buf *buf)
{
    buf->length = 0;
    if (buf->capacity > 0)
        buf->text[0] = '\0';
}

void buf_fail(struct buf *buf)
{
    buf_release(buf);
    buf->failed = true;
}

/* Room for `more` bytes and the NUL after the text that is there. */
static bool reserve(struct buf *buf, size_t more)
{
    if (buf->failed)
        return false;
    if (more < buf->capacity - buf->length)
        return true;
    /* Doubling below can then not overflow either. */
    if (more >= SIZE_MAX / 4 || buf->length >= SIZE_MAX / 4) {
        buf_fail(buf);
        return false;
    }
    size_t capacity = buf->capacity > 0 ? buf->capacity : FIRST_CAPACITY;
    while (capacity - buf->length <= more)
        capacity *= 2;
    char *text = realloc(buf->capacity > 0 ? buf->text : NULL, capacity);
    if (!text) {
        buf_fail(buf);
        return false;
    }
    buf->text = text;
    buf->capacity = capacity;
    return true;
}

void buf_add_bytes(struct buf *buf, const char *bytes, size_t length)
{
    if (!reserve(buf, length))
        return;
    if (length > 0)
        memcpy(buf->text + buf->length, bytes, length);
    buf->length += length;
    buf->text[buf->length] = '\0';
}

void buf_add(struct buf *buf, const char *text)
{
    buf_add_bytes(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_add_bytes(buf, &c, 1);
}

/* Prints into what room there is; the length that the whole text needs. */
__attribute__((format(printf, 2, 0))) static int print(struct buf *buf, const char *format,
                                                       va_list args)
{
    size_t room = buf->capacity - buf->length;
    return vsnprintf(room > 0 ? buf->text + buf->length : NULL, room, format, args);
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    if (buf->failed)
        return;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = print(buf, format, args);
    if (length >= 0 && (size_t)length >= buf->capacity - buf->length) {
        if (!reserve(buf, (size_t)length))
            goto out;
        length = print(buf, format, again);
    }
    if (length < 0)
        buf_fail(buf);
    else
        buf->length += (size_t)length;
out:
    va_end(again);
    va_end(args);
}

enum rc buf_check(const struct buf *buf, struct err *err)
{
    return buf->failed ? err_memory(err) : RC_OK;
}
