/* SPDX-License-Identifier: MIT */
#include "io/drop.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
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
    digest_start();
    folder_init(folder);
    *state = folder;
    return 0;
}

static int teardown(void **state)
{
    folder_release(*state);
    free(*state);
    return 0;
}

/* The name that it got, in buf. */
static const char *put(struct drop *drop, const char *name, const char *text, struct buf *ret)
{
    buf_clear(ret);
    assert_rc(drop_begin(drop, fresh()), RC_OK, &err);
    assert_rc(drop_write(drop, text, strlen(text), fresh()), RC_OK, &err);
    assert_rc(drop_commit(drop, name, ret, fresh()), RC_OK, &err);
    return ret->text;
}

static void safe_name__leads_nowhere(void **state)
{
    static const struct {
        const char *name, *safe;
    } expected[] = {
        {"invoice.pdf", "invoice.pdf"},
        {"räkning 2026 – kopia.pdf", "räkning 2026 – kopia.pdf"},
        {"..", "_.."},
        {".", "_."},
        {".hidden", "_.hidden"},
        {"-rf", "_-rf"},
        {"../../etc/passwd", "_.._.._etc_passwd"},
        {"/etc/passwd", "_etc_passwd"},
        {"a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i"},
        {"tab\there\nand\x7f", "tab_here_and_"},
        {"\x1b[31mred", "_[31mred"},
        {"fdp.\xe2\x80\xae"
         "exe",
         "fdp._exe"},
        {"", "document"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct buf safe;
        buf_init(&safe);
        drop_add_safe_name(&safe, expected[i].name);
        assert_text_equal(safe.text, expected[i].safe);
        buf_release(&safe);
    }
}

static void safe_name__that_is_long__keeps_its_ending(void **state)
{
    char name[1001];
    struct buf safe;
    (void)state;
    for (size_t i = 0; i < 996; i += 2)
        memcpy(name + i, "\xc3\xa5", 2);
    memcpy(name + 996, ".pdf", 5);
    buf_init(&safe);
    drop_add_safe_name(&safe, name);
    assert_int_equal(safe.length, 200);
    assert_text_equal(safe.text + 196, ".pdf");
    buf_release(&safe);
}

static void drop__never_writes_over_a_file(void **state)
{
    struct folder *folder = *state;
    struct drop *drop = NULL;
    struct buf name;
    struct stat st;
    char path[FOLDER_PATH_SIZE];
    size_t length = 0;
    buf_init(&name);
    file_write(folder_file(folder, "a.pdf", path), "mine", 4);
    assert_int_equal(symlink("nowhere", folder_file(folder, "a-2.pdf", path)), 0);
    assert_int_equal(mkdir(folder_file(folder, "a-3.pdf", path), 0700), 0);
    assert_rc(drop_open(folder->path, &drop, fresh()), RC_OK, &err);
    assert_text_equal(put(drop, "a.pdf", "one", &name), "a-4.pdf");
    assert_text_equal(put(drop, "a.pdf", "two", &name), "a-5.pdf");
    assert_text_equal(put(drop, "b", "x", &name), "b");
    assert_text_equal(put(drop, "b", "x", &name), "b-2");
    drop_close(drop);
    char *bytes = file_read(folder_file(folder, "a.pdf", path), &length);
    assert_text_equal(bytes, "mine");
    free(bytes);
    bytes = file_read(folder_file(folder, "a-5.pdf", path), &length);
    assert_text_equal(bytes, "two");
    free(bytes);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(st.st_nlink, 1);
    assert_int_not_equal(access(folder_file(folder, "nowhere", path), F_OK), 0);
    buf_release(&name);
}

static void drop__makes_the_folder_but_not_its_parents(void **state)
{
    struct folder *folder = *state;
    struct drop *drop = NULL;
    struct stat st;
    char path[FOLDER_PATH_SIZE];
    assert_rc(drop_open(folder_file(folder, "new", path), &drop, fresh()), RC_OK, &err);
    drop_close(drop);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    assert_rc(drop_open(folder_file(folder, "none/new", path), &drop, fresh()), RC_FILE, &err);
    file_write(folder_file(folder, "file", path), "x", 1);
    assert_rc(drop_open(path, &drop, fresh()), RC_FILE, &err);
}

static void drop__that_is_cancelled__leaves_nothing(void **state)
{
    struct folder *folder = *state;
    struct drop *drop = NULL;
    char path[FOLDER_PATH_SIZE];
    assert_rc(drop_open(folder_file(folder, "new", path), &drop, fresh()), RC_OK, &err);
    assert_rc(drop_begin(drop, fresh()), RC_OK, &err);
    assert_rc(drop_write(drop, "half", 4, fresh()), RC_OK, &err);
    drop_close(drop);
    assert_int_equal(rmdir(path), 0); /* it is empty */
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(safe_name__leads_nowhere),
        cmocka_unit_test(safe_name__that_is_long__keeps_its_ending),
        IN_FOLDER(drop__never_writes_over_a_file),
        IN_FOLDER(drop__makes_the_folder_but_not_its_parents),
        IN_FOLDER(drop__that_is_cancelled__leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
