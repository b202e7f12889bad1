/* SPDX-License-Identifier: MIT */
#include "app/copies.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/inside.h"
#include "app/safety.h"
#include "support/office.h"

/* "STATE/coffer/BOOK-ID" */
static char *copies_of(struct desk *desk, char ret[2 * FOLDER_PATH_SIZE])
{
    char *id = raw_text(desk->path, "SELECT value FROM setting WHERE name = 'book-id'");
    (void)snprintf(ret, 2 * FOLDER_PATH_SIZE, "%s/state/coffer/%s", desk->folder.path, id);
    free(id);
    return ret;
}

static int count_of(const char *names, const char *part)
{
    int count = 0;
    for (const char *at = strstr(names, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

static void copies__daily__follow_the_first_write_of_a_day(void **state)
{
    struct desk *desk = *state;
    char folder[2 * FOLDER_PATH_SIZE], names[NAMES_SIZE], path[3 * FOLDER_PATH_SIZE];
    struct stat st;
    struct app *app = office_open(desk, NULL, NULL);
    folder_names(copies_of(desk, folder), "of-book", names);
    assert_int_equal(count_of(names, "-daily.coffer "), 1);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(count_of(folder_names(folder, "of-book", names), "-daily.coffer "), 1);
    /* It is of another day, and it is whole. */
    (void)snprintf(path, sizeof(path), "%s/%.*s", folder, (int)strcspn(names, " "), names);
    raw_assert_sound(path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(stat(folder, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    char older[4 * FOLDER_PATH_SIZE];
    (void)snprintf(older, sizeof(older), "%s/2020-01-01T00:00:00Z-daily.coffer", folder);
    assert_int_equal(rename(path, older), 0);
    assert_rc(office_add(app, "T2", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(count_of(folder_names(folder, "of-book", names), "-daily.coffer "), 2);
    app_close(app);
}

/* A copy that cannot be made never refuses the write. */
static void copies__daily__that_fail__are_a_warning(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {.warnings = 0};
    char blocked[FOLDER_PATH_SIZE];
    struct app *app = office_open_heard(desk, &heard);
    file_write(folder_file(&desk->folder, "blocked", blocked), "", 0);
    setenv("XDG_STATE_HOME", blocked, 1);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 1);
    assert_non_null(strstr(heard.last, "the daily copy of the book could not be made"));
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 5);
    app_close(app);
}

/* Ten, and together no more than three times the book. */
static void copies__old_ones__go(void **state)
{
    struct desk *desk = *state;
    char folder[2 * FOLDER_PATH_SIZE], names[NAMES_SIZE], path[4 * FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    copies_of(desk, folder);
    for (int i = 0; i < 14; i++) {
        (void)snprintf(path, sizeof(path), "%s/2020-01-%02dT00:00:00Z-daily.coffer", folder, i + 1);
        file_write(path, "small", 5);
    }
    assert_rc(copies_make(app->book, "test", NULL, desk_err(desk)), RC_OK, &desk->err);
    folder_names(folder, "of-book", names);
    assert_int_equal(count_of(names, ".coffer "), 10);
    assert_int_equal(count_of(names, "-test.coffer "), 1);
    assert_int_equal(count_of(names, "2020-01-06"), 0);
    assert_int_equal(count_of(names, "2020-01-14"), 1);
    size_t length = 0;
    char *bytes = file_read(desk->path, &length);
    for (int i = 0; i < 4; i++) {
        (void)snprintf(path, sizeof(path), "%s/2021-01-%02dT00:00:00Z-daily.coffer", folder, i + 1);
        file_write(path, bytes, length);
    }
    free(bytes);
    assert_rc(copies_make(app->book, "next", NULL, desk_err(desk)), RC_OK, &desk->err);
    folder_names(folder, "of-book", names);
    assert_int_equal(count_of(names, "-next.coffer "), 1);
    assert_in_range(count_of(names, ".coffer "), 2, 3);
    app_close(app);
}

/* However many are made within one second: the last one is there. */
static void copies__of_one_second__keep_their_order(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    static const char *const reasons[] = {"migration", "daily"};
    char folder[2 * FOLDER_PATH_SIZE], later[4 * FOLDER_PATH_SIZE];
    copies_of(desk, folder);
    (void)snprintf(later, sizeof(later), "%s/2999-01-01T00:00:00Z-daily.coffer", folder);
    file_write(later, "of a clock that was wrong", 25);
    for (int i = 0; i < 25; i++) {
        char *path = NULL;
        assert_rc(copies_make(app->book, reasons[i % 2], &path, desk_err(desk)), RC_OK, &desk->err);
        raw_assert_sound(path);
        free(path);
    }
    app_close(app);
}

static void copies__of_a_damaged_book__are_named(void **state)
{
    struct desk *desk = *state;
    struct app *app = NULL;
    const struct app_options options = office_options(desk, NULL, NULL);
    char folder[2 * FOLDER_PATH_SIZE], names[NAMES_SIZE], path[3 * FOLDER_PATH_SIZE];
    char garbage[4000];
    folder_names(copies_of(desk, folder), "of-book", names);
    (void)snprintf(path, sizeof(path), "%s/%.*s", folder, (int)strcspn(names, " "), names);
    memset(garbage, 0xA5, sizeof(garbage));
    int fd = open(desk->path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, garbage, sizeof(garbage), 100), sizeof(garbage));
    (void)close(fd);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "the book is damaged"));
    assert_non_null(strstr(desk->err.text, path));
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(copies__daily__follow_the_first_write_of_a_day),
        IN_OFFICE(copies__daily__that_fail__are_a_warning),
        IN_OFFICE(copies__old_ones__go),
        IN_OFFICE(copies__of_one_second__keep_their_order),
        IN_OFFICE(copies__of_a_damaged_book__are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
