/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/checked.h"
#include "base/words.h"
#include "ui/parts/chart.h"

/* Bars keep a third of the room beside figures. */
enum { BAR_LEAST = 6, BAR_SHARE = 3, LABEL_LEAST = 7 }; /* a month is a label */

struct measure {
    int label, whole, fraction; /* cells: widest label, widest figure before and from its point */
    int64_t up, down;           /* halves of the largest magnitudes, so that their sum fits */
};

struct layout {
    int label, bar, figure; /* cells; bar 0: there is no room for bars */
    int zero;               /* cells of the bar to the left of the axis; -1: no axis */
};

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int64_t half_size(struct money money)
{
    int64_t half = money.micros / 2;
    return half < 0 ? -half : half;
}

static struct measure measure_rows(const struct canvas *canvas, const struct chart_row *rows,
                                   int count)
{
    struct measure measure = {0};
    char text[MONEY_TEXT_SIZE];
    for (int i = 0; i < count; i++) {
        const struct figure *figure = &rows[i].figure;
        measure.label = larger(measure.label, canvas_width(canvas, rows[i].label));
        if (figure->name == NULL)
            continue;
        int64_t size = half_size(figure->amount);
        int whole =
            (int)(strchrnul(money_print(figure->amount, figure->currency, text), '.') - text);
        measure.whole = larger(measure.whole, whole);
        measure.fraction = larger(measure.fraction, (int)strlen(text) - whole);
        if (figure->amount.micros < 0)
            measure.down = size > measure.down ? size : measure.down;
        else
            measure.up = size > measure.up ? size : measure.up;
    }
    return measure;
}

/* Cells of a magnitude; some for whatever is not 0. */
static int cells_of(int64_t size, int64_t scale, int cells)
{
    int64_t fit = 0;
    if (scale <= 0 || !mul_div_fits(size, cells, scale, &fit))
        return 0;
    return (int)fit;
}

/* Figures are whole as long as there is any room; then labels keep a few cells; what
 * is left is for the bars. */
static struct layout lay_out(const struct measure *measure, int cols, bool some_negative)
{
    struct layout layout = {.zero = -1};
    layout.figure = measure->whole + measure->fraction;
    layout.figure = layout.figure < cols ? layout.figure : cols;
    int room = larger(0, cols - layout.figure - 1);
    int beside_bar = room - larger(BAR_LEAST, room / BAR_SHARE) - 1;
    if (beside_bar >= measure->label || beside_bar >= LABEL_LEAST) {
        layout.label = measure->label < beside_bar ? measure->label : beside_bar;
        layout.bar = room - layout.label - 1;
    } else {
        layout.label = measure->label < room ? measure->label : room;
    }
    if (layout.bar > 0 && some_negative) {
        layout.zero = cells_of(measure->down, measure->down + measure->up, layout.bar - 1);
        layout.zero = larger(layout.zero, 1);
        if (measure->up > 0 && layout.zero > layout.bar - 2)
            layout.zero = layout.bar - 2;
    }
    return layout;
}

static void draw_bar(struct canvas *canvas, int row, int col, const struct layout *layout,
                     const struct measure *measure, struct money amount)
{
    int64_t size = half_size(amount);
    int axis = larger(layout->zero, 0), after = axis + (layout->zero >= 0);
    if (layout->zero >= 0)
        canvas_sign(canvas, row, col + axis, 1, PAINT_FRAME, SIGN_POST);
    if (amount.micros > 0) {
        int cells = larger(1, cells_of(size, measure->up, layout->bar - after));
        canvas_sign(canvas, row, col + after, cells, PAINT_BAR_A, SIGN_FULL);
    } else if (amount.micros < 0) {
        int cells = larger(1, cells_of(size, measure->down, axis));
        canvas_sign(canvas, row, col + axis - cells, cells, PAINT_BAD, SIGN_DENSE);
    }
}

static bool any_negative(const struct chart_row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        if (rows[i].figure.amount.micros < 0)
            return true;
    }
    return false;
}

int chart_rows(struct canvas *canvas, struct area area, const struct chart_row *rows, int count)
{
    struct measure measure = measure_rows(canvas, rows, count);
    struct layout layout = lay_out(&measure, area.cols, any_negative(rows, count));
    int shown = count <= area.rows ? count : larger(0, area.rows - 1);
    for (int i = 0; i < shown; i++) {
        int row = area.row + i, figure = area.col + area.cols - layout.figure;
        const struct money amount = rows[i].figure.amount;
        canvas_text(canvas, row, area.col, layout.label, PAINT_TEXT, rows[i].label);
        if (layout.bar > 0)
            draw_bar(canvas, row, area.col + layout.label + 1, &layout, &measure, amount);
        if (rows[i].figure.name == NULL)
            canvas_sign(canvas, row, area.col + area.cols - 1, 1, PAINT_FAINT, SIGN_DASH);
        else
            canvas_figure(canvas, row, figure, layout.figure, measure.fraction,
                          amount.micros < 0 ? PAINT_BAD : PAINT_TEXT, &rows[i].figure);
    }
    if (shown < count && area.rows > 0) {
        int more = count - shown;
        canvas_textf(canvas, area.row + shown, area.col, area.cols, PAINT_FAINT,
                     ngettext("… %d more", "… %d more", (unsigned long)more), more);
        shown++;
    }
    return shown;
}
