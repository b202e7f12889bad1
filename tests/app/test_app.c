/* SPDX-License-Identifier: MIT */
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/inside.h"
#include "app/people.h"
#include "app/safety.h"
#include "base/clock.h"
#include "support/office.h"

/* ---- which book ------------------------------------------------------------ */

static void expect_path(struct desk *desk, const char *book, const char *expected)
{
    const struct app_options options = {.book = book};
    char *path = NULL;
    assert_rc(app_book_path(&options, &path, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(path, expected);
    free(path);
}

static void app_book_path__takes_the_first_that_is_told(void **state)
{
    struct desk *desk = *state;
    const struct app_options none = {.book = NULL};
    char *path = NULL;
    char *home = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
    assert_non_null(home);
    unsetenv("COFFER_BOOK");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/ann", 1);
    expect_path(desk, NULL, "/home/ann/.local/share/coffer/book.coffer");
    setenv("XDG_DATA_HOME", "relative", 1);
    expect_path(desk, NULL, "/home/ann/.local/share/coffer/book.coffer");
    setenv("XDG_DATA_HOME", "/data", 1);
    expect_path(desk, NULL, "/data/coffer/book.coffer");
    setenv("COFFER_BOOK", "", 1);
    expect_path(desk, NULL, "/data/coffer/book.coffer");
    setenv("COFFER_BOOK", "mine", 1);
    expect_path(desk, NULL, "mine");
    expect_path(desk, "that", "that");
    unsetenv("COFFER_BOOK");
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME");
    assert_rc(app_book_path(&none, &path, desk_err(desk)), RC_BOOK, &desk->err);
    setenv("HOME", home, 1);
    free(home);
}

static void app_whole_path__begins_at_the_root(void **state)
{
    struct desk *desk = *state;
    static const struct {
        const char *typed, *whole;
    } paths[] = {
        {"/a/./b.coffer", "/a/./b.coffer"},
        {"~/b.coffer", "/home/ann/b.coffer"},
        {"~", "/home/ann"},
        {"b.coffer", "/b.coffer"},
        {"./b.coffer", "/b.coffer"},
        {"~bob/b.coffer", "/~bob/b.coffer"}, /* somebody else's home is not looked for */
    };
    char *home = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/"), *here = getcwd(NULL, 0);
    assert_non_null(home);
    assert_non_null(here);
    setenv("HOME", "/home/ann", 1);
    assert_int_equal(chdir("/"), 0);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        char *path = NULL;
        assert_rc(app_whole_path(paths[i].typed, &path, desk_err(desk)), RC_OK, &desk->err);
        assert_text_equal(path, paths[i].whole);
        free(path);
    }
    assert_int_equal(chdir(here), 0);
    setenv("HOME", home, 1);
    free(home);
    free(here);
}

/* ---- waiting for others -------------------------------------------------------- */

struct wait {
    sqlite3 *other; /* holds the lock */
    int asked, most;
    bool lets_go;
    char who[64];
};

static bool wait_on(void *context, const char *who)
{
    struct wait *wait = context;
    (void)snprintf(wait->who, sizeof(wait->who), "%s", who);
    wait->asked++;
    if (wait->asked < wait->most)
        return true;
    if (wait->lets_go)
        assert_int_equal(sqlite3_exec(wait->other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    return wait->lets_go;
}

/* Whoever writes is named; the wait ends when the lock is free, or with the person's
 * patience, and nothing is changed then. */
static void app__waits_for_another_writer__while_it_is_told_to(void **state)
{
    struct desk *desk = *state;
    struct wait wait = {.most = 3};
    const struct app_listener listener = {.waits = wait_on, .context = &wait};
    struct app *app = office_open(desk, NULL, "2026-02-20");
    app_listen(app, &listener);
    assert_int_equal(sqlite3_open(desk->path, &wait.other), SQLITE_OK);
    for (int i = 0; i < 2; i++) {
        wait.lets_go = i > 0;
        wait.asked = 0;
        assert_int_equal(sqlite3_exec(wait.other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
        assert_rc(app_location_set(app, "L1", i > 0 ? "Two" : "One", NULL, desk_err(desk)),
                  wait.lets_go ? RC_OK : RC_STOP, &desk->err);
        assert_int_equal(wait.asked, 3);
        assert_string_equal(wait.who, app_person(app));
        if (!wait.lets_go)
            assert_int_equal(sqlite3_exec(wait.other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    }
    assert_int_equal(sqlite3_close(wait.other), SQLITE_OK);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM location WHERE name = 'One'"), 0);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM location WHERE name = 'Two'"), 1);
    app_close(app);
}

/* ---- who asks ------------------------------------------------------------------ */

static void app_open__by_somebody_who_is_no_member(void **state)
{
    struct desk *desk = *state;
    struct app_options options = office_options(desk, NULL, NULL);
    struct app *app = NULL;
    char maker[64];
    office_maker(maker);
    char sql[256];
    (void)snprintf(sql, sizeof(sql), "UPDATE member SET login = 'ann' WHERE login = '%s'", maker);
    raw_exec(desk->path, sql);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, maker));
    assert_non_null(strstr(desk->err.text, "is no member of this book"));
    assert_null(app);
}

static void app_open__tells_who_and_where(void **state)
{
    struct desk *desk = *state;
    char maker[64];
    office_maker(maker);
    struct app *app = office_open(desk, NULL, NULL);
    assert_text_equal(app_person(app), maker);
    assert_text_equal(app_member(app)->login, maker);
    assert_int_equal(app_member(app)->role, ROLE_ADMIN);
    assert_text_equal(app_path(app), desk->path);
    assert_text_equal(app_notice(app), "");
    assert_int_equal(app_day(app).day, clock_today());
    assert_false(app_is_read_only(app));
    assert_false(app_book_moved(app));
    raw_exec(desk->path, "UPDATE location SET name = 'x'");
    assert_true(app_book_moved(app));
    assert_false(app_book_moved(app));
    app_close(app);
    app_close(NULL);
}

/* ---- read only -------------------------------------------------------------------- */

static void app__read_only__looks_and_says_so(void **state)
{
    struct desk *desk = *state;
    struct app_options options = office_options(desk, NULL, NULL);
    const struct fund_filter all = {0};
    struct fund_list list = {0};
    struct app *app = NULL;
    char path[FOLDER_PATH_SIZE];
    options.read_only = true;
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    assert_true(app_is_read_only(app));
    assert_non_null(strstr(app_notice(app), "read only"));
    assert_rc(app_balance(app, &all, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(list.count, 4);
    fund_list_release(&list);
    assert_rc(app_may(app, MAY_EDIT_BOOK, desk_err(desk)), RC_BOOK, &desk->err);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_BOOK, &desk->err);
    assert_rc(app_location_set(app, "L1", "x", NULL, desk_err(desk)), RC_BOOK, &desk->err);
    assert_rc(app_backup(app, folder_file(&desk->folder, "copy", path), desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
}

/* ---- another day -------------------------------------------------------------------- */

static void app__ahead_of_today__only_looks(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    const struct fund_filter all = {0};
    const struct program_change split = {.split = "50/50"};
    struct fund_list list = {0};
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, "2098-12-31");
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(app_balance(app, &all, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(fund_find(&list, "hosting", "L1", "FY26H2", "USD")->balance.state,
                     FUND_CONVERTED);
    assert_int_equal(fund_find(&list, "hosting", "L2", "FY26H2", "USD")->balance.state,
                     FUND_CLOSED);
    fund_list_release(&list);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "--as-of"));
    assert_rc(app_program_set(app, "hosting", &split, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_period_close(app, period_named("FY26H2"), NULL, desk_err(desk)), RC_RULE,
              &desk->err);
    assert_rc(app_location_set(app, "L1", "x", NULL, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(
        office_import(app, folder_file(&desk->folder, "report.csv", path), &counts, desk_err(desk)),
        RC_RULE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_rc(app_backup(app, folder_file(&desk->folder, "copy", path), desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
}

static void app__on_an_earlier_day__shows_and_writes(void **state)
{
    struct desk *desk = *state;
    const struct fund_filter all = {0};
    struct fund_list list = {0};
    struct app *app = office_open(desk, NULL, "2026-01-30");
    assert_rc(app_balance(app, &all, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(list.count, 0); /* the report's rows are dated a day later */
    fund_list_release(&list);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-01", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_balance(app, &all, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(list.count, 1);
    fund_list_release(&list);
    app_close(app);
    /* The journal's time is the clock's, whatever the day. */
    assert_true(raw_number(desk->path, "SELECT max(time) FROM journal") > clock_now() - 600);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(app_whole_path__begins_at_the_root, desk_setup_bare,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(app_book_path__takes_the_first_that_is_told,
                                        desk_setup_bare, desk_teardown),
        IN_OFFICE(app__waits_for_another_writer__while_it_is_told_to),
        IN_OFFICE(app_open__by_somebody_who_is_no_member),
        IN_OFFICE(app_open__tells_who_and_where),
        IN_OFFICE(app__read_only__looks_and_says_so),
        IN_OFFICE(app__ahead_of_today__only_looks),
        IN_OFFICE(app__on_an_earlier_day__shows_and_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
