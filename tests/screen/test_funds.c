/* SPDX-License-Identifier: MIT */
/* Screen 2, and one fund. */
#include <stdlib.h>
#include <string.h>

#include "app/people.h"
#include "screen/scene.h"
#include "ui/view.h"

/* ---- pictures ------------------------------------------------------------------------------- */

static void funds__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("funds_demo", SCENE_DAY, "2");
    scene_shots("fund_demo", SCENE_DAY, "2 Down Down Enter");
    scene_shots("fund_months_demo", SCENE_DAY, "2 Down Down Enter Right Down");
    scene_shots("fund_converted_demo", SCENE_DAY, "2 Down Down Down Down Enter");
}

static void funds__of_an_empty_book__say_what_to_do(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("funds_empty", SCENE_DAY, "2");
}

static void funds__many__scroll(void **state)
{
    scene_make(*state, SCENE_FULL);
    scene_shots("funds_full", SCENE_DAY, "2 G");
    scene_shots("fund_full", SCENE_DAY, "2 G Enter");
}

static void funds__of_hostile_names__stay_in_line(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    scene_shots("funds_hostile", SCENE_DAY, "2");
    scene_shots("fund_hostile", SCENE_DAY, "2 Enter");
}

static void funds__of_three_currencies__keep_their_points_in_line(void **state)
{
    scene_make(*state, SCENE_MIXED);
    scene_shots("funds_mixed", SCENE_DAY, "2");
    scene_shots("fund_mixed", SCENE_DAY, "2 Down Down Enter");
}

/* ---- the list ---------------------------------------------------------------------------------
 */

static void funds__sort__by_what_ends_first(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, "2027-02-10", 24, 80);
    stage_keys(&stage, "2 > > > > > Home");
    assert_true(stage_stands_on(&stage, "claim 02-15"));
    stage_keys(&stage, "r Home");
    assert_false(stage_stands_on(&stage, "claim 02-15"));
    stage_close(&stage);
}

static void funds__filter__by_the_name_of_a_location(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 /");
    stage_type(&stage, "fabrikam host");
    stage_keys(&stage, "Enter");
    assert_true(stage_stands_on(&stage, "hosting"));
    assert_false(stage_shows(&stage, "csp-indir"));
    stage_close(&stage);
}

static void funds__filter__says_what_keys_do(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 /");
    assert_shows(&stage, "Enter keep filter  Esc clear it");
    assert_shows(&stage, "F1 help");
    assert_false(stage_shows(&stage, "Enter open"));
    assert_false(stage_shows(&stage, "? help"));
    stage_keys(&stage, "m Enter");
    assert_shows(&stage, "Enter open");
    assert_shows(&stage, "? help");
    stage_close(&stage);
}

/* Two locations with the same name are told apart by their ids. */
static void funds__of_namesakes__show_the_ids(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    struct app *app = NULL;
    const struct app_options options = {.book = SCENE_BOOK};
    scene_make(desk, SCENE_DEMO);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_location_set(app, "6100003", "Northwind Managed IT Ltd", NULL, desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 30, 200);
    stage_keys(&stage, "2");
    assert_shows(&stage, "6100003 Northwind Mana");
    assert_shows(&stage, "6100004 Northwind Mana");
    assert_shows(&stage, "Contoso Cloud Services");
    assert_false(stage_shows(&stage, "6100001"));
    stage_close(&stage);
}

/* A person who looks at another day stays at the fund. */
static void funds__keep_their_place(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 G Up Up");
    char *before = stage_line(&stage, stage.canvas.focus_row);
    stage_keys(&stage, "1 2");
    char *after = stage_line(&stage, stage.canvas.focus_row);
    assert_text_equal(after, before);
    free(before);
    free(after);
    stage_close(&stage);
}

/* ---- one fund ----------------------------------------------------------------------------------
 */

static void fund__says_its_state_and_days(void **state)
{
    static const struct {
        const char *day, *words;
    } cases[] = {
        {"2026-06-20", "accruing until 2026-06-30 (10 days)"},
        {"2026-07-01", "usable until 2026-12-31 (183 days)"},
        {"2026-12-31", "use it by 2026-12-31 (last day)"},
        {"2027-01-01", "last call: claim it by 2027-02-15 (45 days)"},
        {"2027-02-16", "closed: claims ended on 2027-02-15"},
    };
    scene_make(*state, SCENE_MIXED);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct stage stage;
        stage_open(&stage, SCENE_BOOK, cases[i].day, 24, 100);
        stage_keys(&stage, "2 /");
        stage_type(&stage, "iot fy26h2 jpy");
        stage_keys(&stage, "Enter Enter");
        assert_text_equal(stage_top_name(&stage), "fund");
        assert_shows(&stage, cases[i].words);
        stage_close(&stage);
    }
}

static void fund__reaches_every_figure(void **state)
{
    struct stage stage;
    struct figure figure;
    static const char *const names[] = {
        "remaining", "at-risk",          "available", "planned", "claimed",  "approved",
        "paid",      "forfeited",        "coop",      "rebate",  "coop_usd", "threshold_usd",
        "run-rate",  "missing-per-month"};
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 Down Down Down Enter"); /* accruing */
    struct view *view = shell_top(stage.shell);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_true(view->class->figure(view, &figure));
        assert_text_equal(figure.name, names[i]);
        stage_keys(&stage, "Down");
    }
    stage_keys(&stage, "Right Home");
    assert_true(view->class->figure(view, &figure));
    assert_text_equal(figure.name, "coop");
    assert_true(figure.amount.micros > 0);
    stage_keys(&stage, "=");
    assert_text_equal(stage_top_name(&stage), "explain");
    stage_close(&stage);
}

/* The chart is of the currency in which the cursor stands. */
static void fund__of_several_currencies__charts_the_selected_one(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_MIXED);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 43, 100);
    stage_keys(&stage, "2 /");
    stage_type(&stage, "iot fy26h2 eur");
    stage_keys(&stage, "Enter Enter");
    assert_shows(&stage, "Co-op by month, EUR");
    for (int i = 0; i < 10; i++)
        stage_keys(&stage, "Down");
    assert_shows(&stage, "Co-op by month, JPY");
    assert_shows(&stage, "90000");
    stage_close(&stage);
}

/* What is gone is said, not shown as it was: here the import is taken back. */
static void fund__that_goes__says_so(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_MIXED);
    stage_open(&stage, SCENE_BOOK, NULL, 24, 80);
    stage_keys(&stage, "2 Enter");
    assert_text_equal(stage_top_name(&stage), "fund");
    struct app *app = shell_app(stage.shell);
    app_look_at(app, day_of("2020-01-01"));
    shell_wrote(stage.shell);
    stage_draw(&stage);
    assert_shows(&stage, "This fund has no earnings on this day");
    stage_close(&stage);
}

static void earning_form__of_a_fund__has_its_currency(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 Down Down a");
    assert_shows(&stage, "Currency * EUR");
    stage_keys(&stage, "Esc Enter a");
    assert_shows(&stage, "Currency * EUR");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(earning_form__of_a_fund__has_its_currency),
        SCENE_TEST(funds__look_as_they_should),
        SCENE_TEST(funds__of_an_empty_book__say_what_to_do),
        SCENE_TEST(funds__many__scroll),
        SCENE_TEST(funds__of_hostile_names__stay_in_line),
        SCENE_TEST(funds__of_three_currencies__keep_their_points_in_line),
        SCENE_TEST(funds__sort__by_what_ends_first),
        SCENE_TEST(funds__filter__by_the_name_of_a_location),
        SCENE_TEST(funds__filter__says_what_keys_do),
        SCENE_TEST(funds__of_namesakes__show_the_ids),
        SCENE_TEST(funds__keep_their_place),
        SCENE_TEST(fund__says_its_state_and_days),
        SCENE_TEST(fund__reaches_every_figure),
        SCENE_TEST(fund__of_several_currencies__charts_the_selected_one),
        SCENE_TEST(fund__that_goes__says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
