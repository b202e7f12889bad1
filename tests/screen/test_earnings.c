/* SPDX-License-Identifier: MIT */
/* Screen 4: the list of earnings, what it finds, and one of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "support/golden.h"
#include "ui/screens/earnings_inside.h"
#include "ui/screens/screens.h"
#include "ui/view.h"

/* Until what is looked for beside the screen is all there. */
static void settle(struct stage *stage)
{
    struct view *top = shell_top(stage->shell);
    if (strcmp(top->class->name, "earnings") != 0)
        return;
    struct earnings *earnings = (struct earnings *)top;
    while (earnings->hunt != NULL && (hunt_is_on(earnings->hunt) || earnings->count < 0))
        stage_wait(stage);
    stage_draw(stage);
}

/* Keys by name; a word in quotes is typed. */
static void play(struct stage *stage, const char *keys)
{
    while (*keys != '\0') {
        char part[128];
        bool typed = *keys == '\'';
        keys += typed;
        size_t length = strcspn(keys, typed ? "'" : " ");
        (void)snprintf(part, sizeof(part), "%.*s", (int)length, keys);
        if (typed)
            stage_type(stage, part);
        else
            stage_keys(stage, part);
        keys += length + (typed && keys[length] != '\0');
        keys += strspn(keys, " ");
        settle(stage);
    }
}

/* Whoever runs the test, the pictures show the same person. */
static void make(struct desk *desk, enum scene_kind kind)
{
    scene_make(desk, kind);
    raw_exec(SCENE_BOOK, "UPDATE journal SET person = 'ann'");
}

static void shot(const char *name, const char *keys, bool ascii, int rows, int cols)
{
    char golden[128];
    struct stage stage;
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, rows, cols);
    stage.canvas.ascii = ascii;
    play(&stage, keys);
    (void)snprintf(golden, sizeof(golden), "%s_%s%dx%d", name, ascii ? "ascii_" : "", cols, rows);
    golden_check(&stage.canvas, golden);
    stage_close(&stage);
}

static void shots(const char *name, const char *keys)
{
    shot(name, keys, false, 24, 80);
    shot(name, keys, false, 12, 40);
    shot(name, keys, false, 5, 20);
    shot(name, keys, false, 43, 132);
    shot(name, keys, true, 24, 80);
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void earnings__look_as_they_should(void **state)
{
    make(*state, SCENE_DEMO);
    shots("earnings_demo", "4");
    shots("earnings_found", "4 / 'contoso' Enter Down");
    shots("earnings_by_amount", "4 > > > > > r");
    shots("earning_demo", "4 Down Enter");
}

static void earnings__of_an_empty_book__say_what_to_do(void **state)
{
    make(*state, SCENE_EMPTY);
    shots("earnings_empty", "4");
    shots("earning_add", "4 a");
}

static void earnings__of_hostile_names__stay_in_line(void **state)
{
    make(*state, SCENE_HOSTILE);
    shots("earnings_hostile", "4");
    shots("earning_hostile", "4 Down Down Down Enter");
}

static void earnings__of_odd_rows__show_them(void **state)
{
    make(*state, SCENE_MIXED);
    shots("earnings_mixed", "4");
    shots("earnings_typing", "4 /");
    shots("earnings_nothing", "4 / 'zebra'");
    shots("earnings_wrong", "4 / 'program:zebra'");
}

/* ---- what keys do --------------------------------------------------------------------------- */

static char *line_here(struct stage *stage)
{
    return stage_line(stage, stage->canvas.focus_row);
}

/* Down to the end and up again meets every row once, in the same order. */
static void earnings__walk__meets_every_row_once(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL); /* 120 rows */
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 12, 200);
    play(&stage, "4");
    assert_shows(&stage, "Earnings (120)");
    assert_shows(&stage, "1/120");
    for (int i = 0; i < 119; i++)
        stage_keys(&stage, "Down");
    assert_shows(&stage, "120/120");
    char *last = line_here(&stage);
    stage_keys(&stage, "Down");
    char *still = line_here(&stage);
    assert_string_equal(still, last);
    stage_keys(&stage, "Home End");
    char *end = line_here(&stage);
    assert_string_equal(end, last);
    assert_shows(&stage, "120/120");
    for (int i = 0; i < 30; i++)
        stage_keys(&stage, "PgUp");
    assert_shows(&stage, "1/120");
    free(last);
    free(still);
    free(end);
    stage_close(&stage);
}

/* After a write the row under the cursor is still under the cursor. */
static void earnings__recalc__keeps_the_row(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    scene_make(desk, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 20, 100);
    play(&stage, "4 PgDn PgDn Down");
    int row = stage.canvas.focus_row;
    char *before = line_here(&stage);
    assert_rc(office_add(shell_app(stage.shell), "T1", "hosting", "6100001", "2026-11-20", "coop",
                         "5", desk_err(desk)),
              RC_OK, &desk->err);
    shell_wrote(stage.shell);
    stage_draw(&stage);
    char *after = line_here(&stage);
    assert_string_equal(after, before);
    assert_int_equal(stage.canvas.focus_row, row);
    free(before);
    free(after);
    stage_close(&stage);
}

static void earnings__filter__understands_conditions(void **state)
{
    static const struct {
        const char *typed, *shows;
    } cases[] = {
        {"program:hosting", "24 found"},
        {"program:host", "24 found"},
        {"location:6100003", "10 found"},
        {"location:\"branch 3\"", "10 found"},
        {"period:FY26H2 branch", "60 found"},
        {"date:2026-10", "60 found"},
        {"import:1", "120 found"},
        {"is:excluded", "0 found"},
        {"date:2026-13", "is no time"},
        {"period:x", "is no half-year"},
        {"program:csp", "Several programs"},
        {"is:late", "is:excluded is"},
        {"fabrikam program:mci", "24 found"},
        {"import:0", "is no number"},
        {"location:nowhere", "No location is"},
        {"F11", "11 found"},
    };
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 120);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        play(&stage, "4 /");
        stage_type(&stage, cases[i].typed);
        settle(&stage);
        if (!stage_shows(&stage, cases[i].shows))
            print_error("typed: %s\n", cases[i].typed);
        assert_shows(&stage, cases[i].shows);
        stage_keys(&stage, "Esc");
        settle(&stage);
        assert_shows(&stage, "Earnings (120)");
    }
    stage_close(&stage);
}

/* What earnings_show opens is what the other screen meant. */
static void earnings_show__filters_and_names_it(void **state)
{
    const struct period period = period_named("FY26H2");
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 120);
    earnings_show(stage.shell, "hosting", "6100003", &period, 0, NULL);
    stage_draw(&stage);
    settle(&stage);
    assert_shows(&stage, "/program:hosting location:6100003 period:FY26H2");
    assert_shows(&stage, "1 found");
    earnings_show(stage.shell, NULL, NULL, NULL, 1, NULL);
    stage_draw(&stage);
    settle(&stage);
    assert_shows(&stage, "/import:1");
    assert_shows(&stage, "120 found");
    stage_close(&stage);
}

/* The amount in USD of a line of the list. */
static int64_t usd_of(const struct stage *stage, int row)
{
    for (size_t i = 0; i < stage->canvas.place_count; i++) {
        const struct figure_place *place = &stage->canvas.places[i];
        if (place->row == row && strcmp(place->figure.name, "usd") == 0)
            return place->figure.amount.micros;
    }
    fail_msg("line %d has no amount in USD", row);
    return 0;
}

static void expect_order(const struct stage *stage, bool falling)
{
    for (int row = 4; row < 22; row++)
        assert_true(falling ? usd_of(stage, row - 1) >= usd_of(stage, row)
                            : usd_of(stage, row - 1) <= usd_of(stage, row));
}

static void earnings__sort__orders_the_whole_list(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 132);
    play(&stage, "4 > > > > > > r"); /* by USD, the largest first */
    expect_order(&stage, true);
    play(&stage, "r");
    expect_order(&stage, false);
    play(&stage, "End");
    expect_order(&stage, false);
    stage_close(&stage);
}

/* ---- long lists ------------------------------------------------------------------------------ */

enum { LONG = 700 };

/* More rows than are held at once. */
static void make_long(struct desk *desk)
{
    static const char head[] = "participantId,participantName,programName,earningId,earningType,"
                               "earningAmount,transactionCurrency,earningAmountUSD,earningDate\n";
    char path[FOLDER_PATH_SIZE], day[DATE_TEXT_SIZE];
    struct import_counts counts;
    struct buf text;
    scene_make(desk, SCENE_EMPTY);
    const struct app_options options = {.book = SCENE_BOOK};
    struct app *app = NULL;
    buf_init(&text);
    buf_add(&text, head);
    for (int i = 0; i < LONG; i++)
        buf_addf(&text, "6100001,Contoso,Hosting,L%03d,Coop,%d,USD,%d,%s\n", i, i % 97, i % 97,
                 date_print((struct date){20500 + i * 7 % 60}, day));
    office_file(desk, "long.csv", text.text, path);
    buf_release(&text);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(office_import(app, "long.csv", &counts, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

/* The ids on the screen, line by line. */
static size_t ids_of(const struct stage *stage, char ret[LONG][16])
{
    size_t count = 0;
    for (size_t i = 0; i < stage->canvas.place_count && count < LONG; i++)
        if (strcmp(stage->canvas.places[i].figure.name, "amount") == 0)
            (void)snprintf(ret[count++], 16, "%s", stage->canvas.places[i].figure.id);
    return count;
}

static size_t index_of(char all[LONG][16], size_t count, const char *id)
{
    size_t at = 0;
    while (at < count && strcmp(all[at], id) != 0)
        at++;
    assert_true(at < count);
    return at;
}

/* What is shown is a piece of the list without gaps; gives the selected row. */
static int64_t expect_piece(const struct stage *stage, char all[LONG][16], size_t count)
{
    char ids[LONG][16];
    size_t shown = ids_of(stage, ids), head = 3;
    size_t first = index_of(all, count, ids[0]);
    assert_true(shown > 0 && first + shown <= count);
    for (size_t i = 0; i < shown; i++)
        assert_string_equal(ids[i], all[first + i]);
    return (int64_t)(first + (size_t)stage->canvas.focus_row - head);
}

/* Each key moves by as many rows as it should, but not beyond the ends. */
static void expect_move(struct stage *stage, const char *key, char all[LONG][16], size_t count)
{
    const struct {
        const char *key;
        int64_t rows;
    } moves[] = {{"Up", -1},
                 {"Down", 1},
                 {"PgUp", 6 - stage->canvas.rows},
                 {"PgDn", stage->canvas.rows - 6},
                 {"Home", -LONG},
                 {"End", LONG}};
    int64_t before = expect_piece(stage, all, count), last = (int64_t)count - 1;
    stage_keys(stage, key);
    int64_t after = expect_piece(stage, all, count);
    for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
        int64_t should = before + moves[i].rows;
        if (strcmp(moves[i].key, key) == 0)
            assert_int_equal(after, should < 0 ? 0 : should > last ? last : should);
    }
}

/* Often the same way for a while, so that rows are left behind and met again. */
static void move_at_random(struct stage *stage, struct random *random, char all[LONG][16],
                           size_t count)
{
    static const char *const keys[] = {"Up", "Down", "PgUp", "PgDn", "PgUp", "PgDn"};
    int64_t what = random_between(random, 0, 39);
    const char *key = keys[random_between(random, 0, 5)];
    if (what == 0)
        stage_resize(stage, (int)random_between(random, 8, 60), 80);
    else if (what < 4)
        stage_mouse(stage, what == 1 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN, 4, 10);
    else if (what == 4)
        shell_wrote(stage->shell); /* as if something had been written */
    else if (what == 5)
        expect_move(stage, random_one_in(random, 2) ? "Home" : "End", all, count);
    for (int64_t times = what > 5 ? random_between(random, 1, 14) : 0; times > 0; times--)
        expect_move(stage, key, all, count);
    stage_draw(stage);
    settle(stage);
    (void)expect_piece(stage, all, count);
}

/* Wherever one moves, the screen shows a piece of the list without gaps; by date
 * and by amount, which is collected. */
static void earnings__moved_at_random__show_a_piece_of_the_list(void **state)
{
    static char all[LONG][16];
    struct random random;
    make_long(*state);
    random_init(&random);
    for (int turn = 0; turn < 2; turn++) {
        const char *keys = turn == 0 ? "4" : "4 > > > > >";
        struct stage stage;
        stage_open(&stage, SCENE_BOOK, SCENE_DAY, LONG + 10, 80);
        play(&stage, keys);
        size_t count = ids_of(&stage, all);
        assert_int_equal(count, LONG);
        stage_resize(&stage, 24, 80);
        for (int i = 0; i < rounds(400); i++)
            move_at_random(&stage, &random, all, count);
        stage_close(&stage);
    }
}

/* ---- one earning ---------------------------------------------------------------------------- */

static void earning__typed_in__excluded_edited_and_deleted(void **state)
{
    struct desk *desk = *state;
    struct stage stage;
    scene_make(desk, SCENE_EMPTY);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    play(&stage, "4 a");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_type(&stage, "csp-direct");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "6100077");
    stage_keys(&stage, "Enter Enter Enter");
    stage_type(&stage, "250.50");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "earnings");
    assert_shows(&stage, "250.50");
    assert_shows(&stage, "u takes it back");
    /* Its location was new: one change, and one way back. */
    stage_keys(&stage, "u");
    assert_shows(&stage, "No earnings up to 2026-11-24");
    assert_int_equal(raw_number(SCENE_BOOK, "SELECT count(*) FROM location"), 0);
    stage_keys(&stage, "Ctrl-R Enter");
    assert_string_equal(stage_top_name(&stage), "earning");
    assert_shows(&stage, "Typed in");
    stage_keys(&stage, "e Down Down Down Down");
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "300");
    stage_keys(&stage, "Ctrl-S");
    assert_shows(&stage, "300.00");
    stage_keys(&stage, "X");
    stage_type(&stage, "counted twice");
    stage_keys(&stage, "Ctrl-S");
    assert_shows(&stage, "counted twice");
    stage_keys(&stage, "X");
    assert_false(stage_shows(&stage, "counted twice"));
    stage_keys(&stage, "d");
    assert_string_equal(stage_top_name(&stage), "earnings");
    assert_shows(&stage, "No earnings up to 2026-11-24");
    stage_keys(&stage, "u");
    assert_shows(&stage, "300.00");
    stage_close(&stage);
}

/* From one earning to the import that brought it. */
static void earning__leads_to_its_import(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 30, 100);
    play(&stage, "4 Enter");
    assert_string_equal(stage_top_name(&stage), "earning");
    for (bool there = false; !there;) {
        stage_keys(&stage, "Down");
        char *line = line_here(&stage);
        there = strncmp(line, "Brought in", 10) == 0;
        free(line);
    }
    stage_keys(&stage, "Enter");
    settle(&stage);
    assert_string_equal(stage_top_name(&stage), "earnings");
    assert_shows(&stage, "/import:1");
    assert_shows(&stage, "120 found");
    stage_close(&stage);
}

static void earnings__mouse__selects_sorts_and_opens(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 132);
    play(&stage, "4");
    stage_mouse(&stage, MOUSE_PRESS, 7, 12);
    assert_int_equal(stage.canvas.focus_row, 7);
    stage_mouse(&stage, MOUSE_WHEEL_DOWN, 7, 12);
    assert_int_equal(stage.canvas.focus_row, 4);
    stage_mouse(&stage, MOUSE_PRESS, 2, 12); /* the head of the programs */
    settle(&stage);
    char *line = line_here(&stage);
    assert_non_null(strstr(line, "csp-direct"));
    free(line);
    stage_mouse(&stage, MOUSE_PRESS, stage.canvas.focus_row, 12);
    assert_string_equal(stage_top_name(&stage), "earning");
    stage_close(&stage);
}

static void earnings__of_an_earlier_day__end_there(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, "2026-09-01", 24, 132);
    play(&stage, "4");
    assert_shows(&stage, "Earnings (60)");
    assert_false(stage_shows(&stage, "2026-10-31"));
    play(&stage, "> > /");
    stage_type(&stage, "fabrikam");
    settle(&stage);
    assert_shows(&stage, "60 found");
    stage_close(&stage);
}

static void earning__of_a_report__is_only_excluded(void **state)
{
    struct stage stage;
    scene_make(*state, SCENE_FULL);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    play(&stage, "4 e");
    assert_shows(&stage, "It came with a report");
    stage_keys(&stage, "d");
    assert_shows(&stage, "It came with a report");
    assert_string_equal(stage_top_name(&stage), "earnings");
    stage_close(&stage);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(earnings__look_as_they_should),
        SCENE(earnings__of_an_empty_book__say_what_to_do),
        SCENE(earnings__of_hostile_names__stay_in_line),
        SCENE(earnings__of_odd_rows__show_them),
        SCENE(earnings__walk__meets_every_row_once),
        SCENE(earnings__recalc__keeps_the_row),
        SCENE(earnings__filter__understands_conditions),
        SCENE(earnings_show__filters_and_names_it),
        SCENE(earnings__sort__orders_the_whole_list),
        SCENE(earnings__moved_at_random__show_a_piece_of_the_list),
        SCENE(earning__typed_in__excluded_edited_and_deleted),
        SCENE(earning__leads_to_its_import),
        SCENE(earnings__mouse__selects_sorts_and_opens),
        SCENE(earnings__of_an_earlier_day__end_there),
        SCENE(earning__of_a_report__is_only_excluded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
