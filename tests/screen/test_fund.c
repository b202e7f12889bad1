/* SPDX-License-Identifier: MIT */
/* The page of a fund: its bar, its claims, and the way through them. */
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "ui/screens/fund_bar.h"
#include "ui/view.h"

/* Of the demo's funds: with claims sent and refused, and with a draft and one approved. */
#define MCI_EUR "2 / m c i Space f y 2 6 h 2 Space e u r Enter Enter"
#define MCI_GBP "2 / m c i Space f y 2 6 h 2 Space g b p Enter Enter"

/* ---- pictures ------------------------------------------------------------------------------- */

static void fund__shows_its_claims_and_its_money(void **state)
{
    scene_make(*state, SCENE_DEMO);
    scene_shots("fund_claims", SCENE_DAY, MCI_EUR);
    scene_shots("fund_claims_here", SCENE_DAY, MCI_EUR " Right Down");
    scene_shots("fund_claims_months", SCENE_DAY, MCI_EUR " Right End");
    scene_shots("fund_claims_last_call", "2027-02-10", MCI_GBP);
    scene_shots("fund_claims_closed", "2027-02-16", MCI_GBP);
}

/* ---- the bar ----------------------------------------------------------------------------------
 */

static int signs_in(const struct canvas *canvas, enum sign sign)
{
    int count = 0;
    for (int i = 0; i < canvas->cols; i++)
        count += strcmp(canvas->cells[i].text, sign_text(sign, false)) == 0;
    return count;
}

static struct money whole(int64_t units)
{
    return (struct money){units * MONEY_MICROS};
}

/* Each kind of money has a sign of its own, and cells by its share. */
static void bar__parts_what_became_of_the_money(void **state)
{
    const struct balance in_use = {.state = FUND_CLAIMABLE,
                                   .available = whole(1000),
                                   .planned = whole(100),
                                   .claimed = whole(400),
                                   .approved = whole(300),
                                   .paid = whole(200),
                                   .remaining = whole(600)};
    struct balance last_call = in_use, closed = in_use;
    struct canvas canvas;
    (void)state;
    assert_true(canvas_init(&canvas, 1, 100, false));
    fund_bar_draw(&in_use, &canvas, canvas_area(&canvas));
    assert_int_equal(signs_in(&canvas, SIGN_FULL), 20);   /* paid */
    assert_int_equal(signs_in(&canvas, SIGN_DENSE), 10);  /* approved beyond that */
    assert_int_equal(signs_in(&canvas, SIGN_MEDIUM), 10); /* claimed beyond that */
    assert_int_equal(signs_in(&canvas, SIGN_LIGHT), 10);  /* planned */
    assert_int_equal(signs_in(&canvas, SIGN_LINE), 50);   /* free */
    last_call.state = FUND_LAST_CALL;
    canvas_clear(&canvas);
    fund_bar_draw(&last_call, &canvas, canvas_area(&canvas));
    assert_int_equal(signs_in(&canvas, SIGN_DOWN), 50); /* at risk */
    assert_int_equal(signs_in(&canvas, SIGN_LINE), 0);
    closed.state = FUND_CLOSED;
    closed.remaining = whole(0);
    closed.planned = whole(0);
    closed.forfeited = whole(600);
    canvas_clear(&canvas);
    fund_bar_draw(&closed, &canvas, canvas_area(&canvas));
    assert_int_equal(signs_in(&canvas, SIGN_DOT), 60);
    canvas_release(&canvas);
}

/* More claimed than there is, a part too small for a cell, no money at all. */
static void bar__of_odd_balances__stays_within_its_line(void **state)
{
    const struct balance overdrawn = {.state = FUND_CLAIMABLE,
                                      .available = whole(100),
                                      .claimed = whole(500),
                                      .remaining = whole(-400),
                                      .planned = whole(50)};
    const struct balance small = {.state = FUND_CLAIMABLE,
                                  .available = whole(1000000),
                                  .claimed = whole(1),
                                  .paid = whole(1),
                                  .remaining = whole(999999)};
    const struct balance empty = {.state = FUND_ACCRUING, .coop = whole(10)};
    struct canvas canvas;
    (void)state;
    assert_true(canvas_init(&canvas, 1, 20, false));
    fund_bar_draw(&overdrawn, &canvas, canvas_area(&canvas));
    assert_int_equal(signs_in(&canvas, SIGN_MEDIUM), 20);
    canvas_clear(&canvas);
    fund_bar_draw(&small, &canvas, canvas_area(&canvas));
    assert_int_equal(signs_in(&canvas, SIGN_FULL), 1);
    assert_int_equal(signs_in(&canvas, SIGN_LINE), 19);
    assert_false(fund_bar_has(&empty));
    canvas_release(&canvas);
}

/* ---- the cursor --------------------------------------------------------------------------------
 */

/* Right, then down through the claims into the months, and back. */
static void fund__walks_from_its_claims_into_its_months(void **state)
{
    struct stage stage;
    struct figure figure;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, MCI_EUR " Right");
    struct view *view = shell_top(stage.shell);
    assert_true(view->class->figure(view, &figure));
    assert_int_equal(figure.kind, FIGURE_CLAIM);
    assert_true(stage_stands_on(&stage, "3400.00"));
    stage_keys(&stage, "Down Down Down");
    assert_true(view->class->figure(view, &figure));
    assert_int_equal(figure.kind, FIGURE_FUND);
    assert_true(stage_stands_on(&stage, "2026-01"));
    stage_keys(&stage, "Up");
    assert_true(view->class->figure(view, &figure));
    assert_int_equal(figure.kind, FIGURE_CLAIM_PART);
    stage_keys(&stage, "End");
    assert_true(stage_stands_on(&stage, "2026-06"));
    stage_keys(&stage, "Home");
    assert_true(stage_stands_on(&stage, "3400.00"));
    stage_keys(&stage, "Left");
    assert_true(view->class->figure(view, &figure));
    assert_text_equal(figure.name, "remaining");
    stage_close(&stage);
}

static void fund__opens_its_claims_and_begins_new_ones(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, NULL, 24, 80);
    stage_keys(&stage, MCI_EUR " Right Enter");
    assert_text_equal(stage_top_name(&stage), "claim");
    assert_shows(&stage, "Stand at the Contoso partner fair");
    stage_keys(&stage, "Esc C");
    assert_string_not_equal(stage_top_name(&stage), "fund");
    stage_close(&stage);
}

static void fund__claims__are_pressed(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, MCI_EUR);
    int row = -1;
    for (int i = 0; i < stage.canvas.rows; i++) {
        char *line = stage_line(&stage, i);
        if (strstr(line, "2100.00") != NULL)
            row = i;
        free(line);
    }
    assert_true(row > 0);
    stage_mouse(&stage, MOUSE_PRESS, row, 50);
    assert_true(stage_stands_on(&stage, "2100.00"));
    assert_int_equal(stage.canvas.focus_row, row);
    stage_mouse(&stage, MOUSE_PRESS, row, 50);
    assert_text_equal(stage_top_name(&stage), "claim");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(fund__shows_its_claims_and_its_money),
        cmocka_unit_test(bar__parts_what_became_of_the_money),
        cmocka_unit_test(bar__of_odd_balances__stays_within_its_line),
        SCENE_TEST(fund__walks_from_its_claims_into_its_months),
        SCENE_TEST(fund__opens_its_claims_and_begins_new_ones),
        SCENE_TEST(fund__claims__are_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
