/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "support/golden.h"
#include "support/hostile.h"
#include "ui/parts/chart.h"

/* ---- helpers ---- */

static struct figure usd(const char *amount)
{
    struct figure figure = {.kind = FIGURE_FUND, .currency = currency_usd, .name = "coop"};
    assert_int_equal(money_parse(amount, strlen(amount), MONEY_POINT, &figure.amount, &(bool){0}),
                     MONEY_OK);
    return figure;
}

static struct date day(const char *iso)
{
    struct date date;
    assert_true(date_parse(iso, strlen(iso), &date));
    return date;
}

static struct canvas new_canvas(int rows, int cols, bool ascii)
{
    struct canvas canvas;
    assert_true(canvas_init(&canvas, rows, cols, ascii));
    return canvas;
}

static void assert_row(const struct canvas *canvas, int row, const char *expected)
{
    struct buf is;
    buf_init(&is);
    golden_row(canvas, row, &is);
    assert_text_equal(is.text, expected);
    buf_release(&is);
}

/* Both forms of one drawing: NAME and NAME_ascii. */
static void check_both(const char *name, int rows, int cols, void (*draw)(struct canvas *canvas))
{
    for (int ascii = 0; ascii < 2; ascii++) {
        char golden[64];
        struct canvas canvas = new_canvas(rows, cols, ascii == 1);
        draw(&canvas);
        (void)snprintf(golden, sizeof(golden), "%s%s", name, ascii ? "_ascii" : "");
        golden_check(&canvas, golden);
        canvas_release(&canvas);
    }
}

static int cells_of(const struct canvas *canvas, enum paint paint)
{
    int count = 0;
    for (int i = 0; i < canvas->rows * canvas->cols; i++)
        count += canvas->cells[i].paint == paint;
    return count;
}

/* ---- bars ---- */

static void bar__parts__share_the_width(void **state)
{
    static const int rows[][4] = {
        {1000, 0, 0, 0}, {500, 500, 0, 0}, {250, 250, 250, 250}, {333, 333, 333, 1},
        {1, 1, 1, 997},  {0, 0, 1, 0},     {600, 0, 150, 0},     {900, 900, 900, -5},
    };
    struct canvas canvas = new_canvas(8, 12, false);
    (void)state;
    for (int row = 0; row < 8; row++)
        chart_bar(&canvas, row, 1, 10, rows[row], 4);
    assert_row(&canvas, 0, " ██████████");
    assert_row(&canvas, 1, " █████▓▓▓▓▓");
    assert_row(&canvas, 2, " ███▓▓▓▒▒░░");
    assert_row(&canvas, 3, " ███▓▓▓▒▒▒░");
    assert_row(&canvas, 4, " █▓▒░░░░░░░");
    assert_row(&canvas, 5, " ▒");
    assert_row(&canvas, 6, " ██████▒▒");
    assert_row(&canvas, 7, " █████████▓");
    canvas_release(&canvas);
}

static void bar__random__keeps_every_part_it_has_room_for(void **state)
{
    struct random random;
    (void)state;
    random_init(&random);
    for (int i = 0; i < rounds(5000); i++) {
        int width = (int)random_between(&random, 0, 40), parts[4], some = 0, left = 1000;
        struct canvas canvas = new_canvas(1, 40, random_one_in(&random, 2));
        for (int part = 0; part < 4; part++) {
            parts[part] = random_one_in(&random, 3) ? 0 : (int)random_between(&random, 0, left);
            left -= parts[part];
            some += parts[part] > 0;
        }
        chart_bar(&canvas, 0, 0, width, parts, 4);
        int empty = cells_of(&canvas, PAINT_TEXT);
        assert_true(40 - empty <= width);
        for (int part = 0; part < 4; part++) {
            int cells = cells_of(&canvas, (enum paint)(PAINT_BAR_A + part));
            if (parts[part] == 0)
                assert_int_equal(cells, 0);
            else if (some <= width)
                assert_true(cells >= 1);
        }
        if (left == 0)
            assert_int_equal(40 - empty, width);
        canvas_release(&canvas);
    }
}

static void gauge__only_done__is_full(void **state)
{
    struct canvas canvas = new_canvas(8, 12, false);
    (void)state;
    chart_gauge(&canvas, 0, 1, 10, 0, -1, PAINT_BAR_A);
    chart_gauge(&canvas, 1, 1, 10, 1, -1, PAINT_BAR_A);
    chart_gauge(&canvas, 2, 1, 10, 500, 800, PAINT_BAR_A);
    chart_gauge(&canvas, 3, 1, 10, 999, -1, PAINT_BAR_A);
    chart_gauge(&canvas, 4, 1, 10, 1000, 1000, PAINT_BAR_A);
    chart_gauge(&canvas, 5, 1, 10, INT_MAX, INT_MAX, PAINT_BAR_A);
    chart_gauge(&canvas, 6, 1, 10, INT_MIN, 0, PAINT_BAR_A);
    chart_gauge(&canvas, 7, 1, 0, 500, 500, PAINT_BAR_A);
    assert_row(&canvas, 0, " ░░░░░░░░░░");
    assert_row(&canvas, 1, " █░░░░░░░░░");
    assert_row(&canvas, 2, " █████░░░│░");
    assert_row(&canvas, 3, " █████████░");
    assert_row(&canvas, 4, " █████████│");
    assert_row(&canvas, 5, " █████████│");
    assert_row(&canvas, 6, " │░░░░░░░░░");
    assert_row(&canvas, 7, "");
    canvas_release(&canvas);
}

static void spark__each_value__has_a_sign(void **state)
{
    static const int64_t steps[] = {1, 2, 3, 4, 5, 6, 7, 8, 0, -3};
    static const int64_t edges[] = {INT64_MAX, INT64_MIN, 1, INT64_MAX / 2};
    struct canvas canvas = new_canvas(3, 12, false);
    (void)state;
    chart_spark(&canvas, 0, 0, steps, 10, PAINT_BAR_A);
    chart_spark(&canvas, 1, 0, edges, 4, PAINT_BAR_A);
    canvas.ascii = true;
    chart_spark(&canvas, 2, 0, steps, 10, PAINT_BAR_A);
    assert_row(&canvas, 0, "▁▂▃▄▅▆▇█ ▼");
    assert_row(&canvas, 1, "█▼▁▄");
    assert_row(&canvas, 2, "_.-=+*## v");
    canvas_release(&canvas);
}

/* ---- values ---- */

static struct chart_row year[] = {
    {.label = "2026-07"}, {.label = "2026-08"}, {.label = "2026-09"},
    {.label = "2026-10"}, {.label = "2026-11"}, {.label = "2026-12"},
};
static const char *const amounts[] = {"12345.67", "9800", "0", "-1250.5", "20.000001", "15000"};

static void draw_year(struct canvas *canvas)
{
    for (int i = 0; i < 6; i++)
        year[i].figure = usd(amounts[i]);
    assert_int_equal(chart_rows(canvas, canvas_area(canvas), year, 6), 6);
    assert_int_equal(canvas->place_count, 6);
}

static void rows__months__share_a_zero(void **state)
{
    (void)state;
    check_both("chart_rows", 6, 60, draw_year);
}

static void rows__narrow__keep_money_whole(void **state)
{
    (void)state;
    check_both("chart_rows_narrow", 6, 21, draw_year); /* labels, no bars */
    check_both("chart_rows_figures", 6, 13, draw_year);
}

static void draw_names(struct canvas *canvas)
{
    struct chart_row rows[HOSTILE_NAMES];
    for (size_t i = 0; i < HOSTILE_NAMES; i++) {
        rows[i].label = hostile_names[i];
        rows[i].figure = usd(amounts[i % 6]);
    }
    assert_int_equal(chart_rows(canvas, canvas_area(canvas), rows, HOSTILE_NAMES), HOSTILE_NAMES);
}

static void rows__hostile_names__stay_in_line(void **state)
{
    (void)state;
    check_both("chart_rows_hostile", 16, 64, draw_names);
}

static void rows__too_many__say_so(void **state)
{
    struct canvas canvas = new_canvas(6, 40, false);
    (void)state;
    for (int i = 0; i < 6; i++)
        year[i].figure = usd("1");
    assert_int_equal(chart_rows(&canvas, (struct area){1, 0, 3, 40}, year, 6), 3);
    assert_row(&canvas, 0, "");
    assert_row(&canvas, 3, "… 4 more");
    assert_row(&canvas, 4, "");
    assert_int_equal(chart_rows(&canvas, (struct area){0, 0, 0, 40}, year, 6), 0);
    assert_int_equal(chart_rows(&canvas, canvas_area(&canvas), year, 0), 0);
    canvas_release(&canvas);
}

static void rows__tiny__can_be_seen(void **state)
{
    struct canvas canvas = new_canvas(2, 40, false);
    (void)state;
    struct chart_row rows[] = {{"in", usd("15000")}, {"out", usd("-0.01")}};
    assert_int_equal(chart_rows(&canvas, canvas_area(&canvas), rows, 2), 2);
    assert_row(&canvas, 0, "in   │█████████████████████████ 15000.00");
    assert_row(&canvas, 1, "out ▓│                             -0.01");
    canvas_release(&canvas);
}

static void rows__random__never_cut_money(void **state)
{
    struct random random;
    (void)state;
    random_init(&random);
    for (int i = 0; i < rounds(1000); i++) {
        struct canvas canvas = new_canvas(6, 100, random_one_in(&random, 2));
        struct area area = {1, 7, 4, (int)random_between(&random, -2, 90)};
        struct chart_row rows[4];
        for (int row = 0; row < 4; row++) {
            rows[row].label = hostile_names[random_between(&random, 0, HOSTILE_NAMES - 1)];
            rows[row].figure = usd("0");
            rows[row].figure.amount.micros = random_edgy(&random, INT64_MIN, INT64_MAX);
        }
        chart_rows(&canvas, area, rows, 4);
        for (int row = 0; row < canvas.rows; row++) {
            for (int col = 0; col < canvas.cols; col++) {
                const struct cell *cell = &canvas.cells[row * canvas.cols + col];
                bool inside = row >= 1 && row < 5 && col >= 7 && col < 7 + area.cols;
                assert_true(inside || strcmp(cell->text, " ") == 0);
            }
        }
        for (size_t place = 0; place < canvas.place_count; place++) {
            const struct figure_place *at = &canvas.places[place];
            bool filled = canvas.cells[at->row * canvas.cols + at->col].text[0] == '#';
            for (int col = 0; col < at->width; col++) {
                const struct cell *cell = &canvas.cells[at->row * canvas.cols + at->col + col];
                assert_int_equal(cell->text[0], filled ? '#' : at->text[col]);
            }
        }
        canvas_release(&canvas);
    }
}

/* ---- strips ---- */

static void draw_calendar(struct canvas *canvas)
{
    const struct chart_span spans[] = {
        {"earning", day("2026-07-01"), day("2026-12-31"), PAINT_BAR_A, SIGN_FULL},
        {"usage", day("2027-01-01"), day("2027-06-30"), PAINT_BAR_B, SIGN_DENSE},
        {"claims", day("2027-02-16"), day("2027-08-15"), PAINT_BAR_C, SIGN_MEDIUM},
    };
    int rows = chart_strip(canvas, canvas_area(canvas), day("2026-07-01"), day("2027-08-31"), spans,
                           3, day("2026-11-23"));
    assert_true(rows <= canvas->rows);
}

static void strip__calendar__at_each_size(void **state)
{
    (void)state;
    check_both("chart_strip", 6, 76, draw_calendar);
    check_both("chart_strip_flat", 3, 76, draw_calendar);
    check_both("chart_strip_40", 5, 38, draw_calendar);
    check_both("chart_strip_20", 5, 20, draw_calendar);
}

static void strip__rows__are_what_it_takes(void **state)
{
    const struct chart_span spans[] = {
        {"one", day("2026-01-01"), day("2026-03-31"), PAINT_BAR_A, SIGN_FULL},
        {"two", day("2026-02-01"), day("2026-04-30"), PAINT_BAR_B, SIGN_DENSE},
        {"gone", day("2025-01-01"), day("2025-12-31"), PAINT_BAR_C, SIGN_MEDIUM},
    };
    struct date first = day("2026-01-01"), last = day("2026-12-31"), off = day("2027-01-01");
    struct canvas canvas = new_canvas(8, 60, false);
    (void)state;
    assert_int_equal(chart_strip(&canvas, canvas_area(&canvas), first, last, spans, 3, off), 5);
    assert_int_equal(cells_of(&canvas, PAINT_TITLE), 0); /* today is not in it */
    assert_int_equal(chart_strip(&canvas, (struct area){0, 0, 4, 60}, first, last, spans, 3, off),
                     4);
    canvas_clear(&canvas);
    assert_int_equal(chart_strip(&canvas, (struct area){0, 0, 1, 60}, first, last, spans, 3, off),
                     1);
    assert_row(&canvas, 0, "… 2 more");
    assert_int_equal(chart_strip(&canvas, (struct area){0, 0, 0, 60}, first, last, spans, 3, off),
                     0);
    assert_int_equal(chart_strip(&canvas, canvas_area(&canvas), last, first, spans, 3, off), 0);
    canvas_release(&canvas);
}

static void strip__random__stays_in_its_area(void **state)
{
    struct random random;
    static const enum sign signs[] = {SIGN_FULL, SIGN_DENSE, SIGN_MEDIUM, SIGN_LIGHT};
    (void)state;
    random_init(&random);
    for (int i = 0; i < rounds(2000); i++) {
        struct canvas canvas = new_canvas(14, 80, random_one_in(&random, 2));
        struct area area = {2, 3, (int)random_between(&random, -1, 10),
                            (int)random_between(&random, -1, 70)};
        struct chart_span spans[5];
        for (int span = 0; span < 5; span++)
            spans[span] =
                (struct chart_span){hostile_names[random_between(&random, 0, HOSTILE_NAMES - 1)],
                                    {(int32_t)random_between(&random, 19000, 22000)},
                                    {(int32_t)random_between(&random, 19000, 22000)},
                                    PAINT_BAR_A,
                                    signs[span % 4]};
        struct date first = {(int32_t)random_between(&random, 19000, 21000)};
        struct date last = {first.day + (int32_t)random_between(&random, 0, 4000)};
        int rows = chart_strip(&canvas, area, first, last, spans, 5,
                               (struct date){(int32_t)random_between(&random, 19000, 22000)});
        assert_in_range(rows, 0, area.rows > 0 ? area.rows : 0);
        for (int at = 0; at < canvas.rows * canvas.cols; at++) {
            int row = at / canvas.cols, col = at % canvas.cols;
            bool inside = row >= 2 && row < 2 + rows && col >= 3 && col < 3 + area.cols;
            assert_true(inside || strcmp(canvas.cells[at].text, " ") == 0);
        }
        canvas_release(&canvas);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bar__parts__share_the_width),
        cmocka_unit_test(bar__random__keeps_every_part_it_has_room_for),
        cmocka_unit_test(gauge__only_done__is_full),
        cmocka_unit_test(spark__each_value__has_a_sign),
        cmocka_unit_test(rows__months__share_a_zero),
        cmocka_unit_test(rows__narrow__keep_money_whole),
        cmocka_unit_test(rows__hostile_names__stay_in_line),
        cmocka_unit_test(rows__too_many__say_so),
        cmocka_unit_test(rows__tiny__can_be_seen),
        cmocka_unit_test(rows__random__never_cut_money),
        cmocka_unit_test(strip__calendar__at_each_size),
        cmocka_unit_test(strip__rows__are_what_it_takes),
        cmocka_unit_test(strip__random__stays_in_its_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
