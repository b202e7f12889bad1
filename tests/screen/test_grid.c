/* SPDX-License-Identifier: MIT */
#include "ui/parts/grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/table.h"
#include "support/support.h"

enum { WIDTH_MAX = 400, MANY = 40 };

struct sheet {
    struct grid grid;
    struct table_row *rows;
    size_t count;
    struct canvas canvas;
    struct grid_layout layout;
};

static void sheet_init(struct sheet *sheet, size_t count, bool hostile, bool ascii)
{
    sheet->rows = table_rows(count, hostile);
    sheet->count = count;
    grid_init(&sheet->grid, table_columns, TABLE_COLUMNS, table_fill, sheet->rows);
    for (size_t i = 0; i < count; i++)
        grid_measure(&sheet->grid, i);
    assert_true(canvas_init(&sheet->canvas, 24, 80, ascii));
}

static void sheet_release(struct sheet *sheet)
{
    canvas_release(&sheet->canvas);
    free(sheet->rows);
}

/* The head and as many rows as there is room for; the second one is selected. */
static void sheet_draw(struct sheet *sheet, int rows, int cols)
{
    struct area line = {0, 0, 1, cols};
    assert_true(canvas_resize(&sheet->canvas, rows, cols));
    canvas_clear(&sheet->canvas);
    grid_lay_out(&sheet->grid, cols, &sheet->layout);
    grid_draw_head(&sheet->grid, &sheet->canvas, line, &sheet->layout);
    for (line.row = 1; line.row < rows && (size_t)line.row <= sheet->count; line.row++)
        grid_draw_row(&sheet->grid, &sheet->canvas, line, &sheet->layout, (size_t)line.row - 1,
                      line.row == 2);
}

/* The text of some cells of a row, blanks at both ends left out. */
static char *cells(const struct canvas *canvas, int row, int col, int width, char ret[512])
{
    size_t length = 0;
    ret[0] = '\0';
    for (int i = col; i < col + width; i++) {
        const char *text = canvas->cells[row * canvas->cols + i].text;
        if (length == 0 && strcmp(text, " ") == 0)
            continue;
        size_t one = strlen(text);
        assert_true(length + one < 512);
        memcpy(ret + length, text, one + 1);
        length += one;
    }
    while (length > 0 && ret[length - 1] == ' ')
        ret[--length] = '\0';
    return ret;
}

/* ---- layout ------------------------------------------------------------------------- */

static void grid__lay_out__gives_way_by_rank_and_counts_what_is_gone(void **state)
{
    struct sheet sheet;
    int gone = TABLE_COLUMNS;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    for (int cols = 0; cols <= WIDTH_MAX; cols++) {
        struct grid_layout layout;
        int shown = 0, end = -1, worst_shown = 0, best_gone = 100;
        grid_lay_out(&sheet.grid, cols, &layout);
        for (int i = 0; i < TABLE_COLUMNS; i++) {
            int rank = table_columns[i].rank;
            if (layout.x[i] < 0) {
                best_gone = rank < best_gone ? rank : best_gone;
                continue;
            }
            worst_shown = rank > worst_shown ? rank : worst_shown;
            shown++;
            assert_true(layout.x[i] > end); /* a gap before each but the first */
            assert_true(layout.width[i] >= 1);
            end = layout.x[i] + layout.width[i];
            assert_true(end <= cols);
        }
        assert_int_equal(shown + layout.gone, TABLE_COLUMNS);
        assert_true(worst_shown <= best_gone);
        /* A wider screen never shows less. */
        assert_true(layout.gone <= gone);
        gone = layout.gone;
    }
    assert_int_equal(gone, 0);
    sheet_release(&sheet);
}

static void grid__lay_out__keeps_names_at_their_least_before_a_column_goes(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    for (int cols = 40; cols <= WIDTH_MAX; cols++) {
        struct grid_layout layout;
        grid_lay_out(&sheet.grid, cols, &layout);
        assert_true(layout.width[TABLE_LOCATION] >= table_columns[TABLE_LOCATION].least);
        assert_true(layout.width[TABLE_LOCATION] <= sheet.grid.width[TABLE_LOCATION]);
        /* The less a column matters, the more of the names is left beside it. */
        for (int i = 0; i < TABLE_COLUMNS; i++) {
            int name = table_columns[TABLE_LOCATION].least + table_columns[i].rank;
            if (layout.x[i] >= 0)
                assert_true(layout.width[TABLE_LOCATION] >= name ||
                            layout.width[TABLE_LOCATION] == sheet.grid.width[TABLE_LOCATION]);
        }
        if (layout.x[TABLE_SHARES] >= 0) {
            assert_true(layout.width[TABLE_SHARES] >= table_columns[TABLE_SHARES].least);
            assert_true(layout.width[TABLE_SHARES] <= table_columns[TABLE_SHARES].most);
        }
    }
    sheet_release(&sheet);
}

static void grid__lay_out__leaves_out_what_the_person_hid(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    sheet.grid.hidden = 1u << TABLE_LOCATION | 1u << TABLE_COOP;
    grid_lay_out(&sheet.grid, WIDTH_MAX, &sheet.layout);
    assert_true(sheet.layout.x[TABLE_LOCATION] < 0);
    assert_true(sheet.layout.x[TABLE_COOP] < 0);
    assert_int_equal(sheet.layout.gone, 0);
    assert_int_equal(sheet.layout.note, NOTE_NONE);
    sheet_release(&sheet);
}

/* ---- money ----------------------------------------------------------------------------- */

/* Each figure column is full of '#', or shows all digits and nothing else. */
static void check_money(const struct sheet *sheet, int line)
{
    static const int columns[] = {TABLE_COOP, TABLE_CLAIMED, TABLE_REMAINING};
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        char shown[512], digits[MONEY_TEXT_SIZE], hashes[512];
        struct grid_cell cell = {.text = NULL};
        int column = columns[i], width = sheet->layout.width[column];
        table_fill(sheet->rows, (size_t)line - 1, column, &cell);
        if (sheet->layout.x[column] < 0 || !cell.has_figure)
            continue;
        (void)cells(&sheet->canvas, line, sheet->layout.x[column], width, shown);
        memset(hashes, '#', (size_t)width);
        hashes[width] = '\0';
        if (strcmp(shown, hashes) != 0)
            assert_text_equal(shown, money_print(cell.figure.amount, cell.figure.currency, digits));
    }
}

static void grid__draw_row__shows_money_whole_or_not_at_all(void **state)
{
    struct sheet sheet;
    (void)state;
    for (int hostile = 0; hostile < 2; hostile++) {
        sheet_init(&sheet, MANY, hostile != 0, hostile != 0);
        for (int cols = 1; cols <= WIDTH_MAX; cols++) {
            sheet_draw(&sheet, MANY + 1, cols);
            for (int line = 1; line <= MANY; line++)
                check_money(&sheet, line);
        }
        sheet_release(&sheet);
    }
}

/* From 20 columns on the most important figure is there, and so is its currency. */
static void grid__draw_row__shows_the_first_figure_from_20_columns_on(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    for (int cols = 20; cols <= WIDTH_MAX; cols++) {
        char shown[512], digits[MONEY_TEXT_SIZE];
        sheet_draw(&sheet, MANY + 1, cols);
        for (int line = 1; line <= MANY; line++) {
            const struct table_row *row = &sheet.rows[line - 1];
            int x = sheet.layout.x[TABLE_REMAINING], at = sheet.layout.x[TABLE_CURRENCY];
            assert_true(x >= 0);
            assert_true(at >= 0);
            assert_text_equal(
                cells(&sheet.canvas, line, x, sheet.layout.width[TABLE_REMAINING], shown),
                money_print(row->remaining, row->currency, digits));
            assert_text_equal(
                cells(&sheet.canvas, line, at, sheet.layout.width[TABLE_CURRENCY], shown),
                row->currency.code);
        }
    }
    sheet_release(&sheet);
}

static void grid__draw_row__puts_decimal_points_in_line(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    sheet_draw(&sheet, MANY + 1, 132);
    int x = sheet.layout.x[TABLE_REMAINING];
    int point = x + sheet.layout.width[TABLE_REMAINING] - sheet.grid.fraction[TABLE_REMAINING];
    for (int line = 1; line <= MANY; line++) {
        bool decimals = currency_decimals(sheet.rows[line - 1].currency) > 0;
        const struct cell *row = &sheet.canvas.cells[line * sheet.canvas.cols];
        assert_text_equal(row[point].text, decimals ? "." : " ");
        assert_true(row[point - 1].text[0] >= '0' && row[point - 1].text[0] <= '9');
    }
    sheet_release(&sheet);
}

/* Where a name has two wide characters or ten marks, the next column begins at
 * the same place. */
static void grid__draw_row__keeps_columns_in_line_after_hostile_names(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, MANY, true, false);
    for (int cols = 40; cols <= 132; cols++) {
        sheet_draw(&sheet, MANY + 1, cols);
        for (int line = 1; line <= MANY; line++) {
            char shown[512];
            (void)cells(&sheet.canvas, line, sheet.layout.x[TABLE_CURRENCY], 3, shown);
            assert_text_equal(shown, sheet.rows[line - 1].currency.code);
            /* The gap before it. */
            const struct cell *gap = &sheet.canvas.cells[line * cols];
            gap += sheet.layout.x[TABLE_CURRENCY] - 1;
            assert_text_equal(gap->text, " ");
        }
    }
    sheet_release(&sheet);
}

/* ---- head -------------------------------------------------------------------------------- */

static void grid__draw_head__says_how_many_columns_are_gone(void **state)
{
    struct sheet sheet;
    bool seen_long = false;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    for (int cols = 12; cols <= WIDTH_MAX; cols++) {
        char head[512], note[32];
        sheet_draw(&sheet, 3, cols);
        (void)cells(&sheet.canvas, 0, 0, cols, head);
        (void)snprintf(note, sizeof note, "+%d", sheet.layout.gone);
        if (sheet.layout.gone > 0)
            assert_non_null(strstr(head, note));
        else
            assert_null(strchr(head, '+'));
        seen_long = seen_long || strstr(head, " cols") != NULL;
    }
    assert_true(seen_long);
    sheet_release(&sheet);
}

static void grid__draw_head__marks_the_sorted_column(void **state)
{
    struct sheet sheet;
    char head[512];
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    sheet.grid.sort = TABLE_LOCATION;
    sheet_draw(&sheet, 3, 132);
    assert_non_null(strstr(cells(&sheet.canvas, 0, 0, 132, head), "Location\xe2\x96\xb2"));
    sheet.grid.sort = TABLE_REMAINING;
    sheet.grid.descending = true;
    sheet_draw(&sheet, 3, 132);
    assert_non_null(strstr(cells(&sheet.canvas, 0, 0, 132, head), "\xe2\x96\xbcRemaining"));
    /* Where its column is gone the note has the mark. */
    sheet.grid.sort = TABLE_COOP;
    sheet_draw(&sheet, 3, 40);
    assert_true(sheet.layout.x[TABLE_COOP] < 0);
    assert_non_null(strstr(cells(&sheet.canvas, 0, 0, 40, head), "+6\xe2\x96\xbc"));
    sheet_release(&sheet);
}

/* ---- cursor and sorting --------------------------------------------------------------------- */

static void grid__move_focus__visits_the_shown_figures_and_stops(void **state)
{
    struct sheet sheet;
    struct grid *grid = &sheet.grid;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    assert_int_equal(grid->focus, TABLE_REMAINING);
    sheet_draw(&sheet, 4, 132);
    assert_false(grid_move_focus(grid, &sheet.layout, 1));
    assert_true(grid_move_focus(grid, &sheet.layout, -1));
    assert_int_equal(grid->focus, TABLE_CLAIMED);
    assert_true(grid_move_focus(grid, &sheet.layout, -1));
    assert_int_equal(grid->focus, TABLE_COOP);
    assert_false(grid_move_focus(grid, &sheet.layout, -1));
    assert_int_equal(grid->focus, TABLE_COOP);
    /* The column goes: the cursor is on a figure that is seen. */
    sheet_draw(&sheet, 4, 40);
    assert_int_equal(grid->focus, TABLE_REMAINING);
    /* No figure is seen: the cursor waits at the beginning of the row. */
    grid->hidden = 1u << TABLE_COOP | 1u << TABLE_CLAIMED | 1u << TABLE_REMAINING;
    sheet_draw(&sheet, 4, 40);
    assert_int_equal(sheet.canvas.focus_col, 0);
    grid->hidden = 0;
    sheet_draw(&sheet, 4, 40);
    assert_int_equal(grid->focus, TABLE_REMAINING);
    assert_true(sheet.canvas.focus_col > 0);
    sheet_release(&sheet);
}

static void grid__draw_row__sets_the_cursor_on_the_focused_figure(void **state)
{
    struct sheet sheet;
    char shown[512], digits[MONEY_TEXT_SIZE];
    struct figure figure;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    for (int cols = 20; cols <= WIDTH_MAX; cols++) {
        sheet_draw(&sheet, 4, cols);
        int x = sheet.layout.x[sheet.grid.focus];
        int end = x + sheet.layout.width[sheet.grid.focus];
        assert_int_equal(sheet.canvas.focus_row, 2);
        int from = sheet.canvas.focus_col;
        assert_true(grid_figure(&sheet.grid, 1, &figure));
        assert_text_equal(cells(&sheet.canvas, 2, from, end - from, shown),
                          money_print(figure.amount, figure.currency, digits));
        assert_string_not_equal(sheet.canvas.cells[2 * cols + from].text, " ");
        assert_int_equal(sheet.canvas.cells[2 * cols + from].paint, PAINT_FOCUS);
    }
    sheet.grid.focus = -1;
    sheet_draw(&sheet, 4, 80);
    assert_int_equal(sheet.canvas.focus_col, 0);
    assert_false(grid_figure(&sheet.grid, 1, &figure));
    sheet_release(&sheet);
}

static void grid__sort_by__goes_round_the_columns_that_sort(void **state)
{
    static const int expected[] = {TABLE_PROGRAM, TABLE_LOCATION, TABLE_COOP, TABLE_REMAINING,
                                   TABLE_PROGRAM};
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, 1, false, false);
    sheet.grid.hidden = 1u << TABLE_PERIOD;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        sheet.grid.descending = true;
        grid_sort_by(&sheet.grid, 1);
        assert_int_equal(sheet.grid.sort, expected[i]);
        assert_false(sheet.grid.descending);
    }
    grid_sort_by(&sheet.grid, -1);
    assert_int_equal(sheet.grid.sort, TABLE_REMAINING);
    sheet.grid.sort = -1;
    grid_sort_by(&sheet.grid, -1);
    assert_int_equal(sheet.grid.sort, TABLE_REMAINING);
    sheet_release(&sheet);
}

static void grid__column_at__finds_what_is_pressed(void **state)
{
    struct sheet sheet;
    (void)state;
    sheet_init(&sheet, MANY, false, false);
    sheet_draw(&sheet, 4, 80);
    for (int i = 0; i < TABLE_COLUMNS; i++) {
        if (sheet.layout.x[i] < 0)
            continue;
        int end = sheet.layout.x[i] + sheet.layout.width[i];
        assert_int_equal(grid_column_at(&sheet.grid, &sheet.layout, sheet.layout.x[i]), i);
        assert_int_equal(grid_column_at(&sheet.grid, &sheet.layout, end - 1), i);
    }
    assert_int_equal(grid_column_at(&sheet.grid, &sheet.layout, -1), -1);
    sheet_release(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grid__lay_out__gives_way_by_rank_and_counts_what_is_gone),
        cmocka_unit_test(grid__lay_out__keeps_names_at_their_least_before_a_column_goes),
        cmocka_unit_test(grid__lay_out__leaves_out_what_the_person_hid),
        cmocka_unit_test(grid__draw_row__shows_money_whole_or_not_at_all),
        cmocka_unit_test(grid__draw_row__shows_the_first_figure_from_20_columns_on),
        cmocka_unit_test(grid__draw_row__puts_decimal_points_in_line),
        cmocka_unit_test(grid__draw_row__keeps_columns_in_line_after_hostile_names),
        cmocka_unit_test(grid__draw_head__says_how_many_columns_are_gone),
        cmocka_unit_test(grid__draw_head__marks_the_sorted_column),
        cmocka_unit_test(grid__move_focus__visits_the_shown_figures_and_stops),
        cmocka_unit_test(grid__draw_row__sets_the_cursor_on_the_focused_figure),
        cmocka_unit_test(grid__sort_by__goes_round_the_columns_that_sort),
        cmocka_unit_test(grid__column_at__finds_what_is_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
