/* SPDX-License-Identifier: MIT */
/* Screen 8, and one row of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "app/people.h"
#include "screen/scene.h"
#include "support/hostile.h"
#include "ui/view.h"

/* ---- what stands in the log -------------------------------------------------------------------
 */

static void name_location(struct desk *desk, struct app *app, int number, const char *name)
{
    char id[16];
    (void)snprintf(id, sizeof(id), "65%05d", number);
    assert_rc(app_location_set(app, id, name, "NL", desk_err(desk)), RC_OK, &desk->err);
}

static void undo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

static void redo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    assert_rc(app_redo(app, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

/* Typed in, changed, taken back and brought forward: each kind of row. */
static void make_typical(struct desk *desk)
{
    char id[EARNING_ID_MAX];
    const struct program_change terms = {
        .split = "70/30", .threshold = "5000", .has_from = true, .from = day_of("2026-07-01")};
    const struct earning_form changed = {.amount = "1250.00", .currency = "USD"};
    scene_make(desk, SCENE_DEMO);
    struct app *app = scene_open(desk);
    assert_rc(app_program_set(app, "hosting", &terms, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(
        office_add(app, "E-1", "mci", "6100001", "2026-09-30", "coop", "1200", desk_err(desk)),
        RC_OK, &desk->err);
    assert_rc(app_earning_edit(app, "E-1", &changed, id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_exclude(app, "E-1", "counted twice", id, desk_err(desk)), RC_OK,
              &desk->err);
    undo(desk, app);
    undo(desk, app);
    redo(desk, app);
    app_close(app);
    scene_sign("anna");
}

static void make_many(struct desk *desk)
{
    scene_make(desk, SCENE_EMPTY);
    struct app *app = scene_open(desk);
    for (int i = 0; i < 120; i++)
        name_location(desk, app, i, "Contoso Branch");
    app_close(app);
    scene_sign("anna");
}

static void make_hostile(struct desk *desk)
{
    scene_make(desk, SCENE_EMPTY);
    struct app *app = scene_open(desk);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        const struct program_change names = {.name = hostile_names[i]};
        name_location(desk, app, i, hostile_names[i]);
        assert_rc(app_program_set(app, "mci", &names, desk_err(desk)), RC_OK, &desk->err);
    }
    app_close(app);
    scene_sign(hostile_names[1]);
}

/* ---- pictures ---------------------------------------------------------------------------------
 */

static void log__looks_as_it_should(void **state)
{
    make_typical(*state);
    scene_shots("log_typical", SCENE_DAY, "8");
    scene_shots("entry_new", SCENE_DAY, "8 / a d d Enter Enter");
    scene_shots("entry_changed", SCENE_DAY, "8 / e d i t Enter Enter");
    scene_shots("entry_terms", SCENE_DAY, "8 / p r o g r a m Enter Enter");
    scene_shots("entry_undo", SCENE_DAY, "8 Down Enter");
    scene_shots("entry_import", SCENE_DAY, "8 / r e p o r t Enter Enter");
}

static void log__of_an_empty_book__has_its_first_row(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_sign("anna");
    scene_shots("log_empty", SCENE_DAY, "8");
}

static void log__of_many_rows__scrolls(void **state)
{
    make_many(*state);
    scene_shots("log_full", SCENE_DAY, "8 PgDn PgDn");
}

static void log__of_hostile_names__stays_in_line(void **state)
{
    make_hostile(*state);
    scene_shots("log_hostile", SCENE_DAY, "8");
    scene_shots("entry_hostile", SCENE_DAY, "8 Down Down Down Enter");
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(log__looks_as_it_should),
        SCENE_TEST(log__of_an_empty_book__has_its_first_row),
        SCENE_TEST(log__of_many_rows__scrolls),
        SCENE_TEST(log__of_hostile_names__stays_in_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
