/* SPDX-License-Identifier: MIT */
/* Where no book is yet, where no screen is yet, and another day. */
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "support/hostile.h"
#include "ui/parts/places.h"
#include "ui/view.h"

/* ---- the first run ----------------------------------------------------------------------------
 */

static void without_a_book(const char *path)
{
    assert_int_equal(setenv("COFFER_BOOK", path, 1), 0);
}

static int teardown(void **state)
{
    (void)unsetenv("COFFER_BOOK");
    return scene_teardown(state);
}

static void first_run__looks_as_it_should(void **state)
{
    (void)state;
    without_a_book("/srv/contoso/funds/book.coffer");
    scene_shots_of(NULL, "welcome", NULL, "");
    scene_shots_of(NULL, "welcome_new", NULL, "Enter");
    scene_shots_of(NULL, "welcome_said", NULL, "2");
}

static void first_run__at_a_hostile_place__stays_in_line(void **state)
{
    struct buf path;
    (void)state;
    buf_init(&path);
    buf_addf(&path, "/srv/%s/%s/%s.coffer", hostile_names[13], hostile_names[4], hostile_names[15]);
    without_a_book(path.text);
    scene_shots_of(NULL, "welcome_hostile", NULL, "");
    buf_release(&path);
}

/* ---- screens that are not there yet ------------------------------------------------------------
 */

static void absent_screens__say_where_to_look(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("absent_timeline", SCENE_DAY, "3");
}

/* ---- places by name ---------------------------------------------------------------------------
 */

static void find(struct stage *stage, const char *typed)
{
    stage_keys(stage, ":");
    stage_type(stage, typed);
    stage_keys(stage, "Enter");
}

static void palette__leads_to_what_the_book_has(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    find(&stage, "northwind fy26h2");
    assert_string_equal(shell_top(stage.shell)->class->name, "fund");
    assert_shows(&stage, "Funds > mci, FY26H2, Northwind Managed IT Ltd");
    find(&stage, "hosting inc");
    assert_string_equal(shell_top(stage.shell)->class->name, "funds");
    assert_shows(&stage, "Fabrikam Hosting Inc.  6 of 21");
    find(&stage, "iot-ch");
    assert_string_equal(shell_top(stage.shell)->class->name, "program");
    assert_shows(&stage, "Programs > iot-channel");
    stage_close(&stage);
}

static void palette__leads_to_claims(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    find(&stage, "fair"); /* of its title */
    assert_string_equal(stage_top_name(&stage), "claim");
    assert_shows(&stage, "Stand at the Contoso partner fair");
    find(&stage, "c-0000000006"); /* its id */
    assert_shows(&stage, "Stand at the Contoso partner fair");
    find(&stage, "northwind draft anna"); /* partner, status and owner */
    assert_shows(&stage, "Search advertising");
    stage_keys(&stage, "Esc");
    assert_string_equal(stage_top_name(&stage), "claims"); /* the list that it stands in */
    /* What was gone to is there without a letter; what is new is found. */
    stage_keys(&stage, ":");
    assert_shows(&stage, "Search advertising");
    stage_keys(&stage, "Enter d");
    find(&stage, "search adv");
    assert_shows(&stage, "Nothing here has these letters");
    stage_keys(&stage, "Esc u");
    find(&stage, "search adv");
    assert_string_equal(stage_top_name(&stage), "claim");
    find(&stage, "dvertis"); /* within a word */
    assert_string_equal(stage_top_name(&stage), "claim");
    find(&stage, "claim new");
    assert_string_not_equal(stage_top_name(&stage), "palette");
    stage_close(&stage);
}

/* Ten thousand claims are looked through by their letters alone: the book is read once,
 * and again when it has changed. */
static void palette__keeps_the_names__until_the_book_changes(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    const struct places *places = shell_places(stage.shell);
    const struct entry *entries = places->entries;
    size_t count = places->count;
    assert_true(count > 0);
    stage_keys(&stage, ": a b c Esc 5 :");
    assert_ptr_equal(shell_places(stage.shell)->entries, entries);
    stage_keys(&stage, "Esc 5 Down Down d");
    assert_int_equal(shell_places(stage.shell)->count, count - 1);
    stage_close(&stage);
}

static void palette__with_names__looks_as_it_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("palette_places", SCENE_DAY, ": m c i");
}

static void palette__with_hostile_names__stays_in_line(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    scene_shots("palette_hostile", SCENE_DAY, ": c o n t o s o");
}

/* ---- another day
 * --------------------------------------------------------------------------------- */

#define THREE_MONTHS_ON "t Ctrl-U + 3 m Enter"

static void another_day__stands_in_a_banner(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("travel_ask", SCENE_DAY, "t Ctrl-U + 3 m");
    scene_shots("travel_dashboard", SCENE_DAY, THREE_MONTHS_ON);
    scene_shots("travel_funds", SCENE_DAY, THREE_MONTHS_ON " 2");
    scene_shots("travel_refused", SCENE_DAY, THREE_MONTHS_ON " 4 a");
}

static void another_day__of_many_funds__stands_in_a_banner(void **state)
{
    scene_make(*state, SCENE_FULL);
    scene_shots("travel_full", SCENE_DAY, THREE_MONTHS_ON);
}

static void another_day__of_hostile_names__stands_in_a_banner(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    scene_shots("travel_hostile", SCENE_DAY, THREE_MONTHS_ON " 2 Enter");
}

/* A demo that only is looked at says both, and never hides the day. */
static void banner__of_a_demo_to_look_at__says_both_and_the_day(void **state)
{
    static struct stage stage;
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY), .read_only = true};
    scene_make(*state, SCENE_DEMO);
    stage_open_with(&stage, &options, 24, 80);
    assert_shows(&stage, "Demo book, read only, 2026-11-24");
    stage_resize(&stage, 12, 40);
    assert_shows(&stage, "Demo, locked 2026-11-24");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(first_run__looks_as_it_should),
        SCENE_TEST(first_run__at_a_hostile_place__stays_in_line),
        SCENE_TEST(absent_screens__say_where_to_look),
        SCENE_TEST(palette__leads_to_what_the_book_has),
        SCENE_TEST(palette__leads_to_claims),
        SCENE_TEST(palette__keeps_the_names__until_the_book_changes),
        SCENE_TEST(palette__with_names__looks_as_it_should),
        SCENE_TEST(palette__with_hostile_names__stays_in_line),
        SCENE_TEST(another_day__stands_in_a_banner),
        SCENE_TEST(banner__of_a_demo_to_look_at__says_both_and_the_day),
        SCENE_TEST(another_day__of_many_funds__stands_in_a_banner),
        SCENE_TEST(another_day__of_hostile_names__stands_in_a_banner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
