/* SPDX-License-Identifier: MIT */
/* Screen 5, the page of one claim, and what was sealed of it. */
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/documents.h"
#include "screen/scene.h"
#include "support/hostile.h"
#include "ui/view.h"

static const char *top_name(struct stage *stage)
{
    return shell_top(stage->shell)->class->name;
}

static bool stands_on(const struct stage *stage, const char *text)
{
    char *line = stage_line(stage, stage->canvas.focus_row);
    bool found = strstr(line, text) != NULL;
    free(line);
    return found;
}

/* ---- a claim with something of everything ---------------------------------------------------- */

static void add_expense(struct app *app, struct desk *desk, const char *claim, const char *vendor,
                        const char *number, const char *amount)
{
    const struct claim_ref ref = {.id = claim};
    const struct expense_form form = {.kind = "invoice",
                                      .vendor = vendor,
                                      .number = number,
                                      .date = "2026-07-20",
                                      .amount = amount,
                                      .text = "Room, catering and signs"};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_expense_add(app, &ref, &form, id, desk_err(desk)), RC_OK, &desk->err);
}

/* "Stand at the Contoso partner fair" of the demo: the reviewer wants more. */
static void find_fair(struct app *app, struct desk *desk, char ret[CLAIM_ID_MAX]);

static enum rc take_id(void *context, const struct claim_row *row, struct err *err)
{
    char *id = context;
    (void)err;
    memcpy(id, row->head.id, strlen(row->head.id) + 1);
    return RC_OK;
}

static void find_fair(struct app *app, struct desk *desk, char ret[CLAIM_ID_MAX])
{
    const struct claim_filter filter = {.search = "partner fair"};
    ret[0] = '\0';
    assert_rc(app_claim_list(app, &filter, take_id, ret, desk_err(desk)), RC_OK, &desk->err);
    assert_int_not_equal(ret[0], '\0');
}

static void fill_fair(struct desk *desk, const char *hostile)
{
    char id[CLAIM_ID_MAX], again[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct app *app = scene_open(desk);
    find_fair(app, desk, id);
    const struct claim_ref ref = {.id = id};
    add_expense(app, desk, id, hostile != NULL ? hostile : "Fabrikam Print", "INV-7781", "2400.00");
    add_expense(app, desk, id, "Proseware Catering", "2026-118", "999.50");
    assert_rc(app_claim_metric_set(app, &ref, "estimated-visitors", "340", again, desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_claim_comment(app, &ref, hostile != NULL ? hostile : "Photos come on Monday",
                                again, desk_err(desk)),
              RC_OK, &desk->err);
    const struct document_form form = {.kind = "proof", .item = "MD03-AGENDA"};
    file_write("agenda.txt", "09:00 Welcome", 13);
    assert_rc(app_claim_attach(app, &ref, "agenda.txt", &form, again, document, desk_err(desk)),
              RC_OK, &desk->err);
    const struct feedback_form feedback = {.item = "MD03-AGENDA",
                                           .verdict = "refused",
                                           .reason = "branding",
                                           .note = "No logo on the first page"};
    assert_rc(app_claim_feedback(app, &ref, &feedback, again, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

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

static void claim__looks_as_it_should(void **state)
{
    struct desk *desk = *state;
    scene_make(desk, SCENE_DEMO);
    fill_fair(desk, NULL);
    scene_shots("claim_demo", SCENE_DAY, "5 Enter");
    scene_shots("claim_end", SCENE_DAY, "5 Enter G");
    scene_shots("claim_paid", SCENE_DAY, "5 / t o w n Enter Enter");
    scene_shots("claim_explain", SCENE_DAY, "5 =");
}

static void claim__of_hostile_names__stays_in_line(void **state)
{
    struct desk *desk = *state;
    scene_make(desk, SCENE_DEMO);
    fill_fair(desk, hostile_names[1]);
    scene_shots("claim_hostile", SCENE_DAY, "5 Enter G");
}

/* ---- what keys do --------------------------------------------------------------------------- */

static void claims__those_that_need_somebody__come_first(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5");
    assert_string_equal(top_name(&stage), "claims");
    assert_true(stands_on(&stage, "action"));
    stage_keys(&stage, "G");
    assert_true(stands_on(&stage, "withdrawn"));
    stage_close(&stage);
}

static void claim__on_an_earlier_day__is_as_it_was(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 Enter");
    assert_string_equal(top_name(&stage), "claim");
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
    assert_string_equal(top_name(&stage), "sealed");
    assert_shows(&stage, "it was sent once");
    assert_shows(&stage, "3400.00");
    stage_keys(&stage, "Esc Esc / n o t a r Enter Enter v");
    assert_string_equal(top_name(&stage), "claim");
    assert_shows(&stage, "has not been sent yet");
    stage_close(&stage);
}

/* A change by somebody else, or by an undo, keeps the line that the person is on. */
static void claim__that_changes__keeps_the_place(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    scene_make(desk, SCENE_DEMO);
    fill_fair(desk, NULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 Enter / p r o s e Enter Home Down");
    assert_true(stands_on(&stage, "Proseware"));
    struct app *app = scene_open(desk);
    char id[CLAIM_ID_MAX];
    find_fair(app, desk, id);
    add_expense(app, desk, id, "Tailspin Toys", "T-1", "0.50");
    app_close(app);
    stage_keys(&stage, "Ctrl-L");
    assert_true(stands_on(&stage, "Proseware"));
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(claims__look_as_they_should),
        SCENE_TEST(claims__of_an_empty_book__say_what_to_do),
        SCENE_TEST(claim__looks_as_it_should),
        SCENE_TEST(claim__of_hostile_names__stays_in_line),
        SCENE_TEST(claims__those_that_need_somebody__come_first),
        SCENE_TEST(claim__on_an_earlier_day__is_as_it_was),
        SCENE_TEST(claim__sealed__is_shown_and_compared),
        SCENE_TEST(claim__that_changes__keeps_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
