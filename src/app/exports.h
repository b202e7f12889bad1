/* SPDX-License-Identifier: MIT */
/* Data out: whole lists as CSV files, the same bytes as the commands print. */
#ifndef COFFER_APP_EXPORTS_H
#define COFFER_APP_EXPORTS_H

#include "app/app.h"
#include "io/table.h"
#include "model/money.h"
#include "model/period.h"

/* The columns of CONTRACT.md section 6, shared by commands and exports. */
extern const struct table_column earning_columns[];
extern const struct table_column balance_columns[];
extern const struct table_column claim_columns[];
extern const struct table_column log_columns[];
enum { EARNING_COLUMNS = 14, BALANCE_COLUMNS = 20, CLAIM_COLUMNS = 12, LOG_COLUMNS = 5 };

struct earning_query;
struct fund_filter;
/* Writes the rows of one list into an open table (and ends it). */
enum rc app_write_earnings(struct app *app, const struct earning_query *query, struct table *table,
                           struct err *err);
enum rc app_write_balances(struct app *app, const struct fund_filter *filter, struct table *table,
                           struct err *err);
struct claim_filter;
enum rc app_write_claims(struct app *app, const struct claim_filter *filter, struct table *table,
                         struct err *err);
struct claim_row;
/* The cells of one claim, in the order of claim_columns, borrowed from the row and from
 * the struct itself. */
struct claim_cells {
    const char *cells[CLAIM_COLUMNS];
    char period[PERIOD_TEXT_SIZE], updated[DATE_TEXT_SIZE], money[4][MONEY_TEXT_SIZE];
};
void claim_cells_fill(const struct claim_row *row, struct claim_cells *ret);
enum rc app_write_log(struct app *app, struct table *table, struct err *err);

enum export_kind { EXPORT_EARNINGS, EXPORT_BALANCES, EXPORT_CLAIMS, EXPORT_JOURNAL };
/* Written beside, synced, and renamed over an older file. */
enum rc app_export(struct app *app, enum export_kind kind, enum table_format format, const char *to,
                   struct err *err);

#endif
