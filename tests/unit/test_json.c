/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "support/support.h"

static void check(const char *text, const char *expected)
{
    struct buf buf;
    buf_init(&buf);
    json_add_string(&buf, text);
    assert_text_equal(buf.text, expected);
    buf_release(&buf);
}

static void json__add_string__escapes_what_must_be(void **state)
{
    (void)state;
    check("", "\"\"");
    check("Contoso", "\"Contoso\"");
    check("say \"hi\" \\ bye/", "\"say \\\"hi\\\" \\\\ bye/\"");
    check("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
    check("\x01\x1b\x1f", "\"\\u0001\\u001b\\u001f\"");
}

static void json__add_string__escapes_what_terminals_and_scripts_trip_over(void **state)
{
    (void)state;
    check("a\x7F"
          "b",
          "\"a\\u007fb\"");
    check("\xC2\x80\xC2\x9F\xC2\xA0", "\"\\u0080\\u009f\xC2\xA0\"");
    check("\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA",
          "\"\xE2\x80\xA7\\u2028\\u2029\xE2\x80\xAA\"");
}

static void json__add_string__keeps_every_script(void **state)
{
    (void)state;
    check("Åre コントソ 👨‍👩‍👧", "\"Åre コントソ 👨‍👩‍👧\"");
}

static void json__add_string__is_utf8_whatever_comes(void **state)
{
    (void)state;
    check("a\xFF"
          "b",
          "\"a\\ufffdb\"");
    check("\xE2\x80", "\"\\ufffd\\ufffd\"");
    check("\xC2", "\"\\ufffd\"");
    check("\xED\xA0\x80", "\"\\ufffd\\ufffd\\ufffd\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json__add_string__escapes_what_must_be),
        cmocka_unit_test(json__add_string__escapes_what_terminals_and_scripts_trip_over),
        cmocka_unit_test(json__add_string__keeps_every_script),
        cmocka_unit_test(json__add_string__is_utf8_whatever_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
