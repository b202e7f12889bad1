/* SPDX-License-Identifier: MIT */
/* The screens of funds at whatever size: nothing breaks, the cursor stays on the
 * canvas, and money is whole or '#'. */
#include <string.h>

#include "screen/scene.h"

static void check_place(const struct canvas *canvas, const struct figure_place *place)
{
    bool whole = true, hidden = true;
    assert_true(place->row >= 0 && place->row < canvas->rows);
    assert_true(place->col >= 0 && place->col + place->width <= canvas->cols);
    for (int i = 0; i < place->width; i++) {
        const struct cell *cell = &canvas->cells[place->row * canvas->cols + place->col + i];
        hidden = hidden && strcmp(cell->text, "#") == 0;
        whole = whole && cell->text[0] == place->text[i] && cell->text[1] == '\0';
    }
    assert_true(hidden || (whole && place->width == (int)strlen(place->text)));
}

static void check_frame(const struct stage *stage)
{
    const struct canvas *canvas = &stage->canvas;
    assert_in_range(canvas->focus_row, 0, canvas->rows - 1);
    assert_in_range(canvas->focus_col, 0, canvas->cols - 1);
    for (size_t i = 0; i < canvas->place_count; i++)
        check_place(canvas, &canvas->places[i]);
}

static void at_every_size(const char *keys)
{
    struct stage stage;
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 80);
    stage_keys(&stage, keys);
    for (int rows = 1; rows <= 45; rows += rows < 12 ? 1 : 11) {
        for (int cols = 1; cols <= 150; cols += cols < 90 ? 1 : 13) {
            stage_resize(&stage, rows, cols);
            check_frame(&stage);
        }
    }
    stage_keys(&stage, "Down Right End Left Up Home");
    check_frame(&stage);
    stage_close(&stage);
}

static void every_size(void **state, enum scene_kind kind)
{
    scene_make(*state, kind);
    at_every_size("1");
    at_every_size("2");
    at_every_size("2 Enter");
    at_every_size("2 Enter Right");
    at_every_size("2 Enter Down =");
    at_every_size("6");
    at_every_size("7");
    at_every_size("7 Enter");
    at_every_size("8");
    at_every_size("8 Enter");
    at_every_size("3");
    at_every_size("M");
    at_every_size("E");
    at_every_size("A Enter");
}

static void screens__of_hostile_names__fit_every_size(void **state)
{
    every_size(state, SCENE_HOSTILE);
}

static void screens__of_three_currencies__fit_every_size(void **state)
{
    every_size(state, SCENE_MIXED);
}

static void payments_and_documents__fit_every_size(void **state)
{
    scene_make(*state, SCENE_CLAIMS);
    at_every_size("M");
    at_every_size("M Enter");
    at_every_size("E");
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(screens__of_hostile_names__fit_every_size),
        SCENE_TEST(screens__of_three_currencies__fit_every_size),
        SCENE_TEST(payments_and_documents__fit_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
