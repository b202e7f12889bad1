/* SPDX-License-Identifier: MIT */
#include "model/size.h"

#include "support/support.h"

static void size_parse__reads_what_people_write(void **state)
{
    static const struct {
        const char *text;
        int64_t bytes;
    } good[] = {
        {"1", 1},
        {"1B", 1},
        {"500 MB", 500000000},
        {"500MB", 500000000},
        {"500mb", 500000000},
        {"1.5 GB", 1500000000},
        {"0.5kb", 500},
        {"64 KiB", 65536},
        {"2MiB", 2097152},
        {"1 TB", 1000000000000},
        {"1000000000000", 1000000000000},
        {"0.000001 MB", 1},
    };
    static const char *const bad[] = {
        "",
        "MB",
        "-1",
        "+1",
        "1.5",
        "1.5 B",
        ".5 GB",
        "5. GB",
        "1,5 GB",
        "1..5 GB",
        "0",
        "0 MB",
        "0.4 B",
        "1 XB",
        "1 M",
        "1 MBs",
        "1  MB",
        " 1",
        "1 MB ",
        "2 TB",
        "1 TiB",
        "1000000000001",
        "99999999999999999999",
        "0.0001 KB",
        "1e3",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        int64_t bytes = -1;
        if (!size_parse(good[i].text, &bytes) || bytes != good[i].bytes)
            fail_msg("'%s' is %lld", good[i].text, (long long)bytes);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        int64_t bytes = 4711;
        if (size_parse(bad[i], &bytes) || bytes != 4711)
            fail_msg("'%s' was read as %lld", bad[i], (long long)bytes);
    }
}

/* What is printed is read as the same. */
static void size_print__says_it_exactly(void **state)
{
    static const int64_t sizes[] = {1,
                                    999,
                                    1000,
                                    1024,
                                    1001,
                                    65536,
                                    500000000,
                                    1500000000,
                                    1 << 20,
                                    INT64_C(1) << 30,
                                    1000000000000,
                                    123456789};
    char text[SIZE_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        int64_t bytes = 0;
        assert_true(size_parse(size_print(sizes[i], text), &bytes));
        assert_int_equal(bytes, sizes[i]);
    }
    assert_text_equal(size_print(500000000, text), "500 MB");
    assert_text_equal(size_print(65536, text), "64 KiB");
    assert_text_equal(size_print(1001, text), "1001 B");
}

static void size_words__round(void **state)
{
    static const struct {
        int64_t bytes;
        const char *words;
    } expected[] = {
        {0, "0 B"},          {999, "999 B"},         {1000, "1 KB"},          {1049, "1 KB"},
        {1050, "1.1 KB"},    {9949, "9.9 KB"},       {9950, "10 KB"},         {37400, "37 KB"},
        {999499, "999 KB"},  {999500, "1 MB"},       {1234567, "1.2 MB"},     {20000000, "20 MB"},
        {999999999, "1 GB"}, {1500000000, "1.5 GB"}, {1000000000000, "1 TB"},
    };
    char text[SIZE_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
        assert_text_equal(size_words(expected[i].bytes, text), expected[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(size_parse__reads_what_people_write),
        cmocka_unit_test(size_print__says_it_exactly),
        cmocka_unit_test(size_words__round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
