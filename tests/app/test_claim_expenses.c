/* SPDX-License-Identifier: MIT */
/* Expenses changed: one change, one row, and what proves them stays with them. */
#include <string.h>

#include "app/claims.h"
#include "app/documents.h"
#include "app/history.h"
#include "support/office.h"

static struct expense_form invoice(const char *vendor, const char *number, const char *amount)
{
    return (struct expense_form){.kind = "invoice",
                                 .vendor = vendor,
                                 .number = number,
                                 .date = "2026-02-10",
                                 .amount = amount};
}

/* A draft with Fabrikam's INV-1 of 100, its invoice attached, and Contoso's INV-2. */
static void make(struct desk *desk, struct app *app, char ret[CLAIM_ID_MAX])
{
    char path[FOLDER_PATH_SIZE], id[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    const struct document_form form = {.kind = "invoice", .item = "INV-1"};
    struct expense_form one = invoice("Fabrikam", "INV-1", "100");
    const struct expense_form two = invoice("Contoso", "INV-2", "50");
    office_claim(desk, app, "L1", ret);
    const struct claim_ref ref = {.id = ret};
    one.text = "Booth";
    assert_rc(app_claim_expense_add(app, &ref, &one, id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_expense_add(app, &ref, &two, id, desk_err(desk)), RC_OK, &desk->err);
    office_file(desk, "a.txt", "paper", path);
    assert_rc(app_claim_attach(app, &ref, path, &form, id, document, desk_err(desk)), RC_OK,
              &desk->err);
}

static struct claim_sight look(struct desk *desk, struct app *app, const char *id)
{
    struct claim_sight sight = {0};
    assert_rc(app_claim_show(app, id, &sight, desk_err(desk)), RC_OK, &desk->err);
    sight.claim.head = &sight.history.head;
    return sight;
}

static const struct claim_expense *expense_of(const struct claim_sight *sight, const char *item)
{
    int count = 0;
    return claim_expense_find(&sight->claim, item, &count);
}

static void expense_change__is_one_change__that_undo_takes_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-01");
    struct journal_entry entry = {0};
    char id[CLAIM_ID_MAX], ret[CLAIM_ID_MAX];
    make(desk, app, id);
    int64_t row = app_done_row(app);
    const struct claim_ref ref = {.id = id};
    const struct expense_form form = invoice(" Fabrikam ", "INV-1", "120.50");
    assert_rc(app_claim_expense_change(app, &ref, "INV-1", &form, ret, desk_err(desk)), RC_OK,
              &desk->err);
    assert_int_equal(app_done_row(app), row + 1);
    assert_text_equal(app_done_action(app), "claim.expense.change");
    struct claim_sight sight = look(desk, app, id);
    assert_int_equal(sight.claim.expense_count, 2);
    assert_money_equal(sight.claim.cost, 170500000);
    assert_text_equal(expense_of(&sight, "INV-1")->text, ""); /* the form is the whole of it */
    assert_true(claim_expense_is_backed(&sight.claim, expense_of(&sight, "INV-1")));
    claim_sight_release(&sight);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    sight = look(desk, app, id);
    assert_money_equal(sight.claim.cost, 150 * MONEY_MICROS);
    assert_text_equal(expense_of(&sight, "INV-1")->text, "Booth");
    claim_sight_release(&sight);
    app_close(app);
}

static void expense_change__of_its_number__takes_its_paper_along(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-01");
    char id[CLAIM_ID_MAX], ret[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref ref = {.id = id};
    struct expense_form form = invoice("Fabrikam Ltd", "F-77", "100");
    assert_rc(app_claim_expense_change(app, &ref, "INV-1", &form, ret, desk_err(desk)), RC_OK,
              &desk->err);
    struct claim_sight sight = look(desk, app, id);
    assert_null(expense_of(&sight, "INV-1"));
    assert_true(claim_expense_is_backed(&sight.claim, expense_of(&sight, "F-77")));
    assert_false(claim_expense_is_backed(&sight.claim, expense_of(&sight, "INV-2")));
    claim_sight_release(&sight);
    /* In-house work is proved by a statement: the paper is one now. */
    form.kind = "csr";
    assert_rc(app_claim_expense_change(app, &ref, "Fabrikam Ltd/F-77", &form, ret, desk_err(desk)),
              RC_OK, &desk->err);
    sight = look(desk, app, id);
    assert_true(claim_expense_is_backed(&sight.claim, expense_of(&sight, "F-77")));
    claim_sight_release(&sight);
    app_close(app);
    desk_open(desk, BOOK_WRITE);
    assert_sound(desk);
}

static void expense_change__refuses__what_adding_refuses(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-01");
    char id[CLAIM_ID_MAX], ret[CLAIM_ID_MAX];
    make(desk, app, id);
    struct claim_ref ref = {.id = id};
    int64_t row = app_done_row(app);
    struct expense_form form = invoice("Contoso", "INV-2", "1");
    assert_rc(app_claim_expense_change(app, &ref, "INV-1", &form, ret, desk_err(desk)), RC_RULE,
              &desk->err);
    form = invoice("Fabrikam", "INV-1", "0");
    assert_rc(app_claim_expense_change(app, &ref, "INV-1", &form, ret, desk_err(desk)), RC_USAGE,
              &desk->err);
    form = invoice("Fabrikam", " ", "1");
    assert_rc(app_claim_expense_change(app, &ref, "INV-1", &form, ret, desk_err(desk)), RC_USAGE,
              &desk->err);
    form = invoice("Fabrikam", "INV-9", "1");
    assert_rc(app_claim_expense_change(app, &ref, "INV-9", &form, ret, desk_err(desk)), RC_RULE,
              &desk->err);
    ref.if_revision = 1;
    assert_rc(app_claim_expense_change(app, &ref, "INV-1", &form, ret, desk_err(desk)), RC_RULE,
              &desk->err);
    assert_int_equal(app_done_row(app), row);
    app_close(app);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(expense_change__is_one_change__that_undo_takes_back),
        IN_OFFICE(expense_change__of_its_number__takes_its_paper_along),
        IN_OFFICE(expense_change__refuses__what_adding_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
