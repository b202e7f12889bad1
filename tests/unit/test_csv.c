/* SPDX-License-Identifier: MIT */
#include "io/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/pieces.h"
#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
/* A literal that may hold NUL. */
#define BYTES(literal) literal, sizeof(literal) - 1

/* Sizes of the pieces in which every text is read: all at once, byte by byte,
 * and around the block that is scanned at a time. */
static const size_t sizes[] = {SIZE_MAX, 1, 2, 3, 5, 17, 63, 64, 65};

/* ---- what a text is read as: "LINE[FIELD][FIELD]\n" for each record ---- */

static enum rc print_records(struct pieces *pieces, struct buf *ret, char *ret_delimiter,
                             struct err *err)
{
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(pieces_fill, pieces, "report.csv", &csv, err);
    if (rc != RC_OK)
        return rc;
    *ret_delimiter = csv_delimiter(csv);
    while ((rc = csv_read(csv, &record, &more, err)) == RC_OK && more) {
        buf_addf(ret, "%lld", (long long)record.line);
        for (size_t i = 0; i < record.count; i++) {
            assert_int_equal(strlen(record.fields[i].text), record.fields[i].length);
            buf_addf(ret, "[%s]", record.fields[i].text);
        }
        buf_add_char(ret, '\n');
    }
    csv_free(csv);
    return rc;
}

static void check_records(const char *text, size_t length, char delimiter, const char *expected)
{
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct pieces pieces = {text, length, sizes[i]};
        struct buf got;
        struct err err;
        char found = '\0';
        buf_init(&got);
        err_init(&err);
        assert_rc(print_records(&pieces, &got, &found, &err), RC_OK, &err);
        assert_text_equal(got.text, expected);
        assert_int_equal(found, delimiter);
        buf_release(&got);
    }
}

static void check_refused(const char *text, size_t length, const char *words)
{
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct pieces pieces = {text, length, sizes[i]};
        struct buf got;
        struct err err;
        char found = '\0';
        buf_init(&got);
        err_init(&err);
        assert_rc(print_records(&pieces, &got, &found, &err), RC_CONTENT, &err);
        if (strstr(err.text, words) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.text, words);
        buf_release(&got);
    }
}

/* ---- delimiters ---- */

static void csv__open__finds_the_delimiter(void **state)
{
    (void)state;
    check_records(BYTES("a,b;c,d\n1,2,3\n"), ',', "1[a][b;c][d]\n2[1][2][3]\n");
    check_records(BYTES("a;b,c;d\n"), ';', "1[a][b,c][d]\n");
    check_records(BYTES("a\tb,c\td\n"), '\t', "1[a][b,c][d]\n");
    check_records(BYTES("a\n1,2\n"), ',', "1[a]\n2[1][2]\n");
    check_records(BYTES("a,b;c\n"), ',', "1[a][b;c]\n"); /* a tie */
}

static void csv__open__counts_delimiters_outside_quotes_only(void **state)
{
    (void)state;
    check_records(BYTES("\"a,b,c\";d\n"), ';', "1[a,b,c][d]\n");
    check_records(BYTES("\"a\"\",\"\",b,c\";\"d,\ne\";f\n"), ';', "1[a\",\",b,c][d,\ne][f]\n");
    check_records(BYTES("a\"b,c\"d\n"), ',', "1[a\"b][c\"d]\n");
}

static void csv__open__looks_past_blank_lines(void **state)
{
    (void)state;
    check_records(BYTES("\n  \n\t\t\t\n\r\na;b,c;d\n"), ';', "5[a][b,c][d]\n");
    check_records(BYTES(" \n\"a,b,c\";d\n"), ';', "2[a,b,c][d]\n");
}

static void csv__open__never_holds_endless_blank_lines(void **state)
{
    (void)state;
    enum { LENGTH = CSV_RECORD_MAX + 1000 };
    char *text = malloc(LENGTH + 16);
    assert_non_null(text);
    memset(text, '\n', LENGTH);
    memcpy(text + LENGTH, "a;b,c;d\n", 8);
    char expected[64];
    (void)snprintf(expected, sizeof expected, "%d[a][b,c][d]\n", LENGTH + 1);
    check_records(text, LENGTH + 8, ';', expected);
    check_refused(text, LENGTH, "there is nothing in it");
    memset(text, ' ', LENGTH);
    check_refused(text, LENGTH, "line 1: a record of more than 1048576 bytes");
    free(text);
}

static void csv__open__skips_a_byte_order_mark(void **state)
{
    (void)state;
    check_records(BYTES("\xEF\xBB\xBF"
                        "a,b\n1,2\n"),
                  ',', "1[a][b]\n2[1][2]\n");
    check_records(BYTES("\xEF\xBB\xBF\"a,\",b\n"), ',', "1[a,][b]\n");
}

static void csv__open__refuses_a_file_without_records(void **state)
{
    (void)state;
    check_refused(BYTES(""), "report.csv: there is nothing in it");
    check_refused(BYTES("\n\r\n \t \r\r"), "report.csv: there is nothing in it");
    check_refused(BYTES("\xEF\xBB\xBF"), "report.csv: there is nothing in it");
}

/* ---- lines ---- */

static void csv__read__takes_every_end_of_line(void **state)
{
    (void)state;
    check_records(BYTES("a,b\n1,2\n3,4"), ',', "1[a][b]\n2[1][2]\n3[3][4]\n");
    check_records(BYTES("a,b\r\n1,2\r\n3,4\r\n"), ',', "1[a][b]\n2[1][2]\n3[3][4]\n");
    check_records(BYTES("a,b\r1,2\r3,4\r"), ',', "1[a][b]\n2[1][2]\n3[3][4]\n");
    check_records(BYTES("a,b\r\n1,2\n3,4\r5,6"), ',', "1[a][b]\n2[1][2]\n3[3][4]\n4[5][6]\n");
}

static void csv__read__skips_blank_lines_and_counts_them(void **state)
{
    (void)state;
    check_records(BYTES("a,b\n\n\n1,2\n \t\n3,4\n\n"), ',', "1[a][b]\n4[1][2]\n6[3][4]\n");
    check_records(BYTES("a,b\r\n\r\n1,2\r\r\n3,4"), ',', "1[a][b]\n3[1][2]\n5[3][4]\n");
    /* Delimiters and quotes make a record, however empty. */
    check_records(BYTES("a,b\n,\n\"\"\n"), ',', "1[a][b]\n2[][]\n3[]\n");
}

static void csv__read__counts_the_lines_inside_quotes(void **state)
{
    (void)state;
    check_records(BYTES("a,\"b\nc\r\nd\re\"\n1,2\n"), ',', "1[a][b\nc\r\nd\re]\n5[1][2]\n");
    check_records(BYTES("\"\r\n\",x\r\ny,z\r\n"), ',', "1[\r\n][x]\n3[y][z]\n");
    check_records(BYTES("a\n\"\n\n\"\nb\n"), ',', "1[a]\n2[\n\n]\n5[b]\n");
}

/* ---- quotes ---- */

static void csv__read__takes_quoted_fields(void **state)
{
    (void)state;
    check_records(BYTES("\"a\",\"b,c\",\"\"\n\"\",\"d\"\"e\",\"\"\"\"\n"), ',',
                  "1[a][b,c][]\n2[][d\"e][\"]\n");
    check_records(BYTES("\"\"\"a\"\"\",\"\"\"\"\"\"\n"), ',', "1[\"a\"][\"\"]\n");
    check_records(BYTES("a;b\n\"1;2\";\"3\""), ';', "1[a][b]\n2[1;2][3]\n");
}

static void csv__read__takes_a_quote_inside_an_unquoted_field_as_text(void **state)
{
    (void)state;
    check_records(BYTES("a,b\n5\" pipe,x\"y\"\n"), ',', "1[a][b]\n2[5\" pipe][x\"y\"]\n");
    check_records(BYTES("a,b\n \"1\",2\n"), ',', "1[a][b]\n2[ \"1\"][2]\n");
}

static void csv__read__refuses_text_after_a_closing_quote(void **state)
{
    (void)state;
    check_refused(BYTES("a,b\n\"1\"x,2\n"), "report.csv line 2: text after a closing quote");
    check_refused(BYTES("a,b\n1,\"2\" \n3,4\n"), "report.csv line 2: text after a closing quote");
    check_refused(BYTES("a,b\n1,\"2\n\"x"), "report.csv line 3: text after a closing quote");
    check_refused(BYTES("a,b\n\"1\" \"2\",3\n"), "report.csv line 2: text after a closing quote");
}

static void csv__read__refuses_a_quote_that_stays_open(void **state)
{
    (void)state;
    check_refused(BYTES("a,b\n1,\"2\n3,4\n5,6\n"),
                  "report.csv line 2: a quote that is never closed");
    check_refused(BYTES("a,b\n\"x\ny\",\"2\n"), "report.csv line 3: a quote that is never closed");
    check_refused(BYTES("a,\""), "report.csv line 1: a quote that is never closed");
}

/* ---- bytes ---- */

static void csv__read__takes_text_in_any_script(void **state)
{
    (void)state;
    check_records(BYTES("kund,公司\nÅre,\"コントソ株式会社 – 👨‍👩‍👧\"\n"),
                  ',',
                  "1[kund][公司]\n2[Åre][コントソ株式会社 – 👨‍👩‍👧]\n");
    check_records(BYTES("a,b\n\x01\x1b[31m,\x7f\n"), ',', "1[a][b]\n2[\x01\x1b[31m][\x7f]\n");
}

static void csv__read__refuses_nul_with_its_line(void **state)
{
    (void)state;
    check_refused(BYTES("a,b\n1,2\n3,\0\n"), "report.csv line 3: a NUL byte");
    check_refused(BYTES("a,b\n1,\"x\n\0\"\n"), "report.csv line 3: a NUL byte");
    check_refused(BYTES("\0"), "report.csv line 1: a NUL byte");
    check_refused(BYTES("a,b\r\n\0"), "report.csv line 2: a NUL byte");
}

static void csv__read__refuses_what_is_not_utf8_with_its_line(void **state)
{
    (void)state;
    check_refused(BYTES("a,b\n1,\xC5re\n"), "report.csv line 2: byte 0xC5 is not UTF-8");
    check_refused(BYTES("a,b\n1,2\n\xE9\n"), "report.csv line 3: byte 0xE9 is not UTF-8");
    check_refused(BYTES("a,b\n1,\xED\xA0\x80\n"), "line 2: byte 0xED"); /* a surrogate */
    check_refused(BYTES("a,b\n1,\xC0\xAF\n"), "line 2: byte 0xC0");     /* overlong */
    check_refused(BYTES("a,b\n1,\xF5\x80\x80\x80\n"), "line 2: byte 0xF5");
    check_refused(BYTES("a,b\n1,2\xE2\x82"), "line 2: byte 0xE2"); /* cut at the end */
}

static void csv__read__gives_the_records_before_the_broken_one(void **state)
{
    (void)state;
    struct pieces pieces = {BYTES("a,b\n1,2\n3,\xFF\n"), SIZE_MAX};
    struct buf got;
    struct err err;
    char found = '\0';
    buf_init(&got);
    err_init(&err);
    assert_rc(print_records(&pieces, &got, &found, &err), RC_CONTENT, &err);
    assert_text_equal(got.text, "1[a][b]\n2[1][2]\n");
    buf_release(&got);
}

/* ---- limits ---- */

struct endless {
    const char *start; /* handed out first */
    char byte;         /* then this one for ever */
    uint64_t given;
};

static enum rc endless_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                            struct err *err)
{
    struct endless *endless = context;
    size_t length = strlen(endless->start);
    (void)err;
    if (length > 0) {
        memcpy(bytes, endless->start, length);
        endless->start += length;
    } else {
        length = capacity;
        memset(bytes, endless->byte, length);
    }
    endless->given += length;
    *ret_length = length;
    return RC_OK;
}

static void check_endless(const char *start, char byte, const char *words)
{
    struct endless endless = {start, byte, 0};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = true;
    struct err err;
    err_init(&err);
    assert_rc(csv_open(endless_fill, &endless, "report.csv", &csv, &err), RC_OK, &err);
    enum rc rc = RC_OK;
    while (rc == RC_OK && more)
        rc = csv_read(csv, &record, &more, &err);
    assert_rc(rc, RC_CONTENT, &err);
    if (strstr(err.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    /* It gave up at once and did not read on. */
    assert_in_range(endless.given, 0, 2 * CSV_RECORD_MAX);
    csv_free(csv);
}

static void csv__read__never_holds_an_endless_field(void **state)
{
    (void)state;
    check_endless("a,b\n1,2\n3,", 'x', "line 3: a record of more than 1048576 bytes");
    check_endless("a,b\n1,2\n3,\"", '\n', "line 3: a record of more than 1048576 bytes");
    check_endless("a,b\n1,2\n3,\"", '"', "line 3: a record of more than 1048576 bytes");
    check_endless("", 'x', "line 1: a record of more than 1048576 bytes");
    check_endless("a\n", ',', "line 2: a record of more than 1024 fields");
}

static char *long_record(size_t length)
{
    char *text = malloc(length + 8);
    assert_non_null(text);
    memcpy(text, "a,b\n", 4);
    memset(text + 4, 'x', length);
    memcpy(text + 4 + length, "\n1\n", 3);
    text[5] = ',';
    return text;
}

static void csv__read__takes_the_longest_record(void **state)
{
    (void)state;
    const size_t lengths[] = {CSV_RECORD_MAX - 1, CSV_RECORD_MAX, CSV_RECORD_MAX + 1};
    for (size_t i = 0; i < COUNT(lengths); i++) {
        char *text = long_record(lengths[i]);
        struct pieces pieces = {text, lengths[i] + 7, 100000};
        struct buf got;
        struct err err;
        char found = '\0';
        buf_init(&got);
        err_init(&err);
        enum rc rc = print_records(&pieces, &got, &found, &err);
        assert_rc(rc, lengths[i] > CSV_RECORD_MAX ? RC_CONTENT : RC_OK, &err);
        if (rc == RC_OK)
            assert_text_equal(got.text + got.length - 6, "\n3[1]\n");
        buf_release(&got);
        free(text);
    }
}

static void csv__read__takes_the_widest_record(void **state)
{
    (void)state;
    for (size_t fields = CSV_FIELDS_MAX - 1; fields <= CSV_FIELDS_MAX + 1; fields++) {
        char text[CSV_FIELDS_MAX + 2];
        memset(text, ',', fields - 1);
        struct pieces pieces = {text, fields - 1, SIZE_MAX};
        struct csv *csv = NULL;
        struct csv_record record = {0};
        bool more = false;
        struct err err;
        err_init(&err);
        assert_rc(csv_open(pieces_fill, &pieces, "report.csv", &csv, &err), RC_OK, &err);
        enum rc rc = csv_read(csv, &record, &more, &err);
        assert_rc(rc, fields > CSV_FIELDS_MAX ? RC_CONTENT : RC_OK, &err);
        if (rc == RC_OK)
            assert_int_equal(record.count, fields);
        csv_free(csv);
    }
}

/* Many records over many fillings of the window. */
static void csv__read__keeps_its_place_over_a_long_file(void **state)
{
    (void)state;
    enum { RECORDS = 60000 };
    struct buf text;
    struct err err;
    buf_init(&text);
    err_init(&err);
    buf_add(&text, "number,text,square\n");
    for (int i = 0; i < RECORDS; i++)
        buf_addf(&text, "%d,\"Å \"\"%d\"\"\r\n\",%d\r\n", i, i, i * 7);
    struct pieces pieces = {text.text, text.length, 4099};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    assert_rc(csv_open(pieces_fill, &pieces, "report.csv", &csv, &err), RC_OK, &err);
    assert_rc(csv_read(csv, &record, &more, &err), RC_OK, &err);
    for (int i = 0; i < RECORDS; i++) {
        char expected[64];
        assert_rc(csv_read(csv, &record, &more, &err), RC_OK, &err);
        assert_true(more);
        assert_int_equal(record.count, 3);
        assert_int_equal(record.line, 2 + 2 * i);
        (void)snprintf(expected, sizeof expected, "%d", i * 7);
        assert_text_equal(record.fields[2].text, expected);
        (void)snprintf(expected, sizeof expected, "Å \"%d\"\r\n", i);
        assert_text_equal(record.fields[1].text, expected);
    }
    assert_rc(csv_read(csv, &record, &more, &err), RC_OK, &err);
    assert_false(more);
    csv_free(csv);
    buf_release(&text);
}

static enum rc failing_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                            struct err *err)
{
    int *left = context;
    (void)capacity;
    if ((*left)-- == 0)
        return err_sys(err, 5, "report.csv", "check the disk");
    memcpy(bytes, "a,b\n1,", 6);
    *ret_length = 6;
    return RC_OK;
}

static void csv__read__passes_a_failure_up(void **state)
{
    (void)state;
    int left = 100;
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = true;
    struct err err;
    err_init(&err);
    enum rc rc = csv_open(failing_fill, &left, "report.csv", &csv, &err);
    while (rc == RC_OK && more)
        rc = csv_read(csv, &record, &more, &err);
    assert_rc(rc, RC_FILE, &err);
    assert_int_equal(err.sys, 5);
    csv_free(csv);
}

/* ---- what we write ---- */

static void check_field(const char *text, char delimiter, bool guard, const char *expected)
{
    struct buf buf;
    buf_init(&buf);
    csv_add_field(&buf, text, strlen(text), delimiter, guard);
    assert_text_equal(buf.text, expected);
    buf_release(&buf);
}

static void csv__add_field__quotes_only_where_needed(void **state)
{
    (void)state;
    check_field("", ',', true, "");
    check_field("Contoso AB", ',', true, "Contoso AB");
    check_field("a;b", ',', true, "a;b");
    check_field("a;b", ';', true, "\"a;b\"");
    check_field("a,b", ',', true, "\"a,b\"");
    check_field("a\tb", '\t', true, "\"a\tb\"");
    check_field("say \"hi\"", ',', true, "\"say \"\"hi\"\"\"");
    check_field("\"", ',', true, "\"\"\"\"");
    check_field("a\nb", ',', true, "\"a\nb\"");
    check_field("a\rb", ',', true, "\"a\rb\"");
}

static void csv__add_field__guards_what_a_spreadsheet_would_run(void **state)
{
    (void)state;
    check_field("=1+1", ',', true, "'=1+1");
    check_field("+1", ',', true, "'+1");
    check_field("-1", ',', true, "'-1");
    check_field("@SUM(A1)", ',', true, "'@SUM(A1)");
    check_field("\t=1", ',', true, "'\t=1");
    check_field("\r=1", ',', true, "\"'\r=1\"");
    check_field("=A1,B1", ',', true, "\"'=A1,B1\"");
    check_field("-12.50", ',', false, "-12.50");
    check_field("'=1", ',', true, "'=1");
}

static void check_unguarded(const char *text, const char *expected)
{
    struct csv_field field = {text, strlen(text)};
    csv_unguard(&field);
    assert_text_equal(field.text, expected);
    assert_int_equal(field.length, strlen(expected));
}

static void csv__unguard__takes_the_guard_off_and_nothing_else(void **state)
{
    (void)state;
    check_unguarded("'=1+1", "=1+1");
    check_unguarded("'+1", "+1");
    check_unguarded("'-1", "-1");
    check_unguarded("'@x", "@x");
    check_unguarded("'\tx", "\tx");
    check_unguarded("'s Gravenhage", "'s Gravenhage");
    check_unguarded("''=1", "''=1");
    check_unguarded("'", "'");
    check_unguarded("", "");
    check_unguarded("=1", "=1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv__open__finds_the_delimiter),
        cmocka_unit_test(csv__open__counts_delimiters_outside_quotes_only),
        cmocka_unit_test(csv__open__looks_past_blank_lines),
        cmocka_unit_test(csv__open__never_holds_endless_blank_lines),
        cmocka_unit_test(csv__open__skips_a_byte_order_mark),
        cmocka_unit_test(csv__open__refuses_a_file_without_records),
        cmocka_unit_test(csv__read__takes_every_end_of_line),
        cmocka_unit_test(csv__read__skips_blank_lines_and_counts_them),
        cmocka_unit_test(csv__read__counts_the_lines_inside_quotes),
        cmocka_unit_test(csv__read__takes_quoted_fields),
        cmocka_unit_test(csv__read__takes_a_quote_inside_an_unquoted_field_as_text),
        cmocka_unit_test(csv__read__refuses_text_after_a_closing_quote),
        cmocka_unit_test(csv__read__refuses_a_quote_that_stays_open),
        cmocka_unit_test(csv__read__takes_text_in_any_script),
        cmocka_unit_test(csv__read__refuses_nul_with_its_line),
        cmocka_unit_test(csv__read__refuses_what_is_not_utf8_with_its_line),
        cmocka_unit_test(csv__read__gives_the_records_before_the_broken_one),
        cmocka_unit_test(csv__read__never_holds_an_endless_field),
        cmocka_unit_test(csv__read__takes_the_longest_record),
        cmocka_unit_test(csv__read__takes_the_widest_record),
        cmocka_unit_test(csv__read__keeps_its_place_over_a_long_file),
        cmocka_unit_test(csv__read__passes_a_failure_up),
        cmocka_unit_test(csv__add_field__quotes_only_where_needed),
        cmocka_unit_test(csv__add_field__guards_what_a_spreadsheet_would_run),
        cmocka_unit_test(csv__unguard__takes_the_guard_off_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
