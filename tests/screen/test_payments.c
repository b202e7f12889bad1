/* SPDX-License-Identifier: MIT */
/* The list of payments and the page of one. */
#include <stdio.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/people.h"
#include "screen/claim_book.h"
#include "support/golden.h"
#include "support/hostile.h"
#include "support/office.h"
#include "ui/screens/screens.h"
#include "ui/view.h"

/* ---- the book: one payment for both claims, one that settles nothing, one too much ------------
 */

/* Returns the id of the payment for both. */
static struct claim_book make(struct desk *desk, const char *reference, char ret[CLAIM_ID_MAX])
{
    struct claim_book book;
    claim_book_make(desk, &book);
    claim_book_pay(desk, &book, reference, ret);
    return book;
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void payments__look_as_they_should(void **state)
{
    char id[CLAIM_ID_MAX];
    (void)make(*state, "0068411907", id);
    scene_shots("payments", SCENE_DAY, "M");
    scene_shots("payment_over", SCENE_DAY, "M / o v e r Enter Enter");
    scene_shots("payment_both", SCENE_DAY, "M / 2 Space c l a i m s Enter Enter");
    scene_shots("payment_void_form", SCENE_DAY, "M V");
    scene_shots("payments_explain", SCENE_DAY, "M / 2 Space c l a i m s Enter =");
}

static void payments__of_an_empty_book__say_what_to_do(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("payments_empty", SCENE_DAY, "M");
}

static void payments__of_hostile_names__stay_in_line(void **state)
{
    struct desk *desk = *state;
    struct claim_book book;
    claim_book_make(desk, &book);
    struct app *app = scene_open(desk);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        claim_book_pay_one(desk, app, book.approved, "1", hostile_names[i]);
    app_close(app);
    scene_shots("payments_hostile", SCENE_DAY, "M");
    scene_shots("payment_hostile", SCENE_DAY, "M End Enter");
}

/* ---- what keys do --------------------------------------------------------------------------- */

static void open_list(struct stage *stage, const char *day)
{
    stage_open(stage, SCENE_BOOK, day, 24, 100);
    stage_keys(stage, "M");
    assert_string_equal(stage_top_name(stage), "payments");
}

static void payments__say__how_their_claims_stand(void **state)
{
    struct stage stage;
    char id[CLAIM_ID_MAX];
    (void)make(*state, "R-7", id);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ 2 Space c l a i m s Enter");
    assert_shows(&stage, "720.00");
    assert_true(stage_stands_on(&stage, "open")); /* 100 EUR are to come: first what is open */
    assert_shows(&stage, "2 claims: ");
    stage_keys(&stage, "Enter");
    assert_string_equal(stage_top_name(&stage), "payment");
    assert_shows(&stage, "Summer offer");
    assert_shows(&stage, "Euro offer");
    assert_shows(&stage, "with the transfer of November");
    assert_shows(&stage, "over"); /* a cent more than was approved */
    assert_shows(&stage, "100.00");
    stage_keys(&stage, "Enter");
    assert_string_equal(stage_top_name(&stage), "claim");
    stage_close(&stage);
}

static void payments__of_a_claim__are_one_key_away(void **state)
{
    struct stage stage;
    char id[CLAIM_ID_MAX];
    (void)make(*state, "R-7", id);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "5 / e u r o Enter Enter M");
    assert_string_equal(stage_top_name(&stage), "payments");
    assert_shows(&stage, "90.00");
    assert_shows(&stage, "unsaid");
    assert_false(stage_shows(&stage, "0.01"));
    stage_keys(&stage, "Esc Esc Esc Esc / a u t u m n Enter Enter M"); /* it has none */
    assert_string_equal(stage_top_name(&stage), "payments");
    assert_shows(&stage, "there is no payment yet");
    assert_shows(&stage, "0.01");
    stage_close(&stage);
}

static void payment__voided__counts_no_more__and_comes_back(void **state)
{
    struct stage stage;
    char id[CLAIM_ID_MAX];
    struct claim_book book = make(*state, "R-7", id);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ 2 Space c l a i m s Enter V");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_keys(&stage, "Ctrl-S"); /* without a reason */
    assert_string_equal(stage_top_name(&stage), "form");
    stage_type(&stage, "booked twice");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "payments");
    assert_shows(&stage, "Payment voided: ");
    assert_shows(&stage, "u takes it back");
    assert_true(stage_stands_on(&stage, "void"));
    assert_shows(&stage, "It is void and counts 0: booked twice.");
    stage_keys(&stage, "Enter"); /* on its page */
    assert_shows(&stage, "It is void and counts 0: booked twice.");
    stage_keys(&stage, "Esc V");
    assert_shows(&stage, "It is void already");
    struct claim_sight sight = claim_book_look(&stage, book.approved);
    assert_money_equal(sight.claim.paid, 10000);
    claim_sight_release(&sight);
    stage_keys(&stage, "u");
    assert_false(stage_stands_on(&stage, "void"));
    sight = claim_book_look(&stage, book.approved);
    assert_money_equal(sight.claim.paid, 500010000);
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void payments__P__records_one_more(void **state)
{
    struct stage stage;
    char id[CLAIM_ID_MAX];
    (void)make(*state, "R-7", id);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "P");
    assert_string_equal(stage_top_name(&stage), "claim.payment");
    stage_close(&stage);
}

static void payments__on_another_day__are_those_of_it__and_stay(void **state)
{
    struct stage stage;
    char id[CLAIM_ID_MAX];
    (void)make(*state, "R-7", id);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "Enter t 2 0 2 6 - 1 1 - 0 1 Enter");
    assert_shows(&stage, "not there on this day");
    stage_keys(&stage, "Esc");
    assert_shows(&stage, "No payments on this day");
    assert_false(stage_shows(&stage, "P records one"));
    stage_keys(&stage, "V");
    assert_shows(&stage, "where nothing is changed");
    stage_close(&stage);
}

static void payments__of_a_book_that_is_read_only__can_be_looked_at(void **state)
{
    struct stage stage;
    char id[CLAIM_ID_MAX];
    (void)make(*state, "R-7", id);
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY), .read_only = true};
    stage_open_with(&stage, &options, 24, 100);
    stage_keys(&stage, "M");
    assert_shows(&stage, "R-7");
    stage_keys(&stage, "V");
    assert_shows(&stage, "read-only");
    assert_string_equal(stage_top_name(&stage), "payments");
    stage_close(&stage);
}

/* All claims are of L1. */
static void payments__outside_the_scope__are_not_there(void **state)
{
    static const char *const locations[] = {"L9"};
    static const char sam[] = "sam";
    const struct member member = {
        .login = sam, .role = ROLE_ADMIN, .locations = locations, .location_count = 1};
    struct desk *desk = *state;
    struct stage stage;
    char id[CLAIM_ID_MAX], earning[EARNING_ID_MAX];
    (void)make(desk, "R-7", id);
    struct app *app = scene_open(desk);
    const struct earning_form form = {.program = "hosting",
                                      .location = "L9",
                                      .date = "2026-01-31",
                                      .type = "coop",
                                      .amount = "1",
                                      .currency = "USD",
                                      .makes_location = true};
    assert_rc(app_earning_add(app, &form, earning, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_member_add(app, &member, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    office_become(shell_app(stage.shell), sam);
    stage_keys(&stage, "M");
    assert_shows(&stage, "No payments on this day");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(payments__look_as_they_should),
        SCENE_TEST(payments__of_an_empty_book__say_what_to_do),
        SCENE_TEST(payments__of_hostile_names__stay_in_line),
        SCENE_TEST(payments__say__how_their_claims_stand),
        SCENE_TEST(payments__of_a_claim__are_one_key_away),
        SCENE_TEST(payment__voided__counts_no_more__and_comes_back),
        SCENE_TEST(payments__P__records_one_more),
        SCENE_TEST(payments__on_another_day__are_those_of_it__and_stay),
        SCENE_TEST(payments__of_a_book_that_is_read_only__can_be_looked_at),
        SCENE_TEST(payments__outside_the_scope__are_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
