/* SPDX-License-Identifier: MIT */
/* Earning ids are found by a hash of 64 bits; equal hashes are told apart by the
 * ids themselves. Nobody can make two such ids, so the key table is forged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "store/db.h"
#include "store/importer.h"
#include "support/desk.h"

static void type_in(struct desk *desk, const char *id)
{
    desk_type_in(desk, &(struct typed_in){id, "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000});
}

/* `id` hashes to where earning `key` is. */
static void forge(struct desk *desk, const char *id, int64_t key)
{
    char sql[128];
    (void)snprintf(sql, sizeof(sql), "INSERT INTO earning_key VALUES (%lld, %lld)",
                   (long long)digest_short(id, strlen(id)), (long long)key);
    raw_exec(desk->path, sql);
}

static void keys__of_equal_hashes__are_told_apart_in_the_book(void **state)
{
    struct desk *desk = *state;
    int64_t key = -1;
    type_in(desk, "E1");
    forge(desk, "E2", 1);
    assert_rc(earning_id_taken(desk->book, "E2", &key, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(key, 0);
    type_in(desk, "E2");
    forge(desk, "E1", 2);
    assert_rc(earning_id_taken(desk->book, "E1", &key, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(key, 1);
    assert_rc(earning_id_taken(desk->book, "E2", &key, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(key, 2);
}

static void import__of_an_equal_hash__is_another_earning(void **state)
{
    static const struct reported rows[] = {{.id = "A", .amount = 1}, {.id = "B", .amount = 2}};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, rows, 1, &counts);
    forge(desk, "B", 1);
    desk_import(desk, rows + 1, 1, &counts);
    assert_int_equal(counts.new, 1);
    desk_import(desk, rows, 2, &counts);
    assert_int_equal(counts.unchanged, 2);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 2);
}

/* Keys that are held back, and the same once they are in the book. */
static void keys_find__among_equal_hashes__compares_the_ids(void **state)
{
    static const char *const ids[] = {"E1", "E2", "E3"};
    struct desk *desk = *state;
    struct keys *keys = NULL;
    for (int i = 0; i < 3; i++)
        type_in(desk, ids[i]);
    raw_exec(desk->path, "DELETE FROM earning_key");
    struct tx *tx = desk_begin(desk, TX_BATCH);
    assert_rc(keys_new(desk->book, &keys, desk_err(desk)), RC_OK, &desk->err);
    for (int64_t key = 1; key <= 2; key++)
        assert_rc(keys_add(keys, 4711, key, desk_err(desk)), RC_OK, &desk->err);
    for (int flushed = 0; flushed < 2; flushed++) {
        struct id_lookup lookups[3];
        for (size_t i = 0; i < 3; i++)
            lookups[i] = (struct id_lookup){.hash = 4711, .id = {ids[2 - i], 2}, .place = 2 - i};
        assert_rc(keys_find(keys, lookups, 3, desk_err(desk)), RC_OK, &desk->err);
        for (size_t i = 0; i < 3; i++) {
            int64_t expected = lookups[i].place == 2 ? 0 : (int64_t)lookups[i].place + 1;
            assert_int_equal(lookups[i].key, expected);
        }
        assert_rc(keys_flush(keys, desk_err(desk)), RC_OK, &desk->err);
    }
    keys_free(keys);
    tx_end(tx);
}

static void keys_find__gives_lookups_in_the_order_of_their_hashes(void **state)
{
    struct desk *desk = *state;
    struct keys *keys = NULL;
    struct id_lookup lookups[4] = {
        {.hash = 5}, {.hash = INT64_MIN}, {.hash = INT64_MAX}, {.hash = -1}};
    for (size_t i = 0; i < 4; i++)
        lookups[i].id = (struct text){"x", 1};
    assert_rc(keys_new(desk->book, &keys, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(keys_find(keys, lookups, 4, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 1; i < 4; i++)
        assert_true(lookups[i - 1].hash < lookups[i].hash);
    keys_free(keys);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(keys__of_equal_hashes__are_told_apart_in_the_book),
        WITH_BOOK(import__of_an_equal_hash__is_another_earning),
        WITH_BOOK(keys_find__among_equal_hashes__compares_the_ids),
        WITH_BOOK(keys_find__gives_lookups_in_the_order_of_their_hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
