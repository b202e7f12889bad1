/* SPDX-License-Identifier: MIT */
/* Documents as sheets: the same as `document list` has, kept from one look to the next. */
#include "app/document_sheets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/history.h"
#include "support/office.h"

enum { ALL = 1000 };
static const char today[] = "2026-10-01";

static void look(struct desk *desk, struct app *app, struct document_sheets *sheets)
{
    assert_rc(app_document_sheets(app, sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_document_sheets_read(app, ALL, sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_true(document_sheets_whole(sheets));
}

static void add_line(struct buf *ret, const char *id, const char *name, int64_t size,
                     enum document_state state, bool has_expires, struct date expires)
{
    char day[DATE_TEXT_SIZE];
    buf_addf(ret, "%s %s %lld %s %s\n", id, name, (long long)size, document_state_word(state),
             has_expires ? date_print(expires, day) : "-");
}

static enum rc listed(void *context, const struct document_line *line, struct err *err)
{
    const struct claim_document *document = line->document;
    (void)err;
    add_line(context, document->id, document->name, document->size, line->state, line->has_expires,
             line->expires);
    return RC_OK;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The lines in order: the list has the oldest claim first, the sheets the newest. */
static void sort_lines(struct buf *text)
{
    char *lines[64], *at = text->text;
    size_t count = 0;
    struct buf sorted;
    for (char *line = strsep(&at, "\n"); line != NULL && *line != '\0'; line = strsep(&at, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof(*lines), compare_lines);
    buf_init(&sorted);
    for (size_t i = 0; i < count; i++)
        buf_addf(&sorted, "%s\n", lines[i]);
    buf_release(text);
    *text = sorted;
}

static void assert_as_listed(struct desk *desk, struct app *app,
                             const struct document_sheets *sheets)
{
    struct buf list, mine;
    buf_init(&list);
    buf_init(&mine);
    assert_rc(app_document_list(app, false, listed, &list, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < sheets->count; i++) {
        const struct document_sheet *sheet = sheets->items[i];
        add_line(&mine, sheet->id, sheet->name, sheet->size, sheet->state, sheet->has_expires,
                 sheet->expires);
    }
    sort_lines(&list);
    sort_lines(&mine);
    assert_text_equal(mine.text, list.text);
    buf_release(&list);
    buf_release(&mine);
}

static void sheets__are_what_is_listed__whatever_happens(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct document_sheets sheets = {0};
    struct journal_entry entry = {0};
    char one[CLAIM_ID_MAX], two[CLAIM_ID_MAX], id[CLAIM_ID_MAX], document[CLAIM_ID_MAX],
        other[CLAIM_ID_MAX];
    look(desk, app, &sheets);
    assert_int_equal(sheets.count, 0);
    office_claim(desk, app, "L1", one);
    office_claim(desk, app, "L2", two);
    office_attach(desk, app, one, "a.txt", "a", document);
    office_attach(desk, app, two, "b.txt", "bb", other);
    look(desk, app, &sheets);
    assert_int_equal(sheets.count, 2);
    assert_text_equal(sheets.items[0]->claim, two); /* the newest claim first */
    assert_int_equal(sheets.items[0]->deletion, DELETION_FREE);
    assert_true(sheets.items[0]->editable);
    assert_as_listed(desk, app, &sheets);
    const struct claim_ref ref = {.id = one};
    assert_rc(app_claim_detach(app, &ref, document, id, desk_err(desk)), RC_OK, &desk->err);
    look(desk, app, &sheets);
    assert_int_equal(sheets.count, 1);
    assert_as_listed(desk, app, &sheets);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    look(desk, app, &sheets);
    assert_as_listed(desk, app, &sheets);
    assert_rc(app_document_delete(app, other, NULL, id, desk_err(desk)), RC_OK, &desk->err);
    look(desk, app, &sheets);
    assert_as_listed(desk, app, &sheets);
    assert_int_equal(sheets.items[document_sheets_find(&sheets, other)]->state, DOCUMENT_DELETED);
    app_look_at(app, day_of("2026-01-01"));
    look(desk, app, &sheets);
    assert_int_equal(sheets.count, 0);
    document_sheets_release(&sheets);
    app_close(app);
}

static void sheets__read_again__only_claims_that_changed(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct document_sheets sheets = {0};
    char one[CLAIM_ID_MAX], two[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    office_claim(desk, app, "L1", one);
    office_claim(desk, app, "L2", two);
    office_attach(desk, app, one, "a.txt", "a", document);
    assert_rc(app_document_sheets(app, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_document_sheets_read(app, 1, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_false(document_sheets_whole(&sheets));
    assert_rc(app_document_sheets_read(app, 1, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_true(document_sheets_whole(&sheets));
    office_attach(desk, app, two, "b.txt", "b", document);
    office_claim(desk, app, "L1", one);
    assert_rc(app_document_sheets(app, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_false(document_sheets_whole(&sheets));
    assert_rc(app_document_sheets_read(app, 2, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_true(document_sheets_whole(&sheets));
    assert_as_listed(desk, app, &sheets);
    document_sheets_release(&sheets);
    app_close(app);
}

static void sheets__of_a_scope__are_what_lies_inside(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct document_sheets sheets = {0};
    char one[CLAIM_ID_MAX], two[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    office_claim(desk, app, "L1", one);
    office_claim(desk, app, "L2", two);
    office_attach(desk, app, one, "a.txt", "a", document);
    office_attach(desk, app, two, "b.txt", "b", document);
    office_become(app, "sam");
    look(desk, app, &sheets);
    assert_int_equal(sheets.count, 1);
    assert_text_equal(sheets.items[0]->name, "a.txt");
    document_sheets_release(&sheets);
    app_close(app);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(sheets__are_what_is_listed__whatever_happens),
        OFFICE(sheets__read_again__only_claims_that_changed),
        OFFICE(sheets__of_a_scope__are_what_lies_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
