/* SPDX-License-Identifier: MIT */
#include "io/window.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/scan.h"

enum rc window_init(struct window *window, csv_fill *fill, void *context, size_t keep,
                    struct err *err)
{
    *window = (struct window){
        .fill = fill, .context = context, .capacity = WINDOW_FILL, .limit = keep + WINDOW_FILL};
    window->bytes = malloc(window->capacity + SCAN_BLOCK);
    return window->bytes == NULL ? err_memory(err) : RC_OK;
}

void window_release(struct window *window)
{
    free(window->bytes);
    window->bytes = NULL;
}

/* Bytes of the character that starts so; 1 where none does. */
static size_t character_size(char lead)
{
    unsigned char c = (unsigned char)lead;
    if (c >= 0xF0 && c <= 0xF4)
        return 4;
    if (c >= 0xE0 && c < 0xF0)
        return 3;
    return c >= 0xC2 && c < 0xE0 ? 2 : 1;
}

/* Moves `valid` on as far as the bytes are UTF-8 without NUL. */
static void validate(struct window *window)
{
    const char *bytes = window->bytes;
    while (window->valid < window->end) {
        window->valid += scan_ascii(bytes + window->valid, window->end - window->valid);
        size_t stop = window->valid;
        while (stop < window->end && (unsigned char)bytes[stop] >= 0x80)
            stop++;
        window->valid += text_utf8_prefix(bytes + window->valid, stop - window->valid);
        if (window->valid == window->end || (window->valid == stop && bytes[stop] != '\0'))
            continue;
        bool cut = stop == window->end && !window->at_end &&
                   window->end - window->valid < character_size(bytes[window->valid]);
        window->bad = !cut;
        return;
    }
}

/* Room for one byte more at least; `wanted` never goes beyond the limit. */
static enum rc make_room(struct window *window, struct err *err)
{
    if (window->end < window->capacity)
        return RC_OK;
    size_t capacity = 2 * window->capacity;
    if (capacity > window->limit)
        capacity = window->limit;
    char *bytes = realloc(window->bytes, capacity + SCAN_BLOCK);
    if (bytes == NULL)
        return err_memory(err);
    window->bytes = bytes;
    window->capacity = capacity;
    return RC_OK;
}

enum rc window_fill(struct window *window, size_t wanted, struct err *err)
{
    bug_if(wanted > window->limit, "a window is to hold more than it may");
    memmove(window->bytes, window->bytes + window->at, window->end - window->at);
    window->valid -= window->at;
    window->end -= window->at;
    window->at = 0;
    while (window->end < wanted && !window->at_end) {
        size_t got = 0;
        enum rc rc = make_room(window, err);
        if (rc == RC_OK)
            rc = window->fill(window->context, window->bytes + window->end,
                              window->capacity - window->end, &got, err);
        if (rc != RC_OK)
            return rc;
        window->end += got;
        window->at_end = got == 0;
    }
    validate(window);
    return RC_OK;
}
