/* SPDX-License-Identifier: MIT */
/* The settings of the book. */
#include <string.h>

#include "app/people.h"
#include "screen/scene.h"
#include "support/office.h"

static void settings__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("settings", SCENE_DAY, ",");
    scene_shots("settings_form", SCENE_DAY, ", e");
}

static void setting__is_changed__and_taken_back(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, ", e Ctrl-U");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_type(&stage, "much");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "not a size");
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "2 GB");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "settings");
    assert_true(stage_stands_on(&stage, "2 GB"));
    stage_keys(&stage, "u");
    assert_false(stage_stands_on(&stage, "2 GB"));
    stage_close(&stage);
}

static void setting__is_not_changed__by_a_user(void **state)
{
    static const char uma[] = "uma";
    const struct member member = {.login = uma, .role = ROLE_USER};
    struct desk *desk = *state;
    struct stage stage;
    scene_make(desk, SCENE_EMPTY);
    struct app *app = scene_open(desk);
    assert_rc(app_member_add(app, &member, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    office_become(shell_app(stage.shell), uma);
    stage_keys(&stage, ", e");
    assert_string_equal(stage_top_name(&stage), "settings");
    assert_shows(&stage, "uma");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(settings__look_as_they_should),
        SCENE_TEST(setting__is_changed__and_taken_back),
        SCENE_TEST(setting__is_not_changed__by_a_user),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
