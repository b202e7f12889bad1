/* SPDX-License-Identifier: MIT */
#include "app/safety.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/history.h"
#include "app/people.h"
#include "support/office.h"

static enum rc init(struct desk *desk, bool demo, const char *as_of)
{
    const struct app_options options = office_options(desk, as_of, NULL);
    return app_init(&options, demo, desk_err(desk));
}

static enum rc restore(struct desk *desk, const char *from, struct restore_report *ret)
{
    const struct app_options options = office_options(desk, NULL, NULL);
    return app_restore(&options, from, ret, desk_err(desk));
}

static enum rc see_finding(void *context, const char *sentence, struct err *err)
{
    (void)err;
    (void)snprintf(context, 1024, "%s", sentence);
    return RC_OK;
}

static void expect_sound(struct desk *desk)
{
    char finding[1024] = "";
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_check(app, see_finding, finding, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(finding, "");
    app_close(app);
}

/* ---- init ------------------------------------------------------------------- */

static void init__makes_a_book_whose_maker_is_its_admin(void **state)
{
    struct desk *desk = *state;
    char maker[64];
    office_maker(maker);
    assert_rc(init(desk, false, NULL), RC_OK, &desk->err);
    struct app *app = office_open(desk, NULL, NULL);
    assert_text_equal(app_member(app)->login, maker);
    assert_int_equal(app_member(app)->role, ROLE_ADMIN);
    app_close(app);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM program"), 16);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM journal"), 1);
    expect_sound(desk);
    assert_rc(init(desk, false, NULL), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "exists already"));
    expect_sound(desk);
}

/* A killed init leaves an empty file, or a file of SQLite without tables. */
static void init__takes_what_a_killed_one_left(void **state)
{
    struct desk *desk = *state;
    struct app *app = NULL;
    const struct app_options options = office_options(desk, NULL, NULL);
    file_write(desk->path, "", 0);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_BOOK, &desk->err);
    assert_rc(init(desk, false, NULL), RC_OK, &desk->err);
    expect_sound(desk);
    assert_int_equal(unlink(desk->path), 0);
    file_write(desk->path, "", 0);
    raw_exec(desk->path, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); DROP TABLE t");
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_BOOK, &desk->err);
    assert_rc(init(desk, true, NULL), RC_OK, &desk->err);
    expect_sound(desk);
}

static void init__never_touches_another_file(void **state)
{
    struct desk *desk = *state;
    size_t length = 0;
    file_write(desk->path, "a,b\n1,2\n", 8);
    assert_rc(init(desk, false, NULL), RC_RULE, &desk->err);
    char *bytes = file_read(desk->path, &length);
    assert_text_equal(bytes, "a,b\n1,2\n");
    free(bytes);
    assert_int_equal(unlink(desk->path), 0);
    file_write(desk->path, "", 0);
    raw_exec(desk->path, "CREATE TABLE other (x)");
    assert_rc(init(desk, false, NULL), RC_RULE, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_int_equal(unlink(desk->path), 0);
    assert_int_equal(mkdir(desk->path, 0700), 0);
    assert_rc(init(desk, false, NULL), RC_RULE, &desk->err);
}

static void init__makes_only_its_own_folders(void **state)
{
    struct desk *desk = *state;
    const struct app_options none = {.book = NULL};
    char data[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE];
    const struct app_options far = {.book = folder_file(&desk->folder, "far/away.coffer", path)};
    struct stat st;
    assert_rc(app_init(&far, false, desk_err(desk)), RC_FILE, &desk->err);
    setenv("XDG_DATA_HOME", folder_file(&desk->folder, "data/home", data), 1);
    assert_rc(app_init(&none, false, desk_err(desk)), RC_OK, &desk->err);
    unsetenv("XDG_DATA_HOME");
    folder_file(&desk->folder, "data/home/coffer/book.coffer", path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    folder_file(&desk->folder, "data/home/coffer", path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
}

static void init__ahead_of_today__is_for_the_demo(void **state)
{
    struct desk *desk = *state;
    assert_rc(init(desk, false, "2098-01-01"), RC_RULE, &desk->err);
    assert_int_equal(access(desk->path, F_OK), -1);
    assert_rc(init(desk, true, "2098-01-01"), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT max(day) <= 46752 FROM earning"), 1);
    expect_sound(desk);
}

/* The rim of the calendar has fewer months, and is no reason to fail. */
static void init__of_a_demo__on_any_day(void **state)
{
    static const char *const days[] = {"1999-07-01", "1999-08-15", "2020-02-29", "2026-03-31",
                                       "2099-06-30"};
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        assert_rc(init(desk, true, days[i]), RC_OK, &desk->err);
        expect_sound(desk);
        assert_int_equal(unlink(desk->path), 0);
    }
}

/* ---- check ---------------------------------------------------------------------- */

static void check__names_what_differs(void **state)
{
    struct desk *desk = *state;
    char finding[1024] = "";
    raw_exec(desk->path, "UPDATE total_month SET coop = coop + 1 WHERE location = 1");
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_check(app, see_finding, finding, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(finding, "totals of "));
    app_close(app);
}

/* ---- restore: a book is there ------------------------------------------------------ */

/* A backup as it stands, and one more earning after it. */
static void back_up_and_go_on(struct desk *desk, char copy[FOLDER_PATH_SIZE])
{
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_backup(app, folder_file(&desk->folder, "copy", copy), desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
}

static void restore__over_a_book__saves_it_first(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    char copy[FOLDER_PATH_SIZE];
    struct stat before, after;
    back_up_and_go_on(desk, copy);
    assert_int_equal(stat(desk->path, &before), 0);
    char *lost = raw_dump(desk->path, DUMP_ALL);
    assert_rc(restore(desk, copy, &report), RC_OK, &desk->err);
    assert_int_equal(report.rows_lost, 1);
    assert_same_dump(raw_dump(report.saved_as, DUMP_ALL), lost);
    assert_int_equal(stat(desk->path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 4);
    char *action = raw_text(desk->path, "SELECT action FROM journal ORDER BY number DESC");
    assert_text_equal(action, "restore");
    free(action);
    expect_sound(desk);
    /* And back again: the same second, and nothing is lost. */
    char saved[4096];
    (void)snprintf(saved, sizeof(saved), "%s", report.saved_as);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T2", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
    assert_rc(restore(desk, saved, &report), RC_OK, &desk->err);
    assert_string_not_equal(report.saved_as, saved);
    assert_int_equal(raw_number(report.saved_as, "SELECT count(*) FROM earning WHERE id = 'T2'"),
                     1);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning WHERE id = 'T1'"), 1);
    expect_sound(desk);
}

static void restore__cannot_be_undone_and_undo_stops_there(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    struct journal_entry entry = {0};
    char copy[FOLDER_PATH_SIZE];
    back_up_and_go_on(desk, copy);
    assert_rc(restore(desk, copy, &report), RC_OK, &desk->err);
    struct app *app = office_open(desk, NULL, NULL);
    int64_t row = raw_number(desk->path, "SELECT max(number) FROM journal");
    assert_rc(app_undo(app, row, &entry, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

static void restore__of_what_is_no_backup__changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    char copy[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE];
    back_up_and_go_on(desk, copy);
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(restore(desk, folder_file(&desk->folder, "none", path), &report), RC_FILE,
              &desk->err);
    assert_rc(restore(desk, desk->folder.path, &report), RC_FILE, &desk->err);
    file_write(folder_file(&desk->folder, "text", path), "no backup", 9);
    assert_rc(restore(desk, path, &report), RC_BOOK, &desk->err);
    raw_exec(copy, "UPDATE journal SET summary = 'doctored' WHERE number = 2");
    assert_rc(restore(desk, copy, &report), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "the backup is damaged"));
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    /* Nor is anything left in the state folder, but the daily copy of the first write. */
    char names[NAMES_SIZE], folder[2 * FOLDER_PATH_SIZE];
    char *id = raw_text(desk->path, "SELECT value FROM setting WHERE name = 'book-id'");
    (void)snprintf(folder, sizeof(folder), "%s/state/coffer/%s", desk->folder.path, id);
    free(id);
    assert_null(strstr(folder_names(folder, NULL, names), "staged"));
    assert_non_null(strstr(names, "-daily.coffer"));
}

static void restore__without_a_copy_of_the_present__is_no_restore(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    char copy[FOLDER_PATH_SIZE], blocked[FOLDER_PATH_SIZE];
    back_up_and_go_on(desk, copy);
    char *before = raw_dump(desk->path, DUMP_ALL);
    file_write(folder_file(&desk->folder, "blocked", blocked), "", 0);
    setenv("XDG_STATE_HOME", blocked, 1); /* a file where a folder should be */
    assert_rc(restore(desk, copy, &report), RC_FILE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* ---- restore: none is there, or a damaged one ----------------------------------------- */

static void restore__onto_nothing__makes_the_book(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {.rows_lost = -1};
    char copy[FOLDER_PATH_SIZE];
    struct stat st;
    back_up_and_go_on(desk, copy);
    assert_int_equal(unlink(desk->path), 0);
    assert_rc(restore(desk, copy, &report), RC_OK, &desk->err);
    assert_text_equal(report.saved_as, "");
    assert_int_equal(report.rows_lost, 0);
    assert_int_equal(stat(desk->path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    char *summary = raw_text(desk->path, "SELECT action || ': ' || summary FROM journal "
                                         "ORDER BY number DESC");
    assert_memory_equal(summary, "restore: the book was made from a backup, as there was none", 59);
    free(summary);
    expect_sound(desk);
    /* An empty file, as a killed init leaves it, is nothing too. */
    file_write(desk->path, "", 0);
    assert_rc(restore(desk, copy, &report), RC_OK, &desk->err);
    expect_sound(desk);
}

static void restore__onto_a_damaged_book__puts_it_aside(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    char copy[FOLDER_PATH_SIZE], garbage[5000];
    size_t length = 0, kept = 0;
    back_up_and_go_on(desk, copy);
    memset(garbage, 0xA5, sizeof(garbage));
    int fd = open(desk->path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, garbage, sizeof(garbage), 100), sizeof(garbage));
    (void)close(fd);
    char *damaged = file_read(desk->path, &length);
    assert_rc(restore(desk, copy, &report), RC_OK, &desk->err);
    char *aside = file_read(report.saved_as, &kept);
    assert_int_equal(length, kept);
    assert_memory_equal(damaged, aside, length);
    free(damaged);
    free(aside);
    expect_sound(desk);
    /* A text of that name is put aside as well. */
    file_write(desk->path, "Dear diary", 10);
    assert_rc(restore(desk, copy, &report), RC_OK, &desk->err);
    expect_sound(desk);
}

/* Another program's file and a newer book are not damaged: they stay. */
static void restore__onto_a_book_of_others__is_refused(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    char copy[FOLDER_PATH_SIZE];
    back_up_and_go_on(desk, copy);
    raw_exec(desk->path, "PRAGMA user_version = 99");
    assert_rc(restore(desk, copy, &report), RC_BOOK, &desk->err);
    assert_int_equal(raw_number(desk->path, "PRAGMA user_version"), 99);
    assert_int_equal(unlink(desk->path), 0);
    file_write(desk->path, "", 0);
    raw_exec(desk->path, "CREATE TABLE other (x)");
    assert_rc(restore(desk, copy, &report), RC_BOOK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM sqlite_schema"), 1);
}

/* Where there is no book that could tell, the backup says who may. */
static void restore__onto_nothing__is_for_admins_of_the_backup(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    char copy[FOLDER_PATH_SIZE], maker[64];
    back_up_and_go_on(desk, copy);
    office_maker(maker);
    assert_int_equal(unlink(desk->path), 0);
    struct app_options options = office_options(desk, NULL, NULL);
    options.book = copy;
    struct app *app = NULL;
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    const struct member bob = {.login = "bob", .role = ROLE_ADMIN};
    const struct member me = {.login = maker, .role = ROLE_USER};
    assert_rc(app_member_add(app, &bob, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_member_add(app, &me, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    assert_rc(restore(desk, copy, &report), RC_RULE, &desk->err);
    assert_int_equal(access(desk->path, F_OK), -1);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)
#define WITHOUT(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITHOUT(init__makes_a_book_whose_maker_is_its_admin),
        WITHOUT(init__takes_what_a_killed_one_left),
        WITHOUT(init__never_touches_another_file),
        WITHOUT(init__makes_only_its_own_folders),
        WITHOUT(init__ahead_of_today__is_for_the_demo),
        WITHOUT(init__of_a_demo__on_any_day),
        IN_OFFICE(check__names_what_differs),
        IN_OFFICE(restore__over_a_book__saves_it_first),
        IN_OFFICE(restore__cannot_be_undone_and_undo_stops_there),
        IN_OFFICE(restore__of_what_is_no_backup__changes_nothing),
        IN_OFFICE(restore__without_a_copy_of_the_present__is_no_restore),
        IN_OFFICE(restore__onto_nothing__makes_the_book),
        IN_OFFICE(restore__onto_a_damaged_book__puts_it_aside),
        IN_OFFICE(restore__onto_a_book_of_others__is_refused),
        IN_OFFICE(restore__onto_nothing__is_for_admins_of_the_backup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
