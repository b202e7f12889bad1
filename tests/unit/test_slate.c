/* SPDX-License-Identifier: MIT */
#include "io/slate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/digest.h"
#include "support/support.h"

enum { HALF = SLATE_BYTES / 2 };

struct table {
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    struct err err;
};

static int setup(void **state)
{
    struct table *table = calloc(1, sizeof(*table));
    digest_start();
    folder_init(&table->folder);
    (void)folder_file(&table->folder, "slate", table->path);
    err_init(&table->err);
    *state = table;
    return 0;
}

static int teardown(void **state)
{
    struct table *table = *state;
    folder_release(&table->folder);
    free(table);
    return 0;
}

static struct slate *open_slate(struct table *table)
{
    struct slate *slate = NULL;
    assert_rc(slate_open(table->path, &slate, &table->err), RC_OK, &table->err);
    return slate;
}

static void write_text(struct table *table, struct slate *slate, const char *text)
{
    assert_rc(slate_write(slate, text, strlen(text), &table->err), RC_OK, &table->err);
}

/* expected NULL: there is none. */
static void assert_text(const struct slate *slate, const char *expected)
{
    size_t length = 0;
    int64_t when = 0;
    const char *text = slate_text(slate, &length, &when);
    assert_text_equal(text, expected);
    if (text == NULL)
        return;
    assert_int_equal(length, strlen(expected));
    assert_in_range(when, clock_now() - 60, clock_now());
}

static void slate__text__is_found_again(void **state)
{
    struct table *table = *state;
    struct stat st;
    struct slate *slate = open_slate(table);
    assert_text(slate, NULL);
    assert_int_equal(stat(table->path, &st), 0);
    assert_int_equal(st.st_size, SLATE_BYTES);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_true(st.st_blocks * 512 >= SLATE_BYTES);
    write_text(table, slate, "one");
    write_text(table, slate, "two");
    write_text(table, slate, "three");
    assert_text(slate, "three");
    assert_rc(slate_sync(slate, &table->err), RC_OK, &table->err);
    slate_close(slate);
    slate = open_slate(table);
    assert_text(slate, "three");
    write_text(table, slate, "four");
    slate_close(slate);
    slate = open_slate(table);
    assert_text(slate, "four");
    slate_close(slate);
}

static void slate__without_text__leaves_no_file(void **state)
{
    struct table *table = *state;
    struct slate *slate = open_slate(table);
    slate_close(slate);
    assert_int_equal(access(table->path, F_OK), -1);
    slate = open_slate(table);
    write_text(table, slate, "one");
    write_text(table, slate, "");
    assert_text(slate, NULL);
    slate_close(slate);
    assert_int_equal(access(table->path, F_OK), -1);
    slate = open_slate(table);
    write_text(table, slate, "one");
    slate_drop(slate);
    assert_int_equal(access(table->path, F_OK), -1);
    slate_close(NULL);
    slate_drop(NULL);
}

static void slate__longest_text__fits(void **state)
{
    struct table *table = *state;
    char *text = malloc(SLATE_TEXT_MAX + 1);
    struct slate *slate = open_slate(table);
    memset(text, 'x', SLATE_TEXT_MAX);
    text[SLATE_TEXT_MAX] = '\0';
    write_text(table, slate, text);
    text[0] = 'y';
    write_text(table, slate, text);
    slate_close(slate);
    slate = open_slate(table);
    assert_text(slate, text);
    slate_close(slate);
    free(text);
}

/* Whatever byte of the newer half is lost, the older one is there. */
static void slate__half_that_is_not_whole__gives_way_to_the_other(void **state)
{
    struct table *table = *state;
    static const int offsets[] = {0, 8, 16, 24, 32, SLATE_HEAD, SLATE_HEAD + 2};
    for (size_t i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
        struct slate *slate = open_slate(table);
        write_text(table, slate, "older"); /* the first half */
        write_text(table, slate, "newer");
        slate_close(slate);
        int fd = open(table->path, O_RDWR | O_CLOEXEC);
        char byte;
        assert_int_equal(pread(fd, &byte, 1, HALF + offsets[i]), 1);
        byte ^= 0x20;
        assert_int_equal(pwrite(fd, &byte, 1, HALF + offsets[i]), 1);
        (void)close(fd);
        slate = open_slate(table);
        assert_text(slate, "older");
        write_text(table, slate, "newest");
        slate_close(slate);
        slate = open_slate(table);
        assert_text(slate, "newest");
        slate_drop(slate);
    }
}

static void slate__file_of_something_else__has_no_text(void **state)
{
    struct table *table = *state;
    char rubbish[SLATE_BYTES + 100];
    struct random random;
    random_init_seed(&random, 1);
    for (size_t size = 0; size <= sizeof(rubbish); size += 9000) {
        for (size_t i = 0; i < size; i++)
            rubbish[i] = (char)random_next(&random);
        file_write(table->path, rubbish, size);
        struct slate *slate = open_slate(table);
        assert_text(slate, NULL);
        write_text(table, slate, "text");
        slate_close(slate);
        slate = open_slate(table);
        assert_text(slate, "text");
        slate_drop(slate);
    }
}

static void slate__second_one__does_not_get_it(void **state)
{
    struct table *table = *state;
    struct slate *first = open_slate(table), *second = NULL;
    write_text(table, first, "mine");
    assert_rc(slate_open(table->path, &second, &table->err), RC_OK, &table->err);
    assert_null(second);
    assert_text(first, "mine");
    slate_close(first);
    second = open_slate(table);
    assert_text(second, "mine");
    slate_close(second);
}

/* ---- no room -------------------------------------------------------------------------------- */

static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void slate__no_room__is_said_at_once(void **state)
{
    struct table *table = *state;
    struct slate *slate = NULL;
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    limit_files(1000);
    enum rc rc = slate_open(table->path, &slate, &table->err);
    limit_files(RLIM_INFINITY);
    assert_rc(rc, RC_FILE, &table->err);
    assert_null(slate);
    assert_int_equal(access(table->path, F_OK), -1);
    (void)signal(SIGXFSZ, before);
}

static void slate__write_that_fails__keeps_what_was(void **state)
{
    struct table *table = *state;
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    struct slate *slate = open_slate(table);
    write_text(table, slate, "first");
    limit_files(HALF + 10); /* of the second half only the beginning can be written */
    enum rc rc = slate_write(slate, "second", 6, &table->err);
    limit_files(RLIM_INFINITY);
    assert_rc(rc, RC_FILE, &table->err);
    assert_text(slate, "first");
    slate_close(slate);
    err_init(&table->err);
    slate = open_slate(table);
    assert_text(slate, "first");
    slate_close(slate);
    (void)signal(SIGXFSZ, before);
}

/* ---- kills ------------------------------------------------------------------------------------
 */

/* Numbers as texts of changing length, as fast as it can; *done: the last one that
 * slate_write has answered for. */
static void write_for_ever(const char *path, volatile uint64_t *done)
{
    struct slate *slate = NULL;
    struct err err;
    char text[9000];
    err_init(&err);
    memset(text, 'z', sizeof(text));
    if (slate_open(path, &slate, &err) != RC_OK || slate == NULL)
        _exit(1);
    for (uint64_t number = *done + 1;; number++) {
        memcpy(text, &number, sizeof(number));
        if (slate_write(slate, text, 8 + number * 977 % (sizeof(text) - 8), &err) != RC_OK)
            _exit(2);
        *done = number;
    }
}

static void slate__killed_at_any_moment__has_the_last_text(void **state)
{
    struct table *table = *state;
    struct random random;
    uint64_t *page =
        mmap(NULL, sizeof(*page), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    volatile uint64_t *done = page;
    assert_true(page != MAP_FAILED);
    random_init(&random);
    for (int i = 0; i < rounds(60); i++) {
        uint64_t before = *done, found;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            write_for_ever(table->path, done);
        while (*done == before)
            (void)usleep(100);
        (void)usleep((useconds_t)random_between(&random, 0, 3000));
        assert_int_equal(kill(child, SIGKILL), 0);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        struct slate *slate = open_slate(table);
        size_t length = 0;
        int64_t when = 0;
        const char *text = slate_text(slate, &length, &when);
        assert_non_null(text);
        memcpy(&found, text, sizeof(found));
        /* One more may be written whole and not yet answered for. */
        assert_in_range(found, *done, *done + 1);
        assert_int_equal(length, 8 + found * 977 % (9000 - 8));
        *done = found;
        slate_close(slate);
    }
    (void)munmap(page, sizeof(*page));
}

#define ON_TABLE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_TABLE(slate__text__is_found_again),
        ON_TABLE(slate__without_text__leaves_no_file),
        ON_TABLE(slate__longest_text__fits),
        ON_TABLE(slate__half_that_is_not_whole__gives_way_to_the_other),
        ON_TABLE(slate__file_of_something_else__has_no_text),
        ON_TABLE(slate__second_one__does_not_get_it),
        ON_TABLE(slate__no_room__is_said_at_once),
        ON_TABLE(slate__write_that_fails__keeps_what_was),
        ON_TABLE(slate__killed_at_any_moment__has_the_last_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
