/* SPDX-License-Identifier: MIT */
#include "io/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "support/support.h"

/* Of no kind where there is none of that name. */
static const struct folder_file *find(const struct listing *listing, const char *name)
{
    static const struct folder_file none = {.kind = FILE_NONE};
    for (size_t i = 0; i < listing->count; i++) {
        if (strcmp(listing->files[i].name, name) == 0)
            return &listing->files[i];
    }
    return &none;
}

static void folder__list__tells_kind_size_and_day(void **state)
{
    (void)state;
    struct folder folder;
    struct listing listing;
    struct err err;
    char path[FOLDER_PATH_SIZE];
    err_init(&err);
    folder_init(&folder);
    file_write(folder_file(&folder, "report.csv", path), "abc", 3);
    file_write(folder_file(&folder, "not\xffutf8\x1b", path), "", 0);
    assert_int_equal(mkdir(folder_file(&folder, "old reports", path), 0700), 0);
    assert_int_equal(mkfifo(folder_file(&folder, "pipe", path), 0600), 0);
    assert_int_equal(symlink("nowhere", folder_file(&folder, "broken", path)), 0);
    assert_int_equal(symlink("old reports", folder_file(&folder, "link", path)), 0);
    assert_rc(folder_list(folder.path, &listing, &err), RC_OK, &err);
    assert_int_equal(listing.count, 6);
    assert_false(listing.more);
    static const struct {
        const char *name;
        enum file_kind kind;
        int64_t size;
    } expected[] = {
        {"report.csv", FILE_PLAIN, 3},
        {"not\xffutf8\x1b", FILE_PLAIN, 0},
        {"pipe", FILE_OTHER, 0},
        {"broken", FILE_OTHER, -1},
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        const struct folder_file *file = find(&listing, expected[i].name);
        assert_int_equal(file->kind, expected[i].kind);
        assert_int_equal(file->size, expected[i].size);
    }
    assert_int_equal(find(&listing, "old reports")->kind, FILE_FOLDER);
    assert_int_equal(find(&listing, "link")->kind, FILE_FOLDER);
    assert_in_range(find(&listing, "report.csv")->day.day, clock_today() - 1, clock_today());
    listing_release(&listing);
    folder_release(&folder);
}

static void folder__list__of_what_is_no_folder__is_an_error(void **state)
{
    (void)state;
    struct listing listing;
    struct err err;
    err_init(&err);
    assert_rc(folder_list("/no/such/folder", &listing, &err), RC_FILE, &err);
    err_init(&err);
    assert_rc(folder_list("/dev/null", &listing, &err), RC_FILE, &err);
}

static void folder__look__tells_what_is_there(void **state)
{
    (void)state;
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    folder_init(&folder);
    assert_int_equal(folder_look(folder.path), FILE_FOLDER);
    assert_int_equal(folder_look(folder_file(&folder, "none", path)), FILE_NONE);
    file_write(path, "", 0);
    assert_int_equal(folder_look(path), FILE_PLAIN);
    assert_int_equal(symlink("nowhere", folder_file(&folder, "broken", path)), 0);
    assert_int_equal(folder_look(path), FILE_OTHER);
    folder_release(&folder);
}

static void folder__resolve__is_absolute_and_tidy(void **state)
{
    (void)state;
    static const struct {
        const char *base, *path, *expected;
    } cases[] = {
        {"/home/ann", "reports", "/home/ann/reports"},
        {"/home/ann", "", "/home/ann"},
        {"/home/ann", ".", "/home/ann"},
        {"/home/ann", "..", "/home"},
        {"/home/ann", "../../../..", "/"},
        {"/home/ann", "./a//b/../c/", "/home/ann/a/c"},
        {"/home/ann", "/tmp", "/tmp"},
        {"/home/ann", "~", "/home/uma"},
        {"/home/ann", "~/x", "/home/uma/x"},
        {"/home/ann", "~x", "/home/ann/~x"},
        {"/home/ann", "...", "/home/ann/..."},
        {"/", "a", "/a"},
    };
    char *home = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
    setenv("HOME", "/home/uma", 1);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *path = NULL;
        struct err err;
        err_init(&err);
        assert_rc(folder_resolve(cases[i].base, cases[i].path, &path, &err), RC_OK, &err);
        assert_text_equal(path, cases[i].expected);
        free(path);
    }
    setenv("HOME", home, 1);
    free(home);
}

static void folder__resolve__without_a_base__begins_where_one_is(void **state)
{
    (void)state;
    char *path = NULL, *here = getcwd(NULL, 0);
    char expected[4096];
    struct err err;
    err_init(&err);
    assert_non_null(here);
    (void)snprintf(expected, sizeof(expected), "%s/x", strcmp(here, "/") == 0 ? "" : here);
    assert_rc(folder_resolve(NULL, "x", &path, &err), RC_OK, &err);
    assert_text_equal(path, expected);
    free(path);
    free(here);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folder__list__tells_kind_size_and_day),
        cmocka_unit_test(folder__list__of_what_is_no_folder__is_an_error),
        cmocka_unit_test(folder__look__tells_what_is_there),
        cmocka_unit_test(folder__resolve__is_absolute_and_tidy),
        cmocka_unit_test(folder__resolve__without_a_base__begins_where_one_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
