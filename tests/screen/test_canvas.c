/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "support/golden.h"
#include "support/hostile.h"
#include "ui/cells/canvas.h"

/* ---- helpers ---- */

static void assert_row(const struct canvas *canvas, int row, const char *expected)
{
    struct buf is;
    buf_init(&is);
    golden_row(canvas, row, &is);
    assert_text_equal(is.text, expected);
    buf_release(&is);
}

static const struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
    return &canvas->cells[row * canvas->cols + col];
}

static struct figure figure_of(int64_t micros, const char *code)
{
    struct figure figure = {.amount = {micros}, .name = "coop", .program = "p", .location = "l"};
    assert_true(currency_parse(code, &figure.currency));
    return figure;
}

static int set_up(void **state)
{
    static struct canvas canvas;
    assert_true(canvas_init(&canvas, 4, 20, false));
    *state = &canvas;
    return 0;
}

static int tear_down(void **state)
{
    canvas_release(*state);
    return 0;
}

/* What must hold of every grid, whatever has been drawn. */
static void assert_sound(const struct canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int col = 0; col < canvas->cols; col++) {
            const struct cell *cell = cell_at(canvas, row, col);
            const struct cell *before = col > 0 ? cell - 1 : NULL;
            assert_true(cell->paint < PAINTS);
            assert_non_null(memchr(cell->text, '\0', GLYPH_BYTES));
            if (cell->width == 0) {
                assert_true(before && before->width == 2);
                assert_true(cell->text[0] == '\0' && cell->paint == before->paint);
            } else {
                assert_true(cell->text[0] != '\0' && (unsigned char)cell->text[0] >= ' ');
                assert_false(before && before->width == 2);
                assert_true(cell->width == 1 || (cell->width == 2 && col + 1 < canvas->cols));
            }
        }
    }
    assert_in_range(canvas->focus_row, 0, canvas->rows - 1);
    assert_in_range(canvas->focus_col, 0, canvas->cols - 1);
}

/* ---- text ---- */

static void text__fits__takes_its_cells(void **state)
{
    struct canvas *canvas = *state;
    assert_int_equal(canvas_text(canvas, 0, 2, 10, PAINT_GOOD, "Funds"), 5);
    assert_row(canvas, 0, "  Funds");
    assert_int_equal(cell_at(canvas, 0, 2)->paint, PAINT_GOOD);
    assert_int_equal(cell_at(canvas, 0, 7)->paint, PAINT_TEXT);
    assert_int_equal(canvas_text(canvas, 1, 0, 6, PAINT_TEXT, "株式会社"), 5);
    assert_row(canvas, 1, "株式…");
}

static void text__too_long__ends_in_a_sign(void **state)
{
    struct canvas *canvas = *state;
    assert_int_equal(canvas_text(canvas, 0, 0, 6, PAINT_TEXT, "Contoso"), 6);
    assert_row(canvas, 0, "Conto…");
    canvas_text(canvas, 1, 16, 99, PAINT_TEXT, "Contoso"); /* the edge cuts as well */
    assert_row(canvas, 1, "                Con…");
    assert_int_equal(canvas_text(canvas, 2, 0, 0, PAINT_TEXT, "Contoso"), 0);
    assert_int_equal(canvas_text(canvas, 2, 0, -7, PAINT_TEXT, "Contoso"), 0);
    assert_int_equal(canvas_text(canvas, 2, 20, 7, PAINT_TEXT, "Contoso"), 0);
    assert_row(canvas, 2, "");
    canvas->ascii = true;
    canvas_text(canvas, 3, 0, 6, PAINT_TEXT, "Contoso");
    assert_row(canvas, 3, "Conto~");
}

static void text__right__ends_at_the_edge(void **state)
{
    struct canvas *canvas = *state;
    assert_int_equal(canvas_text_right(canvas, 0, 2, 10, PAINT_TEXT, "Funds"), 5);
    assert_row(canvas, 0, "       Funds");
    canvas_text_right(canvas, 1, 2, 4, PAINT_TEXT, "Funds");
    assert_row(canvas, 1, "  Fun…");
    canvas_text_right(canvas, 2, 2, 4, PAINT_TEXT, "株a");
    assert_row(canvas, 2, "   株a");
}

static void text__mark__has_its_own_role(void **state)
{
    struct canvas *canvas = *state;
    canvas_text(canvas, 0, 0, 20, PAINT_TITLE, "a\x1b[2Jb");
    assert_row(canvas, 0, "a␛[2Jb");
    assert_int_equal(cell_at(canvas, 0, 0)->paint, PAINT_TITLE);
    assert_int_equal(cell_at(canvas, 0, 1)->paint, PAINT_MARK);
    assert_int_equal(cell_at(canvas, 0, 2)->paint, PAINT_TITLE);
}

static void text__over_half_a_wide_glyph__leaves_no_half(void **state)
{
    struct canvas *canvas = *state;
    canvas_text(canvas, 0, 0, 20, PAINT_TEXT, "株式会");
    canvas_text(canvas, 0, 1, 1, PAINT_TEXT, "x"); /* the right half of the first */
    canvas_text(canvas, 0, 2, 1, PAINT_TEXT, "y"); /* the left half of the second */
    assert_row(canvas, 0, " xy 会");
    canvas_text(canvas, 0, 3, 2, PAINT_TEXT, "社"); /* over the left half of the third */
    assert_row(canvas, 0, " xy社");
    assert_sound(canvas);
}

static void text__wide_at_the_edges__leaves_no_half(void **state)
{
    struct canvas *canvas = *state;
    canvas_text(canvas, 0, 19, 2, PAINT_TEXT, "株");
    assert_row(canvas, 0, "                   …");
    canvas_text(canvas, 1, -1, 5, PAINT_TEXT, "株ab");
    assert_row(canvas, 1, " ab");
    assert_sound(canvas);
}

static void textf__long__is_cut_like_text(void **state)
{
    struct canvas *canvas = *state;
    char name[2000];
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    canvas_textf(canvas, 0, 0, 20, PAINT_TEXT, "%s %d", "row", 12);
    assert_row(canvas, 0, "row 12");
    assert_int_equal(canvas_textf(canvas, 1, 0, 20, PAINT_TEXT, "%s", name), 20);
    assert_row(canvas, 1, "xxxxxxxxxxxxxxxxxxx…");
}

/* ---- lines ---- */

static void wrap__words__break_at_blanks(void **state)
{
    struct canvas *canvas = *state;
    struct area area = {0, 1, 4, 10};
    assert_int_equal(canvas_wrap(canvas, area, PAINT_TEXT, "One two  three fourteen"), 3);
    assert_row(canvas, 0, " One two");
    assert_row(canvas, 1, " three");
    assert_row(canvas, 2, " fourteen");
    assert_row(canvas, 3, "");
}

static void wrap__last_line__is_cut(void **state)
{
    struct canvas *canvas = *state;
    assert_int_equal(
        canvas_wrap(canvas, (struct area){0, 0, 2, 8}, PAINT_TEXT, "One two three four five"), 2);
    assert_row(canvas, 0, "One two");
    assert_row(canvas, 1, "three f…");
    canvas_clear(canvas);
    assert_int_equal(canvas_wrap(canvas, (struct area){0, 0, 2, 8}, PAINT_TEXT, "One two three  "),
                     2);
    assert_row(canvas, 1, "three");
}

static void wrap__long_word__goes_on_below(void **state)
{
    struct canvas *canvas = *state;
    canvas_wrap(canvas, (struct area){0, 0, 4, 6}, PAINT_TEXT, "a Contosoland 株式会社");
    assert_row(canvas, 0, "a");
    assert_row(canvas, 1, "Contos");
    assert_row(canvas, 2, "oland");
    assert_row(canvas, 3, "株式…");
}

static void wrap__no_canvas__counts(void **state)
{
    (void)state;
    assert_int_equal(
        canvas_wrap(NULL, (struct area){0, 0, 1000000, 6}, PAINT_TEXT, "a Contosoland 株式会社"),
        5);
    assert_int_equal(canvas_wrap(NULL, (struct area){0, 0, 1000000, 6}, PAINT_TEXT, "   "), 0);
    assert_int_equal(canvas_wrap(NULL, (struct area){0, 0, 1000000, 0}, PAINT_TEXT, "a b"), 0);
    assert_int_equal(canvas_wrap(NULL, (struct area){0, 0, 9, 1}, PAINT_TEXT, "株a"), 2);
}

/* ---- money ---- */

static void figure__points__stand_in_line(void **state)
{
    struct canvas *canvas = *state;
    struct figure usd = figure_of(-1234567890000, "USD"), jpy = figure_of(500000000, "JPY");
    struct figure exact = figure_of(9123456, "USD");
    canvas_figure(canvas, 0, 1, 16, 7, PAINT_TEXT, &usd);
    canvas_figure(canvas, 1, 1, 16, 7, PAINT_BAD, &jpy);
    canvas_figure(canvas, 2, 1, 16, 7, PAINT_TEXT, &exact);
    assert_row(canvas, 0, "  -1234567.89");
    assert_row(canvas, 1, "       500");
    assert_row(canvas, 2, "         9.123456");
    assert_int_equal(canvas->place_count, 3);
    assert_int_equal(canvas->places[1].row, 1);
    assert_int_equal(canvas->places[1].col, 7);
    assert_int_equal(canvas->places[1].width, 3);
    assert_string_equal(canvas->places[1].text, "500");
    assert_string_equal(canvas->places[1].figure.name, "coop");
    assert_int_equal(cell_at(canvas, 1, 7)->paint, PAINT_BAD);
}

static void figure__no_room__is_never_cut(void **state)
{
    struct canvas *canvas = *state;
    struct figure usd = figure_of(1234560000, "USD");
    canvas_figure(canvas, 0, 0, 6, 3, PAINT_TEXT, &usd);
    assert_row(canvas, 0, "######");
    assert_string_equal(canvas->places[0].text, "1234.56");
    canvas_figure(canvas, 1, 15, 10, 3, PAINT_TEXT, &usd); /* half beyond the edge */
    assert_row(canvas, 1, "               #####");
    canvas_figure(canvas, 2, 0, 7, 0, PAINT_TEXT, &usd);
    assert_row(canvas, 2, "1234.56");
    canvas_figure(canvas, 9, 0, 7, 0, PAINT_TEXT, &usd); /* not on the screen: no place */
    canvas_figure(canvas, 3, 0, 0, 0, PAINT_TEXT, &usd);
    assert_int_equal(canvas->place_count, 3);
}

static void figure__drawn_over__is_no_longer_there(void **state)
{
    struct canvas *canvas = *state;
    struct figure usd = figure_of(1230000, "USD");
    canvas_figure(canvas, 0, 0, 4, 3, PAINT_TEXT, &usd);
    canvas_figure(canvas, 1, 10, 4, 3, PAINT_TEXT, &usd);
    canvas_box(canvas, (struct area){0, 13, 3, 6}, "");
    assert_int_equal(canvas->place_count, 1);
    assert_int_equal(canvas->places[0].row, 0);
    canvas_clear(canvas);
    assert_int_equal(canvas->place_count, 0);
}

/* ---- areas ---- */

static void paint__wide_glyph__has_one_role(void **state)
{
    struct canvas *canvas = *state;
    canvas_text(canvas, 0, 0, 20, PAINT_TEXT, "a株b");
    canvas_paint(canvas, (struct area){0, 0, 1, 2}, PAINT_PICKED);
    assert_int_equal(cell_at(canvas, 0, 2)->paint, PAINT_PICKED);
    assert_int_equal(cell_at(canvas, 0, 3)->paint, PAINT_TEXT);
    assert_row(canvas, 0, "a株b");
    assert_sound(canvas);
}

static void box__title__stands_in_the_line(void **state)
{
    struct canvas *canvas = *state;
    struct area within = canvas_box(canvas, (struct area){0, 2, 4, 16}, "Contoso Åre AB");
    assert_row(canvas, 0, "  ┌─ Contoso Å… ─┐");
    assert_row(canvas, 1, "  │              │");
    assert_row(canvas, 3, "  └──────────────┘");
    assert_int_equal(within.row, 1);
    assert_int_equal(within.col, 3);
    assert_int_equal(within.rows, 2);
    assert_int_equal(within.cols, 14);
    canvas_clear(canvas);
    canvas->ascii = true;
    canvas_box(canvas, (struct area){0, 0, 3, 9}, "Go");
    assert_row(canvas, 0, "+- Go --+");
    within = canvas_box(canvas, (struct area){0, 0, 1, 9}, "Go");
    assert_int_equal(within.rows, 0);
    within = canvas_box(canvas, (struct area){0, 0, 2, 2}, "Go");
    assert_int_equal(within.cols, 0);
}

static void signs__each__is_one_cell(void **state)
{
    struct canvas *canvas = *state;
    for (int sign = 0; sign < SIGNS; sign++) {
        const char *plain = sign_text((enum sign)sign, true);
        assert_int_equal(canvas_width(canvas, sign_text((enum sign)sign, false)), 1);
        assert_int_equal(strlen(plain), 1);
        canvas->ascii = true;
        canvas_text(canvas, 0, 0, 1, PAINT_TEXT, sign_text((enum sign)sign, false));
        assert_row(canvas, 0, plain);
        canvas->ascii = false;
    }
    canvas_sign(canvas, 1, 17, 9, PAINT_TEXT, SIGN_LINE);
    assert_row(canvas, 1, "                 ───");
    canvas_sign(canvas, 2, -3, 5, PAINT_TEXT, SIGN_FULL);
    assert_row(canvas, 2, "██");
}

static void focus__outside__stays_on_the_canvas(void **state)
{
    struct canvas *canvas = *state;
    canvas_focus(canvas, 2, 7);
    assert_int_equal(canvas->focus_row, 2);
    assert_int_equal(canvas->focus_col, 7);
    canvas_focus(canvas, -1, 99);
    assert_int_equal(canvas->focus_row, 0);
    assert_int_equal(canvas->focus_col, 19);
}

static void resize__any_size__is_clear_and_sound(void **state)
{
    struct canvas *canvas = *state;
    canvas_text(canvas, 0, 0, 20, PAINT_BAD, "Contoso");
    canvas_focus(canvas, 3, 19);
    assert_true(canvas_resize(canvas, 2, 5));
    assert_row(canvas, 0, "");
    assert_sound(canvas);
    assert_true(canvas_resize(canvas, 0, INT_MAX));
    assert_int_equal(canvas->rows, 1);
    assert_int_equal(canvas->cols, 1000);
    assert_sound(canvas);
}

static void canvas__without_cells__may_be_drawn_on(void **state)
{
    struct canvas canvas = {0};
    struct figure usd = figure_of(1230000, "USD");
    (void)state;
    canvas_clear(&canvas);
    assert_int_equal(canvas_text(&canvas, 0, 0, 9, PAINT_TEXT, "Contoso"), 0);
    canvas_figure(&canvas, 0, 0, 9, 3, PAINT_TEXT, &usd);
    canvas_box(&canvas, (struct area){0, 0, 3, 9}, "Go");
    canvas_sign(&canvas, 0, 0, 3, PAINT_TEXT, SIGN_LINE);
    canvas_focus(&canvas, 1, 1);
    canvas_release(&canvas);
}

/* ---- properties ---- */

static int random_coordinate(struct random *random)
{
    return random_one_in(random, 50) ? (int)random_edgy(random, INT_MIN, INT_MAX)
                                     : (int)random_between(random, -30, 230);
}

static void draw_something(struct random *random, struct canvas *canvas)
{
    int row = random_coordinate(random), col = random_coordinate(random);
    int rows = random_coordinate(random), cols = random_coordinate(random);
    struct area area = {row, col, rows, cols};
    enum paint paint = (enum paint)random_between(random, 0, PAINTS - 1);
    const char *name = hostile_names[random_between(random, 0, HOSTILE_NAMES - 1)];
    struct figure figure = figure_of(random_edgy(random, INT64_MIN, INT64_MAX), "EUR");
    switch (random_between(random, 0, 8)) {
    case 0:
        (void)canvas_text(canvas, row, col, cols, paint, name);
        break;
    case 1:
        (void)canvas_text_right(canvas, row, col, cols, paint, name);
        break;
    case 2:
        (void)canvas_wrap(canvas, area, paint, name);
        break;
    case 3:
        canvas_figure(canvas, row, col, cols, (int)random_between(random, 0, 8), paint, &figure);
        break;
    case 4:
        canvas_paint(canvas, area, paint);
        break;
    case 5:
        canvas_fill(canvas, area, paint);
        break;
    case 6:
        canvas_sign(canvas, row, col, cols, paint, (enum sign)random_between(random, 0, SIGNS - 1));
        break;
    case 7:
        (void)canvas_box(canvas, area, name);
        break;
    default:
        canvas_focus(canvas, row, col);
        break;
    }
}

/* The sanitizers watch that nothing is written beside the cells. */
static void draws__random__never_leave_the_grid(void **state)
{
    struct canvas *canvas = *state;
    struct random random;
    random_init(&random);
    for (int i = 0; i < rounds(300); i++) {
        int rows = (int)random_between(&random, 1, 60), cols = (int)random_between(&random, 1, 200);
        if (random_one_in(&random, 4))
            rows = cols = 1;
        assert_true(canvas_resize(canvas, rows, cols));
        canvas->ascii = random_one_in(&random, 2);
        for (int draw = 0; draw < 20; draw++)
            draw_something(&random, canvas);
        assert_sound(canvas);
    }
}

static void text__random__shows_all_or_says_that_it_is_cut(void **state)
{
    struct canvas *canvas = *state;
    struct random random;
    random_init(&random);
    for (int i = 0; i < rounds(3000); i++) {
        const char *name = hostile_names[random_between(&random, 0, HOSTILE_NAMES - 1)];
        int width = (int)random_between(&random, 0, 200), seen = 0;
        assert_true(canvas_resize(canvas, 1, (int)random_between(&random, 1, 200)));
        canvas->ascii = random_one_in(&random, 2);
        int room = width < canvas->cols ? width : canvas->cols;
        int used = canvas_text(canvas, 0, 0, width, PAINT_GOOD, name);
        bool cut = false;
        for (int col = 0; col < canvas->cols; col++) {
            bool painted = cell_at(canvas, 0, col)->paint != PAINT_TEXT;
            seen += painted;
            assert_int_equal(painted, col < used);
            cut |= strcmp(cell_at(canvas, 0, col)->text, canvas->ascii ? "~" : "…") == 0;
        }
        assert_int_equal(seen, used);
        assert_int_equal(cut, canvas_width(canvas, name) > room && room > 0);
    }
}

static void figure__random__is_whole_or_filled(void **state)
{
    struct canvas *canvas = *state;
    struct random random;
    random_init(&random);
    for (int i = 0; i < rounds(5000); i++) {
        static const char *const codes[] = {"USD", "JPY", "KWD"};
        struct figure figure = figure_of(random_edgy(&random, INT64_MIN, INT64_MAX),
                                         codes[random_between(&random, 0, 2)]);
        struct buf shown;
        char digits[MONEY_TEXT_SIZE];
        assert_true(canvas_resize(canvas, 1, (int)random_between(&random, 1, 60)));
        canvas_figure(canvas, 0, (int)random_between(&random, -5, 60),
                      (int)random_between(&random, 0, 60), (int)random_between(&random, 0, 7),
                      PAINT_TEXT, &figure);
        money_print(figure.amount, figure.currency, digits);
        buf_init(&shown);
        golden_row(canvas, 0, &shown);
        const char *text = shown.text + strspn(shown.text, " ");
        if (canvas->place_count == 0)
            assert_text_equal(text, "");
        else if (text[0] == '#')
            assert_int_equal(strspn(text, "#"), strlen(text));
        else
            assert_text_equal(text, digits);
        buf_release(&shown);
    }
}

#define ON_CANVAS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

/* Aleph and beth, then others: they stay where they are said. */
static void fields__are_ordered__each_on_its_own(void **state)
{
    struct canvas *canvas = *state;
    assert_int_equal(canvas_fields(canvas, 0, 0, 20, PAINT_TEXT, "\u05d0\u05d1, x, \u05d2\u05d3"),
                     9);
    assert_row(canvas, 0, "\u05d1\u05d0, x, \u05d3\u05d2");
    canvas_clear(canvas);
    (void)canvas_fields(canvas, 0, 0, 20, PAINT_TEXT, "\u05d0\u05d1 \u00b7 \u05d2\u05d3 > x: y");
    assert_row(canvas, 0, "\u05d1\u05d0 \u00b7 \u05d3\u05d2 > x: y");
    canvas_clear(canvas);
    /* Cut, it says so, wherever a field ends. */
    for (int width = 1; width < 9; width++) {
        canvas_clear(canvas);
        assert_int_equal(canvas_fields(canvas, 0, 0, width, PAINT_TEXT, "ab, cd, e"), width);
        assert_text_equal(cell_at(canvas, 0, width - 1)->text, "\u2026");
        assert_text_equal(cell_at(canvas, 0, width)->text, " ");
    }
    canvas_clear(canvas);
    assert_int_equal(canvas_fields(canvas, 0, 0, 9, PAINT_TEXT, "ab, cd, e"), 9);
    assert_row(canvas, 0, "ab, cd, e");
}

static void words__of_a_command__follow_from_the_left(void **state)
{
    struct canvas *canvas = *state;
    const struct area area = {0, 0, 2, 20};
    assert_int_equal(
        canvas_wrap_words(canvas, area, PAINT_TEXT, "'\u05d0 \u05d1' --b '\u05d2\u05d3' --cccc x"),
        2);
    assert_row(canvas, 0, "'\u05d1 \u05d0' --b '\u05d3\u05d2'");
    assert_row(canvas, 1, "--cccc x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_CANVAS(text__fits__takes_its_cells),
        ON_CANVAS(text__too_long__ends_in_a_sign),
        ON_CANVAS(text__right__ends_at_the_edge),
        ON_CANVAS(text__mark__has_its_own_role),
        ON_CANVAS(fields__are_ordered__each_on_its_own),
        ON_CANVAS(words__of_a_command__follow_from_the_left),
        ON_CANVAS(text__over_half_a_wide_glyph__leaves_no_half),
        ON_CANVAS(text__wide_at_the_edges__leaves_no_half),
        ON_CANVAS(textf__long__is_cut_like_text),
        ON_CANVAS(wrap__words__break_at_blanks),
        ON_CANVAS(wrap__last_line__is_cut),
        ON_CANVAS(wrap__long_word__goes_on_below),
        cmocka_unit_test(wrap__no_canvas__counts),
        ON_CANVAS(figure__points__stand_in_line),
        ON_CANVAS(figure__no_room__is_never_cut),
        ON_CANVAS(figure__drawn_over__is_no_longer_there),
        ON_CANVAS(paint__wide_glyph__has_one_role),
        ON_CANVAS(box__title__stands_in_the_line),
        ON_CANVAS(signs__each__is_one_cell),
        ON_CANVAS(focus__outside__stays_on_the_canvas),
        ON_CANVAS(resize__any_size__is_clear_and_sound),
        cmocka_unit_test(canvas__without_cells__may_be_drawn_on),
        ON_CANVAS(draws__random__never_leave_the_grid),
        ON_CANVAS(text__random__shows_all_or_says_that_it_is_cut),
        ON_CANVAS(figure__random__is_whole_or_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
