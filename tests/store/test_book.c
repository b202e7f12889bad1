/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db.h"
#include "support/desk.h"

static bool is_there(const char *path, const char *suffix)
{
    char name[FOLDER_PATH_SIZE + 8];
    (void)snprintf(name, sizeof(name), "%s%s", path, suffix);
    return access(name, F_OK) == 0;
}

static unsigned mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

/* A file of SQLite with one table, of no program of ours. */
static void make_foreign(const char *path)
{
    file_write(path, "", 0);
    raw_exec(path, "CREATE TABLE other (x); INSERT INTO other VALUES (1)");
}

/* ---- making ------------------------------------------------------------- */

static void book__create__makes_a_private_file_that_is_ours(void **state)
{
    struct desk *desk = *state;
    mode_t before = umask(0);
    desk_make(desk);
    (void)umask(before);
    assert_int_equal(mode_of(desk->path), 0600);
    assert_int_equal(raw_number(desk->path, "PRAGMA application_id"), BOOK_APPLICATION_ID);
    assert_int_equal(raw_number(desk->path, "PRAGMA user_version"), book_schema());
    assert_int_equal(raw_number(desk->path, "PRAGMA page_size"), BOOK_PAGE_SIZE);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM pragma_table_list WHERE schema = "
                                            "'main' AND name NOT LIKE 'sqlite_%' AND NOT strict"),
                     0);
    char *mode = raw_text(desk->path, "PRAGMA journal_mode");
    assert_text_equal(mode, "wal");
    free(mode);
    assert_sound(desk);
}

static void book__create__leaves_no_book_without_its_first_tx(void **state)
{
    struct desk *desk = *state;
    struct book *book = NULL;
    bool old = false;
    assert_rc(book_create(desk->path, &book, desk_err(desk)), RC_OK, &desk->err);
    book_close(book);
    assert_rc(book_open(desk->path, BOOK_WRITE, &book, &old, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "holds no book yet"));
    desk_make(desk); /* and init may use what it left */
    assert_sound(desk);
}

static void book__create__takes_an_empty_file_and_keeps_its_mode(void **state)
{
    struct desk *desk = *state;
    file_write(desk->path, "", 0);
    assert_int_equal(chmod(desk->path, 0640), 0);
    desk_make(desk);
    assert_int_equal(mode_of(desk->path), 0640);
}

/* Any page size: a backup is copied over a book page by page, so all books must
 * have the same. */
static void book__create__takes_a_file_of_sqlite_without_tables(void **state)
{
    struct desk *desk = *state;
    file_write(desk->path, "", 0);
    raw_exec(desk->path, "PRAGMA page_size = 4096; CREATE TABLE t (x); DROP TABLE t");
    desk_make(desk);
    assert_sound(desk);
    assert_int_equal(raw_number(desk->path, "PRAGMA page_size"), BOOK_PAGE_SIZE);
}

static void refuse_to_make(struct desk *desk, const char *path)
{
    struct book *book = NULL;
    size_t before = 0, after = 0;
    char *was = file_read(path, &before);
    assert_rc(book_create(path, &book, desk_err(desk)), RC_RULE, &desk->err);
    char *is = file_read(path, &after);
    assert_int_equal(before, after);
    assert_memory_equal(was, is, before);
    assert_false(is_there(path, "-wal"));
    assert_false(is_there(path, "-journal"));
    free(was);
    free(is);
}

static void book__create__never_touches_what_is_there(void **state)
{
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    static const char zeros[100] = {0};
    static const char text[] = "Dear diary";
    make_foreign(folder_file(&desk->folder, "foreign", path));
    refuse_to_make(desk, path);
    file_write(folder_file(&desk->folder, "text", path), text, strlen(text));
    refuse_to_make(desk, path);
    file_write(folder_file(&desk->folder, "zeros", path), zeros, sizeof(zeros));
    refuse_to_make(desk, path);
    desk_make(desk);
    desk_close(desk);
    refuse_to_make(desk, desk->path);
    struct book *book = NULL;
    assert_rc(book_create(desk->folder.path, &book, desk_err(desk)), RC_RULE, &desk->err);
}

static void book__create__says_where_it_may_not_write(void **state)
{
    struct desk *desk = *state;
    struct book *book = NULL;
    char path[FOLDER_PATH_SIZE];
    folder_file(&desk->folder, "missing/book.coffer", path);
    assert_rc(book_create(path, &book, desk_err(desk)), RC_FILE, &desk->err);
    assert_int_equal(desk->err.sys, ENOENT);
}

/* ---- opening: what is wrong ---------------------------------------------- */

static void scribble(const char *path, off_t from, size_t length)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 0xA5, length);
    assert_int_equal(pwrite(fd, bytes, length, from), (ssize_t)length);
    free(bytes);
    (void)close(fd);
}

static void make_newer(struct desk *desk)
{
    desk_make(desk);
    desk_close(desk);
    raw_exec(desk->path, "PRAGMA user_version = 99");
}

static void make_damaged(struct desk *desk)
{
    desk_make(desk);
    desk_close(desk);
    scribble(desk->path, 100, 4000); /* the schema, not SQLite's header */
}

static void make_text(struct desk *desk)
{
    static const char text[] = "This is no book, but it is longer than SQLite's header of a "
                               "hundred bytes, so that it is looked at whole.\n";
    file_write(desk->path, text, strlen(text));
}

static void make_empty(struct desk *desk)
{
    file_write(desk->path, "", 0);
}

static void make_bare(struct desk *desk)
{
    file_write(desk->path, "", 0);
    raw_exec(desk->path, "CREATE TABLE t (x); DROP TABLE t");
}

static void make_other(struct desk *desk)
{
    make_foreign(desk->path);
}

static void make_folder(struct desk *desk)
{
    assert_int_equal(mkdir(desk->path, 0700), 0);
}

static void make_nothing(struct desk *desk)
{
    (void)desk;
}

static void book__open__names_what_is_wrong(void **state)
{
    static const struct {
        void (*make)(struct desk *desk);
        const char *words;
    } cases[] = {
        {make_nothing, "there is no book"},
        {make_folder, "this is not a file"},
        {make_empty, "this file holds no book yet"},
        {make_bare, "this file holds no book yet"},
        {make_text, "this is not a Coffer book"},
        {make_other, "belongs to another program"},
        {make_newer, "the book has schema 99"},
        {make_damaged, "the book is damaged: restore it from a backup"},
    };
    (void)state;
    for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
        enum book_wish wish = i % 2 == 0 ? BOOK_LOOK : BOOK_WRITE;
        void *fresh = NULL;
        struct book *book = NULL;
        bool old = false;
        (void)desk_setup_bare(&fresh);
        struct desk *desk = fresh;
        cases[i / 2].make(desk);
        assert_rc(book_open(desk->path, wish, &book, &old, desk_err(desk)), RC_BOOK, &desk->err);
        if (strstr(desk->err.text, cases[i / 2].words) == NULL ||
            strstr(desk->err.text, desk->path) != desk->err.text)
            fail_msg("\"%s\" should say \"%s\"", desk->err.text, cases[i / 2].words);
        assert_null(book);
        (void)desk_teardown(&fresh);
    }
}

static void book__open__knows_what_is_already_this_schema(void **state)
{
    struct desk *desk = *state;
    desk_close(desk);
    desk_open(desk, BOOK_WRITE);
    assert_rc(book_migrate(desk->book, desk_err(desk)), RC_OK, &desk->err);
    assert_false(book_is_read_only(desk->book));
    assert_false(book_is_copy(desk->book));
    assert_sound(desk);
}

/* ---- opening without write permission ------------------------------------- */

struct look {
    const char *path;
    const char *sql; /* asked of the open book */
};

/* "RC read-only copy ANSWER", or "RC WORDS". */
static void look_at(void *context, char report[REPORT_SIZE])
{
    const struct look *look = context;
    struct book *book = NULL;
    struct err err;
    bool old = false;
    sqlite3_stmt *stmt = NULL;
    err_init(&err);
    enum rc rc = book_open(look->path, BOOK_WRITE, &book, &old, &err);
    if (rc != RC_OK) {
        (void)snprintf(report, REPORT_SIZE, "%d %s", (int)rc, err.text);
        return;
    }
    (void)sqlite3_prepare_v2(book->db, look->sql, -1, &stmt, NULL);
    (void)sqlite3_step(stmt);
    (void)snprintf(report, REPORT_SIZE, "%d %s%s%s", (int)rc,
                   book_is_read_only(book) ? "read-only " : "", book_is_copy(book) ? "copy " : "",
                   (const char *)sqlite3_column_text(stmt, 0));
    (void)sqlite3_finalize(stmt);
    book_close(book);
}

/* A log that was left beside the book: by a copy of both while it was open. */
static void make_with_log(struct desk *desk, const char *book, const char *log)
{
    size_t length = 0;
    char path[FOLDER_PATH_SIZE];
    desk_make(desk);
    desk_close(desk);
    desk_open(desk, BOOK_WRITE);
    desk_write(desk, "UPDATE location SET name = 'Contoso', changed_in = @ WHERE id = 'L1'");
    char *bytes = file_read(desk->path, &length);
    file_write(book, bytes, length);
    free(bytes);
    (void)snprintf(path, sizeof(path), "%.500s-wal", desk->path);
    bytes = file_read(path, &length);
    assert_true(length > 0);
    file_write(log, bytes, length);
    free(bytes);
    desk_close(desk);
}

static const char name_of_l1[] = "SELECT ifnull(name, '-') FROM location WHERE id = 'L1'";

static void book__open__reads_a_book_that_may_not_be_written(void **state)
{
    struct desk *desk = *state;
    struct look look = {desk->path, name_of_l1};
    char report[REPORT_SIZE];
    desk_write(desk, "UPDATE location SET name = 'Contoso', changed_in = @ WHERE id = 'L1'");
    desk_close(desk);
    assert_int_equal(chmod(desk->path, 0444), 0);
    assert_int_equal(chmod(desk->folder.path, 0555), 0);
    assert_true(run_unprivileged(look_at, &look, report));
    assert_text_equal(report, "0 read-only Contoso");
    assert_false(is_there(desk->path, "-wal"));
    assert_false(is_there(desk->path, "-shm"));
}

/* A file that may be written in a folder that may not has no room for a log. */
static void book__open__reads_a_book_whose_folder_may_not_be_written(void **state)
{
    struct desk *desk = *state;
    struct look look = {desk->path, name_of_l1};
    char report[REPORT_SIZE];
    desk_close(desk);
    assert_int_equal(chmod(desk->path, 0666), 0);
    assert_int_equal(chmod(desk->folder.path, 0555), 0);
    assert_true(run_unprivileged(look_at, &look, report));
    assert_text_equal(report, "0 read-only -");
}

static void book__open__reads_a_left_log_from_a_private_copy(void **state)
{
    struct desk *desk = *state;
    char folder[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE], log[FOLDER_PATH_SIZE];
    char tmp[FOLDER_PATH_SIZE], report[REPORT_SIZE];
    struct look look = {path, name_of_l1};
    assert_int_equal(mkdir(folder_file(&desk->folder, "shut", folder), 0700), 0);
    assert_int_equal(mkdir(folder_file(&desk->folder, "tmp", tmp), 0700), 0);
    make_with_log(desk, folder_file(&desk->folder, "shut/b", path),
                  folder_file(&desk->folder, "shut/b-wal", log));
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(log, 0444), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    assert_int_equal(chmod(tmp, 0777), 0);
    assert_int_equal(chmod(desk->folder.path, 0755), 0);
    setenv("TMPDIR", tmp, 1);
    assert_true(run_unprivileged(look_at, &look, report));
    unsetenv("TMPDIR");
    assert_text_equal(report, "0 read-only copy Contoso");
    assert_int_equal(rmdir(tmp), 0); /* nothing of the copy is left */
}

static void book__open__says_that_a_book_may_not_be_read(void **state)
{
    struct desk *desk = *state;
    struct look look = {desk->path, name_of_l1};
    char report[REPORT_SIZE];
    desk_close(desk);
    assert_int_equal(chmod(desk->path, 0), 0);
    assert_int_equal(chmod(desk->folder.path, 0755), 0);
    assert_true(run_unprivileged(look_at, &look, report));
    assert_non_null(strstr(report, "no permission to read the book"));
    assert_int_equal(report[0], '0' + RC_BOOK);
}

/* ---- closing ------------------------------------------------------------------ */

static void book__close__leaves_the_file_alone(void **state)
{
    struct desk *desk = *state;
    struct book *other = NULL;
    bool old = false;
    desk_write(desk, "UPDATE location SET name = 'Contoso', changed_in = @ WHERE id = 'L1'");
    assert_true(is_there(desk->path, "-wal"));
    assert_rc(book_open(desk->path, BOOK_WRITE, &other, &old, desk_err(desk)), RC_OK, &desk->err);
    book_close(other); /* not the last one */
    desk_write(desk, "UPDATE location SET name = 'Fabrikam', changed_in = @ WHERE id = 'L1'");
    desk_close(desk);
    assert_false(is_there(desk->path, "-wal"));
    assert_false(is_there(desk->path, "-shm"));
    size_t length = 0;
    char alone[FOLDER_PATH_SIZE];
    char *bytes = file_read(desk->path, &length);
    file_write(folder_file(&desk->folder, "alone", alone), bytes, length);
    free(bytes);
    char *name = raw_text(alone, name_of_l1);
    assert_text_equal(name, "Fabrikam");
    free(name);
}

/* ---- an open one ---------------------------------------------------------------- */

static void book__open__closes_the_doors_that_sqlite_leaves_open(void **state)
{
    static const struct {
        const char *sql, *answer;
    } asked[] = {
        {"PRAGMA foreign_keys", "1"},    {"PRAGMA synchronous", "2"},
        {"PRAGMA mmap_size", "0"},       {"PRAGMA cell_size_check", "1"},
        {"PRAGMA busy_timeout", "5000"}, {"PRAGMA trusted_schema", "0"},
    };
    static const char *const refused[] = {
        "SELECT \"a text\"",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''",
        "SELECT load_extension('x')",
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        sqlite3_stmt *stmt = NULL;
        assert_int_equal(sqlite3_prepare_v2(desk->book->db, asked[i].sql, -1, &stmt, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
        assert_text_equal((const char *)sqlite3_column_text(stmt, 0), asked[i].answer);
        (void)sqlite3_finalize(stmt);
    }
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
        if (sqlite3_exec(desk->book->db, refused[i], NULL, NULL, NULL) == SQLITE_OK)
            fail_msg("%s: it was let through", refused[i]);
}

static void book__data_version__moves_when_another_writes(void **state)
{
    struct desk *desk = *state;
    int64_t before = 0, same = 0, after = 0;
    assert_rc(book_data_version(desk->book, &before, desk_err(desk)), RC_OK, &desk->err);
    desk_write(desk, "UPDATE location SET name = 'Contoso', changed_in = @ WHERE id = 'L1'");
    assert_rc(book_data_version(desk->book, &same, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(before, same);
    raw_exec(desk->path, "UPDATE location SET name = 'Fabrikam' WHERE id = 'L1'");
    assert_rc(book_data_version(desk->book, &after, desk_err(desk)), RC_OK, &desk->err);
    assert_int_not_equal(before, after);
}

static void book__read_begin__does_not_see_what_comes_later(void **state)
{
    struct desk *desk = *state;
    int64_t key = 0;
    assert_rc(book_read_begin(desk->book, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(earning_id_taken(desk->book, "E1", &key, desk_err(desk)), RC_OK, &desk->err);
    struct desk other = {.folder = desk->folder};
    (void)snprintf(other.path, sizeof(other.path), "%s", desk->path);
    desk_open(&other, BOOK_WRITE);
    desk_type_in(&other, &(struct typed_in){"E1", "alpha", "L1", "2026-01-31", EARNING_COOP,
                                            1000000, "USD", 1000000});
    desk_close(&other);
    assert_rc(earning_id_taken(desk->book, "E1", &key, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(key, 0);
    book_read_end(desk->book);
    assert_rc(earning_id_taken(desk->book, "E1", &key, desk_err(desk)), RC_OK, &desk->err);
    assert_int_not_equal(key, 0);
}

static void book__id__is_made_once(void **state)
{
    struct desk *desk = *state;
    char first[32], second[32];
    assert_rc(book_id(desk->book, first, desk_err(desk)), RC_OK, &desk->err);
    desk_close(desk);
    desk_open(desk, BOOK_LOOK);
    assert_rc(book_id(desk->book, second, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(first, second);
    assert_int_equal(strlen(first), 12);
    assert_memory_equal(first, "B-", 2);
}

/* Looking makes a log and its index; the last one to close takes them away. */
static void book__close__after_looking__leaves_nothing_behind(void **state)
{
    struct desk *desk = *state;
    char id[32];
    desk_close(desk);
    desk_open(desk, BOOK_LOOK);
    assert_rc(book_id(desk->book, id, desk_err(desk)), RC_OK, &desk->err);
    struct book *looking = desk->book;
    desk->book = NULL;
    assert_true(is_there(desk->path, "-wal"));
    desk_open(desk, BOOK_WRITE);
    book_close(looking); /* somebody else has it open */
    assert_true(is_there(desk->path, "-wal"));
    desk_close(desk);
    assert_false(is_there(desk->path, "-wal"));
    desk_open(desk, BOOK_LOOK);
    assert_rc(book_id(desk->book, id, desk_err(desk)), RC_OK, &desk->err);
    assert_true(is_there(desk->path, "-wal"));
    desk_close(desk);
    assert_false(is_there(desk->path, "-wal"));
    assert_false(is_there(desk->path, "-shm"));
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
#define WITHOUT(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITHOUT(book__create__makes_a_private_file_that_is_ours),
        WITHOUT(book__create__leaves_no_book_without_its_first_tx),
        WITHOUT(book__create__takes_an_empty_file_and_keeps_its_mode),
        WITHOUT(book__create__takes_a_file_of_sqlite_without_tables),
        WITHOUT(book__create__never_touches_what_is_there),
        WITHOUT(book__create__says_where_it_may_not_write),
        cmocka_unit_test(book__open__names_what_is_wrong),
        WITH_BOOK(book__open__knows_what_is_already_this_schema),
        WITH_BOOK(book__open__reads_a_book_that_may_not_be_written),
        WITH_BOOK(book__open__reads_a_book_whose_folder_may_not_be_written),
        WITHOUT(book__open__reads_a_left_log_from_a_private_copy),
        WITH_BOOK(book__open__says_that_a_book_may_not_be_read),
        WITH_BOOK(book__close__leaves_the_file_alone),
        WITH_BOOK(book__close__after_looking__leaves_nothing_behind),
        WITH_BOOK(book__open__closes_the_doors_that_sqlite_leaves_open),
        WITH_BOOK(book__data_version__moves_when_another_writes),
        WITH_BOOK(book__read_begin__does_not_see_what_comes_later),
        WITH_BOOK(book__id__is_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
