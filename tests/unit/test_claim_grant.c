/* SPDX-License-Identifier: MIT */
#include "model/claim_grant.h"

#include "support/claim_case.h"

#define DAY(n) "2021-03-" n

/* 800 of 1,000 asked for, two expenses. */
static void begin(struct claim_case *c)
{
    claim_case_init(c, "C-7F3K9QDX");
    claim_case_add(c, ENTRY_CREATED, DAY("05"), "title", "Fair", "activity", "T1", "currency",
                   "USD", "start", DAY("01"), "end", DAY("10"), "amount", "800", NULL);
    claim_case_invoice(c, DAY("05"), "Fabrikam", "INV-1", "600");
    claim_case_invoice(c, DAY("05"), "Contoso", "INV-2", "400");
    claim_case_submit(c, DAY("11"));
}

static void say(struct claim_case *c, const char *vendor, const char *number, const char *verdict,
                const char *amount)
{
    claim_case_add(c, ENTRY_FEEDBACK, DAY("12"), "item", number, "vendor", vendor, "number", number,
                   "verdict", verdict, amount != NULL ? "amount" : NULL, amount, NULL);
}

static void claim_grant__is_what_feedback_leaves(void **state)
{
    (void)state;
    struct claim_case c;
    struct money sum = {7};
    begin(&c);
    assert_false(claim_accepted_sum(claim_case_on(&c, DAY("20")), &sum));
    assert_int_equal(claim_grant(claim_case_on(&c, DAY("20"))).micros, 800000000);
    say(&c, "Fabrikam", "INV-1", "accepted", NULL);
    assert_false(claim_accepted_sum(claim_case_on(&c, DAY("20")), &sum));
    assert_int_equal(sum.micros, 7);
    say(&c, "Contoso", "INV-2", "changed", "50");
    assert_true(claim_accepted_sum(claim_case_on(&c, DAY("20")), &sum));
    assert_int_equal(sum.micros, 650000000);
    say(&c, "Fabrikam", "INV-1", "refused", NULL);
    assert_int_equal(claim_grant(claim_case_on(&c, DAY("20"))).micros, 50000000);
    claim_case_release(&c);
}

static void claim_verdicts__count_what_is_said_so_far(void **state)
{
    (void)state;
    struct claim_case c;
    begin(&c);
    struct claim_verdicts verdicts = claim_verdicts_of(claim_case_on(&c, DAY("20")));
    assert_int_equal(verdicts.expenses, 2);
    assert_int_equal(verdicts.said, 0);
    assert_int_equal(verdicts.less.micros, 0);
    say(&c, "Contoso", "INV-2", "changed", "380");
    verdicts = claim_verdicts_of(claim_case_on(&c, DAY("20")));
    assert_int_equal(verdicts.said, 1);
    assert_int_equal(verdicts.less.micros, 20000000);
    say(&c, "Contoso", "INV-2", "refused", NULL);
    verdicts = claim_verdicts_of(claim_case_on(&c, DAY("20")));
    assert_int_equal(verdicts.said, 1);
    assert_int_equal(verdicts.less.micros, 400000000);
    claim_case_release(&c);
}

static void claim_grant__without_expenses__is_what_was_claimed(void **state)
{
    (void)state;
    struct claim_case c;
    struct money sum;
    claim_case_init(&c, "C-7F3K9QDX");
    claim_case_add(&c, ENTRY_CREATED, DAY("05"), "title", "Fair", "activity", "T1", "currency",
                   "USD", "start", DAY("01"), "end", DAY("10"), "amount", "12.50", NULL);
    assert_false(claim_accepted_sum(claim_case_on(&c, DAY("20")), &sum));
    assert_int_equal(claim_grant(claim_case_on(&c, DAY("20"))).micros, 12500000);
    claim_case_release(&c);
}

static void claim_left_to_pay__ends_at_the_approved_amount(void **state)
{
    (void)state;
    struct claim_case c;
    struct money left = {7};
    begin(&c);
    assert_false(claim_left_to_pay(claim_case_on(&c, DAY("20")), &left));
    claim_case_approve(&c, DAY("12"), "700");
    assert_true(claim_left_to_pay(claim_case_on(&c, DAY("20")), &left));
    assert_int_equal(left.micros, 700000000);
    claim_case_pay(&c, DAY("13"), "P-1", "699.99");
    assert_true(claim_left_to_pay(claim_case_on(&c, DAY("20")), &left));
    assert_int_equal(left.micros, 10000);
    claim_case_pay(&c, DAY("14"), "P-2", "0.01");
    assert_false(claim_left_to_pay(claim_case_on(&c, DAY("20")), &left));
    claim_case_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_grant__is_what_feedback_leaves),
        cmocka_unit_test(claim_verdicts__count_what_is_said_so_far),
        cmocka_unit_test(claim_grant__without_expenses__is_what_was_claimed),
        cmocka_unit_test(claim_left_to_pay__ends_at_the_approved_amount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
