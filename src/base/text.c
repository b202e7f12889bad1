/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/err.h"

struct range {
    ucs4_t first, last;
};

/* What text_add_visible marks, in the order of the code points. */
static const struct range unsafe[] = {
    {0x0000, 0x001F}, /* C0 */
    {0x007F, 0x009F}, /* DEL, C1 */
    {0x061C, 0x061C}, /* bidi: ALM */
    {0x200B, 0x200D}, /* zero-width space, non-joiner, joiner */
    {0x200E, 0x200F}, /* bidi: LRM, RLM */
    {0x2028, 0x2029}, /* line and paragraph separator */
    {0x202A, 0x202E}, /* bidi: embeddings and overrides */
    {0x2060, 0x2060}, /* word joiner */
    {0x2066, 0x2069}, /* bidi: isolates */
    {0xFEFF, 0xFEFF}, /* zero-width no-break space, byte-order mark */
};

/* What text_trim leaves out. */
static const struct range blank[] = {
    {'\t', '\t'},     {' ', ' '},       {0x00A0, 0x00A0}, {0x200E, 0x200F},
    {0x202A, 0x202E}, {0x202F, 0x202F}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_in(ucs4_t character, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (character <= ranges[i].last)
            return character >= ranges[i].first;
    }
    return false;
}

/* ---- UTF-8 ---- */

/* True when none of the word's bytes is NUL or beyond ASCII. */
static bool is_plain(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    return ((word | (word - ones)) & tops) == 0;
}

size_t text_utf8_prefix(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint64_t word;
        /* Reports of a gigabyte pass here: whole words while they are ASCII. */
        while (length - at >= sizeof word) {
            memcpy(&word, bytes + at, sizeof word);
            if (!is_plain(word))
                break;
            at += sizeof word;
        }
        if (at == length)
            break;
        ucs4_t character;
        int size = u8_mbtoucr(&character, (const uint8_t *)bytes + at, length - at);
        if (size <= 0 || character == 0)
            break;
        at += (size_t)size;
    }
    return at;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    return text_utf8_prefix(bytes, length) == length;
}

/* ---- on a terminal ---- */

void text_add_visible(struct buf *buf, const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        ucs4_t character;
        int size = u8_mbtoucr(&character, (const uint8_t *)bytes + at, length - at);
        if (size <= 0) {
            buf_addf(buf, "\\x%02x", (unsigned char)bytes[at]);
            at++;
            continue;
        }
        if (!is_in(character, unsafe, COUNT(unsafe)))
            buf_add_bytes(buf, bytes + at, (size_t)size);
        else if (character < 0x80)
            buf_addf(buf, "\\x%02x", (unsigned)character);
        else
            buf_addf(buf, "\\u%04x", (unsigned)character);
        at += (size_t)size;
    }
}

size_t text_width(const char *text)
{
    size_t width = 0;
    const uint8_t *next = (const uint8_t *)text;
    ucs4_t character;
    while ((next = u8_next(&character, next))) {
        int cells = uc_width(character, "UTF-8");
        width += cells > 0 ? (size_t)cells : 0;
    }
    return width;
}

/* ---- forms to compare ---- */

static void add_character(struct buf *buf, ucs4_t character)
{
    uint8_t bytes[6];
    int size = u8_uctomb(bytes, character, sizeof bytes);
    bug_if(size <= 0, "a character that UTF-8 cannot hold");
    buf_add_bytes(buf, (const char *)bytes, (size_t)size);
}

/* Composed (NFC), so that Å written as one character or as two is the same
 * name. NULL where memory ran out. *ret_owned is what to free afterwards. */
static const uint8_t *compose(const char *text, uint8_t **ret_owned)
{
    *ret_owned = NULL;
    const uint8_t *plain = (const uint8_t *)text;
    const uint8_t *end = plain;
    /* 0xCC begins U+0300, the first character that can combine. */
    while (*end && *end < 0xCC)
        end++;
    if (!*end)
        return plain;
    size_t length;
    uint8_t *composed = u8_normalize(UNINORM_NFC, plain, strlen(text) + 1, NULL, &length);
    bug_if(!composed && errno != ENOMEM, "text that is not UTF-8 came past the doors");
    *ret_owned = composed;
    return composed;
}

/* Letters and digits of any script, and the marks that are part of a letter:
 * without them two names in Devanagari could share a code. */
static bool is_in_names(ucs4_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                           UC_CATEGORY_MASK_Nd);
}

void text_add_slug(struct buf *buf, const char *name)
{
    uint8_t *owned;
    const uint8_t *next = compose(name, &owned);
    if (!next)
        buf_fail(buf);
    ucs4_t character;
    bool in_run = false;
    while (next && (next = u8_next(&character, next))) {
        if (is_in_names(character)) {
            add_character(buf, uc_tolower(character));
            in_run = false;
        } else if (!in_run) {
            buf_add_char(buf, '-');
            in_run = true;
        }
    }
    free(owned);
}

/* Most texts are ASCII, which composes to itself. False: it is not, nothing was added. */
static bool add_folded_ascii(struct buf *buf, const char *text)
{
    char folded[256];
    size_t length = strlen(text), at = 0;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    for (size_t i = 0; i < length; i++) {
        folded[at++] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
        if (at == sizeof(folded) || i + 1 == length) {
            buf_add_bytes(buf, folded, at);
            at = 0;
        }
    }
    return true;
}

void text_add_folded(struct buf *buf, const char *text)
{
    uint8_t *owned;
    if (add_folded_ascii(buf, text))
        return;
    const uint8_t *next = compose(text, &owned);
    if (!next)
        buf_fail(buf);
    ucs4_t character;
    while (next && (next = u8_next(&character, next)))
        add_character(buf, uc_tolower(character));
    free(owned);
}

void text_add_letters(struct buf *buf, const char *text)
{
    for (; *text; text++) {
        if (*text >= 'a' && *text <= 'z')
            buf_add_char(buf, *text);
        else if (*text >= 'A' && *text <= 'Z')
            buf_add_char(buf, (char)(*text - 'A' + 'a'));
    }
}

void text_trim(const char **text, size_t *length)
{
    const uint8_t *start = (const uint8_t *)*text;
    const uint8_t *end = start + *length;
    ucs4_t character;
    while (start < end) {
        int size = u8_mbtoucr(&character, start, (size_t)(end - start));
        if (size <= 0 || !is_in(character, blank, COUNT(blank)))
            break;
        start += size;
    }
    while (start < end) {
        const uint8_t *last = u8_prev(&character, end, start);
        if (!last || !is_in(character, blank, COUNT(blank)))
            break;
        end = last;
    }
    *text = (const char *)start;
    *length = (size_t)(end - start);
}

/* ---- shorter ---- */

size_t text_cut(const char *text, size_t limit)
{
    size_t end = limit;
    /* A character of UTF-8 has at most three bytes after its first. */
    for (int i = 0; i < 3 && end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80; i++)
        end--;
    return end;
}

size_t text_next(const char *text, size_t at)
{
    enum { FIRST_LOOK = 32 };
    const char *start = text + at;
    char breaks[8 * FIRST_LOOK];
    bool plain = (unsigned char)start[0] < 0x80 && start[0] != '\0' && start[0] != '\r' &&
                 (unsigned char)start[1] < 0x80;
    if (plain)
        return at + 1;
    /* A look at the bytes that follow; at more of them while no end is seen. */
    for (size_t look = FIRST_LOOK; look <= sizeof breaks; look *= 2) {
        size_t length = strnlen(start, look);
        bool whole = length < look;
        length = whole ? length : text_cut(start, look);
        u8_grapheme_breaks((const uint8_t *)start, length, breaks);
        for (size_t i = 1; i < length; i++) {
            if (breaks[i])
                return at + i;
        }
        if (whole)
            return at + length;
    }
    return at + text_cut(start, sizeof breaks); /* a heap of accents is cut */
}

size_t text_back(const char *text, size_t at)
{
    size_t before = 0;
    /* From the beginning: where a flag or a joined emoji begins cannot be told
     * from its end. */
    for (size_t next = text_next(text, 0); next < at; next = text_next(text, before))
        before = next;
    return before;
}

char *text_excerpt(const char *text, char ret[TEXT_EXCERPT_SIZE])
{
    static const char ellipsis[] = "…";
    size_t length = strnlen(text, TEXT_EXCERPT_SIZE);
    if (length < TEXT_EXCERPT_SIZE) {
        memcpy(ret, text, length + 1);
    } else {
        length = text_cut(text, TEXT_EXCERPT_SIZE - sizeof ellipsis);
        memcpy(ret, text, length);
        memcpy(ret + length, ellipsis, sizeof ellipsis);
    }
    return ret;
}
