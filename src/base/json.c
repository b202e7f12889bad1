/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <string.h>

#include "base/text.h"

/* Bytes of the character at `text` that must be escaped, its number in *ret; 0
 * where it stands for itself. */
static size_t must_escape(const char *text, unsigned *ret)
{
    const unsigned char *c = (const unsigned char *)text;
    *ret = c[0];
    if (c[0] < 0x20 || c[0] == 0x7F || c[0] == '"' || c[0] == '\\')
        return 1;
    if (c[0] == 0xC2 && c[1] >= 0x80 && c[1] <= 0x9F) {
        *ret = c[1];
        return 2;
    }
    if (c[0] == 0xE2 && c[1] == 0x80 && (c[2] == 0xA8 || c[2] == 0xA9)) {
        *ret = 0x2000U + (c[2] & 0x3FU);
        return 3;
    }
    return 0;
}

static void add_escape(struct buf *buf, unsigned number)
{
    static const char with_letter[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = number < 0x80 ? strchr(with_letter, (int)number) : NULL;
    if (number != 0 && found != NULL)
        buf_addf(buf, "\\%c", letters[found - with_letter]);
    else
        buf_addf(buf, "\\u%04x", number);
}

/* `length` bytes of valid UTF-8. */
static void add_valid(struct buf *buf, const char *text, size_t length)
{
    size_t from = 0;
    for (size_t i = 0; i < length;) {
        unsigned number;
        size_t size = must_escape(text + i, &number);
        if (size == 0) {
            i++;
            continue;
        }
        buf_add_bytes(buf, text + from, i - from);
        add_escape(buf, number);
        i += size;
        from = i;
    }
    buf_add_bytes(buf, text + from, length - from);
}

void json_add_string(struct buf *buf, const char *text)
{
    size_t length = strlen(text);
    buf_add_char(buf, '"');
    for (size_t at = 0; at < length;) {
        size_t valid = text_utf8_prefix(text + at, length - at);
        add_valid(buf, text + at, valid);
        at += valid;
        if (at < length) {
            buf_add(buf, "\\ufffd");
            at++;
        }
    }
    buf_add_char(buf, '"');
}
