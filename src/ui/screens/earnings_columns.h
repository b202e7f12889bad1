/* SPDX-License-Identifier: MIT */
/* The columns of the list of earnings, and its cells. */
#ifndef COFFER_UI_EARNINGS_COLUMNS_H
#define COFFER_UI_EARNINGS_COLUMNS_H

#include "app/earning_pages.h"
#include "ui/parts/grid.h"
#include "ui/screens/names.h"

enum earnings_column {
    EARNINGS_DATE,
    EARNINGS_PROGRAM,
    EARNINGS_LOCATION,
    EARNINGS_CUSTOMER,
    EARNINGS_TYPE,
    EARNINGS_AMOUNT,
    EARNINGS_CURRENCY,
    EARNINGS_USD,
    EARNINGS_COOP,
    EARNINGS_REBATE,
    EARNINGS_STATUS,
    EARNINGS_PRODUCT,
    EARNINGS_REASON,
    EARNINGS_SOURCE,
    EARNINGS_ID,
    EARNINGS_COLUMNS
};
extern const struct grid_column earnings_columns[EARNINGS_COLUMNS];

/* By what a column sorts; COLLECT_ORDERS: it does not. */
enum collect_order earnings_order_of(int column);

/* What a cell borrows beside the row. */
struct earnings_cells {
    char date[DATE_TEXT_SIZE], brief[DATE_TEXT_SIZE], type[32];
};
void earnings_fill(const struct earning_row *row, const struct names *names, int column,
                   struct earnings_cells *cells, struct grid_cell *ret);

/* A figure of an earning by its name: "amount", "usd", "coop", "rebate". False:
 * there is none, of an earning of unknown type or that is excluded. */
bool earning_figure(const struct earning_line *line, const char *name, struct figure *ret);

#endif
