/* SPDX-License-Identifier: MIT */
/* Pages of earnings by day: whatever is asked for, read both ways and from any
 * place, they are the list that sorting gives. */
#include "store/lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "support/desk.h"

enum { ROWS = 600, PLACES_MAX = ROWS };

/* Many rows on few days, some without a customer, a payment or a reason. */
static void fill(struct desk *desk, struct random *random)
{
    static const char *const customers[] = {"Contoso", "Fabrikam", "Tailspin Toys", NULL};
    static const char *const programs[] = {"Alpha Growth", "Alpha Core", "Beta Cloud"};
    struct reported rows[ROWS];
    struct import_counts counts;
    static char ids[ROWS][16], dates[ROWS][16];
    for (int i = 0; i < ROWS; i++) {
        (void)snprintf(ids[i], sizeof(ids[i]), "R%d", i);
        (void)date_print((struct date){(int32_t)random_between(random, 20454, 20465)}, dates[i]);
        rows[i] = (struct reported){.id = ids[i],
                                    .amount = 1,
                                    .date = dates[i],
                                    .program = programs[random_between(random, 0, 2)],
                                    .location = random_one_in(random, 2) ? "L1" : "L2",
                                    .customer = customers[random_between(random, 0, 3)]};
    }
    desk_import(desk, rows, ROWS, &counts);
    assert_int_equal(counts.new, ROWS);
    desk_close(desk);
    raw_exec(desk->path,
             "INSERT INTO word VALUES (9001, 2, 'P1'), (9002, 4, 'because'), (9003, 5, 'C-1');"
             "UPDATE earning SET payment = 9001 WHERE key % 3 = 1;"
             "UPDATE earning SET reason = 9002 WHERE key % 7 = 1;"
             "UPDATE earning SET claim = 9003 WHERE key % 11 = 1;"
             "UPDATE earning SET excluded_in = 2, exclude_reason = 'x' WHERE key % 5 = 1");
    desk_open(desk, BOOK_WRITE);
}

static void add_condition(struct buf *sql, const struct lane *lane)
{
    static const char *const columns[LANE_KINDS] = {
        [LANE_OF_FUND] = "name",     [LANE_OF_CUSTOMER] = "customer", [LANE_OF_PAYMENT] = "payment",
        [LANE_OF_REASON] = "reason", [LANE_OF_CLAIM] = "claim",
    };
    if (lane->kind == LANE_OF_ALL)
        buf_add(sql, " OR 1");
    else if (lane->kind == LANE_OF_EXCLUDED)
        buf_add(sql, " OR excluded_in IS NOT NULL");
    else
        buf_addf(sql, " OR %s = %lld", columns[lane->kind], (long long)lane->a);
    if (lane->kind == LANE_OF_FUND)
        buf_addf(sql, " AND location = %lld", (long long)lane->b);
}

/* All places of the lanes between two days, by sorting. */
static size_t sorted(struct desk *desk, const struct lane_query *query, struct earning_place *ret)
{
    const char *order = query->backwards ? "DESC" : "ASC";
    struct buf sql;
    size_t count = 0;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    buf_init(&sql);
    buf_add(&sql, "SELECT day, key FROM earning WHERE (0");
    for (size_t i = 0; i < query->count; i++)
        add_condition(&sql, &query->lanes[i]);
    buf_addf(&sql, ") AND day BETWEEN %d AND %d ORDER BY day %s, key %s", query->from.day,
             query->to.day, order, order);
    assert_int_equal(sqlite3_open_v2(desk->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql.text, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql.text, sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        assert_true(count < PLACES_MAX);
        ret[count++] =
            (struct earning_place){{sqlite3_column_int(stmt, 0)}, sqlite3_column_int64(stmt, 1)};
    }
    (void)sqlite3_finalize(stmt);
    (void)sqlite3_close(db);
    buf_release(&sql);
    return count;
}

/* Page by page, as a list does. */
static void expect_pages(struct desk *desk, struct lane_query query, size_t limit)
{
    struct earning_place should[PLACES_MAX], page[64], last;
    size_t all = sorted(desk, &query, should), at = 0, got = limit;
    query.after = NULL;
    while (got == limit) {
        assert_rc(lanes_read(desk->book, &query, limit, page, &got, desk_err(desk)), RC_OK,
                  &desk->err);
        for (size_t i = 0; i < got; i++, at++) {
            assert_true(at < all);
            assert_int_equal(page[i].date.day, should[at].date.day);
            assert_int_equal(page[i].key, should[at].key);
        }
        if (got > 0) {
            last = page[got - 1];
            query.after = &last;
        }
    }
    assert_int_equal(at, all);
}

static void lanes__of_each_kind__page_both_ways(void **state)
{
    struct desk *desk = *state;
    struct random random;
    random_init_seed(&random, 7);
    fill(desk, &random);
    int64_t fabrikam = raw_number(desk->path, "SELECT key FROM word WHERE text = 'Fabrikam'");
    const struct lane lanes[] = {
        {LANE_OF_ALL, 0, 0},
        {LANE_OF_EXCLUDED, 0, 0},
        {LANE_OF_FUND, raw_number(desk->path, "SELECT max(name) FROM earning"), 1},
        {LANE_OF_CUSTOMER, fabrikam, 0},
        {LANE_OF_PAYMENT, 9001, 0},
        {LANE_OF_REASON, 9002, 0},
        {LANE_OF_CLAIM, 9003, 0},
    };
    for (size_t i = 0; i < sizeof(lanes) / sizeof(lanes[0]); i++) {
        for (int backwards = 0; backwards < 2; backwards++) {
            struct lane_query query = {&lanes[i], 1, date_first, date_last, backwards == 1, NULL};
            expect_pages(desk, query, 1);
            expect_pages(desk, query, 17);
            query.from.day = 20456;
            query.to.day = 20458;
            expect_pages(desk, query, 5);
        }
    }
}

/* Random lanes together, random days, random pages; a row in two lanes is one. */
static void lanes__merged__page_both_ways(void **state)
{
    struct desk *desk = *state;
    struct random generator, *random = &generator;
    random_init(random);
    fill(desk, random);
    struct lane *funds = NULL;
    size_t fund_count = 0;
    for (int64_t name = 1; name <= raw_number(desk->path, "SELECT max(key) FROM program_name");
         name++)
        assert_rc(lanes_of_name(desk->book, name, &funds, &fund_count, desk_err(desk)), RC_OK,
                  &desk->err);
    assert_int_equal(
        fund_count,
        raw_number(desk->path,
                   "SELECT count(*) FROM (SELECT DISTINCT name, location FROM earning)"));
    int64_t fabrikam = raw_number(desk->path, "SELECT key FROM word WHERE text = 'Fabrikam'");
    for (int round = 0; round < rounds(60); round++) {
        struct lane lanes[8];
        size_t count = (size_t)random_between(random, 1, 6);
        for (size_t i = 0; i < count; i++)
            lanes[i] = funds[(size_t)random_between(random, 0, (int64_t)fund_count - 1)];
        if (random_one_in(random, 2))
            lanes[count++] = (struct lane){LANE_OF_CUSTOMER, fabrikam, 0};
        if (random_one_in(random, 2))
            lanes[count++] = (struct lane){LANE_OF_REASON, 9002, 0};
        struct lane_query query = {.lanes = lanes,
                                   .count = count,
                                   .from = {(int32_t)random_between(random, 20450, 20461)},
                                   .to = {(int32_t)random_between(random, 20455, 20468)},
                                   .backwards = random_one_in(random, 2)};
        expect_pages(desk, query, (size_t)random_between(random, 1, 60));
    }
    free(funds);
}

/* From a place that no row has any more, and from beyond the days asked for. */
static void lanes__after_a_place_without_a_row__go_on(void **state)
{
    struct desk *desk = *state;
    const struct lane all = {LANE_OF_ALL, 0, 0};
    struct earning_place page[4];
    size_t got = 0;
    struct random random;
    random_init_seed(&random, 3);
    fill(desk, &random);
    const struct earning_place early = {{20400}, 5}, late = {{20500}, 5};
    struct lane_query query = {&all, 1, {20455}, {20456}, false, &early};
    assert_rc(lanes_read(desk->book, &query, 4, page, &got, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(got, 4);
    assert_int_equal(page[0].date.day, 20455);
    query.backwards = true;
    query.after = &late;
    assert_rc(lanes_read(desk->book, &query, 4, page, &got, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(got, 4);
    assert_int_equal(page[0].date.day, 20456);
    query.backwards = false;
    assert_rc(lanes_read(desk->book, &query, 4, page, &got, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(got, 0);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(lanes__of_each_kind__page_both_ways),
        WITH_BOOK(lanes__merged__page_both_ways),
        WITH_BOOK(lanes__after_a_place_without_a_row__go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
