/* SPDX-License-Identifier: MIT */
/* The ladder of schemas: an older book is brought up rung by rung. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "app/safety.h"
#include "migrate/rungs.h"
#include "support/office.h"

static int setup_old_desk(void **state)
{
    rungs_use(RUNG_TODAY, RUNG_GOOD);
    (void)desk_setup(state);
    struct desk *desk = *state;
    desk_type_in(desk, &(struct typed_in){"E1", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000});
    desk_close(desk);
    rungs_use(RUNG_LAST, RUNG_GOOD);
    return 0;
}

static int setup_old_office(void **state)
{
    rungs_use(RUNG_TODAY, RUNG_GOOD);
    (void)office_setup(state);
    rungs_use(RUNG_LAST, RUNG_GOOD);
    return 0;
}

static void open_old(struct desk *desk)
{
    bool old = false;
    assert_rc(book_open(desk->path, BOOK_WRITE, &desk->book, &old, desk_err(desk)), RC_OK,
              &desk->err);
    assert_true(old);
}

static int64_t schema_of(const char *path)
{
    return raw_number(path, "PRAGMA user_version");
}

/* ---- the store ---------------------------------------------------------------- */

static void ladder__brings_a_book_up_step_by_step(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(schema_of(desk->path), RUNG_TODAY);
    assert_int_equal(book_schema(), RUNG_LAST);
    open_old(desk);
    assert_rc(book_migrate(desk->book, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(schema_of(desk->path), RUNG_LAST);
    assert_int_equal(raw_number(desk->path, "PRAGMA application_id"), BOOK_APPLICATION_ID);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM pragma_table_info('location') "
                                            "WHERE name = 'city'"),
                     1);
    assert_sound(desk);
    assert_rc(book_migrate(desk->book, desk_err(desk)), RC_OK, &desk->err); /* nothing to do */
    desk_close(desk);
    desk_open(desk, BOOK_WRITE);
    assert_sound(desk);
}

/* Changesets of before the columns came can be taken back after it. */
static void ladder__keeps_undo_of_older_rows(void **state)
{
    struct desk *desk = *state;
    open_old(desk);
    assert_rc(book_migrate(desk->book, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(journal_undo(desk->book, "ann", 2, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 0);
    assert_sound(desk);
    assert_rc(journal_redo(desk->book, "ann", 2, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT coop FROM total_month"), 1000000);
    assert_sound(desk);
    assert_int_equal(raw_number(desk->path, "SELECT schema FROM journal WHERE number = 2"),
                     RUNG_TODAY);
    assert_int_equal(raw_number(desk->path, "SELECT schema FROM journal WHERE number = 3"),
                     RUNG_LAST);
}

/* Each step is one transaction: what it had begun is gone, the steps before stay. */
static void ladder__that_breaks__stops_between_steps(void **state)
{
    struct desk *desk = *state;
    rungs_use(RUNG_LAST, RUNG_BROKEN);
    open_old(desk);
    assert_int_not_equal(book_migrate(desk->book, desk_err(desk)), RC_OK);
    assert_int_equal(schema_of(desk->path), RUNG_NEXT);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM location WHERE country = 'XX'"),
                     0);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM sqlite_schema "
                                            "WHERE name = 'reminder'"),
                     0);
    raw_assert_sound(desk->path);
    rungs_use(RUNG_LAST, RUNG_GOOD);
    assert_rc(book_migrate(desk->book, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(schema_of(desk->path), RUNG_LAST);
}

/* Another Coffer brings it up while this one, an older one, has it open. */
static void ladder__climbed_by_another__ends_our_writing(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = NULL;
    rungs_use(RUNG_TODAY, RUNG_GOOD);
    desk_open(desk, BOOK_WRITE);
    rungs_use(RUNG_LAST, RUNG_GOOD);
    struct desk newer = {.folder = desk->folder};
    (void)snprintf(newer.path, sizeof(newer.path), "%s", desk->path);
    open_old(&newer);
    assert_rc(book_migrate(newer.book, desk_err(&newer)), RC_OK, &newer.err);
    desk_close(&newer);
    rungs_use(RUNG_TODAY, RUNG_GOOD);
    assert_rc(tx_begin(desk->book, "ann", TX_CHANGESET, &tx, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "start the newer Coffer"));
    desk_close(desk);
    bool old = false;
    assert_rc(book_open(desk->path, BOOK_WRITE, &desk->book, &old, desk_err(desk)), RC_BOOK,
              &desk->err);
    assert_non_null(strstr(desk->err.text, "install a newer Coffer"));
}

/* ---- as a person opens it ----------------------------------------------------------- */

static char *copies_of(struct desk *desk, char ret[2 * FOLDER_PATH_SIZE])
{
    char *id = raw_text(desk->path, "SELECT value FROM setting WHERE name = 'book-id'");
    (void)snprintf(ret, 2 * FOLDER_PATH_SIZE, "%s/state/coffer/%s", desk->folder.path, id);
    free(id);
    return ret;
}

static void app_open__of_an_older_book__copies_it_first(void **state)
{
    struct desk *desk = *state;
    char folder[2 * FOLDER_PATH_SIZE], names[NAMES_SIZE], copy[4 * FOLDER_PATH_SIZE];
    char *before = raw_dump(desk->path, DUMP_ALL);
    app_close(office_open(desk, NULL, NULL));
    assert_int_equal(schema_of(desk->path), RUNG_LAST);
    folder_names(copies_of(desk, folder), "of-book", names);
    const char *name = strstr(names, "-before-migration.coffer ");
    assert_non_null(name);
    while (name > names && name[-1] != ' ')
        name--;
    (void)snprintf(copy, sizeof(copy), "%s/%.*s", folder, (int)strcspn(name, " "), name);
    assert_int_equal(schema_of(copy), RUNG_TODAY);
    raw_assert_sound(copy);
    assert_same_dump(raw_dump(copy, DUMP_ALL), before);
}

static void app_open__of_an_older_book__wants_to_write_it(void **state)
{
    struct desk *desk = *state;
    struct app_options options = office_options(desk, NULL, NULL);
    struct app *app = NULL;
    options.read_only = true;
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "open it once with write permission"));
    assert_int_equal(schema_of(desk->path), RUNG_TODAY);
}

/* No copy, no change. */
static void app_open__of_an_older_book__without_a_copy__changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct app *app = NULL;
    const struct app_options options = office_options(desk, NULL, NULL);
    char blocked[FOLDER_PATH_SIZE];
    char *before = raw_dump(desk->path, DUMP_ALL);
    file_write(folder_file(&desk->folder, "blocked", blocked), "", 0);
    setenv("XDG_STATE_HOME", blocked, 1);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_FILE, &desk->err);
    assert_null(app);
    assert_int_equal(schema_of(desk->path), RUNG_TODAY);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

static void restore__of_an_older_backup__migrates_its_copy(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {0};
    const struct app_options options = office_options(desk, NULL, NULL);
    char backup[FOLDER_PATH_SIZE];
    size_t length = 0;
    char *bytes = file_read(desk->path, &length);
    file_write(folder_file(&desk->folder, "backup", backup), bytes, length);
    free(bytes);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
    assert_rc(app_restore(&options, backup, &report, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(schema_of(desk->path), RUNG_LAST);
    assert_int_equal(schema_of(backup), RUNG_TODAY); /* the backup itself is never written */
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 4);
    desk_open(desk, BOOK_WRITE);
    assert_sound(desk);
}

#define OLD_BOOK(test) cmocka_unit_test_setup_teardown(test, setup_old_desk, desk_teardown)
#define OLD_OFFICE(test) cmocka_unit_test_setup_teardown(test, setup_old_office, desk_teardown)

int main(void)
{
    rungs_load();
    const struct CMUnitTest tests[] = {
        OLD_BOOK(ladder__brings_a_book_up_step_by_step),
        OLD_BOOK(ladder__keeps_undo_of_older_rows),
        OLD_BOOK(ladder__that_breaks__stops_between_steps),
        OLD_BOOK(ladder__climbed_by_another__ends_our_writing),
        OLD_OFFICE(app_open__of_an_older_book__copies_it_first),
        OLD_OFFICE(app_open__of_an_older_book__wants_to_write_it),
        OLD_OFFICE(app_open__of_an_older_book__without_a_copy__changes_nothing),
        OLD_OFFICE(restore__of_an_older_backup__migrates_its_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
