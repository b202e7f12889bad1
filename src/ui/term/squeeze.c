/* SPDX-License-Identifier: MIT */
#include "ui/term/squeeze.h"

#include <stdlib.h>
#include <string.h>

enum { ESC = 0x1b };

void squeeze_init(struct squeeze *squeeze)
{
    *squeeze = (struct squeeze){.row = 0};
}

/* How long the sequence is that begins here, with its final byte. */
static size_t sequence_length(const char *bytes, size_t length)
{
    size_t at = 2;
    if (length < 2)
        return length;
    if (bytes[1] == '[')
        while (at < length && (bytes[at] < '@' || bytes[at] > '~'))
            at++;
    else if (strchr("()*+", bytes[1]) == NULL)
        return 2;
    return at < length ? at + 1 : length;
}

/* The number that stands here; 1 where none does. */
static int number_at(const char *text)
{
    long number = strtol(text, NULL, 10);
    return number > 0 && number < 10000 ? (int)number : 1;
}

/* CSI row ; col H. */
static void place(struct squeeze *squeeze, const char *parameters, struct buf *ret)
{
    const char *semicolon = strchr(parameters, ';');
    size_t digits = strspn(parameters, "0123456789");
    int row = number_at(parameters);
    int col = semicolon == parameters + digits ? number_at(semicolon + 1) : 1;
    if (row == squeeze->row && col == 1)
        buf_add_char(ret, '\r');
    else if (row == squeeze->row)
        buf_addf(ret, "\x1b[%dG", col);
    else if (row == 1 && col == 1)
        buf_add(ret, "\x1b[H");
    else if (col == 1)
        buf_addf(ret, "\x1b[%dH", row);
    else
        buf_addf(ret, "\x1b[%d;%dH", row, col);
    squeeze->row = row;
}

/* A sequence that moves the cursor and paints nothing. False: this one does not. */
static bool move(struct squeeze *squeeze, const char *sequence, size_t length, struct buf *ret)
{
    const char *parameters = sequence + 2;
    char final = sequence[length - 1];
    if (length < 3 || sequence[1] != '[' || strchr("ABCDGHd", final) == NULL)
        return false;
    if (final == 'H') {
        place(squeeze, parameters, ret);
        return true;
    }
    int number = number_at(parameters);
    if (final == 'd' && number == squeeze->row + 1 && squeeze->row > 0)
        buf_add_char(ret, '\n');
    else
        buf_add_bytes(ret, sequence, length);
    if (final == 'd')
        squeeze->row = number;
    else if (final == 'A' || final == 'B')
        squeeze->row = squeeze->row > 0 ? squeeze->row + (final == 'A' ? -number : number) : 0;
    return true;
}

/* What becomes of the row by a sequence that is no move. */
static bool keeps_row(const char *sequence, size_t length)
{
    return length >= 3 && sequence[1] == '[' && strchr("JKLMPX@bhl", sequence[length - 1]) != NULL;
}

void squeeze_add(struct squeeze *squeeze, const char *bytes, size_t length, struct buf *ret)
{
    struct sgr_look wanted = squeeze->look;
    for (size_t at = 0, size; at < length; at += size) {
        const char *here = bytes + at;
        bool sequence = *here == ESC, control = !sequence && (unsigned char)*here < 0x20;
        size = 1;
        if (sequence) {
            size = sequence_length(here, length - at);
            if (size > 2 && here[1] == '[' && here[size - 1] == 'm') {
                sgr_apply(&wanted, here + 2);
                continue;
            }
            if (size == 3 && memcmp(here, "\x1b(B", 3) == 0) /* ASCII, which it has already */
                continue;
            if (move(squeeze, here, size, ret))
                continue;
            if (!keeps_row(here, size))
                squeeze->row = 0;
        } else if (control) {
            squeeze->row += *here == '\n' && squeeze->row > 0;
        } else {
            while (at + size < length && (unsigned char)here[size] >= 0x20)
                size++;
        }
        if (!control) {
            sgr_change(&squeeze->look, &wanted, ret);
            squeeze->look = wanted;
        }
        buf_add_bytes(ret, here, size);
    }
    sgr_change(&squeeze->look, &wanted, ret);
    squeeze->look = wanted;
}
