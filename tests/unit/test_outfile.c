/* SPDX-License-Identifier: MIT */
#include "io/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/support.h"

struct place {
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
};

static void place_init(struct place *place)
{
    folder_init(&place->folder);
    folder_file(&place->folder, "out.csv", place->path);
}

static void place_release(struct place *place)
{
    folder_release(&place->folder);
}

static void check_content(const char *path, const char *expected)
{
    size_t length = 0;
    char *bytes = file_read(path, &length);
    assert_text_equal(bytes, expected);
    free(bytes);
}

static int count_files(const char *path)
{
    DIR *folder = opendir(path);
    int count = 0;
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(folder);
    return count;
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

static void write_whole(const char *path, const char *text)
{
    struct outfile *out = NULL;
    struct err err;
    err_init(&err);
    assert_rc(outfile_open(path, &out, &err), RC_OK, &err);
    assert_rc(outfile_write(out, text, strlen(text), &err), RC_OK, &err);
    assert_rc(outfile_commit(out, &err), RC_OK, &err);
}

static void check_refused(const char *path, const char *words)
{
    struct outfile *out = NULL;
    struct err err;
    err_init(&err);
    assert_rc(outfile_open(path, &out, &err), RC_FILE, &err);
    assert_null(out);
    if (strstr(err.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
}

static void outfile__commit__makes_a_private_file(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    write_whole(place.path, "a,b\n");
    check_content(place.path, "a,b\n");
    assert_int_equal(mode_of(place.path), 0600);
    assert_int_equal(count_files(place.folder.path), 1);
    place_release(&place);
}

static void outfile__commit__replaces_a_file_and_keeps_its_mode(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    file_write(place.path, "old", 3);
    assert_int_equal(chmod(place.path, 0640), 0);
    write_whole(place.path, "new\n");
    check_content(place.path, "new\n");
    assert_int_equal(mode_of(place.path), 0640);
    assert_int_equal(count_files(place.folder.path), 1);
    place_release(&place);
}

static void outfile__commit__replaces_the_file_behind_a_link(void **state)
{
    (void)state;
    struct place place;
    char link[FOLDER_PATH_SIZE];
    struct stat st;
    place_init(&place);
    folder_file(&place.folder, "link.csv", link);
    file_write(place.path, "old", 3);
    assert_int_equal(symlink("out.csv", link), 0);
    write_whole(link, "new\n");
    check_content(place.path, "new\n");
    assert_int_equal(lstat(link, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    place_release(&place);
}

static void outfile__open__changes_nothing_until_commit(void **state)
{
    (void)state;
    struct place place;
    struct outfile *out = NULL;
    struct err err;
    place_init(&place);
    err_init(&err);
    file_write(place.path, "old", 3);
    assert_rc(outfile_open(place.path, &out, &err), RC_OK, &err);
    for (int i = 0; i < 100000; i++)
        assert_rc(outfile_write(out, "new\n", 4, &err), RC_OK, &err);
    check_content(place.path, "old");
    outfile_drop(out);
    check_content(place.path, "old");
    assert_int_equal(count_files(place.folder.path), 1);
    outfile_drop(NULL);
    place_release(&place);
}

static void outfile__write__keeps_many_pieces_in_order(void **state)
{
    (void)state;
    struct place place;
    struct outfile *out = NULL;
    struct err err;
    struct buf expected;
    place_init(&place);
    err_init(&err);
    buf_init(&expected);
    assert_rc(outfile_open(place.path, &out, &err), RC_OK, &err);
    for (int i = 0; i < 3000; i++) {
        size_t before = expected.length;
        buf_addf(&expected, "%d:%0*d\n", i, 1 + i % 500, i);
        assert_rc(outfile_write(out, expected.text + before, expected.length - before, &err), RC_OK,
                  &err);
    }
    assert_rc(outfile_write(out, expected.text, expected.length, &err), RC_OK, &err);
    assert_rc(outfile_commit(out, &err), RC_OK, &err);
    size_t length = 0;
    char *bytes = file_read(place.path, &length);
    assert_int_equal(length, 2 * expected.length);
    assert_memory_equal(bytes, expected.text, expected.length);
    assert_memory_equal(bytes + expected.length, expected.text, expected.length);
    free(bytes);
    buf_release(&expected);
    place_release(&place);
}

static void outfile__open__refuses_what_is_no_place_for_a_file(void **state)
{
    (void)state;
    struct place place;
    char path[FOLDER_PATH_SIZE];
    place_init(&place);
    check_refused(place.folder.path, "something that is no file");
    check_refused(folder_file(&place.folder, "missing/out.csv", path), "No such file");
    check_refused(folder_file(&place.folder, "new/", path), "No such file");
    check_refused("", "No such file");
    assert_int_equal(symlink("nowhere", folder_file(&place.folder, "dangling", path)), 0);
    check_refused(path, "No such file");
    assert_int_equal(count_files(place.folder.path), 1);
    place_release(&place);
}

static void outfile__open__respects_permissions(void **state)
{
    (void)state;
    if (geteuid() == 0)
        skip(); /* root may write everything */
    struct place place;
    place_init(&place);
    file_write(place.path, "old", 3);
    assert_int_equal(chmod(place.path, 0400), 0);
    check_refused(place.path, "Permission denied");
    assert_int_equal(unlink(place.path), 0);
    assert_int_equal(chmod(place.folder.path, 0500), 0);
    check_refused(place.path, "Permission denied");
    assert_int_equal(chmod(place.folder.path, 0700), 0);
    place_release(&place);
}

static void *read_fifo(void *argument)
{
    char *bytes = calloc(1, 100);
    int fd = open(argument, O_RDONLY);
    size_t length = 0;
    ssize_t got = 1;
    while (bytes != NULL && fd >= 0 && got > 0 && length < 99) {
        got = read(fd, bytes + length, 99 - length);
        length += got > 0 ? (size_t)got : 0;
    }
    (void)close(fd);
    return bytes;
}

static void outfile__open__writes_into_a_fifo(void **state)
{
    (void)state;
    struct place place;
    pthread_t thread;
    void *got = NULL;
    place_init(&place);
    assert_int_equal(mkfifo(place.path, 0600), 0);
    assert_int_equal(pthread_create(&thread, NULL, read_fifo, place.path), 0);
    write_whole(place.path, "a,b\n");
    assert_int_equal(pthread_join(thread, &got), 0);
    assert_text_equal(got, "a,b\n");
    free(got);
    assert_int_equal(count_files(place.folder.path), 1);
    place_release(&place);
}

static void outfile__open__writes_into_a_device(void **state)
{
    (void)state;
    write_whole("/dev/null", "a,b\n");
    struct stat st;
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
}

/* --to /dev/stdout >> file: what the shell has opened gets the bytes. */
static void outfile__open__writes_into_standard_output(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    file_write(place.path, "first\n", 6);
    int kept = dup(STDOUT_FILENO);
    int fd = open(place.path, O_WRONLY | O_APPEND);
    assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
    write_whole("/dev/stdout", "second\n");
    assert_int_equal(write(STDOUT_FILENO, "third\n", 6), 6);
    (void)dup2(kept, STDOUT_FILENO);
    (void)close(kept);
    (void)close(fd);
    check_content(place.path, "first\nsecond\nthird\n");
    assert_int_equal(count_files(place.folder.path), 1);
    place_release(&place);
}

/* The limit of a file's size fails a write as a full disk does. */
static void outfile__write__leaves_nothing_when_the_disk_is_full(void **state)
{
    (void)state;
    struct place place;
    struct rlimit old;
    struct err err;
    place_init(&place);
    file_write(place.path, "old", 3);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit small = {.rlim_cur = 100000, .rlim_max = old.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    for (size_t size = 50000; size < 400000; size += 50000) {
        struct outfile *out = NULL;
        err_init(&err);
        assert_rc(outfile_open(place.path, &out, &err), RC_OK, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        enum rc rc = RC_OK;
        for (size_t done = 0; done < size && rc == RC_OK; done += 10)
            rc = outfile_write(out, "123456789\n", 10, &err);
        if (rc == RC_OK && size > 100000)
            rc = outfile_commit(out, &err);
        else
            outfile_drop(out);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        assert_rc(rc, size > 100000 ? RC_FILE : RC_OK, &err);
        if (rc != RC_OK)
            assert_int_equal(err.sys, EFBIG);
        check_content(place.path, "old");
        assert_int_equal(count_files(place.folder.path), 1);
    }
    (void)signal(SIGXFSZ, SIG_DFL);
    place_release(&place);
}

static void outfile__write__reports_a_full_device(void **state)
{
    (void)state;
    struct outfile *out = NULL;
    struct err err;
    err_init(&err);
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_rc(outfile_open("/dev/full", &out, &err), RC_OK, &err);
    assert_rc(outfile_write(out, "x", 1, &err), RC_OK, &err);
    assert_rc(outfile_commit(out, &err), RC_FILE, &err);
    assert_int_equal(err.sys, ENOSPC);
    assert_non_null(strstr(err.text, "make room"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outfile__commit__makes_a_private_file),
        cmocka_unit_test(outfile__commit__replaces_a_file_and_keeps_its_mode),
        cmocka_unit_test(outfile__commit__replaces_the_file_behind_a_link),
        cmocka_unit_test(outfile__open__changes_nothing_until_commit),
        cmocka_unit_test(outfile__write__keeps_many_pieces_in_order),
        cmocka_unit_test(outfile__open__refuses_what_is_no_place_for_a_file),
        cmocka_unit_test(outfile__open__respects_permissions),
        cmocka_unit_test(outfile__open__writes_into_a_fifo),
        cmocka_unit_test(outfile__open__writes_into_a_device),
        cmocka_unit_test(outfile__open__writes_into_standard_output),
        cmocka_unit_test(outfile__write__leaves_nothing_when_the_disk_is_full),
        cmocka_unit_test(outfile__write__reports_a_full_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
