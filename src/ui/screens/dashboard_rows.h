/* SPDX-License-Identifier: MIT */
/* The sections of the dashboard: their columns and cells, and what Enter does on
 * a row. */
#ifndef COFFER_UI_DASHBOARD_ROWS_H
#define COFFER_UI_DASHBOARD_ROWS_H

#include "app/desk.h"
#include "ui/parts/grid.h"
#include "ui/screens/fund_words.h"
#include "ui/screens/names.h"

struct shell;

/* What the cells are made of. */
struct dashboard_data {
    struct desk_view desk;
    struct names names;
    struct date day;
    char text[512], short_text[512], brief[32]; /* of the cell filled last */
    struct fund_next next;                      /* of this fund; NULL: none */
    const struct fund_row *next_of;
};

/* The first column's title is the section's. */
struct section_kind {
    const struct grid_column *columns;
    int count;
    grid_fill *fill; /* context: struct dashboard_data */
    size_t (*rows)(const struct dashboard_data *data);
    const char *none; /* N_(): said when there is no row; NULL: the section goes */
    void (*open)(const struct dashboard_data *data, size_t row, struct shell *shell);
    /* What the parts of the bar are, or NULL: said in the blank line below. */
    const char *const *legend; /* N_() */
    /* Columns with nothing to say now, as bits. NULL: none. */
    unsigned (*hides)(const struct dashboard_data *data);
};
extern const struct section_kind section_deadlines, section_todos, section_thresholds,
    section_sources;

/* A figure of the fund on the day. */
void dashboard_figure(const struct fund_row *fund, enum fund_figure_id id, struct date day,
                      struct grid_cell *cell);

/* What of its remaining money no draft is for. */
void dashboard_unplanned(const struct fund_row *fund, struct date day, struct grid_cell *cell);

#endif
