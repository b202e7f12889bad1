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
            lookups[i] = (struct id_lookup){.hash = 4711, .id = {ids[2 - i], 2}};
        assert_rc(keys_find(keys, lookups, 3, desk_err(desk)), RC_OK, &desk->err);
        assert_int_equal(lookups[0].key, 0);
        assert_int_equal(lookups[1].key, 2);
        assert_int_equal(lookups[2].key, 1);
        assert_rc(keys_flush(keys, desk_err(desk)), RC_OK, &desk->err);
    }
    keys_free(keys);
    tx_end(tx);
}

static void keys_find__of_an_id_again__names_the_one_before(void **state)
{
    static const struct {
        int64_t hash;
        const char *id;
        int twin; /* the place of the one before, or -1 */
    } rows[] = {{7, "A", -1},  {INT64_MIN, "B", -1}, {7, "C", -1},        {7, "A", 0},
                {-1, "A", -1}, {7, "A", 3},          {INT64_MIN, "B", 1}, {INT64_MAX, "D", -1}};
    enum { ROWS = sizeof(rows) / sizeof(rows[0]) };
    struct desk *desk = *state;
    struct keys *keys = NULL;
    struct id_lookup lookups[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        lookups[i] = (struct id_lookup){.hash = rows[i].hash, .id = {rows[i].id, 1}};
    assert_rc(keys_new(desk->book, &keys, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(keys_find(keys, lookups, ROWS, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < ROWS; i++)
        assert_ptr_equal(lookups[i].twin, rows[i].twin < 0 ? NULL : &lookups[rows[i].twin]);
    keys_free(keys);
}

/* More keys than are held back at once, and many that belong into one place. */
static void keys__of_every_order__are_all_found(void **state)
{
    enum { KEYS = 3000, CROWD = 2000 };
    struct desk *desk = *state;
    struct keys *keys = NULL;
    struct tx *tx = desk_begin(desk, TX_BATCH);
    assert_rc(keys_new(desk->book, &keys, desk_err(desk)), RC_OK, &desk->err);
    for (int64_t key = 1; key <= KEYS; key++) {
        int64_t hash = key <= CROWD ? CROWD - key : digest_short((const char *)&key, sizeof(key));
        assert_rc(keys_add(keys, hash, key, desk_err(desk)), RC_OK, &desk->err);
    }
    assert_rc(keys_flush(keys, desk_err(desk)), RC_OK, &desk->err);
    struct query q;
    bool row = false;
    query_begin(&q, desk->book, SQL_KEY_COUNT);
    assert_rc(query_row(&q, &row, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(query_get_int(&q, 0), KEYS);
    query_end(&q);
    keys_free(keys);
    tx_end(tx);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(keys__of_equal_hashes__are_told_apart_in_the_book),
        WITH_BOOK(import__of_an_equal_hash__is_another_earning),
        WITH_BOOK(keys_find__among_equal_hashes__compares_the_ids),
        WITH_BOOK(keys_find__of_an_id_again__names_the_one_before),
        WITH_BOOK(keys__of_every_order__are_all_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
