/* SPDX-License-Identifier: MIT */
/* Screen 6, and the next deadline on every screen. */
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "ui/view.h"

/* The screen's line that begins so; -1: none. */
static int line_beginning(const struct stage *stage, const char *text)
{
    for (int row = 0; row < stage->canvas.rows; row++) {
        char *line = stage_line(stage, row);
        bool found = strncmp(line, text, strlen(text)) == 0;
        free(line);
        if (found)
            return row;
    }
    return -1;
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void deadlines__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("deadlines_demo", SCENE_DAY, "6");
    scene_shots("deadlines_last_call", "2027-02-10", "6");
    scene_shots("deadlines_end", SCENE_DAY, "6 G");
    scene_shots("deadlines_filter", SCENE_DAY, "6 / m c i Enter Down");
}

static void deadlines__of_an_empty_book__say_so(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("deadlines_empty", SCENE_DAY, "6");
}

static void deadlines__of_many_funds__have_their_money_first(void **state)
{
    scene_make(*state, SCENE_FULL);
    scene_shots("deadlines_full", SCENE_DAY, "6");
}

static void deadlines__of_hostile_names__stay_in_line(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    scene_shots("deadlines_hostile", SCENE_DAY, "6 Down");
}

static void deadlines__of_three_currencies__keep_their_points_in_line(void **state)
{
    scene_make(*state, SCENE_MIXED);
    scene_shots("deadlines_mixed", SCENE_DAY, "6");
}

/* ---- order ---------------------------------------------------------------------------------- */

static void deadlines__stand_by_urgency(void **state)
{
    static const char *const groups[] = {"Overdue", "This week", "Later", "Nothing to lose"};
    struct stage stage;
    int before = 0;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 80, 100);
    stage_keys(&stage, "6");
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        int line = line_beginning(&stage, groups[i]);
        assert_true(line > before);
        before = line;
    }
    assert_true(line_beginning(&stage, "4 late") > line_beginning(&stage, "Overdue"));
    assert_true(line_beginning(&stage, "4 late") < line_beginning(&stage, "This week"));
    stage_keys(&stage, "> >"); /* in another order they would part what stands together */
    assert_int_equal(line_beginning(&stage, "Overdue"), -1);
    stage_keys(&stage, "<");
    assert_true(line_beginning(&stage, "Overdue") > 0);
    stage_keys(&stage, "t");
    stage_type(&stage, "2027-01-20");
    stage_keys(&stage, "Enter");
    assert_true(line_beginning(&stage, "This month") > 0);
    stage_close(&stage);
}

/* Walking down meets every row once, whatever lines stand between, and the cursor is
 * always on a row that is seen. */
static void deadlines__walk_past_the_lines_of_groups(void **state)
{
    static const int sizes[][2] = {{24, 80}, {12, 100}, {9, 132}};
    scene_make(*state, SCENE_DEMO);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct stage stage;
        int rows = 0;
        stage_open(&stage, SCENE_BOOK, SCENE_DAY, sizes[i][0], sizes[i][1]);
        stage_keys(&stage, "6 Home");
        for (bool more = true; more && rows < 200; rows++) {
            char *before = stage_line(&stage, stage.canvas.focus_row);
            int at = stage.canvas.focus_row;
            assert_false(strncmp(before, "Later", 5) == 0 || strncmp(before, "This", 4) == 0);
            stage_keys(&stage, "Down");
            char *after = stage_line(&stage, stage.canvas.focus_row);
            more = at != stage.canvas.focus_row || strcmp(before, after) != 0;
            free(before);
            free(after);
        }
        assert_in_range(rows, 50, 80);
        stage_keys(&stage, "Home");
        assert_true(stage_stands_on(&stage, "81"));
        stage_close(&stage);
    }
}

static void deadlines__filter__by_program_location_owner_and_urgency(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 40, 132);
    stage_keys(&stage, "6 /");
    stage_type(&stage, "northwind mci payment");
    stage_keys(&stage, "Enter");
    assert_true(stage_stands_on(&stage, "495.00"));
    assert_shows(&stage, "1 of ");
    stage_keys(&stage, "Esc /");
    stage_type(&stage, "overdue");
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "4 of ");
    assert_int_equal(line_beginning(&stage, "Later"), -1);
    stage_close(&stage);
}

/* ---- Enter ------------------------------------------------------------------------------------
 */

static void deadlines__lead_to_what_settles_them(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "6");
    assert_shows(&stage, "submit it soon");
    stage_keys(&stage, "Enter");
    assert_text_equal(stage_top_name(&stage), "claim");
    stage_keys(&stage, "Esc");
    assert_text_equal(stage_top_name(&stage), "deadlines");
    stage_keys(&stage, "/");
    stage_type(&stage, "usage surface");
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "Carry out activities by this day");
    stage_keys(&stage, "Enter");
    assert_text_equal(stage_top_name(&stage), "fund");
    assert_shows(&stage, "surface-add");
    stage_keys(&stage, "Esc =");
    assert_text_equal(stage_top_name(&stage), "explain");
    stage_close(&stage);
}

/* The same matter stays under the cursor when the day changes and its place with it. */
static void deadlines__keep_their_place(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "6 Down Down Down Down");
    assert_true(stage_stands_on(&stage, "1240.00"));
    stage_keys(&stage, "t");
    stage_type(&stage, "2026-11-27");
    stage_keys(&stage, "Enter");
    assert_true(stage_stands_on(&stage, "1240.00"));
    assert_true(stage_stands_on(&stage, "2 late"));
    stage_close(&stage);
}

/* ---- on every screen ----------------------------------------------------------------------------
 */

static void next_deadline__stands_on_every_screen(void **state)
{
    static const char *const screens[] = {"2", "1", "3", "4", "5", "6", "7", "8", "2 Enter"};
    static const int sizes[][2] = {{24, 80}, {12, 40}, {43, 132}, {8, 30}};
    scene_make(*state, SCENE_DEMO);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct stage stage;
        stage_open(&stage, SCENE_BOOK, SCENE_DAY, sizes[i][0], sizes[i][1]);
        for (size_t k = 0; k < sizeof(screens) / sizeof(screens[0]); k++) {
            stage_keys(&stage, screens[k]);
            char *line = stage_line(&stage, stage.canvas.rows - 2);
            assert_non_null(strstr(line, "4 "));
            assert_non_null(strstr(line, "1 d"));
            assert_non_null(strstr(line, "1240.00 EUR"));
            free(line);
        }
        stage_close(&stage);
    }
}

/* A message covers it, and leaves it as it was. */
static void next_deadline__comes_back_after_a_message(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "z");
    assert_false(stage_shows(&stage, "next: 1 day"));
    stage_pass(&stage, 6000);
    stage_draw(&stage);
    assert_shows(&stage, "4 overdue · next: 1 day  1240.00 EUR");
    stage_close(&stage);
}

/* Whatever changes it, on this screen or elsewhere. */
static void next_deadline__follows_the_book(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "2");
    assert_shows(&stage, "4 overdue · next: 1 day");
    raw_exec(SCENE_BOOK, "DELETE FROM claim_day"); /* as if there were no claims */
    stage_draw(&stage);
    assert_shows(&stage, "Next: 37 days");
    stage_keys(&stage, "t");
    stage_type(&stage, "2027-02-10");
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "Next: 5 days");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(deadlines__look_as_they_should),
        SCENE_TEST(deadlines__of_an_empty_book__say_so),
        SCENE_TEST(deadlines__of_many_funds__have_their_money_first),
        SCENE_TEST(deadlines__of_hostile_names__stay_in_line),
        SCENE_TEST(deadlines__of_three_currencies__keep_their_points_in_line),
        SCENE_TEST(deadlines__stand_by_urgency),
        SCENE_TEST(deadlines__walk_past_the_lines_of_groups),
        SCENE_TEST(deadlines__filter__by_program_location_owner_and_urgency),
        SCENE_TEST(deadlines__lead_to_what_settles_them),
        SCENE_TEST(deadlines__keep_their_place),
        SCENE_TEST(next_deadline__stands_on_every_screen),
        SCENE_TEST(next_deadline__comes_back_after_a_message),
        SCENE_TEST(next_deadline__follows_the_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
