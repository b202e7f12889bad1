/* SPDX-License-Identifier: MIT */
#include "ui/parts/chart.h"

enum { WHOLE = 1000, PARTS = 4 };

static const struct {
    enum sign sign;
    enum paint paint;
} part_looks[PARTS] = {
    {SIGN_FULL, PAINT_BAR_A},
    {SIGN_DENSE, PAINT_BAR_B},
    {SIGN_MEDIUM, PAINT_BAR_C},
    {SIGN_LIGHT, PAINT_BAR_D},
};

static int between(int low, int value, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* ---- a bar of parts ---- */

/* A cell that is left over goes to the part that rounding cut the most. */
static void add_cell(int cells[PARTS], int lost[PARTS])
{
    int best = 0;
    for (int i = 1; i < PARTS; i++) {
        if (lost[i] > lost[best])
            best = i;
    }
    cells[best]++;
    lost[best] = -1;
}

/* A cell too many, because small parts took one, comes from the largest part; where
 * all are small, from the last. */
static void take_cell(int cells[PARTS])
{
    int best = 0;
    for (int i = 1; i < PARTS; i++) {
        if (cells[i] >= cells[best])
            best = i;
    }
    cells[best]--;
}

static void share_out(int width, const int *parts, int count, int cells[PARTS])
{
    int lost[PARTS] = {0};
    int left = WHOLE, used = 0, some = 0;
    for (int i = 0; i < PARTS; i++) {
        int part = i < count ? between(0, parts[i], left) : 0;
        left -= part;
        cells[i] = part * width / WHOLE;
        lost[i] = part * width % WHOLE;
        if (part > 0 && cells[i] == 0) {
            cells[i] = 1;
            lost[i] = -1;
        }
        used += cells[i];
        some += part > 0;
    }
    int goal = ((WHOLE - left) * width + WHOLE / 2) / WHOLE;
    goal = goal < some ? some : goal;
    goal = goal > width ? width : goal;
    for (; used < goal; used++)
        add_cell(cells, lost);
    for (; used > goal; used--)
        take_cell(cells);
}

void chart_bar(struct canvas *canvas, int row, int col, int width, const int *parts, int count)
{
    int cells[PARTS];
    share_out(between(0, width, canvas->cols), parts, count, cells);
    for (int i = 0; i < PARTS; i++) {
        canvas_sign(canvas, row, col, cells[i], part_looks[i].paint, part_looks[i].sign);
        col += cells[i];
    }
}

/* ---- a gauge ---- */

void chart_gauge(struct canvas *canvas, int row, int col, int width, int filled, int mark,
                 enum paint paint)
{
    width = between(0, width, canvas->cols);
    filled = between(0, filled, WHOLE);
    int cells = (filled * width + WHOLE / 2) / WHOLE;
    /* Begun and done are the two that are never rounded to. */
    if (filled > 0 && cells == 0)
        cells = between(0, 1, width);
    if (filled < WHOLE && cells == width && width > 1)
        cells = width - 1;
    canvas_sign(canvas, row, col, cells, paint, SIGN_FULL);
    canvas_sign(canvas, row, col + cells, width - cells, PAINT_FAINT, SIGN_LIGHT);
    if (mark >= 0 && width > 0)
        canvas_sign(canvas, row,
                    col + between(0, between(0, mark, WHOLE) * width / WHOLE, width - 1), 1,
                    PAINT_TITLE, SIGN_POST);
}

/* ---- a sparkline ---- */

enum { EIGHTHS = 8 };

static enum sign step_sign(int eighths)
{
    return eighths >= EIGHTHS ? SIGN_FULL : (enum sign)(SIGN_STEP_1 + (eighths - 1));
}

void chart_spark(struct canvas *canvas, int row, int col, const int64_t *values, int count,
                 enum paint paint)
{
    int64_t largest = 0;
    for (int i = 0; i < count; i++)
        largest = values[i] > largest ? values[i] : largest;
    for (int i = 0; i < count; i++) {
        if (values[i] > 0) {
            /* Rounded up: whatever there is can be seen. */
            int64_t unit = largest / EIGHTHS + (largest % EIGHTHS != 0);
            int eighths = (int)((values[i] - 1) / unit) + 1;
            canvas_sign(canvas, row, col + i, 1, paint, step_sign(eighths));
        } else if (values[i] == 0) {
            canvas_fill(canvas, (struct area){row, col + i, 1, 1}, PAINT_TEXT);
        } else {
            canvas_sign(canvas, row, col + i, 1, PAINT_BAD, SIGN_DOWN);
        }
    }
}
