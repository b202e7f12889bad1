/* SPDX-License-Identifier: MIT */
#include "model/detail.h"

#include "support/support.h"

/* The numbers are in books: a new detail goes to the end. */
static void detail__column__keeps_its_number(void **state)
{
    (void)state;
    static const char *const columns[] = {
        "paymentStatus",
        "paymentStatusDescription",
        "paymentId",
        "estimatedPaymentMonth",
        "reasonCode",
        "claimId",
        "fundCategory",
        "engagementName",
        "lever",
        "customerName",
        "productName",
        "earningRate",
        "earningExchangeRate",
        "quantity",
        "calculationDate",
        "transactionId",
        "transactionDate",
        "transactionAmount",
    };
    assert_int_equal(DETAIL_COUNT, sizeof columns / sizeof columns[0]);
    for (enum detail detail = DETAIL_STATUS; detail < DETAIL_COUNT; detail++)
        assert_string_equal(detail_column(detail), columns[detail]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(detail__column__keeps_its_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
