/* SPDX-License-Identifier: MIT */
/* What a row of the journal changed, column by column. */
#include "store/edits.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "support/desk.h"

/* "changed program_split[alpha 2025-01-01] coop_ppm: 400000 > 500000", a line each. */
static enum rc note(void *context, const struct journal_edit *edit, struct err *err)
{
    static const char *const kinds[] = {
        [LOG_NEW] = "new", [LOG_CHANGED] = "changed", [LOG_GONE] = "gone"};
    (void)err;
    buf_addf(context, "%s %s[%s] %s: %s > %s\n", kinds[edit->kind], edit->table, edit->row,
             edit->column, edit->before != NULL ? edit->before : "-",
             edit->after != NULL ? edit->after : "-");
    return RC_OK;
}

static void expect(struct desk *desk, int64_t number, const char *should)
{
    struct buf is;
    buf_init(&is);
    assert_rc(journal_edits(desk->book, number, note, &is, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(is.text, should);
    buf_release(&is);
}

/* ---- earnings -------------------------------------------------------------------------------- */

static const struct typed_in typed = {.id = "E1",
                                      .program = "alpha",
                                      .location = "L1",
                                      .date = "2026-01-31",
                                      .type = EARNING_COOP,
                                      .amount = 1500000,
                                      .currency = "EUR",
                                      .usd = 1650000};

static void edits__of_a_new_earning__name_program_and_location(void **state)
{
    struct desk *desk = *state;
    static const char should[] = "new earning[E1] key: - > 1\n"
                                 "new earning[E1] id: - > E1\n"
                                 "new earning[E1] name: - > alpha\n"
                                 "new earning[E1] location: - > L1\n"
                                 "new earning[E1] day: - > 2026-01-31\n"
                                 "new earning[E1] type: - > 2\n"
                                 "new earning[E1] currency: - > EUR\n"
                                 "new earning[E1] amount_micros: - > 1500000\n"
                                 "new earning[E1] usd_micros: - > 1650000\n"
                                 "new earning[E1] made_in: - > 2\n";
    expect(desk, desk_type_in(desk, &typed), should);
}

static void edits__of_a_changed_earning__are_both_values(void **state)
{
    struct desk *desk = *state;
    (void)desk_type_in(desk, &typed);
    int64_t number = desk_write(
        desk, "UPDATE earning SET location = (SELECT key FROM location WHERE id = 'L2'), "
              "name = (SELECT key FROM program_name WHERE name = 'Beta Cloud'), "
              "day = day + 1, amount_micros = -5, note = 'by phone', changed_in = @");
    static const char should[] = "changed earning[E1] name: alpha > Beta Cloud\n"
                                 "changed earning[E1] location: L1 > L2\n"
                                 "changed earning[E1] day: 2026-01-31 > 2026-02-01\n"
                                 "changed earning[E1] amount_micros: 1500000 > -5\n"
                                 "changed earning[E1] note: - > by phone\n";
    expect(desk, number, should);
    number = desk_write(desk, "UPDATE earning SET note = NULL, changed_in = @");
    expect(desk, number, "changed earning[E1] note: by phone > -\n");
}

/* A value that stays, and the number of the row that wrote last, say nothing. */
static void edits__of_what_stays__are_none(void **state)
{
    struct desk *desk = *state;
    (void)desk_type_in(desk, &typed);
    expect(desk, desk_write(desk, "UPDATE earning SET usd_micros = usd_micros, changed_in = @"),
           "");
}

static void edits__of_an_excluded_earning__tell_the_reason(void **state)
{
    struct desk *desk = *state;
    (void)desk_type_in(desk, &typed); /* 2 */
    int64_t number = desk_write(desk, "UPDATE earning SET excluded_in = @, exclude_reason = "
                                      "'counted twice', changed_in = @");
    expect(desk, number,
           "changed earning[E1] excluded_in: - > 3\n"
           "changed earning[E1] exclude_reason: - > counted twice\n");
}

/* A reason is one of the words that earnings share. */
static void edits__of_a_reason__say_the_word(void **state)
{
    struct desk *desk = *state;
    (void)desk_type_in(desk, &typed);
    (void)desk_write(desk, "INSERT INTO word (key, kind, text) VALUES (100, 4, 'Q2 bonus')");
    expect(desk, desk_write(desk, "UPDATE earning SET reason = 100, changed_in = @"),
           "changed earning[E1] reason: - > Q2 bonus\n");
}

/* The row is named although the book has it no longer. */
static void edits__of_an_earning_that_is_gone__have_its_id(void **state)
{
    struct desk *desk = *state;
    int64_t made = desk_type_in(desk, &typed);
    int64_t moved = desk_write(desk, "UPDATE earning SET day = day + 1, changed_in = @");
    int64_t number = desk_write(desk, "DELETE FROM earning_key; DELETE FROM earning");
    struct buf is;
    buf_init(&is);
    assert_rc(journal_edits(desk->book, number, note, &is, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(is.text, "gone earning[E1] day: 2026-02-01 > -\n"));
    assert_non_null(strstr(is.text, "gone earning[E1] currency: EUR > -\n"));
    buf_clear(&is);
    assert_rc(journal_edits(desk->book, made, note, &is, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(is.text, "new earning[E1] day: - > 2026-01-31\n"));
    buf_release(&is);
    /* Of a change nothing is kept but the key: the summary names the row. */
    expect(desk, moved, "changed earning[] day: 2026-01-31 > 2026-02-01\n");
}

/* ---- terms, people, places ------------------------------------------------------------------- */

static const struct {
    const char *sql, *should;
} writes[] = {
    {"INSERT INTO program_split VALUES ('alpha', 20454, 500000, @)",
     "new program_split[alpha 2026-01-01] program: - > alpha\n"
     "new program_split[alpha 2026-01-01] from_day: - > 2026-01-01\n"
     "new program_split[alpha 2026-01-01] coop_ppm: - > 500000\n"},
    {"UPDATE program_split SET coop_ppm = 250000, changed_in = @ WHERE from_day = 20454",
     "changed program_split[alpha 2026-01-01] coop_ppm: 500000 > 250000\n"},
    {"DELETE FROM program_split WHERE from_day = 20454",
     "gone program_split[alpha 2026-01-01] program: alpha > -\n"
     "gone program_split[alpha 2026-01-01] from_day: 2026-01-01 > -\n"
     "gone program_split[alpha 2026-01-01] coop_ppm: 250000 > -\n"},
    {"INSERT INTO program_threshold VALUES ('beta', -719162, NULL, @)",
     "new program_threshold[beta 0001-01-01] program: - > beta\n"
     "new program_threshold[beta 0001-01-01] from_day: - > 0001-01-01\n"},
    {"UPDATE program_threshold SET usd_micros = 10000000000, changed_in = @",
     "changed program_threshold[beta 0001-01-01] usd_micros: - > 10000000000\n"},
    {"INSERT INTO period_override VALUES ('alpha', 'half-year', 20454, 20800, NULL, NULL, @)",
     "new period_override[alpha half-year 2026-01-01] program: - > alpha\n"
     "new period_override[alpha half-year 2026-01-01] calendar: - > half-year\n"
     "new period_override[alpha half-year 2026-01-01] first_day: - > 2026-01-01\n"
     "new period_override[alpha half-year 2026-01-01] usage_end_day: - > 2026-12-13\n"},
    {"UPDATE period_override SET usage_end_day = NULL, claim_closes_day = 20801, changed_in = @",
     "changed period_override[alpha half-year 2026-01-01] usage_end_day: 2026-12-13 > -\n"
     "changed period_override[alpha half-year 2026-01-01] claim_closes_day: - > 2026-12-14\n"},
    {"INSERT INTO member VALUES ('bob', 0, @); INSERT INTO member_scope VALUES ('bob', 0, 'L1', @)",
     "new member[bob] login: - > bob\n"
     "new member[bob] role: - > 0\n"
     "new member_scope[bob 0 L1] login: - > bob\n"
     "new member_scope[bob 0 L1] kind: - > 0\n"
     "new member_scope[bob 0 L1] value: - > L1\n"},
    {"UPDATE member SET role = 1, changed_in = @ WHERE login = 'bob'",
     "changed member[bob] role: 0 > 1\n"},
    {"UPDATE location SET name = 'Contoso', changed_in = @ WHERE id = 'L1'",
     "changed location[L1] name: - > Contoso\n"},
    {"UPDATE program_name SET program = 'beta', changed_in = @ WHERE name = 'Alpha Growth'",
     "changed program_name[Alpha Growth] program: alpha > beta\n"},
};

static void edits__of_each_table__are_in_its_words(void **state)
{
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++)
        expect(desk, desk_write(desk, writes[i].sql), writes[i].should);
}

static void edits__of_a_spelling_and_a_location_that_are_gone__have_their_names(void **state)
{
    struct desk *desk = *state;
    int64_t number = desk_write(desk, "INSERT INTO location VALUES (100, 'L9', NULL, NULL, 1, @); "
                                      "INSERT INTO program_name (key, name, slug, program, own, "
                                      "changed_in) VALUES (100, 'Alfa', 'alfa', 'alpha', 0, @)");
    static const char should[] = "new program_name[Alfa] key: - > 100\n"
                                 "new program_name[Alfa] name: - > Alfa\n"
                                 "new program_name[Alfa] slug: - > alfa\n"
                                 "new program_name[Alfa] program: - > alpha\n"
                                 "new program_name[Alfa] own: - > 0\n"
                                 "new location[L9] key: - > 100\n"
                                 "new location[L9] id: - > L9\n"
                                 "new location[L9] by_hand: - > 1\n";
    expect(desk, number, should);
    (void)desk_write(desk, "DELETE FROM location WHERE key = 100; "
                           "DELETE FROM program_name WHERE key = 100");
    expect(desk, number, should);
}

/* An undo is a row with changes of its own: the other way round. */
static void edits__of_an_undo__go_the_other_way(void **state)
{
    struct desk *desk = *state;
    int64_t number =
        desk_write(desk, "UPDATE program SET name = 'Delta', changed_in = @ WHERE code = 'alpha'");
    expect(desk, number, "changed program[alpha] name: Alpha Growth > Delta\n");
    assert_rc(journal_undo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_OK,
              &desk->err);
    expect(desk, number + 1, "changed program[alpha] name: Delta > Alpha Growth\n");
}

/* ---- nothing to tell, or nothing that can be told -------------------------------------------- */

static void edits__of_an_import_and_of_no_row__are_none(void **state)
{
    static const struct reported rows[] = {{.id = "R1", .amount = 1000000}};
    struct desk *desk = *state;
    struct import_counts counts;
    expect(desk, desk_import(desk, rows, 1, &counts), "");
    expect(desk, 99, "");
    expect(desk, 0, "");
}

static enum rc stop(void *context, const struct journal_edit *edit, struct err *err)
{
    int *seen = context;
    ++*seen;
    return err_set(err, RC_RULE, "enough after %s", edit->column);
}

static void edits__end__when_the_listener_has_enough(void **state)
{
    struct desk *desk = *state;
    int seen = 0;
    int64_t number = desk_type_in(desk, &typed);
    assert_rc(journal_edits(desk->book, number, stop, &seen, desk_err(desk)), RC_RULE, &desk->err);
    assert_text_equal(desk->err.text, "enough after key");
    assert_int_equal(seen, 1);
}

/* Cut at each byte. */
static void edits__of_a_damaged_row__are_an_error(void **state)
{
    struct desk *desk = *state;
    int64_t number = desk_type_in(desk, &typed);
    int length = (int)raw_number(desk->path, "SELECT length(changeset) FROM journal "
                                             "ORDER BY number DESC LIMIT 1");
    assert_true(length > 40);
    desk_close(desk);
    raw_exec(desk->path, "CREATE TABLE kept AS SELECT changeset FROM journal ORDER BY number "
                         "DESC LIMIT 1");
    for (int cut = 1; cut < length; cut++) {
        struct buf sql;
        buf_init(&sql);
        buf_addf(&sql,
                 "UPDATE journal SET changeset = (SELECT substr(changeset, 1, %d) FROM kept) "
                 "WHERE number = %lld",
                 cut, (long long)number);
        raw_exec(desk->path, sql.text);
        buf_clear(&sql);
        desk_open(desk, BOOK_LOOK);
        assert_rc(journal_edits(desk->book, number, note, &sql, desk_err(desk)), RC_BOOK,
                  &desk->err);
        assert_text_equal(sql.text, "");
        buf_release(&sql);
        desk_close(desk);
    }
}

static void edits__of_another_programs_bytes__are_an_error(void **state)
{
    struct desk *desk = *state;
    struct buf is;
    int64_t number = desk_type_in(desk, &typed);
    desk_close(desk);
    raw_exec(desk->path, "UPDATE journal SET changeset = randomblob(400) WHERE number > 1");
    desk_open(desk, BOOK_LOOK);
    buf_init(&is);
    assert_rc(journal_edits(desk->book, number, note, &is, desk_err(desk)), RC_BOOK, &desk->err);
    buf_release(&is);
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        AT_DESK(edits__of_a_new_earning__name_program_and_location),
        AT_DESK(edits__of_a_changed_earning__are_both_values),
        AT_DESK(edits__of_what_stays__are_none),
        AT_DESK(edits__of_an_excluded_earning__tell_the_reason),
        AT_DESK(edits__of_a_reason__say_the_word),
        AT_DESK(edits__of_an_earning_that_is_gone__have_its_id),
        AT_DESK(edits__of_each_table__are_in_its_words),
        AT_DESK(edits__of_a_spelling_and_a_location_that_are_gone__have_their_names),
        AT_DESK(edits__of_an_undo__go_the_other_way),
        AT_DESK(edits__of_an_import_and_of_no_row__are_none),
        AT_DESK(edits__end__when_the_listener_has_enough),
        AT_DESK(edits__of_a_damaged_row__are_an_error),
        AT_DESK(edits__of_another_programs_bytes__are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
