/* SPDX-License-Identifier: MIT */
/* Undo and redo of changesets; imports are undone as batches (test_batches.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/txn.h"
#include "support/desk.h"

static enum rc undo(struct desk *desk, int64_t number)
{
    return journal_undo(desk->book, "ann", number, NULL, NULL, desk_err(desk));
}

/* Brings forward what redo would, and says which row that was. */
static int64_t redo(struct desk *desk)
{
    int64_t number = 0;
    assert_rc(journal_newest_redoable(desk->book, &number, desk_err(desk)), RC_OK, &desk->err);
    if (number != 0)
        assert_rc(journal_redo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_OK,
                  &desk->err);
    return number;
}

static char *truth(struct desk *desk)
{
    return raw_dump(desk->path, DUMP_TRUTH);
}

static char *copy_of(const char *text)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    return copy;
}

/* ---- every table -------------------------------------------------------- */

/* "@" is the number of the journal row. */
static const struct table {
    const char *name, *insert, *update, *delete;
} tables[] = {
    {"setting", "INSERT INTO setting VALUES ('color', 'never', @)",
     "UPDATE setting SET value = 'always', changed_in = @ WHERE name = 'color'",
     "DELETE FROM setting WHERE name = 'color'"},
    {"member", "INSERT INTO member VALUES ('bob', 0, @)",
     "UPDATE member SET role = 1, changed_in = @ WHERE login = 'bob'",
     "DELETE FROM member WHERE login = 'bob'"},
    {"member_scope",
     "INSERT INTO member VALUES ('bob', 0, @); INSERT INTO member_scope VALUES ('bob', 0, 'L1', @)",
     "UPDATE member_scope SET value = 'L2', changed_in = @ WHERE login = 'bob'",
     "DELETE FROM member_scope WHERE login = 'bob'; DELETE FROM member WHERE login = 'bob'"},
    {"program", "INSERT INTO program VALUES ('delta', 'Delta', 1, 0, @)",
     "UPDATE program SET name = 'Delta Plus', changed_in = @ WHERE code = 'delta'",
     "DELETE FROM program WHERE code = 'delta'"},
    {"program_name",
     "INSERT INTO program_name (key, name, slug, program, own, changed_in) "
     "VALUES (100, 'Alfa', 'alfa', 'alpha', 0, @)",
     "UPDATE program_name SET program = 'beta', changed_in = @ WHERE key = 100",
     "DELETE FROM program_name WHERE key = 100"},
    {"program_split", "INSERT INTO program_split VALUES ('alpha', 20000, 500000, @)",
     "UPDATE program_split SET coop_ppm = 123456, changed_in = @ WHERE from_day = 20000",
     "DELETE FROM program_split WHERE from_day = 20000"},
    {"program_threshold", "INSERT INTO program_threshold VALUES ('alpha', 20000, 1500000000, @)",
     "UPDATE program_threshold SET usd_micros = NULL, changed_in = @ WHERE program = 'alpha'",
     "DELETE FROM program_threshold WHERE program = 'alpha'"},
    {"program_coop", "INSERT INTO program_coop VALUES ('alpha', 20000, 0, @)",
     "UPDATE program_coop SET coop = 1, changed_in = @ WHERE program = 'alpha'",
     "DELETE FROM program_coop WHERE program = 'alpha'"},
    {"period_override",
     "INSERT INTO period_override VALUES ('alpha', 'half-year', 18262, 18800, NULL, 18854, @)",
     "UPDATE period_override SET claim_closes_day = 18900, changed_in = @ WHERE program = 'alpha'",
     "DELETE FROM period_override WHERE program = 'alpha'"},
    {"period_closed", "INSERT INTO period_closed VALUES ('', 'half-year', 18262, @)",
     "UPDATE period_closed SET program = 'alpha', changed_in = @ WHERE first_day = 18262",
     "DELETE FROM period_closed WHERE first_day = 18262"},
    {"location", "INSERT INTO location VALUES (100, 'L9', 'Contoso', NULL, 1, @)",
     "UPDATE location SET country = 'SE', changed_in = @ WHERE id = 'L9'",
     "DELETE FROM location WHERE id = 'L9'"},
    {"earning",
     "INSERT INTO earning (key, id, name, location, day, type, currency, amount_micros, "
     "usd_micros, made_in, changed_in) VALUES (100, 'E9', 1, 1, 20484, 9, 'EUR', 10010000, "
     "11010000, @, @)",
     "UPDATE earning SET location = 2, day = 20515, currency = 'GBP', amount_micros = -5, "
     "changed_in = @ WHERE id = 'E9'",
     "DELETE FROM earning WHERE id = 'E9'"},
    {"claim",
     "INSERT INTO claim VALUES ('C-1', 'alpha', 1, 'half-year', 20454, @, 0, @); "
     "INSERT INTO claim_entry VALUES (7, 'C-1', @, 0, 20500, 0, 'ann', 0, "
     "'{\"title\":\"Fair\",\"currency\":\"EUR\",\"amount\":5000000}', @)",
     "UPDATE claim SET place = 3, changed_in = @", "DELETE FROM claim_entry; DELETE FROM claim"},
    {"claim_entry",
     "INSERT INTO claim VALUES ('C-1', 'alpha', 1, 'half-year', 20454, @, 0, @); "
     "INSERT INTO claim_entry VALUES (7, 'C-1', @, 0, 20500, 0, 'ann', 0, "
     "'{\"title\":\"Fair\",\"currency\":\"EUR\",\"amount\":5000000}', @)",
     "INSERT INTO claim_entry VALUES (8, 'C-1', @, 0, 20501, 0, 'ann', 1, "
     "'{\"amount\":7000000}', @); UPDATE claim SET changed_in = @",
     "DELETE FROM claim_entry; DELETE FROM claim"},
    {"activity_catalogue", "INSERT INTO activity_catalogue VALUES (20454, 'code', @)",
     "UPDATE activity_catalogue SET text = 'code,name', changed_in = @ WHERE from_day = 20454",
     "DELETE FROM activity_catalogue"},
};
enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

static void undo__of_every_table__goes_back_and_forth(void **state)
{
    struct desk *desk = *state;
    /* A total, so that a change of split or name moves sums. */
    desk_type_in(desk, &(struct typed_in){"T1", "alpha", "L1", "2026-01-31", EARNING_TOTAL,
                                          33330000, "USD", 33330000});
    for (int i = 0; i < TABLES; i++) {
        const char *const steps[] = {tables[i].insert, tables[i].update, tables[i].delete};
        char *was[4];
        int64_t numbers[3];
        was[0] = truth(desk);
        for (int step = 0; step < 3; step++) {
            numbers[step] = desk_write(desk, steps[step]);
            was[step + 1] = truth(desk);
        }
        assert_same_dump(copy_of(was[3]), copy_of(was[0]));
        for (int step = 2; step >= 0; step--) {
            assert_rc(undo(desk, numbers[step]), RC_OK, &desk->err);
            assert_same_dump(truth(desk), copy_of(was[step]));
            assert_sound(desk);
        }
        for (int step = 0; step < 3; step++) {
            assert_int_equal(redo(desk), numbers[step]);
            assert_same_dump(truth(desk), copy_of(was[step + 1]));
        }
        assert_int_equal(redo(desk), 0);
        assert_sound(desk);
        for (int step = 0; step < 4; step++)
            free(was[step]);
    }
}

static void undoable_tables__are_all_tried_here(void **state)
{
    (void)state;
    int count = 0;
    for (; undoable_tables[count] != NULL; count++) {
        bool tried = false;
        for (int i = 0; i < TABLES; i++)
            tried = tried || strcmp(tables[i].name, undoable_tables[count]) == 0;
        if (!tried)
            fail_msg("%s is undoable and not tried", undoable_tables[count]);
    }
    assert_int_equal(count, TABLES);
}

/* ---- which row ------------------------------------------------------------ */

static const char rename_l1[] =
    "UPDATE location SET name = 'Contoso @', changed_in = @ WHERE id = 'L1'";
static const char rename_l2[] =
    "UPDATE location SET name = 'Fabrikam @', changed_in = @ WHERE id = 'L2'";
static const char set_threshold[] = "INSERT INTO program_threshold VALUES ('beta', 0, 100, @)";

static void undo__out_of_order__takes_back_only_that_row(void **state)
{
    struct desk *desk = *state;
    desk_write(desk, rename_l1);     /* 2 */
    desk_write(desk, rename_l2);     /* 3 */
    desk_write(desk, set_threshold); /* 4 */
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM location WHERE name IS NULL"), 1);
    assert_rc(undo(desk, 4), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM program_threshold"), 0);
    assert_int_equal(redo(desk), 4);
    assert_int_equal(redo(desk), 2);
    assert_int_equal(redo(desk), 0);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM location WHERE name IS NULL"), 0);
    assert_sound(desk);
}

static void undo__newest__passes_over_what_is_taken_back(void **state)
{
    struct desk *desk = *state;
    int64_t newest = -1;
    assert_rc(journal_newest_undoable(desk->book, &newest, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(newest, 0); /* never the row that made the book */
    desk_write(desk, rename_l1);
    desk_write(desk, rename_l2);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_rc(journal_newest_undoable(desk->book, &newest, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(newest, 2);
    assert_int_equal(redo(desk), 3);
    assert_rc(journal_newest_undoable(desk->book, &newest, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(newest, 3);
}

static void undo__again__is_refused(void **state)
{
    struct desk *desk = *state;
    char *before = NULL;
    desk_write(desk, rename_l1);
    desk_write(desk, "SELECT 1"); /* 3: nothing, so that nothing could conflict */
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(undo(desk, 2), RC_RULE, &desk->err);
    assert_rc(undo(desk, 3), RC_RULE, &desk->err);
    assert_rc(undo(desk, 4), RC_RULE, &desk->err);  /* an undo */
    assert_rc(undo(desk, 99), RC_RULE, &desk->err); /* no row */
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

static void redo__ends_with_another_write(void **state)
{
    struct desk *desk = *state;
    desk_write(desk, rename_l1);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    desk_write(desk, rename_l2);
    assert_int_equal(redo(desk), 0);
    assert_rc(journal_redo(desk->book, "ann", 2, NULL, NULL, desk_err(desk)), RC_RULE, &desk->err);
}

static void undo__is_a_row_of_its_own(void **state)
{
    struct desk *desk = *state;
    struct journal_entry entry = {0};
    bool found = false;
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(db_exec(desk->book, "UPDATE location SET name = 'x', changed_in = 2 WHERE key = 1",
                      desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(tx_touch(tx, NULL, "L1", desk_err(desk)), RC_OK, &desk->err);
    desk_commit(desk, tx, "location.set");
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_rc(journal_find(desk->book, 3, &found, &entry, desk_err(desk)), RC_OK, &desk->err);
    assert_true(found);
    assert_int_equal(entry.row.kind, JOURNAL_UNDO);
    assert_int_equal(entry.row.target, 2);
    assert_text_equal(entry.row.action, "undo");
    assert_text_equal(entry.row.summary, "took back row 2, location.set: a change");
    journal_entry_release(&entry);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM journal_touch WHERE number = 3 "
                                            "AND program = '' AND location = 'L1'"),
                     1);
}

/* ---- conflicts --------------------------------------------------------------- */

static void refused_naming(struct desk *desk, int64_t number, int64_t later)
{
    char first[32], second[32];
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(undo(desk, number), RC_RULE, &desk->err);
    (void)snprintf(first, sizeof(first), "log row %lld (", (long long)number);
    (void)snprintf(second, sizeof(second), ": log row %lld (", (long long)later);
    if (strstr(desk->err.text, first) == NULL || strstr(desk->err.text, second) == NULL)
        fail_msg("\"%s\" should name rows %lld and %lld", desk->err.text, (long long)number,
                 (long long)later);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

static void undo__names_the_row_that_changed_the_same_later(void **state)
{
    struct desk *desk = *state;
    desk_write(desk, rename_l1); /* 2 */
    desk_write(desk, rename_l2); /* 3 */
    desk_write(desk, rename_l1); /* 4 */
    refused_naming(desk, 2, 4);
    assert_rc(undo(desk, 4), RC_OK, &desk->err);
    assert_rc(undo(desk, 2), RC_OK, &desk->err); /* as that message says */
    assert_sound(desk);
}

static void undo__names_the_import_that_changed_the_same_later(void **state)
{
    const struct reported row = {.id = "E1", .date = "2026-01-31", .amount = 7000000};
    struct import_counts counts;
    struct desk *desk = *state;
    desk_type_in(desk, &(struct typed_in){"E1", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000}); /* 2 */
    desk_write(desk, rename_l2);                            /* 3 */
    desk_import(desk, &row, 1, &counts);                    /* 4 */
    assert_int_equal(counts.updated, 1);
    refused_naming(desk, 2, 4);
}

/* What was made cannot go while something stands on it. */
static void undo__names_the_row_that_stands_on_it(void **state)
{
    struct desk *desk = *state;
    desk_write(desk, "INSERT INTO location VALUES (100, 'L9', NULL, NULL, 1, @)"); /* 2 */
    desk_write(desk, rename_l2);                                                   /* 3 */
    desk_type_in(desk, &(struct typed_in){"E1", "alpha", "L9", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000}); /* 4 */
    desk_write(desk, set_threshold);                        /* 5 */
    refused_naming(desk, 2, 4);
    assert_rc(undo(desk, 4), RC_OK, &desk->err);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_sound(desk);
}

static void undo__names_the_import_that_stands_on_it(void **state)
{
    const struct reported row = {.id = "E1", .location = "L9", .amount = 7000000};
    struct import_counts counts;
    struct desk *desk = *state;
    desk_write(desk, "INSERT INTO location VALUES (100, 'L9', NULL, NULL, 1, @)"); /* 2 */
    desk_write(desk, rename_l2);                                                   /* 3 */
    desk_import(desk, &row, 1, &counts);                                           /* 4 */
    refused_naming(desk, 2, 4);
}

static void undo__of_a_split__is_refused_while_a_total_needs_it(void **state)
{
    struct desk *desk = *state;
    desk_write(desk, "INSERT INTO program_split VALUES ('gamma', -719162, 400000, @)"); /* 2 */
    desk_type_in(desk, &(struct typed_in){"T1", "gamma", "L1", "2026-01-31", EARNING_TOTAL, 1000000,
                                          "USD", 1000000}); /* 3 */
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(undo(desk, 2), RC_RULE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_sound(desk);
}

static void undo__of_one_earning__leaves_the_others_of_its_program(void **state)
{
    struct desk *desk = *state;
    desk_type_in(desk, &(struct typed_in){"E1", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000});
    desk_type_in(desk, &(struct typed_in){"E2", "alpha", "L1", "2026-01-31", EARNING_COOP, 2000000,
                                          "USD", 2000000});
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT sum(coop) FROM total_month"), 2000000);
    assert_sound(desk);
}

/* ---- another schema ------------------------------------------------------------ */

/* What a session records of one INSERT into a table that was made so. */
static void changeset_of(const char *create, const char *insert, struct buf *ret_hex)
{
    sqlite3 *db = NULL;
    sqlite3_session *session = NULL;
    void *changeset = NULL;
    int size = 0;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, create, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3session_create(db, "main", &session), SQLITE_OK);
    assert_int_equal(sqlite3session_attach(session, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, insert, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3session_changeset(session, &size, &changeset), SQLITE_OK);
    assert_true(size > 0);
    for (int i = 0; i < size; i++)
        buf_addf(ret_hex, "%02x", (unsigned)((const unsigned char *)changeset)[i]);
    sqlite3_free(changeset);
    sqlite3session_delete(session);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void put_changeset(struct desk *desk, const char *hex)
{
    struct buf sql;
    buf_init(&sql);
    buf_addf(&sql, "UPDATE journal SET changeset = x'%s' WHERE number = 2", hex);
    raw_exec(desk->path, sql.text);
    buf_release(&sql);
}

/* As if row 2 had been written with that changeset: its hash fits again. */
static void seal(struct desk *desk)
{
    struct query q;
    struct digest hash;
    struct buf sql;
    bool row = false;
    query_begin(&q, desk->book, SQL_JOURNAL_CHAIN_ROW);
    query_int(&q, ":number", 2);
    assert_rc(query_row(&q, &row, desk_err(desk)), RC_OK, &desk->err);
    const struct journal_facts facts = {
        .number = 2,
        .time = query_get_int(&q, JOURNAL_AT_TIME),
        .person = query_get_text(&q, JOURNAL_AT_PERSON),
        .action = query_get_text(&q, JOURNAL_AT_ACTION),
        .summary = query_get_text(&q, JOURNAL_AT_SUMMARY),
        .schema = query_get_int(&q, JOURNAL_AT_SCHEMA),
        .changeset = sqlite3_column_blob(q.stmt, JOURNAL_AT_CHANGESET),
        .changeset_size = (size_t)sqlite3_column_bytes(q.stmt, JOURNAL_AT_CHANGESET),
    };
    journal_hash(&facts, sqlite3_column_blob(q.stmt, JOURNAL_AT_PREVIOUS), &hash);
    query_end(&q);
    buf_init(&sql);
    buf_add(&sql, "UPDATE journal SET hash = x'");
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        buf_addf(&sql, "%02x", (unsigned)hash.bytes[i]);
    buf_add(&sql, "' WHERE number = 2");
    raw_exec(desk->path, sql.text);
    buf_release(&sql);
}

/* SQLite would skip such a table and answer that all went well. */
static void undo__of_another_schema__is_refused(void **state)
{
    static const struct {
        const char *create, *insert;
    } others[] = {
        {"CREATE TABLE reminder (id TEXT PRIMARY KEY, day)",
         "INSERT INTO reminder VALUES ('R', 1)"},
        {"CREATE TABLE journal (number INTEGER PRIMARY KEY, time)",
         "INSERT INTO journal VALUES (1, 1)"},
        {"CREATE TABLE location (key INTEGER PRIMARY KEY, id, name, country, by_hand, changed_in, "
         "city)",
         "INSERT INTO location VALUES (1, 'L1', 'x', NULL, 1, 2, 'Delft')"},
    };
    struct desk *desk = *state;
    desk_write(desk, rename_l1);
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct buf hex;
        buf_init(&hex);
        changeset_of(others[i].create, others[i].insert, &hex);
        put_changeset(desk, hex.text);
        seal(desk);
        buf_release(&hex);
        char *before = raw_dump(desk->path, DUMP_ALL);
        assert_rc(undo(desk, 2), RC_RULE, &desk->err);
        assert_non_null(strstr(desk->err.text, "no longer fits the book"));
        assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    }
}

/* SQLite goes round in circles on some of these: they must not reach it. */
static void undo__of_a_doctored_row__is_refused(void **state)
{
    static const char *const doctored[] = {"ff", "54", "5406ffffffff", "540601000000000000"};
    struct desk *desk = *state;
    desk_write(desk, rename_l1);
    for (size_t i = 0; i < sizeof(doctored) / sizeof(doctored[0]); i++) {
        put_changeset(desk, doctored[i]);
        assert_rc(undo(desk, 2), RC_RULE, &desk->err);
        assert_non_null(strstr(desk->err.text, "not what was written"));
    }
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(undo__of_every_table__goes_back_and_forth),
        cmocka_unit_test(undoable_tables__are_all_tried_here),
        WITH_BOOK(undo__out_of_order__takes_back_only_that_row),
        WITH_BOOK(undo__newest__passes_over_what_is_taken_back),
        WITH_BOOK(undo__again__is_refused),
        WITH_BOOK(redo__ends_with_another_write),
        WITH_BOOK(undo__is_a_row_of_its_own),
        WITH_BOOK(undo__names_the_row_that_changed_the_same_later),
        WITH_BOOK(undo__names_the_import_that_changed_the_same_later),
        WITH_BOOK(undo__names_the_row_that_stands_on_it),
        WITH_BOOK(undo__names_the_import_that_stands_on_it),
        WITH_BOOK(undo__of_a_split__is_refused_while_a_total_needs_it),
        WITH_BOOK(undo__of_one_earning__leaves_the_others_of_its_program),
        WITH_BOOK(undo__of_another_schema__is_refused),
        WITH_BOOK(undo__of_a_doctored_row__is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
