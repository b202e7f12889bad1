/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct pair {
    const char *text, *expected;
};

static void assert_pairs(void (*add)(struct buf *, const char *), const struct pair *pairs,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf buf;
        buf_init(&buf);
        add(&buf, pairs[i].text);
        assert_false(buf.failed);
        assert_string_equal(buf.text, pairs[i].expected);
        buf_release(&buf);
    }
}

/* ---- UTF-8 ---- */

static void text__is_utf8__takes_what_the_standard_allows(void **state)
{
    (void)state;
    static const char *const good[] = {
        "",
        "plain",
        "åäö",
        "€",
        "😀",
        "\xed\x9f\xbf",
        "\xee\x80\x80",
        "\xf4\x8f\xbf\xbf",
        "\x01\x7f",
        "eight bytes and an å behind them",
    };
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(text_is_utf8(good[i], strlen(good[i])));
}

static void text__utf8_prefix__ends_where_it_breaks(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length, expected;
    } cases[] = {
        {"ab\xff", 3, 2},
        {"\x80", 1, 0},
        {"\xc0\x80", 2, 0},             /* overlong NUL */
        {"\xe0\x9f\xbf", 3, 0},         /* overlong */
        {"x\xed\xa0\x80", 4, 1},        /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0},     /* above U+10FFFF */
        {"\xf8\x88\x80\x80\x80", 5, 0}, /* five bytes */
        {"å\xe2\x82", 4, 2},            /* cut short */
        {"åå\xc3(", 6, 4},
        {"a\0b", 3, 1},
        {"0123456789abcdef\0", 17, 16}, /* behind whole words */
        {"0123456\xff", 8, 7},
        {"01234567\xff", 9, 8},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(text_utf8_prefix(cases[i].bytes, cases[i].length), cases[i].expected);
        assert_false(text_is_utf8(cases[i].bytes, cases[i].length));
    }
}

/* ---- on a terminal ---- */

static void add_visible(struct buf *buf, const char *text)
{
    text_add_visible(buf, text, strlen(text));
}

static void text__add_visible__marks_what_a_terminal_would_obey(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"plain å € 😀", "plain å € 😀"},
        {"a\tb\nc\r", "a\\x09b\\x0ac\\x0d"},
        {"\x1b[31m", "\\x1b[31m"},
        {"\x7f", "\\x7f"},
        {"\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0",
         "\\u0080\\u009b\\u009f\xc2\xa0"}, /* C1, but not NBSP */
        {"\xd8\x9c", "\\u061c"},
        {"\xe2\x80\x8b\xe2\x80\x8c\xe2\x80\x8d", "\\u200b\\u200c\\u200d"},
        {"\xe2\x80\x8e\xe2\x80\x8f", "\\u200e\\u200f"},
        {"\xe2\x80\xa8\xe2\x80\xa9", "\\u2028\\u2029"},
        {"\xe2\x80\xaa\xe2\x80\xae", "\\u202a\\u202e"},
        {"\xe2\x81\xa0\xe2\x81\xa6\xe2\x81\xa9", "\\u2060\\u2066\\u2069"},
        {"\xef\xbb\xbf", "\\ufeff"},
        {"back\\slash \\x1b", "back\\slash \\x1b"},
        {"\xff\xc3(\xe2\x82", "\\xff\\xc3(\\xe2\\x82"},
    };
    assert_pairs(add_visible, pairs, COUNT(pairs));
    struct buf buf;
    buf_init(&buf);
    text_add_visible(&buf, "a\0b", 3);
    assert_string_equal(buf.text, "a\\x00b");
    buf_release(&buf);
}

/* Names that have broken other programs: joined emoji, stacked accents, text from
 * right to left, codes that colour, title and ring. */
static const struct {
    const char *name, *visible;
    size_t width;
} hostile[] = {
    {"Contoso Plain AB", "Contoso Plain AB", 16},
    {"コントソ株式会社", "コントソ株式会社", 16},
    {"Contoso \xc3\x85re (composed)", "Contoso \xc3\x85re (composed)", 22},
    {"Contoso A\xcc\x8are (decomposed)", "Contoso A\xcc\x8are (decomposed)", 24},
    {"شركة كونتوسو", "شركة كونتوسو", 12},
    {"קונטוסו בע״מ", "קונטוסו בע״מ", 12},
    {"คอนโทโซ จำกัด", "คอนโทโซ จำกัด", 12},
    {"Contoso 👨\xe2\x80\x8d👩\xe2\x80\x8d👧\xe2\x80\x8d👦 Family",
     "Contoso 👨\\u200d👩\\u200d👧\\u200d👦 Family", 41},
    {"Contoso \xe2\x9d\xa4\xef\xb8\x8f Heart", "Contoso \xe2\x9d\xa4\xef\xb8\x8f Heart", 15},
    {"Conto\xcc\x81\xcc\x82\xcc\x83so Stacked", "Conto\xcc\x81\xcc\x82\xcc\x83so Stacked", 15},
    {"Con\xe2\x80\x8bto\xe2\x80\x8b\xe2\x81\xa0so Zero", "Con\\u200bto\\u200b\\u2060so Zero", 30},
    {"Contoso \xe2\x80\xaeKCAB\xe2\x80\xac Override", "Contoso \\u202eKCAB\\u202c Override", 33},
    {"Contoso\tTab", "Contoso\\x09Tab", 14},
    {"Contoso \x1b[31mRed\x1b[0m \x1b]0;PWNED\x07",
     "Contoso \\x1b[31mRed\\x1b[0m \\x1b]0;PWNED\\x07", 43},
    {"Contoso \x07"
     "Bell",
     "Contoso \\x07Bell", 16},
    {"Contoso VeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongName"
     "VeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongName",
     "Contoso VeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongName"
     "VeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongNameVeryLongName",
     152},
};

static void text__add_visible__tames_hostile_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct buf buf;
        buf_init(&buf);
        add_visible(&buf, hostile[i].name);
        assert_string_equal(buf.text, hostile[i].visible);
        assert_int_equal(text_width(buf.text), hostile[i].width);
        buf_release(&buf);
    }
}

/* ---- forms to compare ---- */

static void text__add_slug__turns_runs_into_dashes(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"", ""},
        {"Microsoft Commerce Incentives", "microsoft-commerce-incentives"},
        {"Azure – Partner led & co-sell", "azure-partner-led-co-sell"},
        {"Mixed Reality ADR & DMP", "mixed-reality-adr-dmp"},
        {"(Foo)", "-foo-"},
        {"!?", "-"},
        {"D365", "d365"},
        {"a\tb  \n c", "a-b-c"},
    };
    assert_pairs(text_add_slug, pairs, COUNT(pairs));
}

static void text__add_slug__keeps_other_scripts_apart(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"ÅÄÖ Straße", "åäö-straße"},
        {"A\xcc\x8are", "\xc3\xa5re"}, /* decomposed is the same name */
        {"ПРОГРАММА № 1", "программа-1"},
        {"コントソ・株式会社", "コントソ-株式会社"},
        {"कि", "कि"}, /* only a vowel sign apart */
        {"का", "का"},
        {"จำกัด", "จำกัด"},
        {"٤٢ برنامج", "٤٢-برنامج"},
    };
    assert_pairs(text_add_slug, pairs, COUNT(pairs));
}

static void text__add_letters__keeps_ascii_letters(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Adjustment-Coop", "adjustmentcoop"},
        {" CO-OP 2 ", "coop"},
        {"Åbc", "bc"},
        {"123", ""},
        {"AZaz@[`{", "azaz"},
    };
    assert_pairs(text_add_letters, pairs, COUNT(pairs));
}

static void text__add_folded__lowers_every_letter(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"", ""},
        {"Contoso 42, ÅRE!", "contoso 42, åre!"},
        {"A\xcc\x8aRE", "åre"},
        {"ПРОГРАММА ΣΑ", "программа σα"},
        {"コントソ", "コントソ"},
    };
    assert_pairs(text_add_folded, pairs, COUNT(pairs));
}

/* ---- ends ---- */

static void text__trim__drops_blanks_and_invisible_marks(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"", ""},
        {" \t ", ""},
        {"a b", "a b"},
        {" \ta b\t ", "a b"},
        {"\xc2\xa0-12\xe2\x80\xaf", "-12"},
        {"\xef\xbb\xbf\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\xaa\xe2\x81\xa6x\xe2\x81\xa9\xe2\x80\xac",
         "x"},
        {"\xe2\x80\x8bx", "\xe2\x80\x8bx"}, /* zero-width space is no mark of these */
        {"é", "é"},
        {"\nx", "\nx"},
        {" \xff ", "\xff"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const char *text = pairs[i].text;
        size_t length = strlen(text);
        text_trim(&text, &length);
        assert_int_equal(length, strlen(pairs[i].expected));
        assert_memory_equal(text, pairs[i].expected, length);
    }
}

static void text__excerpt__keeps_short_text_and_cuts_long(void **state)
{
    (void)state;
    char excerpt[TEXT_EXCERPT_SIZE];
    assert_string_equal(text_excerpt("", excerpt), "");
    assert_string_equal(text_excerpt("1,234.5x", excerpt), "1,234.5x");
    char text[100];
    memset(text, '9', sizeof text - 1);
    text[TEXT_EXCERPT_SIZE - 1] = '\0';
    assert_string_equal(text_excerpt(text, excerpt), text);
    text[TEXT_EXCERPT_SIZE - 1] = '9';
    text[sizeof text - 1] = '\0';
    assert_string_equal(text_excerpt(text, excerpt),
                        "999999999999999999999999999999999999999999999999999999999999…");
    for (size_t shift = 0; shift < 4; shift++) {
        memset(text, '-', shift);
        text[shift] = '\0';
        while (strlen(text) + 4 < sizeof text)
            memcpy(text + strlen(text), "😀", sizeof "😀");
        text_excerpt(text, excerpt);
        assert_true(text_is_utf8(excerpt, strlen(excerpt)));
        assert_memory_equal(excerpt, text, strlen(excerpt) - strlen("…"));
    }
}

static void text__next_and_back__go_by_characters_as_seen(void **state)
{
    (void)state;
    static const char *const parts[] = {"a",
                                        "a\u030A\u0301",
                                        "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                        "\U0001F1F8\U0001F1EA",
                                        "\U0001F1F8\U0001F1EA",
                                        "\u2764\uFE0F",
                                        "\u1112\u1161\u11AB",
                                        "\u200B",
                                        " ",
                                        "\u0E01\u0E33"};
    enum { PARTS = sizeof parts / sizeof parts[0] };
    struct buf text;
    size_t at = 0, stops[PARTS + 1];
    buf_init(&text);
    for (size_t i = 0; i < PARTS; i++) {
        stops[i] = text.length;
        buf_add(&text, parts[i]);
    }
    stops[PARTS] = text.length;
    for (size_t i = 0; i < PARTS; i++) {
        assert_int_equal(text_next(text.text, stops[i]), stops[i + 1]);
        assert_int_equal(text_back(text.text, stops[i + 1]), stops[i]);
    }
    assert_int_equal(text_next(text.text, text.length), text.length);
    assert_int_equal(text_back(text.text, 0), 0);
    /* A heap of accents is no reason to look for ever, or to split one. */
    buf_clear(&text);
    for (int i = 0; i < 1000; i++)
        buf_add(&text, "\u0301");
    while (at < text.length) {
        size_t next = text_next(text.text, at);
        assert_true(next > at && next % 2 == 0);
        at = next;
    }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text__next_and_back__go_by_characters_as_seen),
        cmocka_unit_test(text__is_utf8__takes_what_the_standard_allows),
        cmocka_unit_test(text__utf8_prefix__ends_where_it_breaks),
        cmocka_unit_test(text__add_visible__marks_what_a_terminal_would_obey),
        cmocka_unit_test(text__add_visible__tames_hostile_names),
        cmocka_unit_test(text__add_slug__turns_runs_into_dashes),
        cmocka_unit_test(text__add_slug__keeps_other_scripts_apart),
        cmocka_unit_test(text__add_letters__keeps_ascii_letters),
        cmocka_unit_test(text__add_folded__lowers_every_letter),
        cmocka_unit_test(text__trim__drops_blanks_and_invisible_marks),
        cmocka_unit_test(text__excerpt__keeps_short_text_and_cuts_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
