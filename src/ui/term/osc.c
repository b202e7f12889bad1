/* SPDX-License-Identifier: MIT */
#include "ui/term/osc.h"

#include <string.h>

/* RFC 4648. */
static void add_base64(const char *text, size_t length, struct buf *ret)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < length; at += 3) {
        size_t have = length - at < 3 ? length - at : 3;
        unsigned bits = 0;
        char four[5] = "====";
        for (size_t i = 0; i < 3; i++)
            bits = bits << 8 | (i < have ? (unsigned char)text[at + i] : 0);
        for (size_t i = 0; i <= have; i++)
            four[i] = digits[bits >> (18 - 6 * i) & 63];
        buf_add(ret, four);
    }
}

bool osc_copy(const char *text, struct buf *ret)
{
    size_t length = strlen(text);
    if (length > OSC_COPY_MOST)
        return false;
    buf_add(ret, "\x1b]52;c;");
    add_base64(text, length, ret);
    buf_add(ret, "\x1b\\");
    return true;
}

void osc_title(const char *text, bool ascii, struct buf *ret)
{
    buf_add(ret, "\x1b]2;");
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        bool continues = (byte & 0xc0) == 0x80;
        bool c1 = byte == 0xc2 && ((unsigned char)at[1] & 0xe0) == 0x80; /* U+0080 to 9F */
        if (byte < 0x20 || byte == 0x7f || c1)
            buf_add_char(ret, ' ');
        else if (byte < 0x80 || !ascii)
            buf_add_char(ret, *at);
        else if (!continues)
            buf_add_char(ret, '?');
        if (c1)
            at++;
    }
    buf_add(ret, "\x1b\\");
}
