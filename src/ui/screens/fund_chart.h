/* SPDX-License-Identifier: MIT */
/* The months of a fund as a chart that the cursor can walk. */
#ifndef COFFER_UI_FUND_CHART_H
#define COFFER_UI_FUND_CHART_H

#include "app/funds.h"
#include "ui/actions.h"
#include "ui/parts/chart.h"

struct fund_chart {
    struct chart_row rows[PERIOD_MONTHS];
    char labels[PERIOD_MONTHS][MONTH_TEXT_SIZE];
    int count;         /* months of the period so far */
    bool is_rebate;    /* the program has no co-op */
    bool here;         /* the cursor is in the chart */
    int month;         /* on this one */
    struct area drawn; /* the bars of the last draw */
};

/* The months of one currency: co-op, or rebate where there is none. Texts are
 * borrowed from the row. row NULL: none. */
void fund_chart_fill(struct fund_chart *chart, const struct fund_row *row,
                     const struct fund_month_list *list);
/* A title, and a line for each month. */
void fund_chart_draw(struct fund_chart *chart, struct canvas *canvas, struct area area);

bool fund_chart_act(struct fund_chart *chart, enum action action);
bool fund_chart_figure(const struct fund_chart *chart, struct figure *ret);
/* A press on a month selects it. False: not on one. *ret_again: it was selected
 * already. */
bool fund_chart_press(struct fund_chart *chart, const struct event *event, bool *ret_again);

#endif
