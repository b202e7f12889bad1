/* SPDX-License-Identifier: MIT */
/* Screen 1: what it says, and where its lines lead. */
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "ui/view.h"

/* ---- pictures ------------------------------------------------------------------------------- */

static void dashboard__looks_as_it_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("dashboard_demo", SCENE_DAY, "");
    scene_shots("dashboard_last_call", "2027-02-10", "");
}

static void dashboard__of_an_empty_book__says_what_to_do(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("dashboard_empty", SCENE_DAY, "");
}

static void dashboard__of_many_funds__fits_the_page(void **state)
{
    scene_make(*state, SCENE_FULL);
    scene_shots("dashboard_full", SCENE_DAY, "");
}

static void dashboard__of_hostile_names__stays_in_line(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    scene_shots("dashboard_hostile", SCENE_DAY, "");
}

static void dashboard__of_odd_funds__says_what_to_mend(void **state)
{
    scene_make(*state, SCENE_MIXED);
    scene_shots("dashboard_mixed", SCENE_DAY, "");
}

/* ---- the next deadline ------------------------------------------------------------------------
 */

/* Whatever the size, the first line with the cursor is the next deadline, with
 * its days and its money. */
static void dashboard__has_the_next_deadline_first(void **state)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20}, {43, 132}, {6, 30}};
    scene_make(*state, SCENE_DEMO);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct stage stage;
        stage_open(&stage, SCENE_BOOK, "2027-02-10", sizes[i][0], sizes[i][1]);
        char *line = stage_line(&stage, stage.canvas.focus_row);
        assert_non_null(strstr(line, "5 d"));
        assert_non_null(strstr(line, "8190.95"));
        assert_true(stage.canvas.focus_row < 4);
        free(line);
        stage_close(&stage);
    }
}

/* ---- moving -----------------------------------------------------------------------------------
 */

static int lines_with(const struct stage *stage, const char *text)
{
    int count = 0;
    for (int row = 0; row < stage->canvas.rows; row++) {
        char *line = stage_line(stage, row);
        count += strstr(line, text) != NULL;
        free(line);
    }
    return count;
}

/* Enter on "and 49 more" shows them all, below them it shows few again. */
static void dashboard__opens_the_rest_of_a_section(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    assert_int_equal(lines_with(&stage, "use 12-31"), 3);
    stage_keys(&stage, "Down Down Down Enter");
    assert_true(lines_with(&stage, "use 12-31") > 15);
    char *line = stage_line(&stage, stage.canvas.focus_row);
    assert_non_null(strstr(line, "use 12-31"));
    free(line);
    for (int i = 0; i < 60 && !stage_shows(&stage, "fewer"); i++)
        stage_keys(&stage, "Down");
    while (line = stage_line(&stage, stage.canvas.focus_row), strcmp(line, "fewer") != 0) {
        free(line);
        stage_keys(&stage, "Down");
    }
    free(line);
    stage_keys(&stage, "Enter");
    assert_int_equal(lines_with(&stage, "use 12-31"), 3);
    assert_int_equal(stage.canvas.focus_row, 3);
    stage_close(&stage);
}

/* Down from the first line to the last meets every line once, Up the way back. */
static void dashboard__walks_down_and_up(void **state)
{
    struct stage stage;
    int down = 0, up = 0;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    for (int before = -1; stage.canvas.focus_row != before && down < 100; down++) {
        before = stage.canvas.focus_row;
        stage_keys(&stage, "Down");
    }
    for (int before = -1; stage.canvas.focus_row != before && up < 100; up++) {
        before = stage.canvas.focus_row;
        stage_keys(&stage, "Up");
    }
    assert_int_equal(down, up);
    assert_in_range(down, 10, 20);
    assert_int_equal(stage.canvas.focus_row, 3);
    stage_close(&stage);
}

/* ---- where lines lead --------------------------------------------------------------------------
 */

static void dashboard__opens_what_mends(void **state)
{
    static const struct {
        const char *day, *line, *top;
    } leads[] = {
        {SCENE_DAY, "use by 2026-12-31", "fund"},
        {SCENE_DAY, "Review is 7 days late", "claim"},
        {SCENE_DAY, "Answer to the dispute is 4 days late", "claim"},
        {SCENE_DAY, "Answer the reviewer, 127 days", "claim"},
        {SCENE_DAY, "no claim is planned for this", "fund"},
        {SCENE_DAY, "set its terms", "form"},
        {SCENE_DAY, "has no split", "form"},
        {SCENE_DAY, "no earnings from", ""},
        {SCENE_DAY, "on course", "fund"},
        {"2027-02-10", "Payment is 27 days late", "claim"},
        {"2027-02-10", "Submit, 5 days", "claim"},
        {"2027-02-16", "Not submitted, 1 day late", "claim"},
    };
    scene_make(*state, SCENE_DEMO);
    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
        struct stage stage;
        bool found = false;
        stage_open(&stage, SCENE_BOOK, leads[i].day, 60, 132);
        for (int step = 0; step < 60 && !found; step++) {
            char *line = stage_line(&stage, stage.canvas.focus_row);
            found = strstr(line, leads[i].line) != NULL;
            free(line);
            stage_keys(&stage, found ? "Enter" : "Down");
        }
        assert_true(found);
        if (leads[i].top[0] != '\0')
            assert_text_equal(stage_top_name(&stage), leads[i].top);
        stage_close(&stage);
    }
}

static void dashboard__explains_its_figures(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "=");
    assert_text_equal(stage_top_name(&stage), "explain");
    assert_shows(&stage, "Remaining  8190.95 EUR");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(dashboard__looks_as_it_should),
        SCENE_TEST(dashboard__of_an_empty_book__says_what_to_do),
        SCENE_TEST(dashboard__of_many_funds__fits_the_page),
        SCENE_TEST(dashboard__of_hostile_names__stays_in_line),
        SCENE_TEST(dashboard__of_odd_funds__says_what_to_mend),
        SCENE_TEST(dashboard__has_the_next_deadline_first),
        SCENE_TEST(dashboard__opens_the_rest_of_a_section),
        SCENE_TEST(dashboard__walks_down_and_up),
        SCENE_TEST(dashboard__opens_what_mends),
        SCENE_TEST(dashboard__explains_its_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
