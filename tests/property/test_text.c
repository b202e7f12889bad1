/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LENGTH_MAX = 64 };

/* Bytes in which the edges of UTF-8 are common. */
static size_t draw_bytes(struct random *random, char *ret)
{
    static const unsigned char edges[] = {0x00, 0x1b, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9b, 0x9f,
                                          0xa0, 0xad, 0xbf, 0xc0, 0xc1, 0xc2, 0xd8, 0xdf, 0xe0,
                                          0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x8e, 0xa8};
    size_t length = (size_t)random_between(random, 0, LENGTH_MAX);
    bool mostly_plain = random_one_in(random, 2);
    for (size_t i = 0; i < length; i++) {
        if (mostly_plain && !random_one_in(random, 20))
            ret[i] = (char)random_between(random, 0x20, 0x7e);
        else
            ret[i] = (char)edges[random_between(random, 0, COUNT(edges) - 1)];
    }
    return length;
}

/* The well-formed sequences, as the Unicode standard lists them (table 3-7). */
static size_t sequence_at(const unsigned char *bytes, size_t length)
{
    static const struct {
        unsigned char first_low, first_high, second_low, second_high;
        size_t size;
    } rows[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (bytes[0] < rows[i].first_low || bytes[0] > rows[i].first_high || rows[i].size > length)
            continue;
        bool fits = rows[i].size == 1 ||
                    (bytes[1] >= rows[i].second_low && bytes[1] <= rows[i].second_high);
        for (size_t k = 2; k < rows[i].size; k++)
            fits = fits && (bytes[k] & 0xc0) == 0x80;
        return fits ? rows[i].size : 0;
    }
    return 0;
}

static void text__utf8_prefix__agrees_with_the_standard_s_table(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(100000); i > 0; i--) {
        char bytes[LENGTH_MAX];
        size_t length = draw_bytes(&random, bytes);
        size_t expected = 0, size;
        while (expected < length && bytes[expected] != '\0' &&
               (size = sequence_at((unsigned char *)bytes + expected, length - expected)) > 0)
            expected += size;
        assert_int_equal(text_utf8_prefix(bytes, length), expected);
        assert_int_equal(text_is_utf8(bytes, length), expected == length);
    }
}

/* Every control and every invisible character, looked for by its bytes. */
static bool is_obeyed(const unsigned char *at)
{
    static const char *const marks[] = {
        "\xd8\x9c",     "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e",
        "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaa", "\xe2\x80\xab",
        "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae", "\xe2\x81\xa0", "\xe2\x81\xa6",
        "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9", "\xef\xbb\xbf",
    };
    if (at[0] < 0x20 || at[0] == 0x7f || (at[0] == 0xc2 && at[1] < 0xa0))
        return true;
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (strncmp((const char *)at, marks[i], strlen(marks[i])) == 0)
            return true;
    }
    return false;
}

static void text__add_visible__leaves_nothing_that_a_terminal_obeys(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(50000); i > 0; i--) {
        char bytes[LENGTH_MAX];
        size_t length = draw_bytes(&random, bytes);
        struct buf buf;
        buf_init(&buf);
        text_add_visible(&buf, bytes, length);
        assert_true(text_is_utf8(buf.text, buf.length));
        assert_true(buf.length >= length); /* nothing is dropped */
        for (const char *at = buf.text; *at; at++)
            assert_false(is_obeyed((const unsigned char *)at));
        buf_release(&buf);
    }
}

static void text__trim__takes_only_from_the_ends(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(50000); i > 0; i--) {
        static const char *const blanks[] = {
            " ", "\t", "\xc2\xa0", "\xe2\x80\xaf", "\xef\xbb\xbf", "\xe2\x80\x8e", "\xe2\x81\xa9"};
        static const char *const cores[] = {"", "x", "å", "1 2", "é\xc2\xa0é", "\xff", "x\xe2\x80"};
        struct buf buf;
        buf_init(&buf);
        for (int64_t n = random_between(&random, 0, 4); n > 0; n--)
            buf_add(&buf, blanks[random_between(&random, 0, COUNT(blanks) - 1)]);
        const char *core = cores[random_between(&random, 0, COUNT(cores) - 1)];
        buf_add(&buf, core);
        for (int64_t n = random_between(&random, 0, 4); n > 0; n--)
            buf_add(&buf, blanks[random_between(&random, 0, COUNT(blanks) - 1)]);
        const char *text = buf.text;
        size_t length = buf.length;
        text_trim(&text, &length);
        assert_int_equal(length, strlen(core));
        assert_memory_equal(text, core, length);
        buf_release(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text__utf8_prefix__agrees_with_the_standard_s_table),
        cmocka_unit_test(text__add_visible__leaves_nothing_that_a_terminal_obeys),
        cmocka_unit_test(text__trim__takes_only_from_the_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
