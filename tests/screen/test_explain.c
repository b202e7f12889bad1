/* SPDX-License-Identifier: MIT */
/* `=`: steps, rows with file and line, and the command. */
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "ui/screens/screens.h"
#include "ui/view.h"

/* ---- pictures ------------------------------------------------------------------------------- */

static void explain__looks_as_it_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("explain_remaining_demo", SCENE_DAY, "2 Down Down =");
    scene_shots("explain_coop_demo", SCENE_DAY, "2 Down Down Right = G Up");
    scene_shots("explain_missing_demo", SCENE_DAY, "2 Down Down Down Enter G =");
    scene_shots("explain_deadline_demo", SCENE_DAY, "6 Down Down Down =");
    scene_shots("explain_converted_demo", SCENE_DAY, "2 Down Down Down Down Enter Down Down =");
}

static void explain__of_hostile_names__stays_in_line(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    scene_shots("explain_hostile", SCENE_DAY, "2 G Right =");
}

static void explain__of_three_currencies__keeps_its_points_in_line(void **state)
{
    scene_make(*state, SCENE_MIXED);
    scene_shots("explain_mixed", SCENE_DAY, "2 Down Down Enter G =");
    scene_shots("explain_threshold", SCENE_DAY, "7 Down Down Down =");
}

/* The rows of a step are a look aside: Esc returns to it, and the list is whole. */
static void explain__rows_of_a_step__lead_back(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 Down Down = Home Enter Home Enter");
    assert_shows(&stage, "Co-op earned  ");
    stage_keys(&stage, "Home Enter");
    assert_text_equal(stage_top_name(&stage), "earnings");
    stage_keys(&stage, "Esc");
    assert_text_equal(stage_top_name(&stage), "explain");
    assert_shows(&stage, "Co-op earned  ");
    stage_keys(&stage, "4 Esc");
    assert_text_equal(stage_top_name(&stage), "earnings");
    stage_close(&stage);
}

static void explain__in_any_width__keeps_the_currency(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 Down Down =");
    for (int cols = 20; cols <= 60; cols++) {
        stage_resize(&stage, 12, cols);
        assert_true(stage.canvas.place_count > 1);
        for (size_t i = 0; i < stage.canvas.place_count; i++) {
            char *line = stage_line(&stage, stage.canvas.places[i].row);
            assert_non_null(strstr(line, stage.canvas.places[i].figure.currency.code));
            free(line);
        }
    }
    stage_close(&stage);
}

/* ---- why converted -----------------------------------------------------------------------------
 */

/* From the remaining 0 of a converted fund down to the rows of its co-op. */
static void explain__why_a_fund_is_converted__down_to_the_rows(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "2 /");
    stage_type(&stage, "hosting converted");
    stage_keys(&stage, "Enter =");
    assert_shows(&stage, "Remaining  0.00 USD");
    assert_false(stage_shows(&stage, "nothing is forfeited"));
    stage_keys(&stage, "Home Down Down");
    assert_shows(&stage, "below the threshold: all of it is rebate");
    stage_keys(&stage, "Home Enter"); /* available */
    assert_shows(&stage, "Available  0.00 USD");
    assert_shows(&stage, "the co-op is below the threshold");
    stage_keys(&stage, "Home Enter"); /* co-op earned */
    assert_shows(&stage, "Co-op earned  494.97 USD");
    assert_shows(&stage, "demo-report.csv:");
    stage_keys(&stage, "Esc Esc Esc");
    assert_text_equal(stage_top_name(&stage), "funds");
    stage_close(&stage);
}

static void explain__copies_the_command(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 Down Down = y");
    const struct errand errand = shell_errand(stage.shell);
    assert_int_equal(errand.kind, ERRAND_COPY);
    assert_text_equal(errand.text,
                      "coffer --book book.coffer --as-of 2026-11-24 explain --program "
                      "csp-indirect-reseller --location 6100001 --period FY26H2 --currency EUR "
                      "--figure available");
    stage_close(&stage);
}

/* A step that is the figure of another fund, or nothing at all, says so. */
static void explain__of_a_step_without_more__says_so(void **state)
{
    struct stage stage;
    struct buf why;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2 Down Down = G");
    buf_init(&why);
    assert_true(shell_refuses(stage.shell, ACT_OPEN, &why));
    assert_non_null(strstr(why.text, "nothing more"));
    buf_release(&why);
    stage_keys(&stage, "Enter");
    assert_text_equal(stage_top_name(&stage), "explain");
    stage_close(&stage);
}

/* ---- big funds ---------------------------------------------------------------------------------
 */

/* Above 400 earnings their sums stand for them, above 5,000 their months. */
static void explain__of_a_big_fund__leaves_the_rows_out(void **state)
{
    struct desk *desk = *state;
    scene_make(desk, SCENE_DEMO);
    raw_exec(SCENE_BOOK, "UPDATE total_month SET counted = counted + 1000, rows = rows + 1000 "
                         "WHERE span = 24312 AND currency = 'EUR'"); /* 2026-01 */
    struct stage stage;
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "2 Down Down Right =");
    assert_shows(&stage, "coop 2026-01: the sum of one type and month");
    assert_shows(&stage, "all earnings of the fund, too many");
    assert_false(stage_shows(&stage, "demo-report.csv:"));
    stage_close(&stage);
    raw_exec(SCENE_BOOK, "UPDATE total_month SET counted = counted + 10000 "
                         "WHERE span = 24312 AND currency = 'EUR'");
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "2 Down Down Right =");
    assert_shows(&stage, "2026-01");
    assert_shows(&stage, "the sum of one month");
    assert_false(stage_shows(&stage, "one type"));
    stage_close(&stage);
}

/* ---- other figures ------------------------------------------------------------------------------
 */

static void explain__of_an_earning__tells_its_source_and_sides(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 30, 100);
    const struct figure figure = {.kind = FIGURE_EARNING,
                                  .currency = currency_usd,
                                  .program = "hosting",
                                  .location = "6100003",
                                  .period = period_named("FY27H1"),
                                  .name = "coop",
                                  .id = "DEMO-STATEMENT-1"};
    shell_push(stage.shell, explain_new(stage.shell, &figure));
    stage_draw(&stage);
    assert_shows(&stage, "Co-op of the earning  493.83 USD");
    assert_shows(&stage, "typed-in");
    assert_shows(&stage, "1234.57");
    assert_shows(&stage, "740.74");
    assert_shows(&stage, "60/40");
    assert_shows(&stage, "statement on paper");
    stage_close(&stage);
}

static void explain__of_what_is_gone__says_so(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    const struct figure figure = {.kind = FIGURE_EARNING,
                                  .currency = currency_usd,
                                  .program = "hosting",
                                  .location = "6100003",
                                  .period = period_named("FY27H1"),
                                  .name = "amount",
                                  .id = "NOBODY"};
    shell_push(stage.shell, explain_new(stage.shell, &figure));
    stage_draw(&stage);
    assert_shows(&stage, "NOBODY");
    stage_keys(&stage, "Esc");
    assert_text_equal(stage_top_name(&stage), "dashboard");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(explain__looks_as_it_should),
        SCENE_TEST(explain__of_hostile_names__stays_in_line),
        SCENE_TEST(explain__rows_of_a_step__lead_back),
        SCENE_TEST(explain__in_any_width__keeps_the_currency),
        SCENE_TEST(explain__of_three_currencies__keeps_its_points_in_line),
        SCENE_TEST(explain__why_a_fund_is_converted__down_to_the_rows),
        SCENE_TEST(explain__copies_the_command),
        SCENE_TEST(explain__of_a_step_without_more__says_so),
        SCENE_TEST(explain__of_a_big_fund__leaves_the_rows_out),
        SCENE_TEST(explain__of_an_earning__tells_its_source_and_sides),
        SCENE_TEST(explain__of_what_is_gone__says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
