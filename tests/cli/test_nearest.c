/* SPDX-License-Identifier: MIT */
#include "cli/nearest.h"

#include <string.h>

#include "support/support.h"

static size_t distance(const char *a, const char *b)
{
    return nearest_distance(a, strlen(a), b, strlen(b));
}

static void nearest__counts__changes(void **state)
{
    (void)state;
    assert_int_equal(distance("balance", "balance"), 0);
    assert_int_equal(distance("balnce", "balance"), 1);
    assert_int_equal(distance("balannce", "balance"), 1);
    assert_int_equal(distance("balanke", "balance"), 1);
    assert_int_equal(distance("", "log"), 3);
    assert_int_equal(distance("log", ""), 3);
    assert_int_equal(distance("kitten", "sitting"), 3);
}

static void nearest__counts__neighbours_swapped_as_one(void **state)
{
    (void)state;
    assert_int_equal(distance("improt", "import"), 1);
    assert_int_equal(distance("ab", "ba"), 1);
}

static void nearest__is_the_same__both_ways(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = 0; i < rounds(2000); i++) {
        char a[9] = "", b[9] = "";
        int64_t la = random_between(&random, 0, 8), lb = random_between(&random, 0, 8);
        for (int64_t k = 0; k < la; k++)
            a[k] = (char)('a' + random_between(&random, 0, 2));
        for (int64_t k = 0; k < lb; k++)
            b[k] = (char)('a' + random_between(&random, 0, 2));
        size_t there = distance(a, b);
        assert_int_equal(there, distance(b, a));
        assert_true((there == 0) == (strcmp(a, b) == 0));
        assert_true(there <= (size_t)(la > lb ? la : lb));
    }
}

static void nearest__holds__words_of_any_length(void **state)
{
    (void)state;
    char word[5000];
    memset(word, 'x', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    assert_int_equal(distance(word, "log"), sizeof(word) - 1);
}

static const char *best(const char *given)
{
    static const char *const words[] = {"import", "balance", "earning", "explain", "export"};
    struct nearest nearest;
    nearest_init(&nearest, given);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        nearest_try(&nearest, words[i], strlen(words[i]));
    return nearest.word;
}

static void nearest__chooses__the_best(void **state)
{
    (void)state;
    assert_text_equal(best("exprot"), "export");
    assert_text_equal(best("earnings"), "earning");
    assert_text_equal(best("blanace"), "balance"); /* two slips in seven letters */
    assert_text_equal(best("bal"), "balance");
    assert_text_equal(best("exp"), "explain"); /* the first of two beginnings */
}

static void nearest__is_silent__where_nothing_is_near(void **state)
{
    (void)state;
    assert_null(best("frobnicate"));
    assert_null(best(""));
    assert_null(best("e"));      /* a beginning of three words says nothing */
    assert_null(best("report")); /* another word, two letters from export */
    assert_null(best("insert"));
    assert_null(best("learn"));
    assert_null(best("claims"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nearest__counts__changes),
        cmocka_unit_test(nearest__counts__neighbours_swapped_as_one),
        cmocka_unit_test(nearest__is_the_same__both_ways),
        cmocka_unit_test(nearest__holds__words_of_any_length),
        cmocka_unit_test(nearest__chooses__the_best),
        cmocka_unit_test(nearest__is_silent__where_nothing_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
