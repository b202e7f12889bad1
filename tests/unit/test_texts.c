/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/texts.h"
#include "support/support.h"

static void texts__that_are_equal__are_one(void **state)
{
    struct texts *texts = texts_new();
    char one[8] = "Contoso", two[8] = "Contoso";
    (void)state;
    assert_non_null(texts);
    const char *kept = texts_keep(texts, one);
    assert_ptr_not_equal(kept, one);
    assert_string_equal(kept, "Contoso");
    assert_ptr_equal(texts_keep(texts, two), kept);
    assert_ptr_equal(texts_keep(texts, kept), kept);
    assert_ptr_not_equal(texts_keep(texts, "contoso"), kept);
    assert_string_equal(texts_keep(texts, ""), "");
    texts_free(texts);
    texts_free(NULL);
}

/* Many, and one that is larger than what is asked for at once. */
static void texts__of_any_number__stay_where_they_are(void **state)
{
    enum { COUNT = 20000, LARGE = 100000 };
    static const char *kept[COUNT];
    static char large[LARGE + 1];
    struct texts *texts = texts_new();
    char text[32];
    (void)state;
    assert_non_null(texts);
    memset(large, 'x', LARGE);
    for (int i = 0; i < COUNT; i++) {
        (void)snprintf(text, sizeof(text), "C-%d", i);
        kept[i] = texts_keep(texts, text);
        if (i == COUNT / 2)
            assert_string_equal(texts_keep(texts, large), large);
    }
    for (int i = 0; i < COUNT; i++) {
        (void)snprintf(text, sizeof(text), "C-%d", i);
        assert_string_equal(kept[i], text);
        assert_ptr_equal(texts_keep(texts, text), kept[i]);
    }
    texts_free(texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts__that_are_equal__are_one),
        cmocka_unit_test(texts__of_any_number__stay_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
