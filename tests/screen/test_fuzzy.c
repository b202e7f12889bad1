/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "support/support.h"
#include "ui/parts/palette.h"

static void fuzzy__score__needs_the_letters_in_their_order(void **state)
{
    (void)state;
    assert_true(fuzzy_score("srt", "sort") > 0);
    assert_true(fuzzy_score("", "sort") > 0);
    assert_true(fuzzy_score("  ", "sort") > 0);
    assert_int_equal(fuzzy_score("tros", "sort"), 0);
    assert_int_equal(fuzzy_score("sortx", "sort"), 0);
    assert_int_equal(fuzzy_score("s", ""), 0);
    assert_true(fuzzy_score("", "") > 0);
}

static void fuzzy__score__folds_case_and_knows_letters_beyond_ascii(void **state)
{
    (void)state;
    assert_int_equal(fuzzy_score("SORT", "sort"), fuzzy_score("sort", "SORT"));
    /* å as one character and as two; half of one is no letter of another. */
    assert_true(fuzzy_score("\xc3\xa5", "A\xcc\x8are") > 0);
    assert_int_equal(fuzzy_score("\xc3\xa5", "\xc3\xb6\xc4\xa5"), 0);
    assert_true(fuzzy_score("\xe3\x83\x88\xe3\x82\xbd", "\xe3\x82\xb3\xe3\x83\xb3\xe3\x83\x88"
                                                        "\xe3\x82\xbd") > 0);
}

static void fuzzy__score__prefers_what_people_mean(void **state)
{
    static const struct {
        const char *typed, *better, *worse;
    } cases[] = {
        {"sort", "sort", "sort back"},             /* the whole text */
        {"ear", "earnings", "near"},               /* where it begins */
        {"el", "earning list", "delete"},          /* words begin with the letters */
        {"col", "columns", "call of"},             /* letters that follow each other */
        {"pl", "program list", "explain"},         /* the best way, not the first */
        {"add earn", "earning add", "earned day"}, /* words in any order */
        {"dash", "dashboard", "draft shared"},     /* without gaps */
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int better = fuzzy_score(cases[i].typed, cases[i].better);
        int worse = fuzzy_score(cases[i].typed, cases[i].worse);
        if (better <= worse)
            print_error("%s: %s %d, %s %d\n", cases[i].typed, cases[i].better, better,
                        cases[i].worse, worse);
        assert_true(better > worse);
    }
}

static void fuzzy__score__bears_very_long_texts(void **state)
{
    char text[1000], typed[200];
    (void)state;
    memset(text, 'a', sizeof text);
    memset(typed, 'a', sizeof typed);
    text[sizeof text - 1] = typed[sizeof typed - 1] = '\0';
    assert_true(fuzzy_score("aaa", text) > 0);
    assert_int_equal(fuzzy_score(typed, "aaa"), 0);
    assert_int_equal(fuzzy_score(typed, text), 0); /* nobody types that */
    text[sizeof text - 2] = 'z';
    assert_int_equal(fuzzy_score("z", text), 0); /* nobody reads that far */
}

/* ---- property --------------------------------------------------------------------------- */

static bool is_part(const char *typed, const char *text)
{
    for (; *text != '\0' && *typed != '\0'; text++)
        typed += *typed == *text ? 1 : 0;
    return *typed == '\0';
}

static void draw_letters(struct random *random, int64_t most, char *ret)
{
    int64_t length = random_between(random, 1, most);
    for (int64_t i = 0; i < length; i++)
        ret[i] = "abc-"[random_between(random, 0, 3)];
    ret[length] = '\0';
}

static void fuzzy__score__is_above_0_exactly_for_parts(void **state)
{
    struct random random;
    (void)state;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        char typed[8], text[24];
        draw_letters(&random, 6, typed);
        draw_letters(&random, 20, text);
        int score = fuzzy_score(typed, text);
        assert_true((score > 0) == is_part(typed, text));
        /* More behind it does not change what is there. */
        char longer[32];
        (void)snprintf(longer, sizeof longer, "%s--", text);
        if (strcmp(typed, text) != 0)
            assert_true(fuzzy_score(typed, longer) >= score);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fuzzy__score__needs_the_letters_in_their_order),
        cmocka_unit_test(fuzzy__score__folds_case_and_knows_letters_beyond_ascii),
        cmocka_unit_test(fuzzy__score__prefers_what_people_mean),
        cmocka_unit_test(fuzzy__score__bears_very_long_texts),
        cmocka_unit_test(fuzzy__score__is_above_0_exactly_for_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
