/* SPDX-License-Identifier: MIT */
#include "model/claim_check.h"

#include <stdlib.h>
#include <string.h>

#include "support/claim_table.h"

/* ---- amounts ------------------------------------------------------------------------------- */

static void claim_check__amount__may_take_all_that_is_left(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.input.remaining_without = UNITS(800);
    assert_found(&t, DAY("20"), "");
    t.input.remaining_without.micros -= 10000;
    assert_found(&t, DAY("20"), "blocker exceeds-remaining");
    assert_says(&t, 0, "The claim asks for 800.00 USD, but the fund has 799.99 USD left for it.");
    assert_mends(&t, 0, "coffer claim set C-7F3K9QDX --amount 799.99");
    t.input.remaining_without.micros = -5000000;
    assert_found(&t, DAY("20"), "blocker exceeds-remaining");
    /* An approved claim takes what was approved. */
    t.input.remaining_without = UNITS(600);
    claim_case_submit(&t.own, DAY("11"));
    assert_found(&t, DAY("20"), "blocker exceeds-remaining");
    claim_case_approve(&t.own, DAY("12"), "600");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

static void claim_check__amount__may_be_all_of_the_cost(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_add(&t.own, ENTRY_SET, DAY("06"), "amount", "1000", NULL);
    assert_found(&t, DAY("20"), "");
    claim_case_add(&t.own, ENTRY_SET, DAY("06"), "amount", "1000.01", NULL);
    assert_found(&t, DAY("20"), "blocker exceeds-cost");
    assert_says(&t, 0, "The claim asks for 1000.01 USD, but its expenses add up to 1000.00 USD.");
    claim_table_release(&t);
}

/* Submitting an amount of 0 passes. */
static void claim_check__amount_of_nothing__passes(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_add(&t.own, ENTRY_SET, DAY("06"), "amount", "0", NULL);
    assert_found(&t, DAY("20"), "warning nothing-claimed");
    claim_table_release(&t);
    claim_table_without(&t, PART_EXPENSE);
    claim_case_add(&t.own, ENTRY_SET, DAY("06"), "amount", "0", NULL);
    assert_found(&t, DAY("20"), "warning nothing-claimed, warning expense-missing");
    claim_table_release(&t);
    claim_table_without(&t, PART_EXPENSE);
    assert_found(&t, DAY("20"), "blocker exceeds-cost, warning expense-missing");
    claim_table_release(&t);
}

/* ---- caps ---------------------------------------------------------------------------------- */

static void claim_check__cap__counts_what_counts_in_claimed(void **state)
{
    (void)state;
    static const struct {
        const char *status, *approved;
        bool same_fund, exceeds;
    } all[] = {
        /* 800 of the claim and 1,201 of the other are more than 2,000. */
        {NULL, NULL, true, false}, /* a draft */
        {"submitted", NULL, true, true},     {"submitted", NULL, false, false},
        {"under-review", NULL, true, true},  {"action-required", NULL, true, true},
        {"disputed", NULL, true, true},      {"rejected", NULL, true, false},
        {"withdrawn", NULL, true, false},    {"approved", "1200", true, false},
        {"approved", "1200.01", true, true},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_init(&t);
        struct claim_case *other = claim_table_other(&t, "C-OTHER");
        t.neighbours[0].same_fund = all[i].same_fund;
        claim_case_add(other, ENTRY_SET, DAY("06"), "amount", "1201", NULL);
        if (all[i].status != NULL)
            claim_case_submit(other, DAY("07"));
        if (all[i].approved != NULL)
            claim_case_approve(other, DAY("08"), all[i].approved);
        else if (all[i].status != NULL && strcmp(all[i].status, "submitted") != 0)
            claim_case_record(other, DAY("08"), all[i].status);
        assert_found(&t, DAY("20"), all[i].exceeds ? "blocker cap-exceeded T1-CAP" : "");
        if (all[i].exceeds)
            assert_says(&t, 0,
                        "All that is claimed for T1 in this fund passes the cap of 2000.00 USD.");
        claim_table_release(&t);
    }
}

static void claim_check__cap__counts_the_same_activity_and_passes_when_equal(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    struct claim_case *other = claim_table_other(&t, "C-OTHER");
    claim_case_add(other, ENTRY_SET, DAY("06"), "amount", "1200", NULL);
    claim_case_submit(other, DAY("07"));
    assert_found(&t, DAY("20"), "");
    claim_case_add(other, ENTRY_SET, DAY("07"), "amount", "1200.01", NULL);
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-CAP");
    claim_case_add(other, ENTRY_SET, DAY("07"), "activity", "T2", NULL);
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

static void add_travel(struct claim_case *c, const char *number, const char *person,
                       const char *amount)
{
    claim_case_add(c, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Adatum", "number",
                   number, "date", DAY("04"), "amount", amount, "class", "travel", "person", person,
                   "conference", "Contoso Fair", NULL);
    claim_case_attach(c, DAY("05"), number, "invoice", number);
}

/* The other expenses are 1,000. */
static void ask(struct claim_table *t, const char *amount)
{
    claim_case_add(&t->own, ENTRY_SET, DAY("06"), "amount", amount, NULL);
}

static void claim_check__cap__of_travel_names_the_person(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    add_travel(&t.own, "A1", "Ben", "300");
    add_travel(&t.own, "A2", "Ben", "200");
    ask(&t, "1500");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
    claim_table_init(&t);
    add_travel(&t.own, "A1", "Ben", "300");
    add_travel(&t.own, "A3", "Ann", "500.01");
    ask(&t, "1800.01");
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-TRAVEL");
    assert_says(&t, 0,
                "The travel of Ann at Contoso Fair is claimed beyond the cap of 500.00 USD.");
    claim_table_release(&t);
    claim_table_init(&t);
    add_travel(&t.own, "A1", "Ann", "10");
    add_travel(&t.own, "A2", "Ben", "10");
    ask(&t, "1020");
    assert_found(&t, DAY("20"), "");
    add_travel(&t.own, "A3", "Cid", "10");
    ask(&t, "1030");
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-PERSONS");
    assert_says(&t, 0, "More than 2 persons are claimed for Contoso Fair.");
    claim_table_release(&t);
}

/* A claim may ask for less than its cost, and what is beyond a cap is then what it leaves:
 * it is in the way where it asks for more than its cost without that. */
static void claim_check__cap__of_travel_counts_what_is_claimed(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    add_travel(&t.own, "A1", "Ann", "300");
    add_travel(&t.own, "A2", "ann", "290");
    add_travel(&t.own, "B1", "Ben", "510");
    ask(&t, "2000.01"); /* 1,000 and twice 500 */
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-CAP, blocker cap-exceeded T1-TRAVEL");
    ask(&t, "2000");
    assert_found(&t, DAY("20"), "");
    /* CONTRACT.md section 5: an amount of 0 passes. */
    add_travel(&t.own, "C1", "Cid", "9000");
    ask(&t, "0");
    assert_found(&t, DAY("20"), "warning nothing-claimed");
    claim_table_release(&t);
}

/* Who is one traveller for the cap is one where the claim leaves something unclaimed. */
static void claim_check__cap__of_travel_knows_a_name_in_any_case(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    add_travel(&t.own, "A1", "\u00c4nne", "300");
    add_travel(&t.own, "A2", "\u00e4nne", "290");
    add_travel(&t.own, "B1", "Ben", "510");
    ask(&t, "2000"); /* 1,000 and twice 500 */
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

/* Of an approved claim counts what was accepted. */
static void claim_check__cap__takes_approved_travel_as_it_was_accepted(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    struct claim_case *other = claim_table_other(&t, "C-OTHER");
    add_travel(other, "B1", "Ben", "400");
    add_travel(other, "B2", "Ben", "100");
    claim_case_add(other, ENTRY_SET, DAY("06"), "amount", "500", NULL);
    claim_case_submit(other, DAY("07"));
    add_travel(&t.own, "A1", "Ben", "150");
    ask(&t, "1150");
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-TRAVEL");
    claim_case_add(other, ENTRY_FEEDBACK, DAY("08"), "item", "B1", "vendor", "Adatum", "number",
                   "B1", "verdict", "changed", "amount", "350", NULL);
    claim_case_add(other, ENTRY_FEEDBACK, DAY("08"), "item", "B2", "vendor", "Adatum", "number",
                   "B2", "verdict", "refused", NULL);
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-TRAVEL");
    claim_case_approve(other, DAY("09"), "350");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

static void claim_check__cap__that_cannot_be_compared_is_a_warning(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.ratios[0].coop = UNITS(0);
    assert_found(&t, DAY("20"), "warning cap-not-compared T1-CAP");
    t.ratios[0].coop = UNITS(1);
    t.ratios[0].coop_usd = UNITS(2);
    assert_found(&t, DAY("20"), ""); /* 800 are worth 1,600 USD */
    t.ratios[0].coop_usd = UNITS(3);
    assert_found(&t, DAY("20"), "blocker cap-exceeded T1-CAP");
    claim_table_release(&t);
}

/* ---- payments ------------------------------------------------------------------------------ */

/* Approved on Friday 12 March; due on 14 May. */
static void claim_check__payment__is_short_by_more_than_a_unit_when_it_is_due(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_submit(&t.own, DAY("11"));
    claim_case_approve(&t.own, DAY("12"), "600");
    assert_found(&t, "2021-05-13", "");
    assert_found(&t, "2021-05-14", "warning short-payment");
    assert_says(&t, 0, "600.00 USD was approved and due on 2021-05-14; 0.00 USD of it was paid.");
    claim_case_pay(&t.own, "2021-04-01", "P-1", "598.99");
    assert_found(&t, "2021-05-13", "");
    assert_found(&t, "2021-05-14", "warning short-payment");
    claim_case_pay(&t.own, "2021-05-20", "P-2", "0.01");
    assert_found(&t, "2021-05-19", "warning short-payment");
    assert_found(&t, "2021-05-20", "");
    claim_case_pay(&t.own, "2021-05-21", "P-3", "1.01");
    assert_found(&t, "2021-05-21", "warning overpaid");
    claim_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_check__amount__may_take_all_that_is_left),
        cmocka_unit_test(claim_check__amount__may_be_all_of_the_cost),
        cmocka_unit_test(claim_check__amount_of_nothing__passes),
        cmocka_unit_test(claim_check__cap__counts_what_counts_in_claimed),
        cmocka_unit_test(claim_check__cap__counts_the_same_activity_and_passes_when_equal),
        cmocka_unit_test(claim_check__cap__of_travel_names_the_person),
        cmocka_unit_test(claim_check__cap__of_travel_counts_what_is_claimed),
        cmocka_unit_test(claim_check__cap__of_travel_knows_a_name_in_any_case),
        cmocka_unit_test(claim_check__cap__takes_approved_travel_as_it_was_accepted),
        cmocka_unit_test(claim_check__cap__that_cannot_be_compared_is_a_warning),
        cmocka_unit_test(claim_check__payment__is_short_by_more_than_a_unit_when_it_is_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
