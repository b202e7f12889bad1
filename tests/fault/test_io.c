/* SPDX-License-Identifier: MIT */
/*
 * The n-th allocation, open, read, write, sync, close or rename fails, once and
 * from then on, for every n until nothing fails any more. Whatever fails is
 * reported, nothing leaks (ASan), and a file that was to be replaced is the old
 * one or the new one.
 *
 * The linker sends these calls of our code here (--wrap); libc's and
 * libarchive's own calls are not touched.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "io/activities.h"
#include "io/csv.h"
#include "io/memory.h"
#include "io/outfile.h"
#include "io/rejects.h"
#include "io/report.h"
#include "io/source.h"
#include "io/table.h"
#include "support/pieces.h"
#include "support/support.h"
#include "support/zipmake.h"

/* ---- the calls that fail ---- */

/* The functions below have no other way to know whose turn it is. */
static struct {
    bool armed, sticky, hit;
    bool blamed; /* a call failed that nobody may overlook */
    int left;    /* calls that still go well */
} fault;

/* `forgiven`: the caller may go on without what the call would have done. */
static bool fails(bool forgiven)
{
    if (!fault.armed)
        return false;
    if (fault.left > 0) {
        fault.left--;
        return false;
    }
    bool first = !fault.hit;
    fault.hit = true;
    if (!first && !fault.sticky)
        return false;
    fault.blamed = fault.blamed || !forgiven;
    return true;
}

#define WRAPPED(result, name, parameters, arguments, sys, failure) \
    result __real_##name parameters;                               \
    result __wrap_##name parameters;                               \
    result __wrap_##name parameters                                \
    {                                                              \
        if (fails(false)) {                                        \
            errno = sys;                                           \
            return failure;                                        \
        }                                                          \
        return __real_##name arguments;                            \
    }

WRAPPED(void *, malloc, (size_t size), (size), ENOMEM, NULL)
WRAPPED(void *, calloc, (size_t count, size_t size), (count, size), ENOMEM, NULL)
WRAPPED(void *, realloc, (void *old, size_t size), (old, size), ENOMEM, NULL)
WRAPPED(void *, reallocarray, (void *old, size_t count, size_t size), (old, count, size), ENOMEM,
        NULL)
WRAPPED(char *, strdup, (const char *text), (text), ENOMEM, NULL)
WRAPPED(char *, strndup, (const char *text, size_t length), (text, length), ENOMEM, NULL)
WRAPPED(ssize_t, read, (int fd, void *bytes, size_t size), (fd, bytes, size), EIO, -1)
WRAPPED(ssize_t, pread, (int fd, void *bytes, size_t size, off_t at), (fd, bytes, size, at), EIO,
        -1)
WRAPPED(ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size), ENOSPC, -1)
WRAPPED(int, fsync, (int fd), (fd), EIO, -1)
WRAPPED(int, fflush, (FILE * file), (file), ENOSPC, EOF)
WRAPPED(int, rename, (const char *from, const char *to), (from, to), EIO, -1)
WRAPPED(int, mkostemp, (char *path, int flags), (path, flags), EACCES, -1)
WRAPPED(int, fchmod, (int fd, mode_t mode), (fd, mode), EPERM, -1)
WRAPPED(size_t, fwrite, (const void *bytes, size_t size, size_t count, FILE *file),
        (bytes, size, count, file), ENOSPC, 0)
WRAPPED(size_t, fread, (void *bytes, size_t size, size_t count, FILE *file),
        (bytes, size, count, file), EIO, 0)

/* A close that fails has closed all the same. What was only read is whole. */
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    bool failed = fails((flags & O_ACCMODE) == O_RDONLY);
    int closed = __real_close(fd);
    if (failed)
        errno = EIO;
    return failed ? -1 : closed;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
    }
    /* There is another way to a file without a name; a folder that cannot be
     * opened cannot be synced. */
    if (fails((flags & (O_DIRECTORY | O_TMPFILE)) != 0)) {
        errno = EMFILE;
        return -1;
    }
    return __real_open(path, flags, mode);
}

/* ---- the loop ---- */

typedef enum rc faulty_work(const struct folder *folder, struct err *err);
typedef void faulty_check(const struct folder *folder, enum rc rc);

enum { TRIES_MAX = 2000 };

/* True while the fault was still reached. */
static bool try_once(faulty_work *work, faulty_check *check, const struct folder *folder, int n,
                     bool sticky)
{
    struct err err;
    err_init(&err);
    fault.armed = true;
    fault.sticky = sticky;
    fault.hit = false;
    fault.blamed = false;
    fault.left = n;
    enum rc rc = work(folder, &err);
    fault.armed = false;
    if (rc != RC_OK && rc != RC_FILE)
        fail_msg("call %d: rc %d: %s", n, (int)rc, err.text);
    assert_int_equal(err.rc, rc);
    if (fault.blamed && rc == RC_OK)
        fail_msg("call %d failed and nobody said so", n);
    if (!fault.hit)
        assert_rc(rc, RC_OK, &err);
    check(folder, rc);
    return fault.hit;
}

static void fail_everything(faulty_work *work, faulty_check *check, const struct folder *folder)
{
    for (int sticky = 0; sticky < 2; sticky++) {
        int n = 0;
        while (try_once(work, check, folder, n, sticky != 0))
            assert_in_range(++n, 0, TRIES_MAX);
        /* It was worth it: something did fail. */
        assert_in_range(n, 3, TRIES_MAX);
    }
}

static int count_files(const struct folder *folder)
{
    DIR *entries = opendir(folder->path);
    int count = 0;
    assert_non_null(entries);
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    (void)closedir(entries);
    return count;
}

/* ---- reading ---- */

/* The second record is longer than the window is at first. */
enum { LONG = 300000 };

static void add_report(struct buf *buf)
{
    buf_add(buf,
            "participantId,programName,earningId,earningType,earningAmount,transactionCurrency,"
            "earningAmountUSD,earningDate,customerName,unknownColumn\n"
            "6100001,MCI,E-1,Coop,187.50,EUR,218.48,2026-01-31,\"Lamna \",\n");
    buf_addf(buf, "6100001,MCI,E-2,Coop,1,EUR,1,2026-01-31,,%0*d\n", LONG, 7);
}

static enum rc source_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                           struct err *err)
{
    return source_read(context, bytes, capacity, ret_length, err);
}

static enum rc read_stream(struct source *source, struct err *err)
{
    struct csv *csv = NULL;
    struct report *report = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(source_fill, source, source_name(source), &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    if (rc == RC_OK)
        rc = report_begin(&record, ',', source_name(source), &report, err);
    while (rc == RC_OK && (rc = csv_read(csv, &record, &more, err)) == RC_OK && more) {
        struct report_row row;
        struct report_reject reject;
        bool good = false;
        rc = report_row(report, &record, &good, &row, &reject, err);
        if (rc == RC_OK)
            assert_true(good);
    }
    report_free(report);
    csv_free(csv);
    return rc;
}

static enum rc read_path(const struct folder *folder, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    struct source *source = NULL;
    bool more = false;
    enum rc rc = source_open(folder_file(folder, "report", path), &source, err);
    while (rc == RC_OK && (rc = source_next(source, &more, err)) == RC_OK && more)
        rc = read_stream(source, err);
    source_free(source);
    return rc;
}

static void check_nothing(const struct folder *folder, enum rc rc)
{
    (void)rc;
    assert_int_equal(count_files(folder), 1);
}

static void io__read__reports_every_fault(void **state)
{
    (void)state;
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    folder_init(&folder);
    struct buf report;
    buf_init(&report);
    add_report(&report);
    file_write(folder_file(&folder, "report", path), report.text, report.length);
    buf_release(&report);
    fail_everything(read_path, check_nothing, &folder);
    folder_release(&folder);
}

static void io__read_zip__reports_every_fault(void **state)
{
    (void)state;
    struct buf report;
    buf_init(&report);
    add_report(&report);
    const struct zip_part parts[] = {{.name = "b.csv", .bytes = report.text},
                                     {.name = "a.csv", .bytes = report.text}};
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    struct buf zip;
    buf_init(&zip);
    zip_make(&zip, parts, 2);
    folder_init(&folder);
    file_write(folder_file(&folder, "report", path), zip.text, zip.length);
    fail_everything(read_path, check_nothing, &folder);
    folder_release(&folder);
    buf_release(&zip);
    buf_release(&report);
}

/* ---- writing ---- */

static const char old_text[] = "old\n";
static const char new_text[] = "id,name,rejectReason\n1,Contoso,blank\n2,Fabrikam,blank\n";

/* The old file whole or the new one whole, and nothing beside it. */
static void check_file(const struct folder *folder, enum rc rc)
{
    char path[FOLDER_PATH_SIZE];
    size_t length = 0;
    char *bytes = file_read(folder_file(folder, "out.csv", path), &length);
    bool is_new = strcmp(bytes, new_text) == 0;
    if (!is_new || rc == RC_OK)
        assert_text_equal(bytes, rc == RC_OK ? new_text : old_text);
    free(bytes);
    assert_int_equal(count_files(folder), 1);
    file_write(path, old_text, strlen(old_text));
}

static enum rc write_file(const struct folder *folder, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    struct outfile *out = NULL;
    enum rc rc = outfile_open(folder_file(folder, "out.csv", path), &out, err);
    if (rc == RC_OK)
        rc = outfile_write(out, new_text, strlen(new_text), err);
    if (rc != RC_OK) {
        outfile_drop(out);
        return rc;
    }
    return outfile_commit(out, err);
}

static void io__outfile__is_whole_after_every_fault(void **state)
{
    (void)state;
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    folder_init(&folder);
    file_write(folder_file(&folder, "out.csv", path), old_text, strlen(old_text));
    fail_everything(write_file, check_file, &folder);
    folder_release(&folder);
}

static enum rc add_rows(struct rejects *rejects, struct err *err)
{
    static const char text[] = "id,name\n1,Contoso\n2,Fabrikam\n";
    struct pieces pieces = {text, strlen(text), SIZE_MAX};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(pieces_fill, &pieces, "r.csv", &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    if (rc == RC_OK)
        rc = rejects_header(rejects, &record, err);
    while (rc == RC_OK && (rc = csv_read(csv, &record, &more, err)) == RC_OK && more)
        rc = rejects_add(rejects, &record, "blank", err);
    csv_free(csv);
    return rc;
}

static enum rc write_rejects(const struct folder *folder, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    struct rejects *rejects = NULL;
    enum rc rc = rejects_new(&rejects, err);
    if (rc == RC_OK)
        rc = add_rows(rejects, err);
    if (rc == RC_OK)
        rc = rejects_write(rejects, folder_file(folder, "out.csv", path), err);
    rejects_free(rejects);
    return rc;
}

static void io__rejects__are_whole_after_every_fault(void **state)
{
    (void)state;
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    folder_init(&folder);
    file_write(folder_file(&folder, "out.csv", path), old_text, strlen(old_text));
    fail_everything(write_rejects, check_file, &folder);
    folder_release(&folder);
}

static enum rc swallow(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)context;
    (void)bytes;
    (void)length;
    (void)err;
    return RC_OK;
}

static enum rc print_table(enum table_format format, struct err *err)
{
    static const struct table_column columns[] = {{"name", "Name", COLUMN_TEXT},
                                                  {"amount", "Amount", COLUMN_AMOUNT}};
    const char *const cells[] = {"Contoso", "1.50"};
    struct table *table = NULL;
    enum rc rc = table_new(format, columns, 2, swallow, NULL, &table, err);
    for (int i = 0; i < 3 && rc == RC_OK; i++)
        rc = table_row(table, cells, err);
    if (rc == RC_OK)
        rc = table_end(table, err);
    table_free(table);
    return rc;
}

static enum rc print_tables(const struct folder *folder, struct err *err)
{
    enum rc rc = RC_OK;
    (void)folder;
    for (int format = TABLE_TEXT; format <= TABLE_JSON && rc == RC_OK; format++)
        rc = print_table((enum table_format)format, err);
    return rc;
}

static void check_empty(const struct folder *folder, enum rc rc)
{
    (void)rc;
    assert_int_equal(count_files(folder), 0);
}

static void io__table__reports_every_fault(void **state)
{
    (void)state;
    struct folder folder;
    folder_init(&folder);
    fail_everything(print_tables, check_empty, &folder);
    folder_release(&folder);
}

/* ---- catalogues ---- */

static enum rc read_catalogue(const struct folder *folder, struct err *err)
{
    static const char file[] =
        "code,group,name,programs,kind,item,need,applies,text,value\n"
        "DG01,Demand,Print,all except hosting,proof,A-1,one-of page,all,Piece,\n"
        "DG01,Demand,Print,all except hosting,cap,A-2,,surface,Cap,25% of co-op\n"
        "DG02,Demand,Web,all,metric,clicks,required,all,Number of clicks,\n";
    struct memory_source rest = {file, sizeof(file) - 1};
    struct catalogue catalogue = {0};
    struct buf text;
    (void)folder;
    buf_init(&text);
    enum rc rc = activities_read(memory_fill, &rest, "guide.csv", &catalogue, &text, err);
    assert_int_equal(catalogue.count, rc == RC_OK ? 2 : 0);
    assert_int_equal(text.length, rc == RC_OK ? sizeof(file) - 1 : 0);
    catalogue_release(&catalogue);
    buf_release(&text);
    return rc;
}

static void io__activities__report_every_fault(void **state)
{
    (void)state;
    struct folder folder;
    folder_init(&folder);
    fail_everything(read_catalogue, check_empty, &folder);
    folder_release(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(io__read__reports_every_fault),
        cmocka_unit_test(io__read_zip__reports_every_fault),
        cmocka_unit_test(io__outfile__is_whole_after_every_fault),
        cmocka_unit_test(io__rejects__are_whole_after_every_fault),
        cmocka_unit_test(io__table__reports_every_fault),
        cmocka_unit_test(io__activities__report_every_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
