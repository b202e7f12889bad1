/* SPDX-License-Identifier: MIT */
#include "model/length.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "support/support.h"

static void length__is_over__counts_characters(void **state)
{
    (void)state;
    assert_false(length_is_over("", 0, 0));
    assert_true(length_is_over("a", 1, 0));
    assert_false(length_is_over("abcd", 4, 4));
    assert_true(length_is_over("abcde", 5, 4));
    /* Four characters of one to four bytes. */
    assert_false(length_is_over("aä€𝄞", strlen("aä€𝄞"), 4));
    assert_true(length_is_over("aä€𝄞", strlen("aä€𝄞"), 3));
    assert_false(length_is_over("ab\0cd", 5, 5));
}

static void length__check__names_what_is_too_long(void **state)
{
    (void)state;
    struct err err;
    char text[LENGTH_NAME + 2] = "";
    err_init(&err);
    assert_rc(length_check("--name", NULL, LENGTH_NAME, &err), RC_OK, &err);
    memset(text, 'x', LENGTH_NAME);
    assert_rc(length_check("--name", text, LENGTH_NAME, &err), RC_OK, &err);
    text[LENGTH_NAME] = 'x';
    assert_rc(length_check("--name", text, LENGTH_NAME, &err), RC_USAGE, &err);
    assert_non_null(strstr(err.text, "--name: longer than 200 characters"));
}

/* What a name can become at worst: characters that NFC takes apart. */
static void length__code_size__has_room_for_every_name(void **state)
{
    (void)state;
    static const char *const characters[] = {"x",      "\u0130", "\u023A",    "\u0958",
                                             "\uFB2C", "\u1F82", "\U00010400"};
    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++) {
        struct buf name, slug;
        buf_init(&name);
        buf_init(&slug);
        for (int n = 0; n < LENGTH_NAME; n++)
            buf_add(&name, characters[i]);
        assert_false(length_is_over(name.text, name.length, LENGTH_NAME));
        assert_true(name.length < LENGTH_NAME_SIZE);
        text_add_slug(&slug, name.text);
        assert_true(slug.length < LENGTH_CODE_SIZE);
        buf_release(&name);
        buf_release(&slug);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(length__is_over__counts_characters),
        cmocka_unit_test(length__check__names_what_is_too_long),
        cmocka_unit_test(length__code_size__has_room_for_every_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
