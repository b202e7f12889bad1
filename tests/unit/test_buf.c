/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdint.h>
#include <string.h>

#include "support/support.h"

static void buf__init__is_an_empty_text(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    assert_string_equal(buf.text, "");
    assert_int_equal(buf.length, 0);
    buf_clear(&buf);
    buf_add(&buf, "");
    assert_string_equal(buf.text, "");
    buf_release(&buf);
    assert_string_equal(buf.text, "");
}

static void buf__add__grows_and_stays_terminated(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(buf.length, 3 * i);
        buf_add_char(&buf, 'a');
        buf_add(&buf, "b");
        buf_add_bytes(&buf, "cd", 1);
        assert_int_equal(strlen(buf.text), 3 * (i + 1));
    }
    for (size_t i = 0; i < buf.length; i++)
        assert_int_equal(buf.text[i], "abc"[i % 3]);
    buf_clear(&buf);
    assert_string_equal(buf.text, "");
    buf_release(&buf);
}

static void buf__addf__fits_every_length(void **state)
{
    (void)state;
    char word[300];
    for (size_t length = 0; length < sizeof word; length++) {
        struct buf buf;
        buf_init(&buf);
        memset(word, 'x', length);
        word[length] = '\0';
        buf_add(&buf, "<");
        buf_addf(&buf, "%s%d", word, 7);
        buf_addf(&buf, "%s", ">");
        assert_int_equal(buf.length, length + 3);
        assert_int_equal(strlen(buf.text), length + 3);
        assert_memory_equal(buf.text + 1, word, length);
        assert_string_equal(buf.text + 1 + length, "7>");
        buf_release(&buf);
    }
}

static void buf__add__stays_failed_once_memory_ran_out(void **state)
{
    (void)state;
    struct buf buf;
    struct err err;
    buf_init(&buf);
    err_init(&err);
    buf_add(&buf, "text");
    assert_rc(buf_check(&buf, &err), RC_OK, &err);
    buf_add_bytes(&buf, "", SIZE_MAX); /* refused before a byte is read */
    assert_string_equal(buf.text, "");
    buf_add(&buf, "more");
    buf_addf(&buf, "%d", 1);
    buf_clear(&buf);
    assert_string_equal(buf.text, "");
    assert_int_equal(buf.length, 0);
    assert_rc(buf_check(&buf, &err), RC_FILE, &err);
    buf_release(&buf);
    err_init(&err);
    assert_rc(buf_check(&buf, &err), RC_OK, &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buf__init__is_an_empty_text),
        cmocka_unit_test(buf__add__grows_and_stays_terminated),
        cmocka_unit_test(buf__addf__fits_every_length),
        cmocka_unit_test(buf__add__stays_failed_once_memory_ran_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
