/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/safekeep.h"
#include "support/desk.h"

static const char rename_l1[] =
    "UPDATE location SET name = 'Contoso', changed_in = @ WHERE id = 'L1'";

/* ---- whole or not at all -------------------------------------------------- */

static void tx__end__without_commit_leaves_the_book_as_it_was(void **state)
{
    struct desk *desk = *state;
    char *before = raw_dump(desk->path, DUMP_ALL);
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(db_exec(desk->book, "DELETE FROM program_split; UPDATE location SET name = 'x'",
                      desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(tx_touch(tx, "alpha", NULL, desk_err(desk)), RC_OK, &desk->err);
    tx_end(tx);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_int_equal(desk_write(desk, rename_l1), 2); /* and the next one can begin */
    tx_end(NULL);
}

static void tx__commit_hook__turns_a_foreign_commit_into_a_rollback(void **state)
{
    static const char *const foreign[] = {
        "BEGIN; UPDATE location SET name = 'x'; COMMIT",
        "UPDATE location SET name = 'x'",
        "PRAGMA user_version = 7",
    };
    struct desk *desk = *state;
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
        assert_int_equal(sqlite3_exec(desk->book->db, foreign[i], NULL, NULL, NULL) & 0xff,
                         SQLITE_CONSTRAINT);
        assert_int_equal(sqlite3_get_autocommit(desk->book->db), 1);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_int_equal(raw_number(desk->path, "PRAGMA user_version"), book_schema());
    desk_write(desk, rename_l1);
}

/* ---- who may begin --------------------------------------------------------- */

static void tx__begin__gives_up_when_the_schema_has_moved(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = NULL;
    char back[64];
    (void)snprintf(back, sizeof(back), "PRAGMA user_version = %d", book_schema());
    raw_exec(desk->path, "PRAGMA user_version = 98");
    assert_rc(tx_begin(desk->book, "ann", TX_CHANGESET, &tx, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "schema 98"));
    raw_exec(desk->path, back);
    desk_write(desk, rename_l1);
}

static void tx__begin__waits_for_another_writer_and_then_says_so(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = NULL;
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_busy_timeout(desk->book->db, 50); /* test_book.c looks for the 5 seconds */
    assert_rc(tx_begin(desk->book, "ann", TX_CHANGESET, &tx, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "another process is writing"));
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    desk_write(desk, rename_l1);
}

static void tx__begin__refuses_a_book_that_is_only_looked_at(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = NULL;
    desk_close(desk);
    desk_open(desk, BOOK_LOOK);
    assert_rc(tx_begin(desk->book, "ann", TX_CHANGESET, &tx, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "read only"));
}

/* ---- the journal row ---------------------------------------------------------- */

static void tx__commit__writes_one_row_each(void **state)
{
    struct desk *desk = *state;
    struct journal_entry entry = {0};
    bool found = false;
    struct tx *tx = desk_begin(desk, TX_BATCH);
    assert_int_equal(tx_number(tx), 2);
    assert_ptr_equal(tx_book(tx), desk->book);
    assert_rc(tx_commit(tx, "import", "nothing came in", desk_err(desk)), RC_OK, &desk->err);
    tx_end(tx);
    assert_int_equal(desk_write(desk, rename_l1), 3);
    assert_rc(journal_find(desk->book, 2, &found, &entry, desk_err(desk)), RC_OK, &desk->err);
    assert_true(found);
    assert_text_equal(entry.row.person, "ann");
    assert_text_equal(entry.row.action, "import");
    assert_text_equal(entry.row.summary, "nothing came in");
    assert_int_equal(entry.row.kind, JOURNAL_WRITE);
    assert_int_equal(entry.row.target, 0);
    assert_false(entry.row.undone);
    journal_entry_release(&entry);
    assert_rc(journal_find(desk->book, 4, &found, &entry, desk_err(desk)), RC_OK, &desk->err);
    assert_false(found);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM journal"), 3);
    assert_int_equal(raw_number(desk->path, "SELECT number FROM journal WHERE changeset IS NULL"),
                     2);
    assert_int_equal(raw_number(desk->path, "SELECT sum(schema) FROM journal"), 3 * book_schema());
    assert_sound(desk);
}

static void tx__begin__goes_on_from_what_others_wrote(void **state)
{
    struct desk *desk = *state;
    struct desk other = {.folder = desk->folder};
    (void)snprintf(other.path, sizeof(other.path), "%s", desk->path);
    desk_open(&other, BOOK_WRITE);
    for (int64_t i = 2; i < 8; i++)
        assert_int_equal(desk_write(i % 2 == 0 ? desk : &other, rename_l1), i);
    desk_close(&other);
    assert_sound(desk);
}

/* ---- the chain ------------------------------------------------------------------ */

/* Each is done to a book of six rows behind the program's back. */
static void journal__verify__finds_a_doctored_row(void **state)
{
    static const struct {
        const char *sql, *finding;
    } cases[] = {
        {"UPDATE journal SET summary = 'nothing to see' WHERE number = 3",
         "log row 3: its content is not what was written"},
        {"UPDATE journal SET person = 'bob' WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET time = time - 86400 WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET action = 'program.set' WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET schema = 98 WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET kind = 1, target = 2 WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET changeset = x'00' WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET changeset = x'ff' WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET changeset = x'5406ffffffff' WHERE number = 3",
         "log row 3: its content"},
        {"UPDATE journal SET changeset = x'540601000000000000' WHERE number = 3",
         "log row 3: its content"},
        {"UPDATE journal SET changeset = NULL WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET hash = zeroblob(32) WHERE number = 3", "log row 3: its content"},
        {"UPDATE journal SET previous = zeroblob(32) WHERE number = 3",
         "log row 3: it does not follow from the row before it"},
        {"DELETE FROM journal WHERE number = 3", "log row 3: the row is missing"},
        {"DELETE FROM journal WHERE number = 1", "log row 1: the row is missing"},
        {"PRAGMA ignore_check_constraints = ON; "
         "UPDATE journal SET hash = x'00', previous = x'' WHERE number = 3",
         "log row 3: it does not follow from the row before it"},
    };
    struct desk *desk = *state;
    size_t length = 0;
    for (int i = 0; i < 5; i++)
        desk_write(desk, rename_l1);
    desk_close(desk);
    char *whole = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct findings findings = {.count = 0};
        file_write(desk->path, whole, length);
        raw_exec(desk->path, cases[i].sql);
        desk_open(desk, BOOK_WRITE);
        assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
                  &desk->err);
        desk_close(desk);
        if (findings.count == 0 || strstr(findings.text, cases[i].finding) == NULL)
            fail_msg("%s: found \"%s\"", cases[i].sql, findings.text);
    }
    free(whole);
}

static void journal__head__is_the_hash_of_the_last_row(void **state)
{
    struct desk *desk = *state;
    char head[65], next[65];
    assert_rc(journal_head(desk->book, head, desk_err(desk)), RC_OK, &desk->err);
    char *raw = raw_text(desk->path, "SELECT lower(hex(hash)) FROM journal WHERE number = 1");
    assert_text_equal(head, raw);
    free(raw);
    desk_write(desk, rename_l1);
    assert_rc(journal_head(desk->book, next, desk_err(desk)), RC_OK, &desk->err);
    raw = raw_text(desk->path, "SELECT lower(hex(previous)) FROM journal WHERE number = 2");
    assert_text_equal(head, raw);
    assert_string_not_equal(head, next);
    free(raw);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(tx__end__without_commit_leaves_the_book_as_it_was),
        WITH_BOOK(tx__commit_hook__turns_a_foreign_commit_into_a_rollback),
        WITH_BOOK(tx__begin__gives_up_when_the_schema_has_moved),
        WITH_BOOK(tx__begin__waits_for_another_writer_and_then_says_so),
        WITH_BOOK(tx__begin__refuses_a_book_that_is_only_looked_at),
        WITH_BOOK(tx__commit__writes_one_row_each),
        WITH_BOOK(tx__begin__goes_on_from_what_others_wrote),
        WITH_BOOK(journal__verify__finds_a_doctored_row),
        WITH_BOOK(journal__head__is_the_hash_of_the_last_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
