/* SPDX-License-Identifier: MIT */
#include "io/docfile.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/media.h"
#include "io/opener.h"
#include "support/support.h"

static struct err err;

static struct err *fresh(void)
{
    err_init(&err);
    return &err;
}

static int setup(void **state)
{
    struct folder *folder = calloc(1, sizeof(*folder));
    folder_init(folder);
    setenv("TMPDIR", folder->path, 1);
    *state = folder;
    return 0;
}

static int teardown(void **state)
{
    folder_release(*state);
    free(*state);
    unsetenv("TMPDIR");
    unsetenv("COFFER_OPENER");
    return 0;
}

enum { LIMIT = 100 };

static enum rc open_it(const char *path, struct docfile **ret)
{
    return docfile_open(path, LIMIT, ret, fresh());
}

/* All of it as text; freed with free. */
static char *read_all(struct docfile *file)
{
    char *text = calloc(1, 1000);
    size_t length = 1;
    for (size_t done = 0; length > 0; done += length)
        assert_rc(docfile_read(file, text + done, 7, &length, fresh()), RC_OK, &err);
    return text;
}

static void docfile__is_read_twice(void **state)
{
    char path[FOLDER_PATH_SIZE];
    struct docfile *file = NULL;
    file_write(folder_file(*state, "note.txt", path), "evidence of it", 14);
    assert_rc(open_it(path, &file), RC_OK, &err);
    assert_text_equal(docfile_name(file), "note.txt");
    assert_int_equal(docfile_size(file), 14);
    for (int i = 0; i < 2; i++) {
        assert_rc(docfile_rewind(file, fresh()), RC_OK, &err);
        char *text = read_all(file);
        assert_text_equal(text, "evidence of it");
        free(text);
    }
    docfile_free(file);
}

static void docfile__from_a_fifo__is_read_twice(void **state)
{
    char path[FOLDER_PATH_SIZE];
    struct docfile *file = NULL;
    assert_int_equal(mkfifo(folder_file(*state, "pipe", path), 0600), 0);
    pid_t child = fork();
    if (child == 0) {
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        ssize_t wrote = write(fd, "through it", 10);
        _exit(wrote == 10 ? 0 : 1);
    }
    assert_rc(open_it(path, &file), RC_OK, &err);
    assert_int_equal(docfile_size(file), 10);
    for (int i = 0; i < 2; i++) {
        assert_rc(docfile_rewind(file, fresh()), RC_OK, &err);
        char *text = read_all(file);
        assert_text_equal(text, "through it");
        free(text);
    }
    docfile_free(file);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void docfile__that_is_none__is_refused(void **state)
{
    struct folder *folder = *state;
    char path[FOLDER_PATH_SIZE];
    struct docfile *file = NULL;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    assert_rc(open_it(folder->path, &file), RC_FILE, &err);
    assert_rc(open_it("/dev/null", &file), RC_FILE, &err);
    assert_rc(open_it(folder_file(folder, "missing", path), &file), RC_FILE, &err);
    assert_rc(open_it("-", &file), RC_USAGE, &err);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    strncpy(address.sun_path, folder_file(folder, "s", path), sizeof(address.sun_path) - 1);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    assert_rc(open_it(path, &file), RC_FILE, &err);
    (void)close(fd);
    assert_null(file);
}

static void docfile__of_a_wrong_size__is_refused(void **state)
{
    char path[FOLDER_PATH_SIZE], bytes[LIMIT + 1];
    struct docfile *file = NULL;
    size_t length = 0;
    memset(bytes, 'x', sizeof(bytes));
    file_write(folder_file(*state, "f", path), "", 0);
    assert_rc(open_it(path, &file), RC_CONTENT, &err);
    file_write(path, bytes, LIMIT + 1);
    assert_rc(open_it(path, &file), RC_RULE, &err);
    assert_non_null(strstr(err.text, "100 B"));
    file_write(path, bytes, LIMIT);
    assert_rc(open_it(path, &file), RC_OK, &err);
    /* It grows while it is read. */
    file_write(path, bytes, LIMIT + 1);
    assert_rc(docfile_read(file, bytes, sizeof(bytes), &length, fresh()), RC_RULE, &err);
    file_write(path, "", 0);
    assert_rc(docfile_rewind(file, fresh()), RC_OK, &err);
    assert_rc(docfile_read(file, bytes, sizeof(bytes), &length, fresh()), RC_CONTENT, &err);
    docfile_free(file);
}

/* A stream has no size before its end. */
static void docfile__from_an_endless_fifo__is_refused(void **state)
{
    char path[FOLDER_PATH_SIZE];
    struct docfile *file = NULL;
    assert_int_equal(mkfifo(folder_file(*state, "pipe", path), 0600), 0);
    pid_t child = fork();
    if (child == 0) {
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        (void)signal(SIGPIPE, SIG_IGN);
        while (write(fd, "more", 4) == 4)
            ;
        _exit(0);
    }
    assert_rc(open_it(path, &file), RC_RULE, &err);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void docfile__name__is_utf8(void **state)
{
    char path[FOLDER_PATH_SIZE];
    struct docfile *file = NULL;
    file_write(folder_file(*state, "r\xe4kning.pdf", path), "x", 1);
    assert_rc(open_it(path, &file), RC_OK, &err);
    assert_text_equal(docfile_name(file), "r\\xe4kning.pdf");
    docfile_free(file);
}

/* ---- what kind it is --------------------------------------------------------------- */

static void media_type__goes_by_the_content(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *type;
    } expected[] = {
        {"%PDF-1.7\n%\xe2\xe3", 11, "application/pdf"},
        {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", 29, "image/png"},
        {"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01", 13, "image/jpeg"},
        {"plain words\n", 12, "text/plain"},
        {"\x01\x02\x03\x04\xfe\xfd", 6, "application/octet-stream"},
    };
    char type[MEDIA_TYPE_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
        assert_text_equal(media_type(expected[i].bytes, expected[i].length, type),
                          expected[i].type);
}

/* ---- another program ---------------------------------------------------------------- */

static void opener__starts_the_program_with_the_path(void **state)
{
    struct folder *folder = *state;
    char program[FOLDER_PATH_SIZE], seen[FOLDER_PATH_SIZE], script[4 * FOLDER_PATH_SIZE];
    size_t length = 0;
    folder_file(folder, "seen", seen);
    (void)snprintf(script, sizeof(script),
                   "#!/bin/sh\nprintf '%%s' \"$1\" >'%s.part'\nmv '%s.part' '%s'\n", seen, seen,
                   seen);
    file_write(folder_file(folder, "show me", program), script, strlen(script));
    assert_int_equal(chmod(program, 0700), 0);
    setenv("COFFER_OPENER", program, 1);
    assert_rc(opener_start("/a file; $(touch x)", fresh()), RC_OK, &err);
    while (access(seen, F_OK) != 0)
        (void)usleep(1000);
    char *text = file_read(seen, &length);
    assert_text_equal(text, "/a file; $(touch x)");
    free(text);
    setenv("COFFER_OPENER", "/no/such/program", 1);
    assert_rc(opener_start("/a", fresh()), RC_FILE, &err);
    assert_non_null(strstr(err.text, "COFFER_OPENER"));
}

static void opener_folder__is_private_and_old_ones_go(void **state)
{
    struct folder *folder = *state;
    struct stat st;
    const struct timespec long_ago[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    char *first = NULL, *second = NULL;
    char inside[2 * FOLDER_PATH_SIZE];
    (void)folder;
    assert_rc(opener_folder(&first, fresh()), RC_OK, &err);
    assert_int_equal(stat(first, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    (void)snprintf(inside, sizeof(inside), "%s/invoice.pdf", first);
    file_write(inside, "x", 1);
    assert_rc(opener_folder(&second, fresh()), RC_OK, &err);
    assert_int_equal(access(inside, F_OK), 0);
    assert_int_equal(utimensat(AT_FDCWD, first, long_ago, 0), 0);
    free(second);
    assert_rc(opener_folder(&second, fresh()), RC_OK, &err);
    assert_int_not_equal(access(first, F_OK), 0);
    assert_int_equal(access(second, F_OK), 0);
    opener_remove(second);
    assert_int_not_equal(access(second, F_OK), 0);
    free(first);
    free(second);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(docfile__is_read_twice),
        IN_FOLDER(docfile__from_a_fifo__is_read_twice),
        IN_FOLDER(docfile__that_is_none__is_refused),
        IN_FOLDER(docfile__of_a_wrong_size__is_refused),
        IN_FOLDER(docfile__from_an_endless_fifo__is_refused),
        IN_FOLDER(docfile__name__is_utf8),
        cmocka_unit_test(media_type__goes_by_the_content),
        IN_FOLDER(opener__starts_the_program_with_the_path),
        IN_FOLDER(opener_folder__is_private_and_old_ones_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
