/* SPDX-License-Identifier: MIT */
#include "store/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "support/desk.h"

static void make_history(struct desk *desk)
{
    static const struct reported row = {.id = "E2", .program = "alpha", .amount = 7000000};
    struct import_counts counts;
    desk_type_in(desk, &(struct typed_in){"E1", "alpha", "L1", "2026-01-31", EARNING_TOTAL, 1000000,
                                          "USD", 1000000}); /* 2 */
    desk_type_in(desk, &(struct typed_in){"E2", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000}); /* 3 */
    desk_import(desk, &row, 1, &counts);                    /* 4: takes E2 over */
    desk_write(desk, "INSERT INTO program_threshold VALUES ('beta', 0, 100, @)");           /* 5 */
    desk_write(desk, "INSERT INTO location VALUES (9, 'L9', NULL, NULL, 1, @)");            /* 6 */
    desk_write(desk, "DELETE FROM location WHERE id = 'L9'");                               /* 7 */
    desk_write(desk, "UPDATE location SET name = 'Contoso', changed_in = @ WHERE key = 1"); /* 8 */
    assert_rc(journal_undo(desk->book, "ann", 8, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
}

static void replay__finds_nothing_in_an_honest_book(void **state)
{
    struct desk *desk = *state;
    struct findings findings = {.count = 0};
    make_history(desk);
    assert_rc(replay_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(findings.text, "");
}

static void replay__finds_what_nobody_wrote(void **state)
{
    static const struct {
        const char *sql, *finding;
    } cases[] = {
        {"UPDATE program_threshold SET usd_micros = 1", "table program_threshold"},
        {"DELETE FROM program_threshold", "table program_threshold: a row that the journal made"},
        {"UPDATE program_split SET coop_ppm = 1 WHERE program = 'beta'", "table program_split"},
        {"UPDATE member SET role = 0", "table member"},
        {"UPDATE member SET login = 'eve'", "table member"},
        {"UPDATE location SET name = 'x' WHERE id = 'L1'", "table location"},
        {"INSERT INTO location VALUES (9, 'L9', NULL, NULL, 1, 6)",
         "table location: a row that neither"},
        {"INSERT INTO member VALUES ('eve', 1, 1)", "table member: a row that neither"},
        {"INSERT INTO period_closed VALUES ('', 'half-year', 0, 3)", "table period_closed"},
        {"INSERT INTO earning (key, id, name, location, day, type, currency, amount_micros, "
         "usd_micros, made_in, changed_in) VALUES (99, 'E9', 1, 1, 20484, 2, 'USD', 1, 1, 2, 2)",
         "table earning: a row that neither"},
        {"INSERT INTO setting VALUES ('color', 'never', 1)", "table setting"},
        {"UPDATE earning SET amount_micros = 5 WHERE id = 'E1'", "table earning"},
        {"UPDATE earning SET note = 'x' WHERE id = 'E1'", "table earning"},
        {"DELETE FROM earning WHERE id = 'E1'", "table earning"},
        {"UPDATE earning SET changed_in = 3 WHERE id = 'E1'", "table earning"},
        {"UPDATE program_name SET program = 'beta' WHERE name = 'alpha'", "table program_name"},
    };
    struct desk *desk = *state;
    size_t length = 0;
    make_history(desk);
    desk_close(desk);
    char *whole = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct findings findings = {.count = 0};
        file_write(desk->path, whole, length);
        raw_exec(desk->path, cases[i].sql);
        desk_open(desk, BOOK_LOOK);
        assert_rc(replay_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
                  &desk->err);
        desk_close(desk);
        if (findings.count == 0 || strstr(findings.text, cases[i].finding) == NULL)
            fail_msg("%s: found \"%s\"", cases[i].sql, findings.text);
    }
    free(whole);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(replay__finds_nothing_in_an_honest_book),
        WITH_BOOK(replay__finds_what_nobody_wrote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
