/* SPDX-License-Identifier: MIT */
#include "store/safekeep.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/db.h"
#include "support/desk.h"

static void type_in(struct desk *desk, const char *id)
{
    desk_type_in(desk, &(struct typed_in){id, "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000});
}

/* More pages than are copied at once. */
static void make_large(struct desk *desk)
{
    raw_exec(desk->path, "INSERT INTO word VALUES (4711, 0, printf('%.*c', 9000000, 'x'))");
}

static enum rc backup(struct desk *desk, const char *to)
{
    return book_backup(desk->book, to, NULL, NULL, desk_err(desk));
}

/* The only files in the folder are the book, its side files, and `expected`. */
static void nothing_else_than(struct desk *desk, const char *expected)
{
    char names[NAMES_SIZE];
    assert_text_equal(folder_names(desk->folder.path, "book.coffer", names), expected);
}

/* ---- backup ----------------------------------------------------------------- */

static void book_backup__is_whole_and_alone(void **state)
{
    struct desk *desk = *state;
    char copy[FOLDER_PATH_SIZE];
    struct stat st;
    folder_file(&desk->folder, "copy", copy);
    type_in(desk, "E1"); /* still in the log */
    assert_rc(backup(desk, copy), RC_OK, &desk->err);
    nothing_else_than(desk, "copy ");
    assert_int_equal(stat(copy, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(st.st_nlink, 1);
    char *mode = raw_text(copy, "PRAGMA journal_mode");
    assert_text_equal(mode, "delete");
    free(mode);
    raw_assert_sound(copy);
    assert_same_dump(raw_dump(copy, DUMP_ALL), raw_dump(desk->path, DUMP_ALL));
}

static void book_backup__never_replaces_a_file(void **state)
{
    struct desk *desk = *state;
    char there[FOLDER_PATH_SIZE], hanging[FOLDER_PATH_SIZE];
    size_t length = 0;
    file_write(folder_file(&desk->folder, "there", there), "mine", 4);
    assert_int_equal(symlink("nowhere", folder_file(&desk->folder, "hanging", hanging)), 0);
    assert_rc(backup(desk, there), RC_RULE, &desk->err);
    assert_rc(backup(desk, hanging), RC_RULE, &desk->err);
    assert_rc(backup(desk, desk->path), RC_RULE, &desk->err);
    assert_rc(backup(desk, desk->folder.path), RC_RULE, &desk->err);
    char *bytes = file_read(there, &length);
    assert_text_equal(bytes, "mine");
    free(bytes);
    nothing_else_than(desk, "hanging there ");
}

static void book_backup__says_where_it_cannot_be_written(void **state)
{
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    assert_rc(backup(desk, folder_file(&desk->folder, "none/copy", path)), RC_FILE, &desk->err);
    nothing_else_than(desk, "");
}

static enum rc stop_at_once(void *context, int done, int total, struct err *err)
{
    int *calls = context;
    assert_in_range(done, 1, total);
    (*calls)++;
    return done < total ? err_set(err, RC_STOP, "stopped") : RC_OK;
}

static void book_backup__that_is_stopped__leaves_nothing(void **state)
{
    struct desk *desk = *state;
    char copy[FOLDER_PATH_SIZE];
    int calls = 0;
    make_large(desk);
    folder_file(&desk->folder, "copy", copy);
    assert_rc(book_backup(desk->book, copy, stop_at_once, &calls, desk_err(desk)), RC_STOP,
              &desk->err);
    assert_int_equal(calls, 1);
    nothing_else_than(desk, "");
}

struct writing {
    struct desk *desk;
    int calls;
};

static enum rc write_between(void *context, int done, int total, struct err *err)
{
    struct writing *writing = context;
    (void)err;
    if (done < total && writing->calls++ < 3)
        raw_exec(writing->desk->path, "UPDATE location SET name = ifnull(name, '') || 'x'");
    return RC_OK;
}

/* Somebody writes while it is copied: the copy is of one moment all the same. */
static void book_backup__beside_a_writer__is_of_one_moment(void **state)
{
    struct desk *desk = *state;
    struct writing writing = {.desk = desk};
    char copy[FOLDER_PATH_SIZE];
    make_large(desk);
    folder_file(&desk->folder, "copy", copy);
    assert_rc(book_backup(desk->book, copy, write_between, &writing, desk_err(desk)), RC_OK,
              &desk->err);
    assert_true(writing.calls > 0);
    raw_assert_sound(copy);
    assert_int_equal(raw_number(copy, "SELECT count(DISTINCT ifnull(name, '')) FROM location"), 1);
}

static void book_backup__of_a_book_that_is_only_looked_at(void **state)
{
    struct desk *desk = *state;
    char copy[FOLDER_PATH_SIZE];
    desk_close(desk);
    desk_open(desk, BOOK_LOOK);
    assert_rc(backup(desk, folder_file(&desk->folder, "copy", copy)), RC_OK, &desk->err);
    raw_assert_sound(copy);
}

/* ---- restore ------------------------------------------------------------------ */

/* A private copy of a backup, open for writing. */
static struct book *stage(struct desk *desk, const char *copy)
{
    struct book *staged = NULL;
    bool old = false;
    assert_rc(book_open(copy, BOOK_WRITE, &staged, &old, desk_err(desk)), RC_OK, &desk->err);
    return staged;
}

static enum rc restore(struct desk *desk, const char *copy, safekeep_progress *progress,
                       void *context)
{
    struct book *staged = stage(desk, copy);
    enum rc rc = book_restore(desk->book, staged, "ann", progress, context, desk_err(desk));
    book_close(staged);
    return rc;
}

static ino_t inode_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_ino;
}

static void book_restore__happens_in_place_under_others(void **state)
{
    struct desk *desk = *state;
    struct desk other = {.folder = desk->folder};
    char copy[FOLDER_PATH_SIZE], before[65], after[65], expected[256];
    int64_t key = 0, version = 0, moved = 0;
    ino_t inode = inode_of(desk->path);
    assert_int_equal(chmod(desk->path, 0660), 0);
    type_in(desk, "E1");
    assert_rc(journal_head(desk->book, after, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(backup(desk, folder_file(&desk->folder, "copy", copy)), RC_OK, &desk->err);
    type_in(desk, "E2");
    make_large(desk);
    assert_rc(journal_head(desk->book, before, desk_err(desk)), RC_OK, &desk->err);
    (void)snprintf(other.path, sizeof(other.path), "%s", desk->path);
    desk_open(&other, BOOK_WRITE);
    assert_rc(earning_id_taken(other.book, "E2", &key, desk_err(&other)), RC_OK, &other.err);
    assert_int_equal(key, 2);
    assert_rc(book_data_version(other.book, &version, desk_err(&other)), RC_OK, &other.err);

    assert_rc(restore(desk, copy, NULL, NULL), RC_OK, &desk->err);

    assert_rc(book_data_version(other.book, &moved, desk_err(&other)), RC_OK, &other.err);
    assert_int_not_equal(version, moved);
    assert_rc(earning_id_taken(other.book, "E2", &key, desk_err(&other)), RC_OK, &other.err);
    assert_int_equal(key, 0);
    assert_rc(earning_id_taken(desk->book, "E1", &key, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(key, 1);
    char *summary =
        raw_text(desk->path, "SELECT action || ' by ' || person || ': ' || summary FROM "
                             "journal ORDER BY number DESC");
    (void)snprintf(
        expected, sizeof(expected),
        "restore by ann: the book was replaced by a backup; the hash of its last change is "
        "%.16s, that of the replaced book's was %.16s",
        after, before);
    assert_text_equal(summary, expected);
    free(summary);
    type_in(desk, "E3"); /* and all goes on */
    type_in(&other, "E4");
    desk_close(&other);
    assert_sound(desk);
    assert_int_equal(inode_of(desk->path), inode);
    struct stat st;
    assert_int_equal(stat(desk->path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
}

static void book_restore__of_a_larger_book_over_a_smaller(void **state)
{
    struct desk *desk = *state;
    char small[FOLDER_PATH_SIZE], large[FOLDER_PATH_SIZE];
    assert_rc(backup(desk, folder_file(&desk->folder, "small", small)), RC_OK, &desk->err);
    make_large(desk);
    assert_rc(backup(desk, folder_file(&desk->folder, "large", large)), RC_OK, &desk->err);
    assert_rc(restore(desk, small, NULL, NULL), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM word"), 0);
    assert_rc(restore(desk, large, NULL, NULL), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT length(text) FROM word"), 9000000);
    assert_sound(desk);
}

/* Stopped half-way it has changed nothing, and nobody has seen anything of it. */
static void book_restore__that_is_stopped__changes_nothing(void **state)
{
    struct desk *desk = *state;
    char copy[FOLDER_PATH_SIZE];
    int calls = 0;
    make_large(desk);
    assert_rc(backup(desk, folder_file(&desk->folder, "copy", copy)), RC_OK, &desk->err);
    type_in(desk, "E1");
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(restore(desk, copy, stop_at_once, &calls), RC_STOP, &desk->err);
    assert_int_equal(calls, 1);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    type_in(desk, "E2");
    assert_sound(desk);
}

static void book_restore__waits_no_longer_than_any_write(void **state)
{
    struct desk *desk = *state;
    char copy[FOLDER_PATH_SIZE];
    sqlite3 *other = NULL;
    assert_rc(backup(desk, folder_file(&desk->folder, "copy", copy)), RC_OK, &desk->err);
    assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_busy_timeout(desk->book->db, 100);
    int64_t begun = clock_ticks();
    assert_rc(restore(desk, copy, NULL, NULL), RC_BOOK, &desk->err);
    assert_true(clock_ticks() - begun < 3000);
    assert_non_null(strstr(desk->err.text, "another process is writing"));
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_sound(desk);
}

/* ---- looking for damage --------------------------------------------------------- */

/* A damaged book that still opens is found out, whatever else fails then. */
static void book_verify__finds_damage_inside(void **state)
{
    struct desk *desk = *state;
    char garbage[BOOK_PAGE_SIZE];
    int found = 0;
    memset(garbage, 0x5a, sizeof(garbage));
    for (int i = 0; i < 20; i++) {
        char id[16];
        (void)snprintf(id, sizeof(id), "E%d", i);
        type_in(desk, id);
    }
    desk_close(desk);
    size_t length = 0;
    char *whole = file_read(desk->path, &length);
    for (size_t page = 1; page * BOOK_PAGE_SIZE < length; page++) {
        struct findings findings = {.count = 0};
        bool old = false;
        file_write(desk->path, whole, length);
        int fd = open(desk->path, O_WRONLY | O_CLOEXEC);
        assert_int_equal(pwrite(fd, garbage, sizeof(garbage), (off_t)(page * BOOK_PAGE_SIZE)),
                         sizeof(garbage));
        (void)close(fd);
        enum rc rc = book_open(desk->path, BOOK_LOOK, &desk->book, &old, desk_err(desk));
        if (rc == RC_OK)
            rc = book_verify(desk->book, findings_add, &findings, desk_err(desk));
        if (rc == RC_OK && findings.count > 0)
            found++;
        else if (desk->book != NULL || rc != RC_BOOK)
            fail_msg("page %zu: %d findings, %d: %s", page, findings.count, (int)rc,
                     desk->err.text);
        desk_close(desk);
    }
    free(whole);
    assert_true(found > 10);
}

static void book_verify__finds_a_missing_parent(void **state)
{
    struct desk *desk = *state;
    struct findings findings = {.count = 0};
    type_in(desk, "E1");
    raw_exec(desk->path, "DELETE FROM location WHERE id = 'L1'");
    assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(findings.text, "earnings: 1 row refers to locations that are missing"));
}

/* One line for a table, however many of its rows are concerned. */
static void book_verify__counts_what_is_alike(void **state)
{
    struct desk *desk = *state;
    struct findings findings = {.count = 0};
    type_in(desk, "E1");
    type_in(desk, "E2");
    type_in(desk, "E3");
    raw_exec(desk->path, "DELETE FROM location WHERE id = 'L1'");
    assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(findings.text, "earnings: 3 rows refer to locations that are missing"));
}

/* Earnings whose program is gone: no balance knows their money. */
static void book_verify__finds_earnings_without_a_program(void **state)
{
    struct desk *desk = *state;
    struct findings findings = {.count = 0};
    type_in(desk, "E1");
    raw_exec(desk->path, "UPDATE program_name SET program = 'nobody' WHERE name = 'alpha'");
    assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(findings.text, "earnings of 'alpha': the book has no program for them"));
}

static void book_verify__finds_what_does_not_belong(void **state)
{
    static const struct {
        const char *sql, *finding;
    } cases[] = {
        {"CREATE TABLE spy (what TEXT)", "table spy: it does not belong to a book of Coffer"},
        {"CREATE INDEX spy ON earning (note)", "index spy: it does not belong"},
        {"CREATE VIEW spy AS SELECT * FROM earning", "view spy: it does not belong"},
        {"CREATE TRIGGER spy AFTER INSERT ON earning BEGIN DELETE FROM member; END",
         "trigger spy: it does not belong"},
        {"DROP INDEX earning_fund", "index earning_fund: it is missing"},
        {"ALTER TABLE earning ADD COLUMN spy TEXT", "table earning: it is not defined as Coffer"},
    };
    struct desk *desk = *state;
    size_t length = 0;
    type_in(desk, "E1");
    desk_close(desk);
    char *whole = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct findings findings = {.count = 0};
        file_write(desk->path, whole, length);
        raw_exec(desk->path, cases[i].sql);
        desk_open(desk, BOOK_LOOK);
        assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
                  &desk->err);
        desk_close(desk);
        if (findings.count != 1 || strstr(findings.text, cases[i].finding) == NULL)
            fail_msg("%s: found %d: \"%s\"", cases[i].sql, findings.count, findings.text);
    }
    free(whole);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(book_backup__is_whole_and_alone),
        WITH_BOOK(book_backup__never_replaces_a_file),
        WITH_BOOK(book_backup__says_where_it_cannot_be_written),
        WITH_BOOK(book_backup__that_is_stopped__leaves_nothing),
        WITH_BOOK(book_backup__beside_a_writer__is_of_one_moment),
        WITH_BOOK(book_backup__of_a_book_that_is_only_looked_at),
        WITH_BOOK(book_restore__happens_in_place_under_others),
        WITH_BOOK(book_restore__of_a_larger_book_over_a_smaller),
        WITH_BOOK(book_restore__that_is_stopped__changes_nothing),
        WITH_BOOK(book_restore__waits_no_longer_than_any_write),
        WITH_BOOK(book_verify__finds_damage_inside),
        WITH_BOOK(book_verify__finds_a_missing_parent),
        WITH_BOOK(book_verify__counts_what_is_alike),
        WITH_BOOK(book_verify__finds_earnings_without_a_program),
        WITH_BOOK(book_verify__finds_what_does_not_belong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
