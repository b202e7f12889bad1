/* SPDX-License-Identifier: MIT */
/* Bars and charts of cells. They are read without colour: parts differ by their
 * signs, values stand beside them as text. None draws beyond its width or area. */
#ifndef COFFER_UI_CHART_H
#define COFFER_UI_CHART_H

#include "ui/cells/canvas.h"

/* A bar over `width` cells: up to four parts in thousandths of it, one sign and
 * paint each (full, dense, medium, light; BAR_A to BAR_D). A part above 0 takes at
 * least one cell while there is room; parts never add up to more than the bar. */
void chart_bar(struct canvas *canvas, int row, int col, int width, const int *parts, int count);

/* Progress towards a mark: 0 … 1000 filled, and a post at `mark` (-1: none). Only 0
 * is drawn empty and only 1000 full. */
void chart_gauge(struct canvas *canvas, int row, int col, int width, int filled, int mark,
                 enum paint paint);

/* One row per value: label, bar from a common zero (negative to the left, of
 * another sign), and the figure, decimal points in line. When the area is narrow
 * labels give way, then bars, money never. A row whose figure has no name has no
 * value: a dash. Returns the rows taken; where they do not suffice the last one says
 * how many values are left. */
struct chart_row {
    const char *label;
    struct figure figure;
};
int chart_rows(struct canvas *canvas, struct area area, const struct chart_row *rows, int count);

/* Eighths of a cell for each value, scaled to the largest; a blank for 0, SIGN_DOWN
 * for what is negative. */
void chart_spark(struct canvas *canvas, int row, int col, const int64_t *values, int count,
                 enum paint paint);

/* A calendar strip: days first … last over the area's width, months above, each
 * span a bar with its name under it, a post at `today`. Spans that do not overlap
 * share a row. Where rows are few the names stand in or beside their bars and the
 * months go. Returns the rows taken; two for each row of bars and one suffice. */
struct chart_span {
    const char *label;
    struct date from, to;
    enum paint paint;
    enum sign sign;
};
int chart_strip(struct canvas *canvas, struct area area, struct date first, struct date last,
                const struct chart_span *spans, int count, struct date today);

#endif
