/* SPDX-License-Identifier: MIT */
/* A new claim, step by step, and what is kept of one that was only begun. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/claims.h"
#include "app/earnings.h"
#include "screen/scene.h"
#include "support/golden.h"
#include "ui/screens/claim_wizard.h"
#include "ui/view.h"

static void open_wizard(struct stage *stage, int rows, int cols)
{
    stage_open(stage, SCENE_BOOK, SCENE_DAY, rows, cols);
    stage_keys(stage, "5 C");
    assert_string_equal(stage_top_name(stage), "new-claim");
}

/* ---- pictures ------------------------------------------------------------------------------- */

/* Over a screen that is always the same. */
static void begin_wizard(struct stage *stage)
{
    stage_keys(stage, "7");
    claim_new_begin(stage->shell, NULL, NULL, NULL);
    stage_draw(stage);
}

static void shots(const char *name, const char *keys)
{
    scene_shots_from(name, begin_wizard, keys);
}

/* To the activity: Direct mail, email, SMS. */
#define TO_ACTIVITY "/ c s p Enter Enter "
#define TO_FORM TO_ACTIVITY "Down Down Enter "
#define DAYS "2 0 2 6 - 0 8 - 0 1 Down 2 0 2 6 - 0 9 - 1 5 Down "
#define TITLE "M a i l i n g Down "

static void wizard__looks_as_it_should(void **state)
{
    scene_make(*state, SCENE_DEMO);
    shots("wizard_funds", "");
    shots("wizard_no_claim", "G");
    shots("wizard_activities", TO_ACTIVITY);
    shots("wizard_cap", TO_ACTIVITY "/ o f f e r s Enter");
    shots("wizard_form", TO_FORM DAYS TITLE "1 2 5 0");
    shots("wizard_too_much", TO_FORM "2 0 2 6 - 0 6 - 2 0 Down Down Down 9 0 0 0 0");
}

static void wizard__of_an_empty_book__says_so(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    shots("wizard_empty", "");
}

static void wizard__of_hostile_names__stays_in_line(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    shots("wizard_hostile", "");
}

static void wizard__of_one_fund_in_three_currencies__has_a_row_each(void **state)
{
    scene_make(*state, SCENE_MIXED);
    shots("wizard_mixed", "");
}

/* The canvas is never left, and the cursor is on it. */
static void at_every_size(const char *keys)
{
    struct stage stage;
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, keys);
    for (int rows = 1; rows <= 45; rows += rows < 12 ? 1 : 11) {
        for (int cols = 1; cols <= 150; cols += cols < 90 ? 3 : 13) {
            stage_resize(&stage, rows, cols);
            assert_in_range(stage.canvas.focus_row, 0, rows - 1);
            assert_in_range(stage.canvas.focus_col, 0, cols - 1);
        }
    }
    stage_keys(&stage, "Down Right End Left Up Home");
    stage_close(&stage);
}

static void wizard__fits_every_size(void **state)
{
    scene_make(*state, SCENE_HOSTILE);
    at_every_size("5 C");
    at_every_size("5 C G");
    at_every_size("5 C Enter");
    at_every_size("5 C Enter Enter");
}

/* ---- from nothing to a claim -------------------------------------------------------------------
 */

struct found {
    int count;
    char id[CLAIM_ID_MAX];
};

static enum rc note_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct found *found = context;
    (void)err;
    found->count++;
    memcpy(found->id, row->head.id, strlen(row->head.id) + 1);
    return RC_OK;
}

static struct found find_claims(struct desk *desk, const char *search)
{
    const struct claim_filter filter = {.search = search};
    struct found found = {.count = 0};
    struct app *app = scene_open(desk);
    assert_rc(app_claim_list(app, &filter, note_claim, &found, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    return found;
}

static void wizard__from_nothing_to_a_claim(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    struct claim_sight sight;
    scene_make(desk, SCENE_DEMO);
    open_wizard(&stage, 24, 80);
    assert_shows(&stage, "1 of 3: fund");
    stage_keys(&stage, "/ c s p Enter Enter");
    assert_shows(&stage, "2 of 3: activity");
    assert_shows(&stage, "What proves it");
    stage_keys(&stage, "/ s m s Enter");
    assert_shows(&stage, "these 3 is enough");
    assert_false(stage_shows(&stage, "one of: "));
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "3 of 3: dates and amount");
    stage_type(&stage, "2026-08-01");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "15 Sep 2026");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "Mailing to schools");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "1,250.50");
    stage_keys(&stage, "Enter Enter");
    stage_type(&stage, "q3, schools ,");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "claim");
    assert_shows(&stage, "Mailing to schools");
    assert_shows(&stage, "1250.50 EUR");
    stage_close(&stage);

    const struct found found = find_claims(desk, "Mailing to schools");
    assert_int_equal(found.count, 1);
    struct app *app = scene_open(desk);
    assert_rc(app_claim_show(app, found.id, &sight, desk_err(desk)), RC_OK, &desk->err);
    assert_string_equal(sight.history.head.program, "csp-indirect-reseller");
    assert_string_equal(sight.claim.activity, "DG03");
    assert_int_equal(sight.claim.amount.micros, INT64_C(1250500000));
    assert_string_equal(sight.claim.owner, "anna");
    assert_int_equal(sight.claim.tag_count, 2);
    assert_string_equal(sight.claim.tags[0], "q3");
    assert_string_equal(sight.claim.tags[1], "schools");
    assert_int_equal(date_compare(sight.claim.end, day_of("2026-09-15")), 0);
    claim_sight_release(&sight);
    app_close(app);

    open_wizard(&stage, 24, 80); /* nothing of it is offered any more */
    assert_shows(&stage, "1 of 3: fund");
    stage_close(&stage);
}

static void wizard__is_undone_like_any_change(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 C " TO_FORM DAYS TITLE "1 2 5 0 Ctrl-S u");
    stage_close(&stage);
    assert_int_equal(find_claims(*state, "Mailing").count, 0);
}

static void wizard__says_what_is_outside_while_one_types(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 30, 100);
    stage_keys(&stage, "5 C " TO_FORM);
    assert_false(stage_shows(&stage, "! "));
    stage_type(&stage, "2026-06-20");
    assert_shows(&stage, "! The activity");
    stage_keys(&stage, "Down");
    stage_type(&stage, "2026-06-01");
    assert_shows(&stage, "It lies before the first day");
    stage_keys(&stage, "Ctrl-S"); /* which is no claim */
    assert_string_equal(stage_top_name(&stage), "form");
    stage_close(&stage);
}

/* ---- funds that take no claim -------------------------------------------------------------------
 */

static void refused(const char *search, const char *words)
{
    struct stage stage;
    open_wizard(&stage, 24, 200);
    stage_keys(&stage, "/");
    stage_type(&stage, search);
    stage_keys(&stage, "Enter Enter");
    assert_shows(&stage, "1 of 3: fund");
    assert_shows(&stage, words);
    stage_close(&stage);
}

static void wizard__a_fund_that_takes_no_claim__says_why(void **state)
{
    scene_make(*state, SCENE_DEMO);
    refused("no-coop", "CPOR");
    refused("no-coop", "learn.microsoft.com");
    refused("closed", "claims ended on");
    refused("converted", "below its threshold");
}

static void wizard__what_ends_first__is_on_top(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, "2027-01-20", 40, 132); /* one half-year in its last call */
    claim_new_begin(stage.shell, NULL, NULL, NULL);
    stage_draw(&stage);
    assert_shows(&stage, "claim by 2027-02-15");
    char *first = stage_line(&stage, stage.canvas.focus_row);
    assert_non_null(strstr(first, "FY26H2"));
    free(first);
    stage_keys(&stage, "G");
    char *last = stage_line(&stage, stage.canvas.focus_row);
    assert_null(strstr(last, "by 2027"));
    free(last);
    stage_close(&stage);
}

static void wizard__from_a_fund__begins_with_the_activity(void **state)
{
    struct stage stage;
    const struct period period = period_named("FY26H2");
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    claim_new_begin(stage.shell, "csp-indirect-reseller", "6100001", &period);
    stage_draw(&stage);
    assert_shows(&stage, "2 of 3: activity");
    stage_keys(&stage, "Esc");
    assert_shows(&stage, "1 of 3: fund");
    stage_close(&stage);
}

/* ---- what is kept
 * ----------------------------------------------------------------------------------- */

/* Begun with these keys and left, as if Coffer had ended. */
static void begin(const char *keys)
{
    struct stage stage;
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 C");
    stage_keys(&stage, keys);
    stage_close(&stage);
}

static void wizard__offer__looks_as_it_should(void **state)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20}, {43, 132}};
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    begin(TO_FORM DAYS);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "7");
    claim_new_begin(stage.shell, NULL, NULL, NULL);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char golden[64];
        stage_resize(&stage, sizes[i][0], sizes[i][1]);
        (void)snprintf(golden, sizeof(golden), "wizard_offer_%dx%d", sizes[i][1], sizes[i][0]);
        golden_check(&stage.canvas, golden);
    }
    stage_close(&stage);
}

/* The least screen still says how an offer goes. */
static void wizard__offer_on_a_small_screen__names_its_keys(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    begin(TO_FORM DAYS);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 5, 20);
    claim_new_begin(stage.shell, NULL, NULL, NULL);
    stage_draw(&stage);
    assert_shows(&stage, "Enter takes, Del");
    stage_close(&stage);
}

/* Funds of one program and location are told apart by their periods. */
static void wizard__on_a_short_line__shows_what_tells_funds_apart(void **state)
{
    struct stage stage;
    struct desk *desk = *state;
    char id[EARNING_ID_MAX];
    scene_make(desk, SCENE_EMPTY);
    struct app *app = scene_open(desk);
    static const char *const days[] = {"2026-02-01", "2026-08-01"};
    for (size_t i = 0; i < 2; i++) {
        const struct earning_form form = {.program = "hosting",
                                          .location = "L1",
                                          .makes_location = true,
                                          .date = days[i],
                                          .type = "coop",
                                          .amount = "50000",
                                          .currency = "USD"};
        assert_rc(app_earning_add(app, &form, id, desk_err(desk)), RC_OK, &desk->err);
    }
    app_close(app);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 5, 20);
    claim_new_begin(stage.shell, NULL, NULL, NULL);
    stage_draw(&stage);
    assert_shows(&stage, "FY26H2");
    assert_shows(&stage, "FY27H1");
    stage_close(&stage);
}

static void wizard__nothing_chosen__offers_nothing(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    begin("Down Down Esc");
    open_wizard(&stage, 24, 80);
    assert_shows(&stage, "1 of 3: fund");
    stage_close(&stage);
}

static void wizard__left_at_each_step__is_offered_again(void **state)
{
    static const struct {
        const char *keys, *step;
    } cases[] = {
        {TO_ACTIVITY, "2 of 3: activity"},
        {TO_ACTIVITY "Esc Esc Esc", "2 of 3: activity"}, /* back to the funds, its filter, out */
        {TO_FORM, "3 of 3: dates and amount"},
        {TO_FORM DAYS TITLE, "3 of 3: dates and amount"},
        {TO_FORM DAYS TITLE "Esc", "3 of 3: dates and amount"},
        {TO_FORM DAYS TITLE "Esc Esc Esc Esc", "3 of 3: dates and amount"},
    };
    scene_make(*state, SCENE_DEMO);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct stage stage;
        begin(cases[i].keys);
        open_wizard(&stage, 24, 80);
        assert_shows(&stage, "You began a claim: csp-indirect-reseller");
        assert_shows(&stage, "a moment ago");
        stage_keys(&stage, "Enter");
        assert_shows(&stage, cases[i].step);
        if (i >= 3) {
            assert_shows(&stage, "2026-08-01");
            assert_shows(&stage, "Mailing");
        }
        stage_close(&stage);
        scene_forget_drafts();
    }
}

static void wizard__an_offer__is_kept_by_esc_and_thrown_away_by_del(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    begin(TO_FORM DAYS TITLE);
    begin("Esc"); /* only looked at: it is there still */
    open_wizard(&stage, 24, 80);
    assert_shows(&stage, "You began a claim");
    stage_keys(&stage, "Esc");
    assert_string_equal(stage_top_name(&stage), "claims");
    stage_keys(&stage, "C");
    assert_shows(&stage, "You began a claim");
    stage_keys(&stage, "Del");
    assert_shows(&stage, "1 of 3: fund");
    stage_keys(&stage, "Esc C");
    assert_shows(&stage, "1 of 3: fund");
    stage_keys(&stage, "Enter Enter");
    assert_shows(&stage, "3 of 3: dates and amount");
    assert_false(stage_shows(&stage, "Mailing"));
    stage_close(&stage);
}

static void wizard__a_fund_that_is_gone__is_said(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    begin(TO_FORM DAYS);
    stage_open(&stage, SCENE_BOOK, "2025-01-01", 24, 80); /* before it earned anything */
    claim_new_begin(stage.shell, NULL, NULL, NULL);
    stage_draw(&stage);
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "is there no longer");
    stage_close(&stage);
}

static void wizard__with_no_place_to_keep_it__hides_nothing_else(void **state)
{
    struct stage stage;
    const char *kept = getenv("XDG_STATE_HOME");
    char *home = kept != NULL ? strdup(kept) : NULL;
    scene_make(*state, SCENE_DEMO);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    (void)setenv("XDG_STATE_HOME", "/dev/null", 1);
    stage_keys(&stage, "5 C " TO_FORM DAYS);
    assert_shows(&stage, "What you type is not kept");
    assert_shows(&stage, "DG03 Direct mail");
    assert_shows(&stage, "2026-07  ");
    stage_close(&stage);
    if (home != NULL)
        (void)setenv("XDG_STATE_HOME", home, 1);
    free(home);
}

/* ---- kills
 * ---------------------------------------------------------------------------------------- */

static const char *const killed_keys[] = {
    "/", "c", "s", "p", "Enter", "Enter", "Down", "Down", "Enter", "2", "0", "2",
    "6", "-", "0", "8", "-",     "0",     "1",    "Down", "2",     "0", "2", "6",
    "-", "0", "9", "-", "1",     "5",     "Down", "M",    "a",     "i", "l"};
enum {
    KILLED_KEYS = sizeof(killed_keys) / sizeof(killed_keys[0]),
    FUND_CHOSEN = 6, /* keys after which it is */
    FORM_OPENED = 9,
};

static void press_and_wait(int keys, int tell)
{
    struct stage stage;
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, "5 C");
    for (int i = 0; i < keys; i++)
        stage_keys(&stage, killed_keys[i]);
    (void)!write(tell, "k", 1);
    for (;;)
        (void)pause();
}

static void kill_after(int keys)
{
    int tell[2], status;
    char byte;
    assert_int_equal(pipe(tell), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        press_and_wait(keys, tell[1]);
    assert_int_equal(read(tell[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    (void)close(tell[0]);
    (void)close(tell[1]);
}

static void wizard__killed_at_any_key__loses_nothing(void **state)
{
    scene_make(*state, SCENE_DEMO);
    for (int keys = 1; keys <= KILLED_KEYS; keys += keys < FORM_OPENED + 1 ? 1 : 3) {
        struct stage stage;
        struct buf typed;
        kill_after(keys);
        open_wizard(&stage, 24, 80);
        if (keys < FUND_CHOSEN) {
            assert_shows(&stage, "1 of 3: fund");
            stage_close(&stage);
            continue;
        }
        assert_shows(&stage, "You began a claim: csp-indirect-reseller");
        stage_keys(&stage, "Enter");
        assert_shows(&stage, keys < FORM_OPENED ? "2 of 3" : "3 of 3");
        buf_init(&typed);
        for (int i = FORM_OPENED; i < keys; i++) {
            if (strcmp(killed_keys[i], "Down") == 0)
                buf_clear(&typed);
            else
                buf_add(&typed, killed_keys[i]);
        }
        if (typed.length > 0)
            assert_shows(&stage, typed.text);
        buf_release(&typed);
        stage_close(&stage);
        scene_forget_drafts();
    }
}

/* ---- other doors
 * ---------------------------------------------------------------------------------- */

static void wizard__mouse__chooses_and_goes_on(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    open_wizard(&stage, 24, 80);
    stage_mouse(&stage, MOUSE_PRESS, 5, 4);
    stage_mouse(&stage, MOUSE_PRESS, 5, 4);
    assert_shows(&stage, "2 of 3: activity");
    stage_mouse(&stage, MOUSE_PRESS, 7, 4);
    stage_mouse(&stage, MOUSE_WHEEL_DOWN, 7, 60); /* the text */
    stage_mouse(&stage, MOUSE_PRESS, 7, 4);
    assert_shows(&stage, "3 of 3: dates and amount");
    stage_close(&stage);
}

static void wizard__paste__goes_into_the_filter_only(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    open_wizard(&stage, 24, 80);
    stage_paste(&stage, "q\x1b[31m\r\n", 8);
    assert_string_equal(stage_top_name(&stage), "new-claim");
    stage_keys(&stage, "/");
    stage_paste(&stage, "northwind", 9);
    assert_shows(&stage, "Northwind");
    assert_false(stage_shows(&stage, "Fabrikam"));
    stage_close(&stage);
}

static void wizard__unbound_keys__are_never_silent(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    open_wizard(&stage, 24, 80);
    stage_keys(&stage, "F5");
    assert_shows(&stage, "F5 does nothing here");
    stage_keys(&stage, "d");
    assert_shows(&stage, "A box is open");
    stage_close(&stage);
}

static void wizard__in_a_book_that_is_read_only__does_not_open(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_DEMO);
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY), .read_only = true};
    stage_open_with(&stage, &options, 24, 80);
    stage_keys(&stage, "5 C");
    assert_string_equal(stage_top_name(&stage), "claims");
    stage_close(&stage);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(wizard__looks_as_it_should),
        SCENE(wizard__of_an_empty_book__says_so),
        SCENE(wizard__of_hostile_names__stays_in_line),
        SCENE(wizard__of_one_fund_in_three_currencies__has_a_row_each),
        SCENE(wizard__fits_every_size),
        SCENE(wizard__from_nothing_to_a_claim),
        SCENE(wizard__is_undone_like_any_change),
        SCENE(wizard__says_what_is_outside_while_one_types),
        SCENE(wizard__a_fund_that_takes_no_claim__says_why),
        SCENE(wizard__what_ends_first__is_on_top),
        SCENE(wizard__from_a_fund__begins_with_the_activity),
        SCENE(wizard__offer__looks_as_it_should),
        SCENE(wizard__offer_on_a_small_screen__names_its_keys),
        SCENE(wizard__on_a_short_line__shows_what_tells_funds_apart),
        SCENE(wizard__nothing_chosen__offers_nothing),
        SCENE(wizard__left_at_each_step__is_offered_again),
        SCENE(wizard__with_no_place_to_keep_it__hides_nothing_else),
        SCENE(wizard__an_offer__is_kept_by_esc_and_thrown_away_by_del),
        SCENE(wizard__a_fund_that_is_gone__is_said),
        SCENE(wizard__killed_at_any_key__loses_nothing),
        SCENE(wizard__mouse__chooses_and_goes_on),
        SCENE(wizard__paste__goes_into_the_filter_only),
        SCENE(wizard__unbound_keys__are_never_silent),
        SCENE(wizard__in_a_book_that_is_read_only__does_not_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
