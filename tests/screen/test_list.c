/* SPDX-License-Identifier: MIT */
#include "ui/parts/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/table.h"
#include "support/golden.h"
#include "support/support.h"

#define EMPTY "No fund yet: i brings in a first report."

struct desk {
    struct list list;
    struct table_row *rows;
    struct canvas canvas;
};

static void desk_init(struct desk *desk, size_t count, bool hostile)
{
    desk->rows = table_rows(count, hostile);
    list_init(&desk->list, table_columns, TABLE_COLUMNS, table_fill, table_compare, desk->rows);
    list_refill(&desk->list, count);
    assert_true(canvas_init(&desk->canvas, 24, 80, false));
}

static void desk_release(struct desk *desk)
{
    list_release(&desk->list);
    canvas_release(&desk->canvas);
    free(desk->rows);
}

static void draw(struct desk *desk)
{
    canvas_clear(&desk->canvas);
    list_draw(&desk->list, &desk->canvas, canvas_area(&desk->canvas), EMPTY);
}

static void act(struct desk *desk, enum action action)
{
    assert_true(list_act(&desk->list, action));
    draw(desk);
}

static bool press(struct desk *desk, enum key_code code)
{
    const struct key key = {.code = code};
    bool taken = list_key(&desk->list, &key);
    draw(desk);
    return taken;
}

/* ASCII, a key each. */
static void type(struct desk *desk, const char *text)
{
    for (; *text != '\0'; text++) {
        const struct key key = {.code = K_CHAR, .text = {*text}};
        assert_true(list_key(&desk->list, &key));
    }
    draw(desk);
}

static bool mouse(struct desk *desk, enum mouse_kind kind, int row, int col)
{
    struct event event = {.kind = EVENT_MOUSE};
    event.mouse.kind = kind;
    event.mouse.row = row;
    event.mouse.col = col;
    bool opens = list_mouse(&desk->list, &event);
    draw(desk);
    return opens;
}

static bool shows(const struct desk *desk, int row, const char *text)
{
    struct buf line;
    buf_init(&line);
    golden_row(&desk->canvas, row, &line);
    bool found = strstr(line.text, text) != NULL;
    buf_release(&line);
    return found;
}

/* ---- goldens -------------------------------------------------------------------------- */

static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20}, {43, 132}};

static void check_sizes(struct desk *desk, const char *name)
{
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char file[64];
        assert_true(canvas_resize(&desk->canvas, sizes[i][0], sizes[i][1]));
        draw(desk);
        (void)snprintf(file, sizeof file, "list_%s_%dx%d", name, sizes[i][1], sizes[i][0]);
        golden_check(&desk->canvas, file);
    }
}

static void list__draw__looks_right_at_every_size(void **state)
{
    static const struct {
        const char *name;
        size_t count;
        bool hostile, ascii;
    } cases[] = {
        {"empty", 0, false, false},   {"one", 1, false, false},  {"many", 840, false, false},
        {"hostile", 16, true, false}, {"ascii", 16, true, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct desk desk;
        desk_init(&desk, cases[i].count, cases[i].hostile);
        desk.canvas.ascii = cases[i].ascii;
        check_sizes(&desk, cases[i].name);
        desk_release(&desk);
    }
}

static void list__draw__shows_a_filter_at_every_size(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    act(&desk, ACT_FILTER);
    type(&desk, "Nordic 26");
    check_sizes(&desk, "filter");
    type(&desk, " nobody");
    check_sizes(&desk, "no_match");
    assert_true(press(&desk, K_ESC));
    act(&desk, ACT_COLUMNS);
    assert_true(press(&desk, K_DOWN));
    type(&desk, " ");
    check_sizes(&desk, "columns");
    desk_release(&desk);
}

static void list__draw__shows_sorting_and_the_place_at_every_size(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    draw(&desk);
    act(&desk, ACT_SORT_LAST);
    act(&desk, ACT_SORT_TURN);
    act(&desk, ACT_BOTTOM);
    check_sizes(&desk, "end");
    desk_release(&desk);
}

/* ---- moving --------------------------------------------------------------------------- */

static void list__act__scrolls_with_a_margin(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 100, false);
    draw(&desk); /* 23 rows */
    for (int i = 0; i < 20; i++)
        act(&desk, ACT_DOWN);
    assert_int_equal(desk.list.top, 0);
    act(&desk, ACT_DOWN);
    assert_int_equal(desk.list.here, 21);
    assert_int_equal(desk.list.top, 1);
    act(&desk, ACT_BOTTOM);
    assert_int_equal(desk.list.here, 99);
    assert_int_equal(desk.list.top, 77);
    act(&desk, ACT_DOWN);
    assert_int_equal(desk.list.here, 99);
    assert_int_equal(desk.list.top, 77);
    for (int i = 0; i < 21; i++)
        act(&desk, ACT_UP);
    assert_int_equal(desk.list.here, 78);
    assert_int_equal(desk.list.top, 76);
    act(&desk, ACT_TOP);
    assert_int_equal(desk.list.top, 0);
    desk_release(&desk);
}

static void list__act__pages_with_the_cursor_at_its_place(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 100, false);
    draw(&desk);
    for (int i = 0; i < 10; i++)
        act(&desk, ACT_DOWN);
    act(&desk, ACT_PAGE_DOWN);
    assert_int_equal(desk.list.top, 22); /* one row of the page before stays */
    assert_int_equal(desk.list.here, 32);
    act(&desk, ACT_PAGE_UP);
    assert_int_equal(desk.list.top, 0);
    assert_int_equal(desk.list.here, 10);
    for (int i = 0; i < 9; i++)
        act(&desk, ACT_PAGE_DOWN);
    assert_int_equal(desk.list.here, 99);
    desk_release(&desk);
}

static void list__refill__keeps_the_row_at_its_place_on_the_screen(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 100, false);
    draw(&desk);
    for (int i = 0; i < 40; i++)
        act(&desk, ACT_DOWN);
    size_t row = list_row(&desk.list), on_screen = desk.list.here - desk.list.top;
    /* Twelve rows came in above it. */
    desk_release(&desk);
    desk_init(&desk, 100, false);
    draw(&desk);
    for (int i = 0; i < 40; i++)
        act(&desk, ACT_DOWN);
    list_refill(&desk.list, 100);
    list_select(&desk.list, row + 12);
    draw(&desk);
    assert_int_equal(list_row(&desk.list), row + 12);
    assert_int_equal(desk.list.here - desk.list.top, on_screen);
    /* Fewer rows than before: the last one. */
    list_refill(&desk.list, 5);
    draw(&desk);
    assert_int_equal(list_row(&desk.list), 4);
    assert_int_equal(desk.list.top, 0);
    list_refill(&desk.list, 0);
    draw(&desk);
    assert_true(list_row(&desk.list) == SIZE_MAX);
    desk_release(&desk);
}

/* ---- sorting ---------------------------------------------------------------------------- */

static void list__act__sorts_and_keeps_the_selected_row(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 100, false);
    draw(&desk);
    for (int i = 0; i < 7; i++)
        act(&desk, ACT_DOWN);
    act(&desk, ACT_SORT_LAST); /* Remaining */
    assert_int_equal(desk.list.grid.sort, TABLE_REMAINING);
    assert_int_equal(list_row(&desk.list), 7);
    for (size_t i = 1; i < desk.list.shown; i++)
        assert_true(table_compare(desk.rows, desk.list.order[i - 1], desk.list.order[i],
                                  TABLE_REMAINING) <= 0);
    act(&desk, ACT_SORT_TURN);
    assert_int_equal(list_row(&desk.list), 7);
    for (size_t i = 1; i < desk.list.shown; i++)
        assert_true(table_compare(desk.rows, desk.list.order[i - 1], desk.list.order[i],
                                  TABLE_REMAINING) >= 0);
    desk_release(&desk);
}

/* Rows that are equal in the column stand as they came, in both directions. */
static void list__act__sorts_stably(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 100, false);
    draw(&desk);
    act(&desk, ACT_SORT_NEXT); /* Program: four of them */
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 1; i < desk.list.shown; i++) {
            size_t a = desk.list.order[i - 1], b = desk.list.order[i];
            if (table_compare(desk.rows, a, b, TABLE_PROGRAM) == 0)
                assert_true(a < b);
        }
        act(&desk, ACT_SORT_TURN);
    }
    desk_release(&desk);
}

/* ---- filter ------------------------------------------------------------------------------- */

static void list__key__filters_while_it_is_typed(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    draw(&desk);
    assert_false(press(&desk, K_ENTER));
    act(&desk, ACT_FILTER);
    size_t before = desk.list.shown;
    static const char typed[] = "NORDIC mci";
    for (const char *at = typed; *at != '\0'; at++) {
        const char one[] = {*at, '\0'};
        type(&desk, one);
        assert_true(desk.list.shown <= before);
        before = desk.list.shown;
    }
    assert_true(before > 0 && before < 200);
    for (size_t i = 0; i < desk.list.shown; i++) {
        const struct table_row *row = &desk.rows[desk.list.order[i]];
        assert_text_equal(row->program, "mci");
        assert_text_equal(row->location, "Fabrikam Nordic A/S");
    }
    assert_true(shows(&desk, 23, "/NORDIC mci"));
    assert_true(shows(&desk, 23, "of 840 · Enter keeps, Esc clears"));
    assert_int_equal(desk.canvas.focus_row, 23);
    assert_int_equal(desk.canvas.focus_col, 11);
    /* Kept: the keys are for the list again. */
    assert_true(press(&desk, K_ENTER));
    assert_int_equal(desk.list.shown, before);
    assert_false(press(&desk, K_ESC));
    assert_true(shows(&desk, 23, "Esc clears"));
    act(&desk, ACT_BACK);
    assert_int_equal(desk.list.shown, 840);
    assert_false(list_act(&desk.list, ACT_BACK));
    desk_release(&desk);
}

static void list__key__finds_figures_by_their_digits(void **state)
{
    struct desk desk;
    char digits[MONEY_TEXT_SIZE];
    (void)state;
    desk_init(&desk, 840, false);
    draw(&desk);
    act(&desk, ACT_FILTER);
    type(&desk, money_print(desk.rows[500].remaining, desk.rows[500].currency, digits));
    bool found = false;
    for (size_t i = 0; i < desk.list.shown; i++)
        found = found || desk.list.order[i] == 500;
    assert_true(found);
    assert_true(desk.list.shown < 20);
    desk_release(&desk);
}

static void list__key__finds_names_in_any_case_and_spelling(void **state)
{
    struct desk desk;
    struct key key = {.code = K_CHAR};
    (void)state;
    desk_init(&desk, 16, true);
    draw(&desk);
    act(&desk, ACT_FILTER);
    (void)snprintf(key.text, sizeof key.text, "%s", "\xc3\xa5"); /* å: both of them */
    assert_true(list_key(&desk.list, &key));
    type(&desk, "RE");
    assert_int_equal(desk.list.shown, 2);
    desk_release(&desk);
}

static void list__key__esc_brings_back_the_row_one_came_from(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    draw(&desk);
    for (int i = 0; i < 30; i++)
        act(&desk, ACT_DOWN);
    act(&desk, ACT_FILTER);
    type(&desk, "nobody at all");
    assert_int_equal(desk.list.shown, 0);
    assert_true(list_row(&desk.list) == SIZE_MAX);
    assert_true(shows(&desk, 1, "Nothing matches: 840 rows are hidden. Esc shows them again."));
    assert_true(press(&desk, K_ESC));
    assert_int_equal(list_row(&desk.list), 30);
    /* One that was moved to stays. */
    act(&desk, ACT_FILTER);
    type(&desk, "nordic");
    assert_true(press(&desk, K_DOWN));
    size_t row = list_row(&desk.list);
    assert_true(press(&desk, K_ESC));
    assert_int_equal(list_row(&desk.list), row);
    desk_release(&desk);
}

/* What was looked for by another screen is a word of its own. */
static void list__filter__goes_on_behind_what_was_looked_for(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    list_look_for(&desk.list, "nordic");
    draw(&desk);
    size_t nordic = desk.list.shown;
    assert_true(shows(&desk, 23, "/nordic  "));
    act(&desk, ACT_FILTER);
    type(&desk, "mci");
    assert_true(shows(&desk, 23, "/nordic mci"));
    assert_true(desk.list.shown > 0 && desk.list.shown < nordic);
    (void)press(&desk, K_ENTER);
    act(&desk, ACT_FILTER); /* what the person typed goes on as it was */
    type(&desk, "x");
    assert_true(shows(&desk, 23, "/nordic mcix"));
    list_look_for(&desk.list, "");
    act(&desk, ACT_FILTER);
    type(&desk, "mci");
    assert_true(shows(&desk, 23, "/mci"));
    desk_release(&desk);
}

static void list__paste__is_text_for_the_filter_or_refused(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    draw(&desk);
    assert_false(list_paste(&desk.list, "nordic", 6));
    act(&desk, ACT_FILTER);
    assert_true(list_paste(&desk.list, "nordic\tmci\r\n", 12));
    draw(&desk);
    assert_true(shows(&desk, 23, "/nordic mci "));
    assert_true(desk.list.shown < 840);
    size_t shown = desk.list.shown;
    assert_true(list_paste(&desk.list, "\x1b[31m", 5));
    draw(&desk);
    assert_int_equal(desk.list.shown, shown);
    assert_true(shows(&desk, 23, "control characters"));
    assert_true(press(&desk, K_LEFT));
    assert_false(shows(&desk, 23, "control characters"));
    desk_release(&desk);
}

/* ---- columns -------------------------------------------------------------------------------- */

static void list__columns__one_stays(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 20, false);
    draw(&desk);
    act(&desk, ACT_COLUMNS);
    for (int i = 0; i < TABLE_COLUMNS; i++) {
        type(&desk, " ");
        (void)press(&desk, K_DOWN);
    }
    assert_int_equal(desk.list.grid.hidden, (1u << (TABLE_COLUMNS - 1)) - 1);
    type(&desk, " "); /* the last one is refused */
    assert_int_equal(desk.list.grid.hidden, (1u << (TABLE_COLUMNS - 1)) - 1);
    (void)press(&desk, K_HOME);
    type(&desk, " x");
    assert_int_equal(desk.list.grid.hidden & 1u, 0);
    assert_true(press(&desk, K_ENTER));
    assert_false(desk.list.columns.open);
    desk_release(&desk);
}

/* ---- mouse ---------------------------------------------------------------------------------- */

static void list__mouse__selects_opens_sorts_and_scrolls(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk, 840, false);
    draw(&desk);
    assert_false(mouse(&desk, MOUSE_PRESS, 23, 2)); /* the last row: nothing scrolls */
    assert_int_equal(list_row(&desk.list), 22);
    assert_int_equal(desk.list.top, 0);
    assert_true(mouse(&desk, MOUSE_PRESS, 23, 2));
    assert_false(mouse(&desk, MOUSE_RELEASE, 23, 2));
    /* Another figure of the same row is gone to first. */
    struct grid_layout layout;
    grid_lay_out(&desk.list.grid, desk.list.cols, &layout);
    assert_false(mouse(&desk, MOUSE_PRESS, 23, layout.x[TABLE_COOP] + 3));
    assert_int_equal(desk.list.grid.focus, TABLE_COOP);
    assert_true(mouse(&desk, MOUSE_PRESS, 23, layout.x[TABLE_COOP] + 3));
    mouse(&desk, MOUSE_WHEEL_DOWN, 5, 5);
    assert_int_equal(desk.list.top, 3);
    assert_int_equal(list_row(&desk.list), 22);
    mouse(&desk, MOUSE_WHEEL_UP, 5, 5);
    mouse(&desk, MOUSE_WHEEL_UP, 5, 5);
    assert_int_equal(desk.list.top, 0);
    mouse(&desk, MOUSE_PRESS, 0, layout.x[TABLE_COOP] + 1);
    assert_int_equal(desk.list.grid.sort, TABLE_COOP);
    assert_false(desk.list.grid.descending);
    mouse(&desk, MOUSE_PRESS, 0, layout.x[TABLE_COOP] + 1);
    assert_true(desk.list.grid.descending);
    desk_release(&desk);
}

/* ---- property: anything, in any order, at any size ----------------------------------------------
 */

static const enum action moves[] = {
    ACT_UP,     ACT_DOWN,      ACT_LEFT,      ACT_RIGHT,  ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_TOP,
    ACT_BOTTOM, ACT_SORT_NEXT, ACT_SORT_LAST, ACT_FILTER, ACT_COLUMNS, ACT_SORT_TURN, ACT_BACK,
};
static const enum key_code keys[] = {K_ENTER, K_ESC,  K_BACKSPACE, K_UP,   K_DOWN,
                                     K_LEFT,  K_HOME, K_END,       K_RIGHT};

static void do_anything(struct random *random, struct desk *desk, size_t most)
{
    struct key key = {.code = K_CHAR};
    struct event event = {.kind = EVENT_MOUSE};
    switch (random_between(random, 0, 9)) {
    case 0:
        list_refill(&desk->list, (size_t)random_between(random, 0, (int64_t)most));
        break;
    case 1:
        list_select(&desk->list, (size_t)random_between(random, 0, (int64_t)most));
        break;
    case 2:
        event.mouse.kind = (enum mouse_kind)random_between(random, 0, 3);
        event.mouse.row = (int)random_between(random, -1, 60);
        event.mouse.col = (int)random_between(random, -1, 200);
        (void)list_mouse(&desk->list, &event);
        break;
    case 3:
    case 4:
        key.text[0] = " aco12.r"[random_between(random, 0, 7)];
        (void)list_key(&desk->list, &key);
        break;
    case 5:
        key.code = keys[random_between(random, 0, sizeof(keys) / sizeof(keys[0]) - 1)];
        (void)list_key(&desk->list, &key);
        break;
    default:
        (void)list_act(&desk->list,
                       moves[random_between(random, 0, sizeof(moves) / sizeof(moves[0]) - 1)]);
        break;
    }
}

/* order is a permutation of the rows, or without repetition part of them. */
static void check_order(const struct list *list)
{
    bool *seen = calloc(list->count + 1, sizeof *seen);
    assert_non_null(seen);
    assert_true(list->shown <= list->count);
    for (size_t i = 0; i < list->shown; i++) {
        assert_true(list->order[i] < list->count);
        assert_false(seen[list->order[i]]);
        seen[list->order[i]] = true;
    }
    if (!list_is_filtered(list))
        assert_int_equal(list->shown, list->count);
    if (list->shown > 0) {
        assert_true(list->here < list->shown);
        assert_true(list_row(list) == list->order[list->here]);
    }
    free(seen);
}

/* Around the area a frame of cells stays as it was; the cursor is inside. */
static void draw_framed(struct desk *desk, int rows, int cols)
{
    struct canvas *canvas = &desk->canvas;
    struct area area = {2, 3, rows, cols};
    assert_true(canvas_resize(canvas, rows + 4, cols + 6));
    canvas_clear(canvas);
    for (int row = 0; row < canvas->rows; row++)
        for (int col = 0; col < canvas->cols; col++)
            (void)canvas_text(canvas, row, col, 1, PAINT_BANNER, "@");
    list_draw(&desk->list, canvas, area, EMPTY);
    for (int row = 0; row < canvas->rows; row++) {
        for (int col = 0; col < canvas->cols; col++) {
            const struct cell *cell = &canvas->cells[row * canvas->cols + col];
            bool inside = row >= 2 && row < rows + 2 && col >= 3 && col < cols + 3;
            assert_true((strcmp(cell->text, "@") == 0) == !inside);
            assert_true((cell->paint == PAINT_BANNER) == !inside);
        }
    }
    assert_in_range(canvas->focus_row, 2, rows + 1);
    assert_in_range(canvas->focus_col, 3, cols + 2);
    if (desk->list.shown > 0 && desk->list.page > 0) {
        assert_true(desk->list.here >= desk->list.top);
        assert_true(desk->list.here < desk->list.top + (size_t)desk->list.page);
    }
}

static void list__anything__stays_in_its_area_and_in_order(void **state)
{
    struct random random;
    (void)state;
    random_init(&random);
    for (int i = rounds(60); i > 0; i--) {
        struct desk desk;
        size_t most = (size_t)random_edgy(&random, 0, 90);
        desk_init(&desk, most, random_one_in(&random, 2));
        desk.canvas.ascii = random_one_in(&random, 3);
        for (int k = 0; k < 100; k++) {
            do_anything(&random, &desk, most);
            check_order(&desk.list);
            if (random_one_in(&random, 2))
                draw_framed(&desk, (int)random_edgy(&random, 1, 50),
                            (int)random_edgy(&random, 1, 180));
        }
        desk_release(&desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list__draw__looks_right_at_every_size),
        cmocka_unit_test(list__draw__shows_a_filter_at_every_size),
        cmocka_unit_test(list__draw__shows_sorting_and_the_place_at_every_size),
        cmocka_unit_test(list__act__scrolls_with_a_margin),
        cmocka_unit_test(list__act__pages_with_the_cursor_at_its_place),
        cmocka_unit_test(list__refill__keeps_the_row_at_its_place_on_the_screen),
        cmocka_unit_test(list__act__sorts_and_keeps_the_selected_row),
        cmocka_unit_test(list__act__sorts_stably),
        cmocka_unit_test(list__key__filters_while_it_is_typed),
        cmocka_unit_test(list__key__finds_figures_by_their_digits),
        cmocka_unit_test(list__key__finds_names_in_any_case_and_spelling),
        cmocka_unit_test(list__key__esc_brings_back_the_row_one_came_from),
        cmocka_unit_test(list__filter__goes_on_behind_what_was_looked_for),
        cmocka_unit_test(list__paste__is_text_for_the_filter_or_refused),
        cmocka_unit_test(list__columns__one_stays),
        cmocka_unit_test(list__mouse__selects_opens_sorts_and_scrolls),
        cmocka_unit_test(list__anything__stays_in_its_area_and_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
