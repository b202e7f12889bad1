/* SPDX-License-Identifier: MIT */
/* Screen 7, one program, and the forms that set its terms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "support/hostile.h"
#include "ui/view.h"

/* ---- programs ---------------------------------------------------------------------------------
 */

static void set(struct desk *desk, struct app *app, const char *code,
                const struct program_change *change)
{
    assert_rc(app_program_set(app, code, change, desk_err(desk)), RC_OK, &desk->err);
}

/* Four splits and thresholds, one of them ahead; a period moved, one closed. */
static void make_busy(struct desk *desk)
{
    static const char *const days[] = {"2025-01-01", "2025-07-01", "2026-01-01", "2027-01-01"};
    static const char *const splits[] = {"60/40", "55/45", "70/30", "65/35"};
    static const char *const thresholds[] = {"1500", "none", "2500.50", "1000000"};
    scene_make(desk, SCENE_DEMO);
    struct app *app = scene_open(desk);
    for (size_t i = 0; i < 4; i++) {
        const struct program_change terms = {.split = splits[i],
                                             .threshold = thresholds[i],
                                             .has_from = true,
                                             .from = day_of(days[i])};
        set(desk, app, "hosting", &terms);
    }
    const struct program_change names = {.alias = "Hosting (new contract)"};
    const struct program_change no_coop = {
        .no_coop = true, .has_from = true, .from = day_of("2028-01-01")};
    const struct program_change moved = {
        .has_period = true,
        .period = period_named("FY27H1"),
        .windows = {.has_claim_closes = true, .claim_closes = day_of("2027-09-30")}};
    set(desk, app, "hosting", &names);
    set(desk, app, "hosting", &no_coop);
    set(desk, app, "hosting", &moved);
    assert_rc(app_period_close(app, period_named("FY26H1"), "hosting", desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
    scene_sign("anna");
}

static void make_many(struct desk *desk)
{
    scene_make(desk, SCENE_EMPTY);
    struct app *app = scene_open(desk);
    for (int i = 0; i < 60; i++) {
        char code[24], name[48], threshold[24];
        (void)snprintf(code, sizeof(code), "contoso-%02d", i);
        (void)snprintf(name, sizeof(name), "Contoso Incentive %d", i);
        (void)snprintf(threshold, sizeof(threshold), "%d.%02d", 10 << (i % 20), i);
        const struct program_change change = {.name = name,
                                              .split = i % 3 == 0 ? NULL : "62.5/37.5",
                                              .threshold = i % 4 == 0 ? "none" : threshold};
        set(desk, app, code, &change);
    }
    app_close(app);
}

/* Every third name came in with a report; the others are set, as far as they may. */
static void make_hostile(struct desk *desk)
{
    scene_make(desk, SCENE_HOSTILE);
    struct app *app = scene_open(desk);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        char code[24];
        const struct program_change change = {.name = hostile_names[i],
                                              .alias = i % 3 == 0 ? NULL : hostile_names[i]};
        (void)snprintf(code, sizeof(code), "hostile-%02d", i);
        set(desk, app, code, &change);
    }
    app_close(app);
}

/* ---- pictures ---------------------------------------------------------------------------------
 */

static void programs__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("programs_demo", SCENE_DAY, "7");
    scene_shots("program_demo", SCENE_DAY, "7 / h o s t i n g Enter Enter");
    scene_shots("program_met_only", SCENE_DAY, "7 / n o t Space s e t Enter Enter");
}

static void programs__of_an_empty_book__are_the_shipped_ones(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("programs_empty", SCENE_DAY, "7");
    scene_shots("program_empty", SCENE_DAY, "7 Enter");
}

static void programs__many__scroll(void **state)
{
    make_many(*state);
    scene_shots("programs_full", SCENE_DAY, "7 Down Down Down Down Down Down PgDn");
}

static void program__of_many_terms__shows_them_by_date(void **state)
{
    make_busy(*state);
    scene_shots("program_full", SCENE_DAY, "7 / h o s t i n g Enter Enter");
}

static void programs__of_hostile_names__stay_in_line(void **state)
{
    make_hostile(*state);
    scene_shots("programs_hostile", SCENE_DAY, "7 / h o s t i l e Enter");
    scene_shots("program_hostile", SCENE_DAY, "7 / h o s t i l e - 1 3 Enter Enter");
}

static void program_forms__look_as_they_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("program_add", SCENE_DAY, "7 a");
    scene_shots("program_terms", SCENE_DAY, "7 / h o s t i n g Enter s 6 0 / 4 0 Down 2 0 0 x");
    scene_shots("program_coop", SCENE_DAY, "7 / h o s t i n g Enter s Down Down Right Right");
    scene_shots("program_calendar", SCENE_DAY, "7 / h o s t i n g Enter o F Y 2 7 H 1 Down Down");
    scene_shots("program_close", SCENE_DAY, "7 / h o s t i n g Enter c Right");
}

/* ---- forms --------------------------------------------------------------------------------------
 */

static void program_form__adds_a_program(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, NULL, 24, 100);
    stage_keys(&stage, "7 a");
    stage_type(&stage, "fabrikam-bonus");
    stage_keys(&stage, "Down");
    stage_type(&stage, "Fabrikam Bonus");
    stage_keys(&stage, "Down");
    stage_type(&stage, "75/25");
    stage_keys(&stage, "Down");
    stage_type(&stage, "2000");
    stage_keys(&stage, "Ctrl-S /");
    stage_type(&stage, "fabrikam");
    assert_shows(&stage, "fabrikam-bonus");
    assert_shows(&stage, "75/25          2000.00  yes     Fabrikam Bonus");
    stage_close(&stage);
}

static void program_form__changes_what_is_filled_in(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, NULL, 24, 100);
    stage_keys(&stage, "7 / h o s t i n g Enter Enter s 5 5 / 4 5 Down Down Right Right Down");
    stage_type(&stage, "2025-01-01");
    stage_keys(&stage, "Ctrl-S");
    assert_shows(&stage, "u takes it back"); /* however long what was done */
    assert_shows(&stage, "Split       2025-01-01  55/45");
    assert_shows(&stage, "Co-op       2025-01-01  no co-op");
    assert_shows(&stage, "Threshold   beginning   for a half-year");
    stage_close(&stage);
}

static void program_form__asks_why_a_period_is_reopened(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "7 / h o s t i n g Enter Enter c Down F Y 2 6 H 1 Ctrl-S");
    assert_shows(&stage, "Period closed: FY26H1, hosting");
    assert_shows(&stage, "Closed      FY26H1");
    /* The same refusal as on the command line, in the words of the screen. */
    stage_keys(&stage, "o F Y 2 6 H 1 Down");
    stage_type(&stage, "2026-07-31");
    stage_keys(&stage, "Ctrl-S");
    assert_shows(&stage, "key c on the program");
    stage_keys(&stage, "Esc w");
    stage_keys(&stage, "c Right Down F Y 2 6 H 1 Ctrl-S");
    assert_shows(&stage, "Say why it is reopened");
    stage_keys(&stage, "Down Down l a t e Ctrl-S");
    assert_false(stage_shows(&stage, "Closed      FY26H1"));
    stage_close(&stage);
}

/* As people write it, and as a form takes any other amount. */
static void program_form__takes_a_threshold_with_signs_between(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, NULL, 24, 100);
    stage_keys(&stage, "7 s Down");
    stage_type(&stage, "2,750.00");
    stage_keys(&stage, "Ctrl-S");
    assert_shows(&stage, "Program set:");
    assert_shows(&stage, "2750.00");
    stage_close(&stage);
}

/* What is typed narrows the list; what is typed whole is not replaced by Tab. */
static void close_form__offers__only_what_is_typed(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, NULL, 24, 100);
    stage_keys(&stage, "7 c Down Down");
    stage_type(&stage, "hosting");
    stage_keys(&stage, "Tab");
    assert_shows(&stage, "Program           hosting ");
    stage_keys(&stage, "Up Ctrl-U");
    stage_type(&stage, "indirect-r");
    stage_keys(&stage, "Tab");
    assert_shows(&stage, "Program           csp-indirect-reseller ");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(programs__look_as_they_should),
        SCENE_TEST(programs__of_an_empty_book__are_the_shipped_ones),
        SCENE_TEST(programs__many__scroll),
        SCENE_TEST(program__of_many_terms__shows_them_by_date),
        SCENE_TEST(programs__of_hostile_names__stay_in_line),
        SCENE_TEST(program_forms__look_as_they_should),
        SCENE_TEST(close_form__offers__only_what_is_typed),
        SCENE_TEST(program_form__takes_a_threshold_with_signs_between),
        SCENE_TEST(program_form__adds_a_program),
        SCENE_TEST(program_form__changes_what_is_filled_in),
        SCENE_TEST(program_form__asks_why_a_period_is_reopened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
