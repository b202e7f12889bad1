/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <stdio.h>
#include <string.h>

#include "support/support.h"

static void assert_hash(const struct digest *digest, const char *expected)
{
    char hex[2 * DIGEST_SIZE + 1];
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest->bytes[i]);
    assert_string_equal(hex, expected);
}

/* What sha256sum says of "", of "\3\0\0\0\0\0\0\0abc", and of eight bytes 0xFF. */
static void digest__parts__is_sha256_of_lengths_and_bytes(void **state)
{
    (void)state;
    struct digest digest;
    digest_parts(NULL, 0, &digest);
    assert_hash(&digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_parts(&(struct digest_part){"abc", 3}, 1, &digest);
    assert_hash(&digest, "ce91dc5eec0139adf091900d225971d6ad246a845bad791b5693a9d0d55dd391");
    digest_parts(&(struct digest_part){NULL, 0}, 1, &digest);
    assert_hash(&digest, "12a3ae445661ce5dee78d0650d33362dec29c4f82af05e7e57fb595bbbacf0ca");
}

static void digest__parts__tells_lists_apart(void **state)
{
    (void)state;
    const struct {
        struct digest_part parts[3];
        size_t count;
    } lists[] = {
        {{{"ab", 2}, {"c", 1}}, 2},
        {{{"a", 1}, {"bc", 2}}, 2},
        {{{"abc", 3}}, 1},
        {{{"abc", 3}, {"", 0}}, 2},
        {{{"", 0}, {"abc", 3}}, 2},
        {{{"abc", 3}, {NULL, 0}}, 2},
        {{{"ab", 2}, {"", 0}, {"c", 1}}, 3},
    };
    enum { LISTS = sizeof lists / sizeof lists[0] };
    struct digest digests[LISTS];
    for (size_t i = 0; i < LISTS; i++) {
        digest_parts(lists[i].parts, lists[i].count, &digests[i]);
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(digests[i].bytes, digests[j].bytes, DIGEST_SIZE);
    }
}

/* These numbers are in books: they must never change. */
static void digest__short__is_stable(void **state)
{
    (void)state;
    assert_true(digest_short("", 0) == INT64_C(-6479221188960810456));
    assert_true(digest_short("abc", 3) == INT64_C(-7775099451451791747));
    assert_true(digest_short("a7b4e34b-ceb2-583c-bb15-0ab45697180d", 36) ==
                INT64_C(-7415643975166962251));
}

static void digest__random_id__is_a_letter_and_ten_characters(void **state)
{
    (void)state;
    enum { IDS = 200 };
    char ids[IDS][RANDOM_ID_SIZE];
    for (size_t i = 0; i < IDS; i++) {
        random_id('C', ids[i]);
        assert_int_equal(strlen(ids[i]), 12);
        assert_memory_equal(ids[i], "C-", 2);
        assert_int_equal(strspn(ids[i] + 2, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), 10);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(ids[i], ids[j]);
    }
}

static int start(void **state)
{
    (void)state;
    digest_start();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digest__parts__is_sha256_of_lengths_and_bytes),
        cmocka_unit_test(digest__parts__tells_lists_apart),
        cmocka_unit_test(digest__short__is_stable),
        cmocka_unit_test(digest__random_id__is_a_letter_and_ten_characters),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
