/* SPDX-License-Identifier: MIT */
/* Payments as sheets: the same as `payment list` has, each once, and kept from one look to
 * the next. */
#include "app/payment_sheets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/history.h"
#include "support/office.h"
#include "support/told.h"

static const char today[] = "2026-10-01";
enum { ALL = 1000 };

/* Sam sees L1 alone. */
static const char claims[] =
    "C-ONE hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=One activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=90\n"
    "\n"
    "C-TWO hosting L1 FY26H2\n"
    "2026-07-10 created currency=EUR title=Two activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=80\n"
    "\n"
    "C-NEAR hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Near activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=100\n"
    "\n"
    "C-FAR hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=Far activity=DG01 amount=700 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=654\n";

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    told_keep(desk, claims);
    return 0;
}

static void pay(struct desk *desk, struct app *app, const char *amount, const char *one,
                const char *other, char ret[CLAIM_ID_MAX])
{
    const char *const parts[] = {one, other};
    const struct payment_form form = {.amount = amount,
                                      .currency = "USD",
                                      .reference = "R-1",
                                      .claims = parts,
                                      .claim_count = other != NULL ? 2 : 1};
    assert_rc(app_payment_add(app, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

static void look(struct desk *desk, struct app *app, struct payment_sheets *sheets)
{
    assert_rc(app_payment_sheets(app, sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_payment_sheets_read(app, ALL, sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(payment_sheets_make(sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_true(payment_sheets_whole(sheets));
}

/* "amount currency [void]: claim covers settlement, …" of each. */
static void assert_sheets(const struct payment_sheets *sheets, const char *expected)
{
    static const char *const words[] = {"-", "open", "even", "over"};
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < sheets->count; i++) {
        const struct payment_sheet *sheet = &sheets->items[i];
        char amount[MONEY_TEXT_SIZE], covers[MONEY_TEXT_SIZE];
        buf_addf(&text, "%s %s%s:", money_print(sheet->amount, sheet->currency, amount),
                 sheet->currency.code, sheet->voided ? " void" : "");
        for (size_t k = 0; k < sheet->share_count; k++) {
            const struct payment_share *share = &sheet->shares[k];
            buf_addf(&text, " %s %s %s,", share->claim,
                     share->settles ? money_print(share->covers, share->currency, covers) : "?",
                     words[share->settlement]);
        }
        buf_add(&text, "\n");
    }
    assert_text_equal(text.text, expected);
    buf_release(&text);
}

/* ---- all of them --------------------------------------------------------------------------- */

static void sheets__have_each_payment_once__and_how_its_claims_stand(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct payment_sheets sheets = {0};
    char both[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    pay(desk, app, "140", "C-ONE=90", "C-NEAR=50", both);
    const struct claim_ref two = {.id = "C-TWO"};
    const struct record_form unsaid = {
        .status = "paid", .amount = "60", .currency = "USD", .date = "2026-09-30"};
    assert_rc(app_claim_record(app, &two, &unsaid, id, desk_err(desk)), RC_OK, &desk->err);
    look(desk, app, &sheets);
    assert_sheets(&sheets, "140.00 USD: C-NEAR 50.00 open, C-ONE 90.00 even,\n"
                           "60.00 USD: C-TWO ? open,\n");
    assert_int_equal(payment_sheet_settlement(&sheets.items[0]), SETTLEMENT_OPEN);
    assert_false(payment_sheet_is_unsaid(&sheets.items[0]));
    assert_true(payment_sheet_is_unsaid(&sheets.items[1]));
    assert_money_equal(sheets.items[0].shares[0].left, 50000000);
    assert_text_equal(sheets.items[0].shares[0].title, "Near");
    assert_int_equal(payment_sheets_find(&sheets, both), 0);
    assert_int_equal(payment_sheets_find(&sheets, "P-NONE"), SIZE_MAX);
    payment_sheets_release(&sheets);
    app_close(app);
}

static void sheets__follow__what_changes(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct payment_sheets sheets = {0};
    char one[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    struct journal_entry entry = {0};
    pay(desk, app, "90", "C-ONE=90", NULL, one);
    look(desk, app, &sheets);
    assert_sheets(&sheets, "90.00 USD: C-ONE 90.00 even,\n");
    pay(desk, app, "100", "C-NEAR=100", NULL, id);
    assert_rc(app_payment_void(app, one, "wrong", id, desk_err(desk)), RC_OK, &desk->err);
    look(desk, app, &sheets);
    size_t at = payment_sheets_find(&sheets, one);
    assert_int_equal(sheets.count, 2);
    assert_true(sheets.items[at].voided);
    assert_money_equal(sheets.items[at].shares[0].covers, 0);
    assert_int_equal(payment_sheet_settlement(&sheets.items[at]), SETTLEMENT_NONE);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    look(desk, app, &sheets);
    at = payment_sheets_find(&sheets, one);
    assert_false(sheets.items[at].voided);
    app_look_at(app, day_of("2026-09-01")); /* another day: nothing that was known holds */
    look(desk, app, &sheets);
    assert_sheets(&sheets, "");
    payment_sheets_release(&sheets);
    app_close(app);
}

/* Claims that did not change are not read again: with none to be read, all is there. */
static void sheets__read_again__only_claims_that_changed(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct payment_sheets sheets = {0};
    char id[CLAIM_ID_MAX];
    pay(desk, app, "140", "C-ONE=90", "C-NEAR=50", id);
    pay(desk, app, "10", "C-FAR=10", NULL, id);
    assert_rc(app_payment_sheets(app, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_false(payment_sheets_whole(&sheets));
    assert_rc(app_payment_sheets_read(app, 1, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(sheets.groups.next, 1);
    look(desk, app, &sheets);
    assert_rc(app_payment_sheets(app, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_true(payment_sheets_whole(&sheets));
    pay(desk, app, "10", "C-NEAR=10", NULL, id);
    assert_rc(app_payment_sheets(app, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_false(payment_sheets_whole(&sheets));
    assert_rc(app_payment_sheets_read(app, 1, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_true(payment_sheets_whole(&sheets));
    payment_sheets_release(&sheets);
    app_close(app);
}

/* ---- a member with limits, and one alone --------------------------------------------------- */

static void sheets__of_two_scopes__show_the_part_that_lies_inside(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct payment_sheets sheets = {0};
    char id[CLAIM_ID_MAX];
    pay(desk, app, "754", "C-NEAR=100", "C-FAR=654", id);
    office_become(app, "sam");
    look(desk, app, &sheets);
    assert_sheets(&sheets, "100.00 USD: C-NEAR 100.00 even,\n");
    payment_sheets_release(&sheets);
    assert_rc(app_payment_sheet(app, id, NULL, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_sheets(&sheets, "100.00 USD: C-NEAR 100.00 even,\n");
    payment_sheets_release(&sheets);
    app_close(app);
}

static void sheet__of_one_payment__is_the_same_as_among_all(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    struct payment_sheets sheets = {0};
    struct date came = day_of(today), other = day_of("2026-09-30");
    char id[CLAIM_ID_MAX], both[CLAIM_ID_MAX];
    pay(desk, app, "10", "C-ONE=10", NULL, id);
    pay(desk, app, "140", "C-ONE=90", "C-NEAR=50", both);
    const struct date *const days[] = {NULL, &came};
    for (size_t i = 0; i < 2; i++) {
        assert_rc(app_payment_sheet(app, both, days[i], &sheets, desk_err(desk)), RC_OK,
                  &desk->err);
        assert_sheets(&sheets, "140.00 USD: C-NEAR 50.00 open, C-ONE 90.00 over,\n");
        payment_sheets_release(&sheets);
    }
    assert_rc(app_payment_sheet(app, both, &other, &sheets, desk_err(desk)), RC_OK, &desk->err);
    assert_sheets(&sheets, "");
    payment_sheets_release(&sheets);
    app_close(app);
}

#define WITH_CLAIMS(test) cmocka_unit_test_setup_teardown(test, setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CLAIMS(sheets__have_each_payment_once__and_how_its_claims_stand),
        WITH_CLAIMS(sheets__follow__what_changes),
        WITH_CLAIMS(sheets__read_again__only_claims_that_changed),
        WITH_CLAIMS(sheets__of_two_scopes__show_the_part_that_lies_inside),
        WITH_CLAIMS(sheet__of_one_payment__is_the_same_as_among_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
