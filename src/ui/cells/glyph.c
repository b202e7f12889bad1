/* SPDX-License-Identifier: MIT */
#include "ui/cells/glyph.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <fribidi.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/err.h"
#include "ui/cells/sign.h"
#include "ui/cells/whole.h"

enum {
    REPLACEMENT = 0xFFFD,
    PICTURES = 0x2400, /* of C0, in its order */
    PICTURE_OF_DEL = 0x2421,
    KEYCAP = 0x20E3,
    TONE_FIRST = 0x1F3FB,
    TONE_LAST = 0x1F3FF,
    REGIONAL_FIRST = 0x1F1E6,
    REGIONAL_LAST = 0x1F1FF,
    JAMO_VOWEL_FIRST = 0x1160, /* vowels and finals, which join the initial before them */
    JAMO_FINAL_LAST = 0x11FF,
    FIRST_RIGHT_TO_LEFT = 0x0590,
    COMBINING_MAX = 2,
};

/* ---- what a character is ---- */

enum kind {
    KIND_PLAIN,
    KIND_COMBINING,
    KIND_MARK,
};

/* C libraries, and so terminals, do not agree whether these take one cell or two:
 * circled numbers on black squares and the hexagrams. */
static bool is_disputed(ucs4_t character)
{
    return (character >= 0x3248 && character <= 0x324F) ||
           (character >= 0x4DC0 && character <= 0x4DFF);
}

/* Such as a terminal may draw into the cell of the character before, or as
 * nothing, or as whatever its font holds. */
static bool is_unsafe(ucs4_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl |
                                                           UC_CATEGORY_MASK_Zp) ||
           uc_is_property_default_ignorable_code_point(character) || character == KEYCAP ||
           (character >= TONE_FIRST && character <= TONE_LAST) ||
           (character >= REGIONAL_FIRST && character <= REGIONAL_LAST) || is_disputed(character);
}

static bool is_combining(ucs4_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me) ||
           (character >= JAMO_VOWEL_FIRST && character <= JAMO_FINAL_LAST);
}

static enum kind kind_of(ucs4_t character)
{
    if (character >= ' ' && character <= '~')
        return KIND_PLAIN;
    if (is_unsafe(character))
        return KIND_MARK;
    bool combining = is_combining(character);
    bool takes_room = uc_width(character, "UTF-8") > 0;
    if (combining == takes_room) /* a few of which libraries disagree */
        return KIND_MARK;
    return combining ? KIND_COMBINING : KIND_PLAIN;
}

/* ---- in reading order ---- */

struct reader {
    const char *text, *next, *end;
    bool ascii;
    bool full;          /* the glyph before takes no more combining characters */
    int pending;        /* more '?' of a wide glyph */
    unsigned at;        /* of the glyph before */
    bool right_to_left; /* such a letter has been met */
};

static struct reader reader_of(const char *text, size_t length, bool ascii)
{
    return (struct reader){.text = text, .next = text, .end = text + length, .ascii = ascii};
}

/* The size of the next character, 0 at the end. A byte that is not UTF-8 counts as
 * U+FFFD. */
static size_t peek(const struct reader *reader, ucs4_t *ret)
{
    if (reader->next == reader->end)
        return 0;
    if ((unsigned char)*reader->next < 0x80) {
        *ret = (unsigned char)*reader->next;
        return 1;
    }
    ucs4_t character;
    int size =
        u8_mbtoucr(&character, (const uint8_t *)reader->next, (size_t)(reader->end - reader->next));
    *ret = size > 0 ? character : REPLACEMENT;
    return size > 0 ? (size_t)size : 1;
}

static void add(struct glyph *glyph, size_t *length, ucs4_t character)
{
    int size = u8_uctomb((uint8_t *)glyph->text + *length, character,
                         (ptrdiff_t)(GLYPH_BYTES - 1 - *length));
    bug_if(size <= 0, "a glyph longer than its room");
    *length += (size_t)size;
    glyph->text[*length] = '\0';
}

static ucs4_t stand_in(ucs4_t character)
{
    if (character < ' ')
        return PICTURES + character;
    if (character == 0x7F)
        return PICTURE_OF_DEL;
    if (character >= REGIONAL_FIRST && character <= REGIONAL_LAST)
        return 'A' + (character - REGIONAL_FIRST);
    return REPLACEMENT;
}

/* Takes the combining characters that follow; true if there were any. */
static bool take_combining(struct reader *reader, struct glyph *ret, size_t *length)
{
    int count = 0;
    ucs4_t character;
    size_t size;
    while (count < COMBINING_MAX && (size = peek(reader, &character)) > 0 && character >= 0x80 &&
           kind_of(character) == KIND_COMBINING) {
        add(ret, length, character);
        reader->next += size;
        count++;
    }
    reader->full = count == COMBINING_MAX;
    return count > 0;
}

static void read_unicode(struct reader *reader, ucs4_t character, size_t size, struct glyph *ret)
{
    size_t length = 0;
    enum kind kind = character == REPLACEMENT ? KIND_MARK : kind_of(character);
    *ret = (struct glyph){.width = 1};
    if (kind == KIND_MARK || (kind == KIND_COMBINING && reader->full)) {
        add(ret, &length, stand_in(character));
        ret->mark = true;
        reader->next += size;
        reader->full = kind == KIND_COMBINING;
        return;
    }
    if (kind == KIND_COMBINING) {
        add(ret, &length, ' ');
    } else {
        add(ret, &length, character);
        ret->width = (unsigned char)uc_width(character, "UTF-8");
        reader->next += size;
        reader->right_to_left |=
            character >= FIRST_RIGHT_TO_LEFT && FRIBIDI_IS_RTL(fribidi_get_bidi_type(character));
    }
    (void)take_combining(reader, ret, &length);
}

/* What a terminal without UTF-8 shows of a glyph. */
static void make_plain(struct reader *reader, struct glyph *glyph)
{
    ucs4_t character = 0;
    int size = u8_mbtoucr(&character, (const uint8_t *)glyph->text, strlen(glyph->text));
    char plain = sign_plain(character);
    bool alone = glyph->text[size] == '\0';
    if (alone && character < 0x80)
        return;
    if (!alone || plain == 0 || glyph->mark) {
        plain = '?';
        glyph->mark = true;
    }
    glyph->text[0] = plain;
    glyph->text[1] = '\0';
    reader->pending = glyph->width - 1;
    glyph->width = 1;
}

/* All but its place in the text. False at the end. */
static bool read_next(struct reader *reader, struct glyph *ret)
{
    ucs4_t character;
    if (reader->pending > 0) {
        reader->pending--;
        *ret = (struct glyph){.text = "?", .width = 1, .mark = true};
        return true;
    }
    size_t size = peek(reader, &character);
    if (size == 0)
        return false;
    const char *after = reader->next + 1;
    bool plain = character >= ' ' && character <= '~' &&
                 (after == reader->end || (unsigned char)*after < 0x80);
    if (plain) {
        *ret = (struct glyph){.text = {(char)character}, .width = 1};
        reader->next = after;
        reader->full = false;
        return true;
    }
    read_unicode(reader, character, size, ret);
    if (reader->ascii)
        make_plain(reader, ret);
    return true;
}

static bool read_glyph(struct reader *reader, struct glyph *ret)
{
    unsigned at = reader->pending > 0 ? reader->at : (unsigned)(reader->next - reader->text);
    if (!read_next(reader, ret))
        return false;
    ret->at = reader->at = at;
    return true;
}

/* ---- in screen order ---- */

/* More glyphs than any line of a canvas holds stay in reading order. */
enum { LINE_MAX_GLYPHS = 1024 };

static size_t first_character(const struct glyph *glyph, ucs4_t *ret)
{
    int size = u8_mbtoucr(ret, (const uint8_t *)glyph->text, strlen(glyph->text));
    bug_if(size <= 0, "a glyph that is not UTF-8");
    return (size_t)size;
}

/* Brackets and the like open to the other side in right-to-left text. */
static void mirror(struct glyph *glyph)
{
    ucs4_t character;
    FriBidiChar other;
    size_t length = 0;
    if (glyph->text[first_character(glyph, &character)] == '\0' &&
        fribidi_get_mirror_char(character, &other))
        add(glyph, &length, other);
}

/* Leaves the order as it is where libfribidi has no memory. */
static void put_in_screen_order(struct glyph *glyphs, size_t count)
{
    FriBidiChar characters[LINE_MAX_GLYPHS];
    FriBidiCharType types[LINE_MAX_GLYPHS];
    FriBidiBracketType brackets[LINE_MAX_GLYPHS];
    FriBidiLevel levels[LINE_MAX_GLYPHS];
    FriBidiStrIndex map[LINE_MAX_GLYPHS];
    struct glyph reading[LINE_MAX_GLYPHS];
    FriBidiParType direction = FRIBIDI_PAR_ON;
    FriBidiStrIndex length = (FriBidiStrIndex)count;

    for (size_t i = 0; i < count; i++) {
        (void)first_character(&glyphs[i], &characters[i]);
        map[i] = (FriBidiStrIndex)i;
    }
    fribidi_get_bidi_types(characters, length, types);
    fribidi_get_bracket_types(characters, length, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, length, &direction, levels) == 0 ||
        fribidi_reorder_line(0, types, length, 0, direction, levels, NULL, map) == 0)
        return;
    memcpy(reading, glyphs, count * sizeof(*glyphs));
    for (size_t i = 0; i < count; i++) {
        glyphs[i] = reading[map[i]];
        if (levels[map[i]] % 2 != 0)
            mirror(&glyphs[i]);
    }
}

static void arrange(const struct reader *reader, struct glyph *glyphs, size_t count)
{
    if (reader->right_to_left && !reader->ascii && count <= LINE_MAX_GLYPHS)
        put_in_screen_order(glyphs, count);
}

/* ---- the door ---- */

size_t glyphs_of(const char *text, bool ascii, struct glyph *ret, size_t max, bool *ret_more)
{
    struct reader reader = reader_of(text, strlen(text), ascii);
    size_t count = 0;
    while (count < max && read_glyph(&reader, &ret[count]))
        count++;
    if (ret_more)
        *ret_more = reader.next < reader.end || reader.pending > 0;
    arrange(&reader, ret, count);
    return count;
}

/* Takes glyphs from the end until the first byte that is left out is `to`; `at`: what it
 * is now. */
static size_t take_back(const struct glyph *glyphs, size_t count, unsigned at, size_t to,
                        size_t *used)
{
    while (to < at && count > 0 && glyphs[count - 1].at >= to) {
        *used -= glyphs[--count].width;
        at = glyphs[count].at;
    }
    return count;
}

static size_t fit(const char *text, size_t length, bool ascii, size_t cells, bool whole,
                  struct glyph *ret, size_t *ret_cells)
{
    struct reader reader = reader_of(text, length, ascii);
    struct glyph glyph;
    size_t count = 0, used = 0;
    bool more;
    while ((more = read_glyph(&reader, &glyph)) && used + glyph.width <= cells) {
        ret[count++] = glyph;
        used += glyph.width;
    }
    if (more && cells > 0) {
        unsigned at = glyph.at;
        while (used > cells - 1) {
            used -= ret[--count].width;
            at = ret[count].at;
        }
        if (whole) {
            size_t taken = take_back(ret, count, at, whole_before(text, length, at), &used);
            at = taken < count ? ret[taken].at : at;
            count = taken;
        }
        glyph = (struct glyph){.width = 1, .at = at};
        const char *cut = sign_text(SIGN_CUT, ascii);
        memcpy(glyph.text, cut, strlen(cut));
        ret[count++] = glyph;
        used++;
    }
    arrange(&reader, ret, count);
    *ret_cells = used;
    return count;
}

size_t glyphs_fit(const char *text, size_t length, bool ascii, size_t cells, struct glyph *ret,
                  size_t *ret_cells)
{
    return fit(text, length, ascii, cells, true, ret, ret_cells);
}

size_t glyphs_fit_typed(const char *text, size_t length, bool ascii, size_t cells,
                        struct glyph *ret, size_t *ret_cells)
{
    return fit(text, length, ascii, cells, false, ret, ret_cells);
}

size_t glyphs_width(const char *text, bool ascii)
{
    struct reader reader = reader_of(text, strlen(text), ascii);
    struct glyph glyph;
    size_t cells = 0;
    while (read_glyph(&reader, &glyph))
        cells += glyph.width;
    return cells;
}

size_t glyphs_prefix(const char *text, size_t cells)
{
    struct reader reader = reader_of(text, strlen(text), false);
    struct glyph glyph;
    size_t used = 0;
    const char *end = text;
    while (read_glyph(&reader, &glyph) && (used += glyph.width) <= cells)
        end = reader.next;
    return (size_t)(end - text);
}
