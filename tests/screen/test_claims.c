/* SPDX-License-Identifier: MIT */
/* Screen 5, the page of one claim, and what was sealed of it. */
#include <stdlib.h>
#include <string.h>

#include "screen/claim_scene.h"
#include "support/hostile.h"
#include "ui/view.h"

/* ---- pictures ------------------------------------------------------------------------------- */

static void claims__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("claims_demo", SCENE_DAY, "5");
    scene_shots("claims_filtered", SCENE_DAY, "5 / p a i d Enter");
}

static void claims__of_an_empty_book__say_what_to_do(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("claims_empty", SCENE_DAY, "5");
}

static const struct {
    const char *keys, *says, *offer;
} empty[] = {
    {"1", "No earnings on this day", "adds an earning"},
    {"M", "No payments on this day", "records one"},
    {"Esc E", "No claim has a document on this day", "attaches some"},
    {"Esc 2", "No funds on this day", "brings in"},
    {"4", "No earnings up to", "brings in"},
    {"5", "No claims on this day", "begins one"},
};

/* Empty lists offer what would be done there, and nothing that is refused. */
static void assert_empty(struct stage *stage, bool offers)
{
    for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++) {
        stage_keys(stage, empty[i].keys);
        assert_shows(stage, empty[i].says);
        assert_int_equal(stage_shows(stage, empty[i].offer), offers);
    }
}

static void lists__of_an_empty_book__offer_only_what_can_be_done(void **state)
{
    struct stage stage;
    const struct app_options only_read = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY), .read_only = true};
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 132);
    assert_empty(&stage, true);
    stage_keys(&stage, "1 t 2 0 2 6 - 0 1 - 0 1 Enter");
    assert_empty(&stage, false);
    stage_close(&stage);
    stage_open_with(&stage, &only_read, 24, 132);
    assert_empty(&stage, false);
    stage_close(&stage);
}

static void claim__looks_as_it_should(void **state)
{
    struct desk *desk = *state;
    scene_make(desk, SCENE_CLAIMS);
    scene_shots("claim_demo", SCENE_DAY, "5 Enter");
    scene_shots("claim_end", SCENE_DAY, "5 Enter G");
    scene_shots("claim_paid", SCENE_DAY, "5 / t o w n Enter Enter");
    scene_shots("claim_explain", SCENE_DAY, "5 =");
}

static void claim__of_hostile_names__stays_in_line(void **state)
{
    struct desk *desk = *state;
    scene_make(desk, SCENE_DEMO);
    claim_scene_fill(desk, hostile_names[1]);
    scene_shots("claim_hostile", SCENE_DAY, "5 Enter G");
}

/* ---- what keys do --------------------------------------------------------------------------- */

static void claims__those_that_need_somebody__come_first(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5");
    assert_string_equal(stage_top_name(&stage), "claims");
    assert_true(stage_stands_on(&stage, "action"));
    stage_keys(&stage, "G");
    assert_true(stage_stands_on(&stage, "withdrawn"));
    stage_close(&stage);
}

static void claims__one_that_was_deleted__comes_back_under_the_cursor(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 Down Down");
    assert_true(stage_stands_on(&stage, "Search advertising"));
    stage_keys(&stage, "d");
    assert_shows(&stage, "u brings it back");
    assert_false(stage_stands_on(&stage, "Search advertising"));
    stage_keys(&stage, "u");
    assert_true(stage_stands_on(&stage, "Search advertising"));
    stage_keys(&stage, "Ctrl-R End u"); /* from wherever one is */
    assert_true(stage_stands_on(&stage, "Search advertising"));
    stage_keys(&stage, "Enter d"); /* on its page, which goes with it */
    assert_string_equal(stage_top_name(&stage), "claims");
    assert_shows(&stage, "Claim deleted: ");
    assert_shows(&stage, "u brings it back");
    stage_keys(&stage, "u");
    assert_string_equal(stage_top_name(&stage), "claims");
    assert_true(stage_stands_on(&stage, "Search advertising"));
    stage_close(&stage);
}

/* It adds nothing to its fund, but somebody wants to know how much it was about. */
static void claims__that_were_refused__show_what_was_asked(void **state)
{
    struct stage stage;
    struct figure figure;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 / b a n n e r Enter");
    assert_true(stage_stands_on(&stage, "rejected"));
    struct view *view = shell_top(stage.shell);
    assert_true(view->class->figure(view, &figure));
    assert_money_equal(figure.amount, 990 * MONEY_MICROS);
    assert_text_equal(figure.name, "amount");
    assert_int_equal(figure.kind, FIGURE_CLAIM_PART);
    stage_keys(&stage, "=");
    assert_shows(&stage, "amount that it asks for");
    assert_shows(&stage, "990.00");
    stage_keys(&stage, "Esc / Ctrl-U Enter");
    stage_keys(&stage, "> >"); /* by amount: the refused ones stand where they belong */
    assert_false(stage_shows(&stage, " 0.00 EUR"));
    stage_close(&stage);
}

/* Of another claim for the same activity: it comes back before it is refused again. */
static void claim__checklist__names_what_was_refused_last_time(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 43, 132);
    stage_keys(&stage, "5 / s e a r c h Enter Enter");
    assert_shows(&stage, "Search advertising for Dynamics 365");
    assert_shows(&stage, "Refused last time: ");
    stage_close(&stage);
}

static void claim__on_an_earlier_day__is_as_it_was(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 Enter");
    assert_string_equal(stage_top_name(&stage), "claim");
    assert_shows(&stage, "action required since 2026-11-18");
    stage_keys(&stage, "t 2 0 2 6 - 1 1 - 0 1 Enter");
    assert_shows(&stage, "draft since");
    stage_keys(&stage, "t t 2 0 2 6 - 0 1 - 0 1 Enter");
    assert_shows(&stage, "not there on this day");
    stage_close(&stage);
}

static void claim__sealed__is_shown_and_compared(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    scene_make(desk, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 Enter v");
    assert_string_equal(stage_top_name(&stage), "sealed");
    assert_shows(&stage, "it was sent once");
    assert_shows(&stage, "3400.00");
    stage_keys(&stage, "Esc Esc / n o t a r Enter Enter v");
    assert_string_equal(stage_top_name(&stage), "claim");
    assert_shows(&stage, "Nothing of the claim has been sent yet");
    stage_close(&stage);
}

/* A change by somebody else, or by an undo, keeps the line that the person is on. */
static void claim__that_changes__keeps_the_place(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    scene_make(desk, SCENE_CLAIMS);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 Enter / p r o s e Enter Home Down");
    assert_true(stage_stands_on(&stage, "Proseware"));
    struct app *app = scene_open(desk);
    char id[CLAIM_ID_MAX];
    claim_scene_find(app, desk, id);
    claim_scene_expense(app, desk, id, "Tailspin Toys", "T-1", "0.50");
    app_close(app);
    stage_keys(&stage, "Ctrl-L");
    assert_true(stage_stands_on(&stage, "Proseware"));
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(claims__look_as_they_should),
        SCENE_TEST(claims__of_an_empty_book__say_what_to_do),
        SCENE_TEST(lists__of_an_empty_book__offer_only_what_can_be_done),
        SCENE_TEST(claim__looks_as_it_should),
        SCENE_TEST(claim__of_hostile_names__stays_in_line),
        SCENE_TEST(claims__those_that_need_somebody__come_first),
        SCENE_TEST(claims__one_that_was_deleted__comes_back_under_the_cursor),
        SCENE_TEST(claims__that_were_refused__show_what_was_asked),
        SCENE_TEST(claim__checklist__names_what_was_refused_last_time),
        SCENE_TEST(claim__on_an_earlier_day__is_as_it_was),
        SCENE_TEST(claim__sealed__is_shown_and_compared),
        SCENE_TEST(claim__that_changes__keeps_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
