/* SPDX-License-Identifier: MIT */
/* The derived table of customers, through imports, and what a check says of it. */
#include "store/customers.h"

#include <stdlib.h>
#include <string.h>

#include "store/safekeep.h"
#include "support/desk.h"

static const struct reported january[] = {
    {.id = "A", .amount = 1, .customer = "Contoso", .date = "2026-01-10"},
    {.id = "B", .amount = 2, .customer = "Fabrikam", .date = "2026-01-11"},
    {.id = "C", .amount = 3, .date = "2026-01-12"},
    {.id = "D", .amount = 4, .customer = "Contoso", .date = "2026-01-09"},
};

/* "Contoso 20462 D, …" in the order of the table. */
static void expect(struct desk *desk, const char *should)
{
    char *is = raw_text(
        desk->path,
        "SELECT group_concat(text || ' ' || date(c.day * 86400, 'unixepoch') || ' ' || e.id, ', ') "
        "FROM (SELECT * FROM earning_customer ORDER BY customer, day, earning) c "
        "JOIN word w ON w.key = c.customer JOIN earning e ON e.key = c.earning");
    assert_text_equal(is, should);
    free(is);
    assert_sound(desk);
}

static const char after_january[] =
    "Contoso 2026-01-09 D, Contoso 2026-01-10 A, Fabrikam 2026-01-11 B";

static void customers__of_an_import__are_in_order(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 4, &counts);
    expect(desk, after_january);
}

static void customers__of_an_update__move(void **state)
{
    static const struct reported later[] = {
        {.id = "A", .amount = 1, .customer = "Fabrikam", .date = "2026-01-10"}, /* another one */
        {.id = "B", .amount = 2, .date = "2026-02-11"}, /* blank: stays, on another day */
        {.id = "C", .amount = 3, .customer = "Contoso", .date = "2026-01-12"}, /* its first */
        {.id = "D", .amount = 5, .customer = "Contoso", .date = "2026-01-09"}, /* other amount */
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 4, &counts); /* 2 */
    desk_import(desk, later, 4, &counts);   /* 3 */
    assert_int_equal(counts.updated, 4);
    expect(desk, "Contoso 2026-01-09 D, Contoso 2026-01-12 C, "
                 "Fabrikam 2026-01-10 A, Fabrikam 2026-02-11 B");
    assert_rc(journal_undo(desk->book, "ann", 3, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, after_january);
    assert_rc(journal_undo(desk->book, "ann", 2, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, "");
    assert_rc(journal_redo(desk->book, "ann", 2, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, after_january);
}

/* Two files of one import, the second updates what the first made. */
static void customers__of_two_files__are_those_of_the_last(void **state)
{
    static const struct reported second[] = {
        {.id = "A", .amount = 1, .customer = "Fabrikam", .date = "2026-01-20"}};
    struct desk *desk = *state;
    struct importer *importer = NULL;
    struct import_counts counts;
    int64_t number = 0;
    struct tx *tx = desk_begin(desk, TX_BATCH);
    assert_rc(importer_new(tx, count_reject, NULL, &importer, desk_err(desk)), RC_OK, &desk->err);
    for (int i = 0; i < 2; i++) {
        assert_rc(importer_file(importer, "r.csv", desk_err(desk)), RC_OK, &desk->err);
        assert_rc(importer_stream(importer, "r.csv", desk_err(desk)), RC_OK, &desk->err);
        desk_feed(desk, importer, i == 0 ? january : second, i == 0 ? 4 : 1);
        assert_rc(importer_file_end(importer, 1, &number, &counts, desk_err(desk)), RC_OK,
                  &desk->err);
    }
    assert_rc(importer_finish(importer, desk_err(desk)), RC_OK, &desk->err);
    importer_free(importer);
    desk_commit(desk, tx, "import");
    expect(desk, "Contoso 2026-01-09 D, Fabrikam 2026-01-11 B, Fabrikam 2026-01-20 A");
}

static void customers__verify__finds_what_is_missing_or_too_much(void **state)
{
    static const struct {
        const char *sql, *finding;
    } cases[] = {
        {"DELETE FROM earning_customer WHERE earning = 2",
         "earning B: it is not found by its customer"},
        {"UPDATE earning_customer SET day = day + 1 WHERE earning = 1",
         "earning A: it is not found by its customer"},
        {"INSERT INTO earning_customer VALUES (1, 1, 3)",
         "the table of customers names earnings that are not there"},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    size_t length = 0;
    desk_import(desk, january, 4, &counts);
    desk_close(desk);
    char *whole = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct findings findings = {.count = 0};
        file_write(desk->path, whole, length);
        raw_exec(desk->path, cases[i].sql);
        desk_open(desk, BOOK_WRITE);
        assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
                  &desk->err);
        desk_close(desk);
        if (findings.count != 1 || strstr(findings.text, cases[i].finding) == NULL)
            fail_msg("%s: found \"%s\"", cases[i].sql, findings.text);
    }
    free(whole);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(customers__of_an_import__are_in_order),
        WITH_BOOK(customers__of_an_update__move),
        WITH_BOOK(customers__of_two_files__are_those_of_the_last),
        WITH_BOOK(customers__verify__finds_what_is_missing_or_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
