/* SPDX-License-Identifier: MIT */
#include "app/earning_detail.h"

#include <stdlib.h>
#include <string.h>

#include "support/office.h"

static const char second[] =
    "participantId,participantName,programName,earningId,earningType,earningAmount,"
    "transactionCurrency,earningAmountUSD,earningDate,paymentStatus,customerName,transactionId\n"
    "L1,Northwind,Hosting,R1,Coop,1100,USD,1100,2026-01-31,Upcoming,Contoso,TX-7\n";

static void find(struct desk *desk, struct app *app, const char *id, struct earning_detail *ret)
{
    assert_rc(app_earning_find(app, id, ret, desk_err(desk)), RC_OK, &desk->err);
}

static const struct earning_change *change_of(const struct earning_detail *detail,
                                              const char *field)
{
    for (size_t i = 0; i < detail->change_count; i++)
        if (strcmp(detail->changes[i].field, field) == 0)
            return &detail->changes[i];
    fail_msg("%s was not replaced", field);
    return NULL;
}

static void detail__of_a_replaced_row__tells_what_was(void **state)
{
    struct desk *desk = *state;
    struct earning_detail detail = {0};
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE], id[EARNING_ID_MAX];
    struct app *app = office_open(desk, NULL, "2026-03-31");
    office_file(desk, "second.csv", second, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.updated, 1);
    find(desk, app, "R1", &detail);
    assert_text_equal(detail.row.line.id, "R1");
    assert_text_equal(detail.row.line.source, "second.csv:2");
    assert_text_equal(detail.row.line.customer, "Contoso");
    assert_text_equal(detail.details[DETAIL_TRANSACTION], "TX-7");
    assert_text_equal(detail.details[DETAIL_CLAIM], "");
    assert_money_equal(detail.row.line.sides.coop, 1100000000);
    assert_int_equal(detail.import, 2);
    assert_text_equal(detail.came.action, "import");
    assert_int_equal(detail.last.number, 0);
    const struct earning_change *amount = change_of(&detail, "earningAmount");
    assert_text_equal(amount->before, "1000.00 USD");
    assert_text_equal(amount->after, "1100.00 USD");
    assert_int_equal(amount->import, 2);
    assert_text_equal(change_of(&detail, "customerName")->after, "Contoso");
    earning_detail_release(&detail);

    assert_rc(app_earning_exclude(app, "R1", "seen twice", id, desk_err(desk)), RC_OK, &desk->err);
    find(desk, app, "R1", &detail);
    assert_true(detail.row.line.excluded);
    assert_text_equal(detail.row.line.status, "excluded");
    assert_text_equal(detail.row.line.reason, "seen twice");
    assert_text_equal(detail.last.action, "earning.exclude");
    earning_detail_release(&detail);
    app_close(app);
}

static void detail__of_a_typed_in_row(void **state)
{
    struct desk *desk = *state;
    struct earning_detail detail = {0};
    struct app *app = office_open(desk, NULL, "2026-03-31");
    assert_rc(office_add(app, "E-1", "hosting", "L1", "2026-02-01", "total", "10", desk_err(desk)),
              RC_OK, &desk->err);
    find(desk, app, "e-", &detail);
    assert_text_equal(detail.row.line.id, "E-1");
    assert_true(detail.row.line.typed_in);
    assert_int_equal(detail.import, 0);
    assert_text_equal(detail.came.action, "earning.add");
    assert_int_equal(detail.change_count, 0);
    assert_money_equal(detail.row.line.sides.coop, 4000000);
    earning_detail_release(&detail);
    app_close(app);
}

static void detail__of_what_is_not_seen__is_refused(void **state)
{
    struct desk *desk = *state;
    struct earning_detail detail = {0};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_earning_find(app, "R9", &detail, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "earning R9: the book does not know it"));
    office_become(app, "sam");
    assert_rc(app_earning_find(app, "R2", &detail, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "earning R2: the book does not know it"));
    app_close(app);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(detail__of_a_replaced_row__tells_what_was),
        OFFICE(detail__of_a_typed_in_row),
        OFFICE(detail__of_what_is_not_seen__is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
