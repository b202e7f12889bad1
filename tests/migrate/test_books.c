/* SPDX-License-Identifier: MIT */
/* A real book of every schema that was ever released: it opens, it is sound, and
 * it says what it said then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "app/exports.h"
#include "app/history.h"
#include "app/inside.h"
#include "app/safety.h"
#include "base/buf.h"
#include "support/office.h"

/* The book of a schema, unpacked to where the desk's book lies. */
static void unpack(struct desk *desk, int schema)
{
    char path[FOLDER_PATH_SIZE], bytes[65536];
    struct archive *archive = archive_read_new();
    struct archive_entry *entry = NULL;
    FILE *file = fopen(desk->path, "wbe");
    (void)snprintf(path, sizeof(path), "%s/schema-%d.coffer.gz", BOOKS, schema);
    assert_non_null(archive);
    assert_non_null(file);
    assert_int_equal(archive_read_support_filter_gzip(archive), ARCHIVE_OK);
    assert_int_equal(archive_read_support_format_raw(archive), ARCHIVE_OK);
    if (archive_read_open_filename(archive, path, sizeof(bytes)) != ARCHIVE_OK ||
        archive_read_next_header(archive, &entry) != ARCHIVE_OK)
        fail_msg("%s: %s", path, archive_error_string(archive));
    for (;;) {
        la_ssize_t got = archive_read_data(archive, bytes, sizeof(bytes));
        assert_true(got >= 0);
        if (got == 0)
            break;
        assert_int_equal(fwrite(bytes, 1, (size_t)got, file), got);
    }
    assert_int_equal(archive_read_free(archive), ARCHIVE_OK);
    assert_int_equal(fclose(file), 0);
}

/* The book as Contoso, an admin of it, opens it on the day of its making. */
static struct app *open_as_contoso(struct desk *desk, int schema)
{
    const struct app_options options = office_options(desk, "2026-03-31", NULL);
    struct book *book = NULL;
    struct app *app = NULL;
    bool old = false;
    assert_rc(book_open(desk->path, BOOK_WRITE, &book, &old, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(old, schema < book_schema());
    assert_rc(book_migrate(book, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_new(&options, book, &app, desk_err(desk)), RC_OK, &desk->err);
    office_become(app, "contoso");
    return app;
}

static enum rc into_buf(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)err;
    buf_add_bytes(context, bytes, length);
    return RC_OK;
}

static void expect_balance(struct desk *desk, struct app *app, int schema)
{
    const struct fund_filter all = {0};
    struct table *table = NULL;
    struct buf is;
    char path[FOLDER_PATH_SIZE];
    size_t length = 0;
    (void)snprintf(path, sizeof(path), "%s/schema-%d.csv", BOOKS, schema);
    char *should = file_read(path, &length);
    buf_init(&is);
    assert_rc(table_new(TABLE_CSV, balance_columns, BALANCE_COLUMNS, into_buf, &is, &table,
                        desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_write_balances(app, &all, table, desk_err(desk)), RC_OK, &desk->err);
    table_free(table);
    assert_text_equal(is.text, should);
    buf_release(&is);
    free(should);
}

static enum rc see_finding(void *context, const char *sentence, struct err *err)
{
    (void)context;
    return err_set(err, RC_BOOK, "%s", sentence);
}

static void book__of_every_schema__opens_and_says_what_it_said(void **state)
{
    struct desk *desk = *state;
    for (int schema = 1; schema <= book_schema(); schema++) {
        unpack(desk, schema);
        struct app *app = open_as_contoso(desk, schema);
        assert_rc(app_check(app, see_finding, NULL, desk_err(desk)), RC_OK, &desk->err);
        expect_balance(desk, app, schema);
        app_close(app);
        assert_int_equal(raw_number(desk->path, "PRAGMA user_version"), book_schema());
    }
}

/* Its journal goes on: written, taken back, and taken back what was written then. */
static void book__of_every_schema__goes_on(void **state)
{
    struct desk *desk = *state;
    for (int schema = 1; schema <= book_schema(); schema++) {
        struct journal_entry entry = {0};
        unpack(desk, schema);
        struct app *app = open_as_contoso(desk, schema);
        assert_rc(office_add(app, "T-9", "hosting", "6100003", "2026-03-01", "total", "10",
                             desk_err(desk)),
                  RC_OK, &desk->err);
        /* All of it, to the row that made this very person a member. */
        while (app_undo(app, 0, &entry, desk_err(desk)) == RC_OK)
            journal_entry_release(&entry);
        assert_non_null(strstr(desk->err.text, "contoso is no member of this book"));
        app_close(app);
        assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 0);
        desk_open(desk, BOOK_WRITE);
        assert_sound(desk);
        desk_close(desk);
    }
}

#define WITHOUT(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITHOUT(book__of_every_schema__opens_and_says_what_it_said),
        WITHOUT(book__of_every_schema__goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
