/* SPDX-License-Identifier: MIT */
#include "ui/screens/fund_chart.h"

#include "base/words.h"

static const struct fund_months *months_in(const struct fund_month_list *list,
                                           struct currency currency)
{
    for (size_t i = 0; i < list->count; i++)
        if (currency_equal(list->items[i].currency, currency))
            return &list->items[i];
    return NULL;
}

/* A month without money has no figure: no command prints one. */
void fund_chart_fill(struct fund_chart *chart, const struct fund_row *row,
                     const struct fund_month_list *list)
{
    const struct fund_months *months = row != NULL ? months_in(list, row->currency) : NULL;
    chart->count = months != NULL ? list->months : 0;
    chart->is_rebate = row != NULL && !row->terms.has_coop;
    for (int i = 0; i < chart->count; i++) {
        const struct fund_month *from = &months->months[i];
        struct money amount = chart->is_rebate ? from->rebate : from->coop;
        struct month month = {date_month(row->period.first).index + i};
        struct figure figure = {.kind = FIGURE_FUND,
                                .amount = amount,
                                .currency = row->currency,
                                .program = row->program,
                                .location = row->location,
                                .period = row->period};
        if (amount.micros != 0)
            figure.name = chart->is_rebate ? "rebate" : "coop";
        chart->rows[i] = (struct chart_row){month_print(month, chart->labels[i]), figure};
    }
    if (chart->month >= chart->count)
        chart->month = chart->count > 0 ? chart->count - 1 : 0;
    chart->here = chart->here && chart->count > 0;
}

/* Where the cursor stands in the line: on its figure, or at its beginning. */
static int focus_col(const struct canvas *canvas, struct area line)
{
    for (size_t i = 0; i < canvas->place_count; i++) {
        const struct figure_place *place = &canvas->places[i];
        if (place->row == line.row && place->col >= line.col && place->col < line.col + line.cols)
            return place->col;
    }
    return line.col;
}

static void draw_title(const struct fund_chart *chart, struct canvas *canvas, struct area line)
{
    const struct figure *figure = &chart->rows[0].figure;
    canvas_fill(canvas, line, PAINT_HEAD);
    canvas_textf(canvas, line.row, line.col, line.cols, PAINT_HEAD,
                 chart->is_rebate ? _("Rebate by month, %s") : _("Co-op by month, %s"),
                 figure->currency.code);
}

void fund_chart_draw(struct fund_chart *chart, struct canvas *canvas, struct area area)
{
    chart->drawn = (struct area){area.row, area.col, 0, area.cols};
    if (chart->count == 0 || area.rows < 1)
        return;
    if (area.rows > 1) {
        draw_title(chart, canvas, (struct area){area.row, area.col, 1, area.cols});
        area.row++;
        area.rows--;
    }
    chart->drawn = area;
    chart->drawn.rows = chart_rows(canvas, area, chart->rows, chart->count);
    if (!chart->here || chart->month >= chart->drawn.rows)
        return;
    struct area line = {area.row + chart->month, area.col, 1, area.cols};
    int col = focus_col(canvas, line);
    line.cols = canvas_width(canvas, chart->rows[chart->month].label);
    canvas_paint(canvas, line, col > line.col ? PAINT_PICKED : PAINT_FOCUS);
    if (col > line.col) {
        line = (struct area){line.row, col, 1, area.col + area.cols - col};
        canvas_paint(canvas, line, PAINT_FOCUS);
    }
    canvas_focus(canvas, line.row, col);
}

bool fund_chart_act(struct fund_chart *chart, enum action action)
{
    int last = chart->drawn.rows > 0 ? chart->drawn.rows - 1 : 0;
    switch ((int)action) {
    case ACT_UP:
        chart->month -= chart->month > 0;
        return true;
    case ACT_DOWN:
        chart->month += chart->month < last;
        return true;
    case ACT_TOP:
    case ACT_PAGE_UP:
        chart->month = 0;
        return true;
    case ACT_BOTTOM:
    case ACT_PAGE_DOWN:
        chart->month = last;
        return true;
    default:
        return false;
    }
}

bool fund_chart_figure(const struct fund_chart *chart, struct figure *ret)
{
    if (chart->count == 0 || chart->rows[chart->month].figure.name == NULL)
        return false;
    *ret = chart->rows[chart->month].figure;
    return true;
}

bool fund_chart_press(struct fund_chart *chart, const struct event *event, bool *ret_again)
{
    int row = event->mouse.row - chart->drawn.row, col = event->mouse.col - chart->drawn.col;
    if (event->mouse.kind != MOUSE_PRESS || row < 0 || row >= chart->drawn.rows || col < 0 ||
        col >= chart->drawn.cols)
        return false;
    *ret_again = chart->here && chart->month == row;
    chart->here = true;
    chart->month = row;
    return true;
}
