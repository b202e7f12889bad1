/* SPDX-License-Identifier: MIT */
#include "io/table.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct table_column columns[] = {
    {"customer", "Customer", COLUMN_TEXT},
    {"period", "Period", COLUMN_WORD},
    {"amount", "Amount", COLUMN_AMOUNT},
    {"rows", "Rows", COLUMN_NUMBER},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static enum rc into_buf(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)err;
    buf_add_bytes(context, bytes, length);
    return RC_OK;
}

static void check_table(enum table_format format, const char *const (*rows)[COLUMNS], size_t count,
                        const char *expected)
{
    struct buf out;
    struct table *table = NULL;
    struct err err;
    buf_init(&out);
    err_init(&err);
    assert_rc(table_new(format, columns, COLUMNS, into_buf, &out, &table, &err), RC_OK, &err);
    for (size_t i = 0; i < count; i++)
        assert_rc(table_row(table, rows[i], &err), RC_OK, &err);
    assert_rc(table_end(table, &err), RC_OK, &err);
    assert_text_equal(out.text, expected);
    table_free(table);
    buf_release(&out);
}

static const char *const some[][COLUMNS] = {
    {"Contoso AB", "FY21H1", "9.10", "3"},
    {"コントソ", "FY20H2", "-12345", "12"},
    {"=1+1", NULL, "0.123456", NULL},
    {"", "", "", ""},
    {"Say \"hi\",\nplease", "FY21H1", "-9.10", "0"},
};

static void table__text__aligns_widths_and_decimal_points(void **state)
{
    (void)state;
    check_table(TABLE_TEXT, some, COUNT(some),
                "Customer             Period         Amount  Rows\n"
                "Contoso AB           FY21H1       9.10         3\n"
                "コントソ             FY20H2  -12345           12\n"
                "=1+1                              0.123456\n"
                "\n"
                "Say \"hi\",\\x0aplease  FY21H1      -9.10         0\n");
}

static void table__text__shows_its_head_without_rows(void **state)
{
    (void)state;
    check_table(TABLE_TEXT, NULL, 0, "Customer  Period  Amount  Rows\n");
}

static void table__text__never_shows_control_characters(void **state)
{
    (void)state;
    const char *const rows[][COLUMNS] = {{"a\x1b[31mb\xC2\x9B\xE2\x80\xAE", "", "1", ""}};
    check_table(TABLE_TEXT, rows, 1,
                "Customer                Period  Amount  Rows\n"
                "a\\x1b[31mb\\u009b\\u202e               1\n");
}

static void table__csv__quotes_and_guards_text_only(void **state)
{
    (void)state;
    check_table(TABLE_CSV, some, COUNT(some),
                "customer,period,amount,rows\n"
                "Contoso AB,FY21H1,9.10,3\n"
                "コントソ,FY20H2,-12345,12\n"
                "'=1+1,,0.123456,\n"
                ",,,\n"
                "\"Say \"\"hi\"\",\nplease\",FY21H1,-9.10,0\n");
    check_table(TABLE_CSV, NULL, 0, "customer,period,amount,rows\n");
}

static void table__json__is_an_array_of_objects(void **state)
{
    (void)state;
    check_table(
        TABLE_JSON, some, 4,
        "[\n"
        "{\"customer\":\"Contoso AB\",\"period\":\"FY21H1\",\"amount\":\"9.10\",\"rows\":3},\n"
        "{\"customer\":\"コントソ\",\"period\":\"FY20H2\",\"amount\":\"-12345\",\"rows\":12},\n"
        "{\"customer\":\"=1+1\",\"period\":null,\"amount\":\"0.123456\",\"rows\":null},\n"
        "{\"customer\":null,\"period\":null,\"amount\":null,\"rows\":null}\n"
        "]\n");
    check_table(TABLE_JSON, NULL, 0, "[]\n");
}

/* More than is held back at a time; nothing is lost or out of order. */
static void check_many(enum table_format format, const char *head, const char *row_format,
                       const char *tail)
{
    enum { ROWS = 20000 };
    struct buf out;
    struct buf expected;
    struct table *table = NULL;
    struct err err;
    buf_init(&out);
    buf_init(&expected);
    err_init(&err);
    buf_add(&expected, head);
    assert_rc(table_new(format, columns, COLUMNS, into_buf, &out, &table, &err), RC_OK, &err);
    for (int i = 0; i < ROWS; i++) {
        char number[16];
        (void)snprintf(number, sizeof number, "%05d", 10000 + i);
        const char *const cells[COLUMNS] = {"Fabrikam", "FY21H1", "1", number};
        assert_rc(table_row(table, cells, &err), RC_OK, &err);
        for (const char *at = row_format; *at != '\0'; at++) {
            if (*at == '#')
                buf_add(&expected, number);
            else if (*at != '~' || i + 1 < ROWS)
                buf_add_char(&expected, *at == '~' ? ',' : *at);
        }
    }
    buf_add(&expected, tail);
    assert_rc(table_end(table, &err), RC_OK, &err);
    assert_true(strcmp(out.text, expected.text) == 0);
    table_free(table);
    buf_release(&out);
    buf_release(&expected);
}

static void table__row__streams_many(void **state)
{
    (void)state;
    check_many(TABLE_CSV, "customer,period,amount,rows\n", "Fabrikam,FY21H1,1,#\n", "");
    check_many(TABLE_JSON, "[\n",
               "{\"customer\":\"Fabrikam\",\"period\":\"FY21H1\",\"amount\":\"1\",\"rows\":#}~\n",
               "]\n");
    check_many(TABLE_TEXT, "Customer  Period  Amount   Rows\n", "Fabrikam  FY21H1       1  #\n",
               "");
}

static enum rc refuse(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)context;
    (void)bytes;
    (void)length;
    return err_sys(err, 28, "standard output", "make room");
}

/* What does not fit into memory waits in a file, and looks no different. */
static void table__text__spills_many(void **state)
{
    (void)state;
    enum { MANY = 60000 };
    struct buf out, expected;
    struct table *table = NULL;
    struct err err;
    char name[32], amount[32];
    buf_init(&out);
    buf_init(&expected);
    err_init(&err);
    buf_add(&expected, "Customer       Period  Amount  Rows\n");
    assert_rc(table_new(TABLE_TEXT, columns, COLUMNS, into_buf, &out, &table, &err), RC_OK, &err);
    for (int i = 0; i < MANY; i++) {
        (void)snprintf(name, sizeof name, "Contoso %d", i);
        (void)snprintf(amount, sizeof amount, "%d.50", i % 7);
        const char *const row[COLUMNS] = {name, i % 2 == 0 ? "FY21H1" : "", amount, "3"};
        buf_addf(&expected, "%-13s  %-6s    %s     3\n", name, row[1], amount);
        assert_rc(table_row(table, row, &err), RC_OK, &err);
    }
    assert_rc(table_end(table, &err), RC_OK, &err);
    assert_int_equal(out.length, expected.length);
    assert_memory_equal(out.text, expected.text, out.length);
    table_free(table);
    buf_release(&out);
    buf_release(&expected);
}

static void table__row__passes_a_failure_of_the_sink_up(void **state)
{
    (void)state;
    for (int format = TABLE_TEXT; format <= TABLE_JSON; format++) {
        struct table *table = NULL;
        struct err err;
        err_init(&err);
        assert_rc(
            table_new((enum table_format)format, columns, COLUMNS, refuse, NULL, &table, &err),
            RC_OK, &err);
        enum rc rc = RC_OK;
        for (int i = 0; i < 10000 && rc == RC_OK; i++)
            rc = table_row(table, some[0], &err);
        if (rc == RC_OK)
            rc = table_end(table, &err);
        assert_rc(rc, RC_FILE, &err);
        assert_int_equal(err.sys, 28);
        table_free(table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table__text__aligns_widths_and_decimal_points),
        cmocka_unit_test(table__text__shows_its_head_without_rows),
        cmocka_unit_test(table__text__never_shows_control_characters),
        cmocka_unit_test(table__csv__quotes_and_guards_text_only),
        cmocka_unit_test(table__json__is_an_array_of_objects),
        cmocka_unit_test(table__row__streams_many),
        cmocka_unit_test(table__text__spills_many),
        cmocka_unit_test(table__row__passes_a_failure_of_the_sink_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
