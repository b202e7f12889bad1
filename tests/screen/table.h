/* SPDX-License-Identifier: MIT */
/* A table of made-up funds for the tests of grid and list. */
#ifndef COFFER_SCREEN_TABLE_H
#define COFFER_SCREEN_TABLE_H

#include "ui/parts/list.h"

enum {
    TABLE_PROGRAM,
    TABLE_LOCATION,
    TABLE_PERIOD,
    TABLE_ENDS,
    TABLE_CURRENCY,
    TABLE_COOP,
    TABLE_CLAIMED,
    TABLE_REMAINING,
    TABLE_SHARES,
    TABLE_REPORTS,
    TABLE_COLUMNS,
};
extern const struct grid_column table_columns[TABLE_COLUMNS];

struct table_row {
    const char *program, *location, *period, *ends, *ends_brief;
    struct currency currency;
    struct money coop, claimed, remaining;
    int shares[GRID_PARTS];
    char reports[12];
};

/* Rows that are the same each time. hostile: their locations are those of
 * tests/support/hostile.h. Freed by the caller. */
struct table_row *table_rows(size_t count, bool hostile);

/* grid_fill and list_compare over an array of table_row as context. */
void table_fill(void *context, size_t number, int column, struct grid_cell *ret);
int table_compare(void *context, size_t left, size_t right, int column);

#endif
