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
        {"UPDATE program_threshold SET usd_micros = 1",
         "thresholds: 1 row is not what the journal made of it (beta)"},
        {"DELETE FROM program_threshold",
         "thresholds: 1 row that the journal made is missing (beta)"},
        {"UPDATE program_split SET coop_ppm = 1 WHERE program = 'beta'",
         "splits: 1 row is not what the journal made of it (beta)"},
        {"UPDATE member SET role = 0", "members: 1 row is not"},
        {"UPDATE member SET login = 'eve'", "members: 1 row that the journal made is missing"},
        {"UPDATE location SET name = 'x' WHERE id = 'L1'",
         "locations: 1 row is not what the journal made of it (L1)"},
        {"INSERT INTO location VALUES (9, 'L9', NULL, NULL, 1, 6)",
         "locations: 1 row is there that neither the journal nor an import made (L9)"},
        {"INSERT INTO member VALUES ('eve', 1, 1), ('eva', 1, 1)",
         "members: 2 rows are there that neither the journal nor an import made, the first is "
         "eva"},
        {"INSERT INTO period_closed VALUES ('', 'half-year', 0, 3)", "closed half-years: 1 row"},
        {"INSERT INTO earning (key, id, name, location, day, type, currency, amount_micros, "
         "usd_micros, made_in, changed_in) VALUES (99, 'E9', 1, 1, 20484, 2, 'USD', 1, 1, 2, 2)",
         "earnings: 1 row is there that neither the journal nor an import made (E9)"},
        {"INSERT INTO setting VALUES ('color', 'never', 1)", "settings: 1 row is there"},
        {"UPDATE earning SET amount_micros = 5 WHERE id = 'E1'",
         "earnings: 1 row is not what the journal made of it (E1)"},
        {"UPDATE earning SET note = 'x' WHERE id = 'E1'", "earnings: 1 row is not"},
        {"DELETE FROM earning WHERE id = 'E1'",
         "earnings: 1 row that the journal made is missing (E1)"},
        {"UPDATE earning SET changed_in = 3 WHERE id = 'E1'", "earnings: 1 row is not"},
        {"UPDATE program_name SET program = 'beta' WHERE name = 'alpha'",
         "spellings of programs: 1 row is not what the journal made of it (alpha)"},
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
        if (findings.count != 1 + (strstr(cases[i].sql, "SET login") != NULL) ||
            strstr(findings.text, cases[i].finding) == NULL)
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
