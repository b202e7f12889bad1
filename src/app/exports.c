/* SPDX-License-Identifier: MIT */
#include "app/exports.h"

#include <stdio.h>
#include <string.h>

#include "app/claims.h"
#include "app/earnings.h"
#include "app/funds.h"
#include "app/guard.h"
#include "app/history.h"
#include "app/inside.h"
#include "base/clock.h"
#include "base/words.h"
#include "io/outfile.h"

/* ---- columns ------------------------------------------------------------------------------------
 */

const struct table_column earning_columns[EARNING_COLUMNS] = {
    {"id", N_("id"), COLUMN_TEXT},
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"date", N_("date"), COLUMN_WORD},
    {"type", N_("type"), COLUMN_TEXT},
    {"amount", N_("amount"), COLUMN_AMOUNT},
    {"currency", N_("cur"), COLUMN_WORD},
    {"amount_usd", N_("USD"), COLUMN_AMOUNT},
    {"coop", N_("co-op"), COLUMN_AMOUNT},
    {"rebate", N_("rebate"), COLUMN_AMOUNT},
    {"status", N_("status"), COLUMN_TEXT},
    {"customer", N_("customer"), COLUMN_TEXT},
    {"reason", N_("reason"), COLUMN_TEXT},
    {"source", N_("source"), COLUMN_TEXT},
};

const struct table_column balance_columns[BALANCE_COLUMNS] = {
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"period", N_("period"), COLUMN_WORD},
    {"currency", N_("cur"), COLUMN_WORD},
    {"state", N_("state"), COLUMN_WORD},
    {"rebate", N_("rebate"), COLUMN_AMOUNT},
    {"coop", N_("co-op"), COLUMN_AMOUNT},
    {"coop_usd", N_("co-op USD"), COLUMN_AMOUNT},
    {"threshold_usd", N_("threshold"), COLUMN_AMOUNT},
    {"available", N_("available"), COLUMN_AMOUNT},
    {"planned", N_("planned"), COLUMN_AMOUNT},
    {"claimed", N_("claimed"), COLUMN_AMOUNT},
    {"approved", N_("approved"), COLUMN_AMOUNT},
    {"paid", N_("paid"), COLUMN_AMOUNT},
    {"remaining", N_("remaining"), COLUMN_AMOUNT},
    {"forfeited", N_("forfeited"), COLUMN_AMOUNT},
    {"usage_start", N_("usage from"), COLUMN_WORD},
    {"usage_end", N_("usage to"), COLUMN_WORD},
    {"claim_opens", N_("claims from"), COLUMN_WORD},
    {"claim_closes", N_("claims to"), COLUMN_WORD},
};

const struct table_column claim_columns[CLAIM_COLUMNS] = {
    {"id", N_("id"), COLUMN_WORD},
    {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT},
    {"period", N_("period"), COLUMN_WORD},
    {"title", N_("title"), COLUMN_TEXT},
    {"status", N_("status"), COLUMN_WORD},
    {"currency", N_("cur"), COLUMN_WORD},
    {"planned", N_("planned"), COLUMN_AMOUNT},
    {"claimed", N_("claimed"), COLUMN_AMOUNT},
    {"approved", N_("approved"), COLUMN_AMOUNT},
    {"paid", N_("paid"), COLUMN_AMOUNT},
    {"updated", N_("updated"), COLUMN_WORD},
};

const struct table_column log_columns[LOG_COLUMNS] = {
    {"number", N_("no."), COLUMN_NUMBER},    {"time", N_("time"), COLUMN_WORD},
    {"person", N_("person"), COLUMN_TEXT},   {"action", N_("action"), COLUMN_WORD},
    {"summary", N_("summary"), COLUMN_TEXT},
};

/* ---- rows
 * ------------------------------------------------------------------------------------------ */

static enum rc write_earning(void *context, const struct earning_line *line, struct err *err)
{
    char date[DATE_TEXT_SIZE], amounts[4][MONEY_TEXT_SIZE];
    struct currency currency = line->amounts.currency;
    const char *const cells[EARNING_COLUMNS] = {
        line->id,
        line->program,
        line->location,
        date_print(line->date, date),
        line->type,
        money_print(line->amounts.amount, currency, amounts[0]),
        currency.code,
        money_print(line->amounts.usd, currency_usd, amounts[1]),
        money_print(line->sides.coop, currency, amounts[2]),
        money_print(line->sides.rebate, currency, amounts[3]),
        line->status,
        line->customer,
        line->reason,
        line->source,
    };
    return table_row(context, cells, err);
}

enum rc app_write_earnings(struct app *app, const struct earning_query *query, struct table *table,
                           struct err *err)
{
    enum rc rc = app_earning_list(app, query, write_earning, table, err);
    return rc == RC_OK ? table_end(table, err) : rc;
}

static enum rc write_balance(const struct fund_row *row, struct table *table, struct err *err)
{
    const struct balance *b = &row->balance;
    const struct windows *w = &row->terms.windows;
    char period[PERIOD_TEXT_SIZE], money[11][MONEY_TEXT_SIZE], days[4][DATE_TEXT_SIZE];
    struct currency c = row->currency;
    const char *const cells[BALANCE_COLUMNS] = {
        row->program,
        row->location,
        period_print(row->period, period),
        c.code,
        fund_state_word(b->state),
        money_print(b->rebate, c, money[0]),
        money_print(b->coop, c, money[1]),
        money_print(row->coop_usd, currency_usd, money[2]),
        row->terms.has_threshold ? money_print(row->terms.threshold_usd, currency_usd, money[3])
                                 : "",
        money_print(b->available, c, money[4]),
        money_print(b->planned, c, money[5]),
        money_print(b->claimed, c, money[6]),
        money_print(b->approved, c, money[7]),
        money_print(b->paid, c, money[8]),
        money_print(b->remaining, c, money[9]),
        money_print(b->forfeited, c, money[10]),
        date_print(w->usage_start, days[0]),
        date_print(w->usage_end, days[1]),
        date_print(w->claim_opens, days[2]),
        date_print(w->claim_closes, days[3]),
    };
    return table_row(table, cells, err);
}

enum rc app_write_balances(struct app *app, const struct fund_filter *filter, struct table *table,
                           struct err *err)
{
    struct fund_list list = {0};
    enum rc rc = app_balance(app, filter, &list, err);
    for (size_t i = 0; rc == RC_OK && i < list.count; i++)
        rc = write_balance(&list.rows[i], table, err);
    fund_list_release(&list);
    return rc == RC_OK ? table_end(table, err) : rc;
}

void claim_cells_fill(const struct claim_row *row, struct claim_cells *ret)
{
    struct currency c = row->currency;
    /* A claim counts by one of them; the other is 0. */
    struct money claimed = row->sums.pending.micros != 0 ? row->sums.pending : row->sums.approved;
    const char *const cells[CLAIM_COLUMNS] = {
        row->head.id,
        row->head.program,
        row->head.location,
        period_print(row->head.period, ret->period),
        row->title,
        claim_status_word(row->status),
        row->currency.code,
        money_print(row->sums.planned, c, ret->money[0]),
        money_print(claimed, c, ret->money[1]),
        money_print(row->sums.approved, c, ret->money[2]),
        money_print(row->sums.paid, c, ret->money[3]),
        date_print(row->updated, ret->updated),
    };
    memcpy(ret->cells, cells, sizeof(cells));
}

static enum rc write_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct claim_cells cells;
    claim_cells_fill(row, &cells);
    return table_row(context, cells.cells, err);
}

enum rc app_write_claims(struct app *app, const struct claim_filter *filter, struct table *table,
                         struct err *err)
{
    enum rc rc = app_claim_list(app, filter, write_claim, table, err);
    return rc == RC_OK ? table_end(table, err) : rc;
}

static enum rc write_log(void *context, const struct journal_row *row, struct err *err)
{
    char number[24], time[CLOCK_STAMP_SIZE];
    (void)snprintf(number, sizeof(number), "%lld", (long long)row->number);
    clock_stamp(row->time, time);
    const char *const cells[LOG_COLUMNS] = {number, time, row->person, row->action, row->summary};
    return table_row(context, cells, err);
}

enum rc app_write_log(struct app *app, struct table *table, struct err *err)
{
    enum rc rc = app_log(app, write_log, table, err);
    return rc == RC_OK ? table_end(table, err) : rc;
}

/* ---- files
 * ------------------------------------------------------------------------------------------- */

static enum rc into_file(void *context, const char *bytes, size_t length, struct err *err)
{
    return outfile_write(context, bytes, length, err);
}

static enum rc write_kind(struct app *app, enum export_kind kind, struct table *table,
                          struct err *err)
{
    const struct earning_query all_earnings = {0};
    const struct fund_filter all_funds = {0};
    const struct claim_filter all_claims = {0};
    switch (kind) {
    case EXPORT_EARNINGS:
        return app_write_earnings(app, &all_earnings, table, err);
    case EXPORT_BALANCES:
        return app_write_balances(app, &all_funds, table, err);
    case EXPORT_CLAIMS:
        return app_write_claims(app, &all_claims, table, err);
    case EXPORT_JOURNAL:
        return app_write_log(app, table, err);
    }
    bug("no such export");
}

enum rc app_export(struct app *app, enum export_kind kind, enum table_format format, const char *to,
                   struct err *err)
{
    static const struct {
        const struct table_column *columns;
        size_t count;
        enum permission permission;
    } kinds[] = {
        [EXPORT_EARNINGS] = {earning_columns, EARNING_COLUMNS, MAY_LOOK},
        [EXPORT_BALANCES] = {balance_columns, BALANCE_COLUMNS, MAY_LOOK},
        [EXPORT_CLAIMS] = {claim_columns, CLAIM_COLUMNS, MAY_LOOK},
        [EXPORT_JOURNAL] = {log_columns, LOG_COLUMNS, MAY_SAFEKEEP},
    };
    struct outfile *out = NULL;
    struct table *table = NULL;
    enum rc rc = app_may(app, kinds[kind].permission, err);
    if (rc == RC_OK)
        rc = guard_books(to, book_path(app->book), err);
    if (rc == RC_OK)
        rc = outfile_open(to, &out, err);
    if (rc == RC_OK)
        rc = table_new(format, kinds[kind].columns, kinds[kind].count, into_file, out, &table, err);
    if (rc == RC_OK)
        rc = write_kind(app, kind, table, err);
    table_free(table);
    if (rc == RC_OK)
        return outfile_commit(out, err);
    outfile_drop(out);
    return rc;
}
