/* SPDX-License-Identifier: MIT */
/* The catalogue of activities, and the page of one. */
#include <string.h>

#include "app/activities.h"
#include "screen/scene.h"
#include "support/hostile.h"

static void activities__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("activities", SCENE_DAY, "A");
    scene_shots("activity", SCENE_DAY, "A / M D 0 3 Enter Enter");
    scene_shots("activity_end", SCENE_DAY, "A / M D 0 3 Enter Enter End");
}

/* A catalogue of somebody's own. */
static void bring(struct desk *desk, const char *name, const char *from)
{
    struct app *app = scene_open(desk);
    struct buf text;
    buf_init(&text);
    buf_addf(&text,
             "code,group,name,programs,kind,item,need,applies,text,value\n"
             "X1,%s,%s,all,proof,X1-A,required,all,%s,\n"
             "X1,%s,%s,all,cap,X1-C,,all,%s,usd 100\n",
             name, name, name, name, name, name);
    file_write("mine.csv", text.text, text.length);
    assert_rc(app_activity_import(app, "mine.csv", day_of(from), desk_err(desk)), RC_OK,
              &desk->err);
    buf_release(&text);
    app_close(app);
}

static void activities__of_hostile_names__stay_in_line(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    bring(*state, hostile_names[4], SCENE_DAY);
    scene_shots("activities_hostile", SCENE_DAY, "A");
    scene_shots("activity_hostile", SCENE_DAY, "A Enter");
}

static void activities__are_those_in_force_on_the_day(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    bring(*state, "Spring guide", "2026-11-20");
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "7 A");
    assert_string_equal(stage_top_name(&stage), "activities");
    assert_shows(&stage, "Spring guide");
    assert_shows(&stage, "usd 100");
    assert_false(stage_shows(&stage, "MD03"));
    stage_keys(&stage, "t 2 0 2 6 - 1 1 - 0 1 Enter");
    assert_shows(&stage, "MD03");
    assert_false(stage_shows(&stage, "Spring guide"));
    stage_keys(&stage, "A");
    assert_shows(&stage, "These are the activities");
    stage_close(&stage);
}

static void activity__lists__what_it_asks_for(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 120);
    stage_keys(&stage, "A / M D 0 3 Enter Enter");
    assert_string_equal(stage_top_name(&stage), "activity");
    assert_shows(&stage, "MD03-AGENDA");
    assert_shows(&stage, "always");
    assert_shows(&stage, "estimated-visitors");
    stage_keys(&stage, "/ c a p Enter");
    assert_shows(&stage, "cap");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(activities__look_as_they_should),
        SCENE_TEST(activities__of_hostile_names__stay_in_line),
        SCENE_TEST(activities__are_those_in_force_on_the_day),
        SCENE_TEST(activity__lists__what_it_asks_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
