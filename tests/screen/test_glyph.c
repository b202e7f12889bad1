/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "base/buf.h"
#include "base/text.h"
#include "support/hostile.h"
#include "ui/cells/glyph.h"

enum { ROOM = 512 };

/* ---- helpers ---- */

/* The glyphs one after the other, marks in braces. */
static void assert_glyphs_as(const char *text, bool ascii, const char *expected)
{
    struct glyph glyphs[ROOM];
    struct buf is;
    bool more;
    size_t count = glyphs_of(text, ascii, glyphs, ROOM, &more);
    buf_init(&is);
    for (size_t i = 0; i < count; i++)
        buf_addf(&is, glyphs[i].mark ? "{%s}" : "%s", glyphs[i].text);
    assert_text_equal(is.text, expected);
    assert_false(more);
    buf_release(&is);
}

static void assert_glyphs(const char *text, const char *expected)
{
    assert_glyphs_as(text, false, expected);
}

static void put_character(ucs4_t character, char ret[8])
{
    memset(ret, 0, 8);
    assert_true(u8_uctomb((uint8_t *)ret, character, 7) > 0);
}

/* What no cell may hold: whatever could move the cursor or hide. */
static void assert_harmless(const struct glyph *glyph)
{
    const uint8_t *next = (const uint8_t *)glyph->text;
    ucs4_t character;
    assert_in_range(glyph->width, 1, 2);
    assert_true(text_is_utf8(glyph->text, strlen(glyph->text)));
    assert_true(*glyph->text != '\0');
    while ((next = u8_next(&character, next))) {
        assert_true(character >= ' ');
        assert_false(character >= 0x7F && character < 0xA0);
        assert_false(uc_is_property_default_ignorable_code_point(character));
        assert_false(uc_is_general_category_withtable(
            character, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp));
    }
}

/* Everything that must hold for any bytes. */
static void assert_consistent(const char *text, bool ascii, size_t cells)
{
    struct glyph all[ROOM], fit[ROOM];
    bool more;
    size_t sum = 0, fit_sum = 0, fit_cells, width = glyphs_width(text, ascii);

    size_t count = glyphs_of(text, ascii, all, ROOM, &more);
    assert_false(more);
    for (size_t i = 0; i < count; i++) {
        assert_harmless(&all[i]);
        if (ascii)
            assert_true(all[i].text[0] >= ' ' && all[i].text[0] <= '~' && !all[i].text[1]);
        sum += all[i].width;
    }
    assert_int_equal(sum, width);
    assert_int_equal(width, glyphs_width(text, !ascii));

    count = glyphs_fit(text, strlen(text), ascii, cells, fit, &fit_cells);
    for (size_t i = 0; i < count; i++) {
        assert_harmless(&fit[i]);
        fit_sum += fit[i].width;
    }
    assert_int_equal(fit_sum, fit_cells);
    assert_true(fit_cells <= cells);
    assert_int_equal(fit_cells == width, width <= cells || (cells == 0 && width == 0));
    /* A wide glyph may leave one cell of the room, a date all but one of its own. */
    size_t left = strpbrk(text, "0123456789") != NULL ? 9 : 1;
    if (width > cells && cells > 0)
        assert_true(fit_cells + left >= cells);
}

/* ---- the names ---- */

static void names__hostile__are_whole_and_marked(void **state)
{
    static const char *const expected[HOSTILE_NAMES] = {
        "Contoso Plain AB",
        "コントソ株式会社",
        "Contoso Åre (composed)",
        "Contoso A\u030Are (decomposed)",
        "\u0648\u0633\u0648\u062A\u0646\u0648\u0643 \u0629\u0643\u0631\u0634",
        "\u05DE\u05F4\u05E2\u05D1 \u05D5\u05E1\u05D5\u05D8\u05E0\u05D5\u05E7",
        "คอนโทโซ จำกัด",
        "Contoso 👨{\uFFFD}👩{\uFFFD}👧{\uFFFD}👦 Family",
        "Contoso ❤{\uFFFD} Heart",
        "Conto\u0301\u0302{\uFFFD}so Stacked",
        "Con{\uFFFD}to{\uFFFD}{\uFFFD}so Zero",
        "Contoso {\uFFFD}KCAB{\uFFFD} Override",
        "Contoso{␉}Tab",
        "Contoso {␛}[31mRed{␛}[0m {␛}]0;PWNED{␇}",
        "Contoso {␇}Bell",
        NULL, /* the long one: as it is */
    };
    static const size_t cells[HOSTILE_NAMES] = {16, 16, 22, 24, 12, 12, 12, 26,
                                                16, 16, 15, 23, 11, 31, 13, 152};
    (void)state;
    for (size_t i = 0; i < HOSTILE_NAMES; i++) {
        assert_glyphs(hostile_names[i], expected[i] ? expected[i] : hostile_names[i]);
        assert_int_equal(glyphs_width(hostile_names[i], false), cells[i]);
        assert_int_equal(glyphs_width(hostile_names[i], true), cells[i]);
    }
}

static void names__ascii__show_a_question_mark_per_cell(void **state)
{
    (void)state;
    assert_glyphs_as(hostile_names[1], true, "{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}{?}");
    assert_glyphs_as("Contoso A\u030Are?", true, "Contoso {?}re?");
    assert_glyphs_as("a\tb", true, "a{?}b");
    assert_glyphs_as("MCI · Contoso – “25 %” … × ▸", true, "MCI - Contoso - \"25 %\" ~ x >");
}

/* ---- single characters ---- */

static void bytes__each_alone__is_one_cell(void **state)
{
    (void)state;
    for (unsigned byte = 1; byte <= 0xFF; byte++) {
        char text[] = {(char)byte, '\0'};
        char expected[16];
        if (byte < ' ' || byte == 0x7F) {
            char picture[8];
            put_character(byte == 0x7F ? 0x2421 : 0x2400 + byte, picture);
            (void)snprintf(expected, sizeof(expected), "{%s}", picture);
        } else {
            (void)snprintf(expected, sizeof(expected), "%s", byte < 0x80 ? text : "{\uFFFD}");
        }
        assert_glyphs(text, expected);
        assert_int_equal(glyphs_width(text, false), 1);
    }
}

static void bytes__not_utf8__each_is_a_mark(void **state)
{
    (void)state;
    assert_glyphs("a\xED\xA0\x80z", "a{\uFFFD}{\uFFFD}{\uFFFD}z");         /* a surrogate */
    assert_glyphs("a\xC0\xAFz", "a{\uFFFD}{\uFFFD}z");                     /* overlong */
    assert_glyphs("a\xE2\x82", "a{\uFFFD}{\uFFFD}");                       /* cut short */
    assert_glyphs("\xF4\x90\x80\x80", "{\uFFFD}{\uFFFD}{\uFFFD}{\uFFFD}"); /* above U+10FFFF */
    assert_glyphs("\uFFFD", "{\uFFFD}"); /* as somebody else's program has left it */
}

static void assert_marks(const ucs4_t *characters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char character[8], text[16];
        put_character(characters[i], character);
        (void)snprintf(text, sizeof(text), "ab%scd", character);
        assert_glyphs(text, "ab{\uFFFD}cd");
    }
}

static void controls__c1__are_marks(void **state)
{
    (void)state;
    for (ucs4_t character = 0x80; character < 0xA0; character++)
        assert_marks(&character, 1);
}

static void controls__bidi_and_zero_width__are_marks_in_place(void **state)
{
    static const ucs4_t characters[] = {
        0x061C, 0x200E, 0x200F, 0x202A,  0x202B,  0x202C,  0x202D,   0x202E, 0x2066,
        0x2067, 0x2068, 0x2069, 0x200B,  0x200C,  0x200D,  0x2060,   0xFEFF, 0x2028,
        0x2029, 0x00AD, 0x034F, 0x180E,  0x3164,  0xFFA0,  0xFFF9,   0xFFFE, 0xFDD0,
        0xE000, 0xF8FF, 0x0378, 0xE0001, 0xE0041, 0xE0100, 0x10FFFF,
    };
    (void)state;
    assert_marks(characters, sizeof(characters) / sizeof(characters[0]));
}

static void clusters__disputed__take_the_simple_form(void **state)
{
    (void)state;
    assert_glyphs("🇸🇪", "{S}{E}");
    assert_glyphs("1\uFE0F\u20E3", "1{\uFFFD}{\uFFFD}");
    assert_glyphs("👍🏽", "👍{\uFFFD}");
    assert_glyphs("❤\uFE0E", "❤{\uFFFD}");
    assert_glyphs("㉈䷀", "{\uFFFD}{\uFFFD}"); /* one cell or two: libraries differ */
}

static void combining__two__stay_with_their_base(void **state)
{
    (void)state;
    assert_glyphs("e\u0301x", "e\u0301x");
    assert_glyphs("e\u0301\u0302x", "e\u0301\u0302x");
    assert_glyphs("e\u0301\u0302\u0303\u0304x", "e\u0301\u0302{\uFFFD}{\uFFFD}x");
    assert_glyphs("각", "각");                                 /* composed */
    assert_glyphs("\u1100\u1161\u11A8", "\u1100\u1161\u11A8"); /* three jamo, one block */
    assert_int_equal(glyphs_width("\u1100\u1161\u11A8", false), 2);
}

static void combining__leading__stands_on_a_blank(void **state)
{
    (void)state;
    assert_glyphs("\u0301x", " \u0301x");
    assert_glyphs("\u0301\u0302\u0303x", " \u0301\u0302{\uFFFD}x");
    assert_glyphs("\t\u0301x", "{␉} \u0301x");
    assert_glyphs("a \u0301x", "a \u0301x");
}

/* ---- right to left ---- */

static void right_to_left__mixed__follows_the_first_letter(void **state)
{
    (void)state;
    assert_glyphs("AB \u05D0\u05D1 12", "AB 12 \u05D1\u05D0");
    assert_glyphs("\u05D0\u05D1 12 AB", "AB 12 \u05D1\u05D0");
    assert_glyphs("A \u05D0(\u05D1)", "A (\u05D1)\u05D0");     /* brackets turn round */
    assert_glyphs("\u05D0\u05B0\u05D1", "\u05D1\u05D0\u05B0"); /* points stay on their letter */
    /* A control between does not reach the algorithm. */
    assert_glyphs("AB \u202Ecd", "AB {\uFFFD}cd");
}

static void right_to_left__cut__keeps_the_beginning(void **state)
{
    struct glyph glyphs[4];
    size_t cells;
    (void)state;
    size_t count = glyphs_fit("\u05D0\u05D1\u05D2\u05D3\u05D4", 10, false, 4, glyphs, &cells);
    assert_int_equal(count, 4);
    assert_string_equal(glyphs[0].text, "…");
    assert_string_equal(glyphs[1].text, "\u05D2");
    assert_string_equal(glyphs[3].text, "\u05D0");
}

/* ---- how much ---- */

static void glyphs_of__too_many__gives_the_beginning(void **state)
{
    struct glyph glyphs[3];
    bool more = false;
    (void)state;
    assert_int_equal(glyphs_of("abcd", false, glyphs, 3, &more), 3);
    assert_true(more);
    assert_string_equal(glyphs[2].text, "c");
    assert_int_equal(glyphs_of("株", true, glyphs, 1, &more), 1); /* half of its '?' */
    assert_true(more);
    assert_int_equal(glyphs_of("abc", false, glyphs, 3, &more), 3);
    assert_false(more);
    assert_int_equal(glyphs_of("", false, glyphs, 3, NULL), 0);
}

static void glyphs_fit__wide__is_never_split(void **state)
{
    struct glyph glyphs[8];
    size_t cells;
    (void)state;
    assert_int_equal(glyphs_fit("株式会", 9, false, 4, glyphs, &cells), 2);
    assert_string_equal(glyphs[0].text, "株");
    assert_string_equal(glyphs[1].text, "…");
    assert_int_equal(cells, 3);
    assert_int_equal(glyphs_fit("株式会", 9, false, 6, glyphs, &cells), 3);
    assert_int_equal(glyphs_fit("株", 3, false, 1, glyphs, &cells), 1);
    assert_string_equal(glyphs[0].text, "…");
    assert_int_equal(glyphs_fit("株", 3, false, 0, glyphs, &cells), 0);
    assert_int_equal(cells, 0);
    assert_int_equal(glyphs_fit("abc", 2, false, 8, glyphs, &cells), 2); /* the length counts */
}

/* Half of a date reads as another one. */
static void glyphs_fit__dates__are_whole_or_gone(void **state)
{
    static const struct {
        const char *text;
        size_t cells;
        const char *shown;
    } cases[] = {
        {"none in 2026-08", 15, "none in 2026-08"},
        {"none in 2026-08", 14, "none in …"},
        {"none in 2026-08", 9, "none in …"},
        {"none in 2026-08", 8, "none in…"},
        {"use to 2026-12-31, claim 08-16 to 2027-02-15", 43, "use to 2026-12-31, claim 08-16 to …"},
        {"use to 2026-12-31, claim 08-16 to 2027-02-15", 30, "use to 2026-12-31, claim …"},
        {"use to 2026-12-31, claim 08-16 to 2027-02-15", 18, "use to 2026-12-31…"},
        {"use to 2026-12-31, claim 08-16 to 2027-02-15", 17, "use to …"},
        {"mci, Contoso, FY27H1", 19, "mci, Contoso, …"},
        {"26-11-29", 5, "…"},
        {"(2026-11-29)", 8, "(…"},
        /* No dates. */
        {"report-2026-11-29.csv", 16, "report-2026-11-…"},
        {"12-345-6", 6, "12-34…"},
        {"123-456789", 6, "123-4…"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct glyph glyphs[64];
        struct buf shown;
        size_t cells, count = glyphs_fit(cases[i].text, strlen(cases[i].text), false,
                                         cases[i].cells, glyphs, &cells);
        buf_init(&shown);
        for (size_t k = 0; k < count; k++)
            buf_add(&shown, glyphs[k].text);
        assert_string_equal(shown.text, cases[i].shown);
        buf_release(&shown);
    }
}

static void glyphs__each__knows_its_first_byte(void **state)
{
    struct glyph glyphs[8];
    size_t cells;
    (void)state;
    assert_int_equal(glyphs_of("a株e\u0301\u05D0\u05D1", false, glyphs, 8, NULL), 5);
    static const unsigned at[] = {0, 1, 4, 9, 7}; /* the last two in screen order */
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(glyphs[i].at, at[i]);
    assert_int_equal(glyphs_of("株a", true, glyphs, 8, NULL), 3);
    assert_int_equal(glyphs[1].at, 0); /* its second '?' */
    assert_int_equal(glyphs[2].at, 3);
    assert_int_equal(glyphs_fit("株式会", 9, false, 4, glyphs, &cells), 2);
    assert_int_equal(glyphs[1].at, 3); /* what the sign stands for */
}

static void glyphs_prefix__cells__never_splits(void **state)
{
    (void)state;
    assert_int_equal(glyphs_prefix("abc", 2), 2);
    assert_int_equal(glyphs_prefix("a株b", 2), 1);
    assert_int_equal(glyphs_prefix("a株b", 3), 4);
    assert_int_equal(glyphs_prefix("e\u0301x", 1), 3);
    assert_int_equal(glyphs_prefix("abc", 9), 3);
    assert_int_equal(glyphs_prefix("abc", 0), 0);
}

/* ---- properties ---- */

static void characters__all__are_harmless(void **state)
{
    (void)state;
    for (ucs4_t character = 1; character <= 0x10FFFF; character++) {
        char text[8];
        struct glyph glyphs[2];
        if (character >= 0xD800 && character < 0xE000)
            continue;
        put_character(character, text);
        size_t count = glyphs_of(text, false, glyphs, 2, NULL);
        assert_int_equal(count, 1);
        assert_harmless(&glyphs[0]);
        assert_int_equal(glyphs_width(text, true), glyphs[0].width);
    }
}

/* Bytes that like to form clusters, controls and broken UTF-8. */
static size_t random_text(struct random *random, char *text, size_t size)
{
    static const ucs4_t pieces[] = {
        'a',     ' ',    '\t',   0x1B,   0x7F,   0x9B,    0x301,  0x302,  0x5D0,  0x5D1,
        0x634,   '(',    ')',    '1',    0x682A, 0x1F468, 0x200D, 0xFE0F, 0x20E3, 0x1F1F8,
        0x1F3FD, 0x202E, 0x2066, 0x1100, 0x1161, 0x11A8,  0x2026, 0xE000, 0x0CBF, 0x4DC0,
    };
    size_t length = 0, goal = (size_t)random_between(random, 0, (int64_t)size - 8);
    while (length < goal) {
        char piece[8];
        if (random_one_in(random, 4)) {
            text[length++] = (char)random_between(random, 1, 255);
            continue;
        }
        put_character(pieces[random_between(random, 0, sizeof(pieces) / sizeof(*pieces) - 1)],
                      piece);
        memcpy(text + length, piece, strlen(piece));
        length += strlen(piece);
    }
    text[length] = '\0';
    return length;
}

static void bytes__random__widths_sum_up(void **state)
{
    struct random random;
    char text[200];
    (void)state;
    random_init(&random);
    for (int i = 0; i < rounds(20000); i++) {
        (void)random_text(&random, text, sizeof(text));
        assert_consistent(text, random_one_in(&random, 2), (size_t)random_between(&random, 0, 100));
    }
}

static void bytes__random__prefix_is_what_fits(void **state)
{
    struct random random;
    char text[200], cut[200];
    (void)state;
    random_init(&random);
    for (int i = 0; i < rounds(20000); i++) {
        size_t length = random_text(&random, text, sizeof(text));
        size_t cells = (size_t)random_between(&random, 0, 60);
        size_t prefix = glyphs_prefix(text, cells);
        assert_true(prefix <= length);
        memcpy(cut, text, prefix);
        cut[prefix] = '\0';
        assert_true(glyphs_width(cut, false) <= cells);
        assert_int_equal(prefix == length, glyphs_width(text, false) <= cells);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names__hostile__are_whole_and_marked),
        cmocka_unit_test(names__ascii__show_a_question_mark_per_cell),
        cmocka_unit_test(bytes__each_alone__is_one_cell),
        cmocka_unit_test(bytes__not_utf8__each_is_a_mark),
        cmocka_unit_test(controls__c1__are_marks),
        cmocka_unit_test(controls__bidi_and_zero_width__are_marks_in_place),
        cmocka_unit_test(clusters__disputed__take_the_simple_form),
        cmocka_unit_test(combining__two__stay_with_their_base),
        cmocka_unit_test(combining__leading__stands_on_a_blank),
        cmocka_unit_test(right_to_left__mixed__follows_the_first_letter),
        cmocka_unit_test(right_to_left__cut__keeps_the_beginning),
        cmocka_unit_test(glyphs_of__too_many__gives_the_beginning),
        cmocka_unit_test(glyphs_fit__wide__is_never_split),
        cmocka_unit_test(glyphs_fit__dates__are_whole_or_gone),
        cmocka_unit_test(glyphs__each__knows_its_first_byte),
        cmocka_unit_test(glyphs_prefix__cells__never_splits),
        cmocka_unit_test(characters__all__are_harmless),
        cmocka_unit_test(bytes__random__widths_sum_up),
        cmocka_unit_test(bytes__random__prefix_is_what_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
