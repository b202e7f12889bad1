/* SPDX-License-Identifier: MIT */
#include "ui/term/answer.h"

#include <string.h>

enum decoded answer_of_csi(const struct csi *csi)
{
    if (csi->mark != '?')
        return DECODED_NOTHING;
    if (csi->final == 'c')
        return DECODED_ANSWERED;
    /* DECRPM: 1 set, 2 reset; 0 not known, 3 and 4 cannot be changed. */
    if (csi->final == 'y' && csi->middle == '$' && csi->numbers[0] == 2026)
        return csi->numbers[1] == 1 || csi->numbers[1] == 2 ? DECODED_SYNC : DECODED_NOTHING;
    if (csi->final == 'n' && csi->numbers[0] == 997) {
        if (csi->numbers[1] == 1)
            return DECODED_DARK;
        if (csi->numbers[1] == 2)
            return DECODED_LIGHT;
    }
    return DECODED_NOTHING;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Up to `most` hexadecimal digits as a share of 1000; returns how many, 0: none. */
static size_t read_share(const char *text, size_t length, size_t most, int *ret)
{
    int value = 0, full = 0;
    size_t used = 0;
    for (int digit; used < length && used < most && (digit = hex_digit(text[used])) >= 0; used++) {
        value = value * 16 + digit;
        full = full * 16 + 15;
    }
    if (used > 0)
        *ret = value * 1000 / full;
    return used;
}

/* Three shares of `most` digits, with `between` between them unless it is NUL. */
static bool read_colour(const char *text, size_t length, size_t most, char between, int ret[3])
{
    for (int i = 0; i < 3; i++) {
        if (i > 0 && between != '\0') {
            if (length == 0 || *text != between)
                return false;
            text++;
            length--;
        }
        size_t used = read_share(text, length, most, &ret[i]);
        if (used == 0)
            return false;
        text += used;
        length -= used;
    }
    return true;
}

static bool skip(const char **text, size_t *length, const char *word)
{
    size_t size = strlen(word);
    if (*length < size || memcmp(*text, word, size) != 0)
        return false;
    *text += size;
    *length -= size;
    return true;
}

enum decoded answer_of_osc(const char *text, size_t length)
{
    int colour[3];
    bool read = false;
    if (!skip(&text, &length, "11;"))
        return DECODED_NOTHING;
    if (skip(&text, &length, "rgb:") || skip(&text, &length, "rgba:"))
        read = read_colour(text, length, 4, '/', colour);
    else if (skip(&text, &length, "#"))
        read = length <= 12 && read_colour(text, length, length / 3, '\0', colour);
    if (!read)
        return DECODED_NOTHING;
    /* How light it looks: ITU-R BT.601. */
    int light = (299 * colour[0] + 587 * colour[1] + 114 * colour[2]) / 1000;
    return light >= 500 ? DECODED_LIGHT : DECODED_DARK;
}
