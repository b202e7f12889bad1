/* SPDX-License-Identifier: MIT */
/* The files of tests/data/reports, read as expected.psv beside them says. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "io/csv.h"
#include "io/report.h"
#include "io/source.h"
#include "support/support.h"

struct reading {
    int64_t good, rejected;
    char first[512]; /* "column: reason" of the first reject, or the refusal */
    struct err err;
};

static enum rc source_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                           struct err *err)
{
    return source_read(context, bytes, capacity, ret_length, err);
}

static void count_row(struct reading *reading, bool good, const struct report_reject *reject)
{
    reading->good += good;
    reading->rejected += !good;
    if (!good && reading->rejected == 1)
        (void)snprintf(reading->first, sizeof reading->first, "%s: %s", reject->column,
                       reject->reason);
}

static enum rc read_rows(struct csv *csv, const char *name, struct reading *reading)
{
    struct err *err = &reading->err;
    struct csv_record record;
    struct report *report = NULL;
    bool more = false;
    enum rc rc = csv_read(csv, &record, &more, err);
    if (rc == RC_OK)
        rc = report_begin(&record, csv_delimiter(csv), name, &report, err);
    while (rc == RC_OK && (rc = csv_read(csv, &record, &more, err)) == RC_OK && more) {
        struct report_row row;
        struct report_reject reject;
        bool good = false;
        rc = report_row(report, &record, &good, &row, &reject, err);
        if (rc == RC_OK)
            count_row(reading, good, &reject);
    }
    report_free(report);
    return rc;
}

static enum rc read_file(const char *path, struct reading *reading)
{
    struct err *err = &reading->err;
    struct source *source = NULL;
    bool more = false;
    err_init(err);
    enum rc rc = source_open(path, &source, err);
    while (rc == RC_OK && (rc = source_next(source, &more, err)) == RC_OK && more) {
        struct csv *csv = NULL;
        rc = csv_open(source_fill, source, source_name(source), &csv, err);
        if (rc == RC_OK)
            rc = read_rows(csv, source_name(source), reading);
        csv_free(csv);
    }
    source_free(source);
    if (rc != RC_OK)
        (void)snprintf(reading->first, sizeof reading->first, "%.500s", err->text);
    return rc;
}

enum { FIELDS = 5 };

/* One line of expected.psv, cut at its bars. */
static void check_line(char *line)
{
    char *fields[FIELDS] = {line};
    char path[512];
    struct reading reading = {0};
    for (int i = 1; i < FIELDS; i++) {
        char *bar = strchr(fields[i - 1], '|');
        assert_non_null(bar);
        *bar = '\0';
        fields[i] = bar + 1;
    }
    (void)snprintf(path, sizeof path, "%s/reports/%s", TEST_DATA, fields[0]);
    enum rc rc = read_file(path, &reading);
    bool refused = rc != RC_OK;
    char got[128];
    char expected[128];
    (void)snprintf(got, sizeof got, "%s: %d %lld %lld", fields[0],
                   refused || reading.rejected > 0 ? 3 : 0, refused ? 0 : (long long)reading.good,
                   refused ? 0 : (long long)reading.rejected);
    (void)snprintf(expected, sizeof expected, "%s: %s %s %s", fields[0], fields[1],
                   fields[2][0] != '\0' ? fields[2] : "0", fields[3][0] != '\0' ? fields[3] : "0");
    assert_text_equal(got, expected);
    if (refused)
        assert_rc(rc, RC_CONTENT, &reading.err);
    assert_int_equal(refused, fields[2][0] == '\0');
    if (strstr(reading.first, fields[4]) == NULL)
        fail_msg("%s: \"%s\" does not say \"%s\"", fields[0], reading.first, fields[4]);
}

static char *read_expected(void)
{
    size_t length;
    return file_read(TEST_DATA "/reports/expected.psv", &length);
}

static void report_files__read__gives_what_is_expected(void **state)
{
    (void)state;
    char *text = read_expected();
    int files = 0;
    for (char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        char *next = line + length + (line[length] == '\n');
        line[length] = '\0';
        if (line[0] != '#') {
            check_line(line);
            files++;
        }
        line = next;
    }
    assert_in_range(files, 80, 1000);
    free(text);
}

static void report_files__expected__names_every_file(void **state)
{
    (void)state;
    char *text = read_expected();
    DIR *folder = opendir(TEST_DATA "/reports");
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char wanted[300];
        (void)snprintf(wanted, sizeof wanted, "\n%s|", entry->d_name);
        if (entry->d_name[0] != '.' && strcmp(entry->d_name, "expected.psv") != 0 &&
            strstr(text, wanted) == NULL)
            fail_msg("%s is not in expected.psv", entry->d_name);
    }
    (void)closedir(folder);
    free(text);
}

static void report_files__read__takes_the_samples(void **state)
{
    (void)state;
    struct reading first = {0};
    struct reading second = {0};
    assert_rc(read_file(TEST_DATA "/samples/earnings_default.csv", &first), RC_OK, &first.err);
    assert_int_equal(first.good, 30);
    assert_int_equal(first.rejected, 0);
    assert_rc(read_file(TEST_DATA "/samples/earnings_default_physical.csv", &second), RC_OK,
              &second.err);
    assert_int_equal(second.good, 31);
    assert_int_equal(second.rejected, 0);
}

/* A sample cut anywhere, or with any one byte broken, is read or refused. */
static void report_files__read__survives_every_cut(void **state)
{
    (void)state;
    size_t length = 0;
    char *bytes = file_read(TEST_DATA "/samples/earnings_default.csv", &length);
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    struct random random;
    random_init(&random);
    folder_init(&folder);
    folder_file(&folder, "cut.csv", path);
    int count = rounds(400);
    for (int i = 0; i < count; i++) {
        struct reading reading = {0};
        size_t at = (size_t)random_between(&random, 0, (int64_t)length - 1);
        char kept = bytes[at];
        bool cut = random_one_in(&random, 2);
        bytes[at] = (char)random_between(&random, -128, 127);
        file_write(path, bytes, cut ? at : length);
        enum rc rc = read_file(path, &reading);
        assert_true(rc == RC_OK || rc == RC_CONTENT);
        bytes[at] = kept;
    }
    folder_release(&folder);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(report_files__read__gives_what_is_expected),
        cmocka_unit_test(report_files__expected__names_every_file),
        cmocka_unit_test(report_files__read__takes_the_samples),
        cmocka_unit_test(report_files__read__survives_every_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
