/* SPDX-License-Identifier: MIT */
#include "ui/screens/earnings_columns.h"

#include <stdio.h>
#include <string.h>

#include "base/words.h"

static const char no_title[] = " ";
const struct grid_column earnings_columns[EARNINGS_COLUMNS] = {
    [EARNINGS_DATE] = {"date", N_("Date"), GRID_DATE, 0, 0, 0, true},
    [EARNINGS_PROGRAM] = {"program", N_("Program"), GRID_TEXT, 1, 8, 22, true},
    [EARNINGS_LOCATION] = {"location", N_("Location"), GRID_TEXT, 4, 8, 24, true},
    [EARNINGS_CUSTOMER] = {"customer", N_("Customer"), GRID_TEXT, 2, 8, 34, true},
    [EARNINGS_TYPE] = {"type", N_("Type"), GRID_WORD, 3, 0, 0, true},
    [EARNINGS_AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, true},
    [EARNINGS_CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, false},
    [EARNINGS_USD] = {"usd", N_("USD"), GRID_FIGURE, 5, 0, 0, true},
    [EARNINGS_COOP] = {"coop", N_("Co-op"), GRID_FIGURE, 7, 0, 0, false},
    [EARNINGS_REBATE] = {"rebate", N_("Rebate"), GRID_FIGURE, 9, 0, 0, false},
    [EARNINGS_STATUS] = {"status", N_("Status"), GRID_WORD, 6, 0, 0, true},
    [EARNINGS_PRODUCT] = {"product", N_("Product"), GRID_TEXT, 8, 8, 30, true},
    [EARNINGS_REASON] = {"reason", N_("Reason"), GRID_TEXT, 11, 8, 30, false},
    [EARNINGS_SOURCE] = {"source", N_("From"), GRID_TEXT, 10, 8, 32, false},
    [EARNINGS_ID] = {"id", N_("Id"), GRID_TEXT, 12, 8, 36, false},
};

enum collect_order earnings_order_of(int column)
{
    static const enum collect_order orders[EARNINGS_COLUMNS] = {
        [EARNINGS_DATE] = COLLECT_BY_DATE,         [EARNINGS_PROGRAM] = COLLECT_BY_PROGRAM,
        [EARNINGS_LOCATION] = COLLECT_BY_LOCATION, [EARNINGS_CUSTOMER] = COLLECT_BY_CUSTOMER,
        [EARNINGS_TYPE] = COLLECT_BY_TYPE,         [EARNINGS_AMOUNT] = COLLECT_BY_AMOUNT,
        [EARNINGS_USD] = COLLECT_BY_USD,           [EARNINGS_STATUS] = COLLECT_BY_STATUS,
        [EARNINGS_PRODUCT] = COLLECT_BY_PRODUCT,
    };
    if (column < 0 || column >= EARNINGS_COLUMNS || !earnings_columns[column].sorts)
        return COLLECT_ORDERS;
    return orders[column];
}

bool earning_figure(const struct earning_line *line, const char *name, struct figure *ret)
{
    const struct {
        const char *name;
        struct money amount;
        bool usd, side;
    } figures[] = {{"amount", line->amounts.amount, false, false},
                   {"usd", line->amounts.usd, true, false},
                   {"coop", line->sides.coop, false, true},
                   {"rebate", line->sides.rebate, false, true}};
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
        if (strcmp(figures[i].name, name) != 0)
            continue;
        if (figures[i].side &&
            (line->excluded || (line->sides.coop.micros == 0 && line->sides.rebate.micros == 0)))
            return false;
        *ret = (struct figure){.kind = FIGURE_EARNING,
                               .amount = figures[i].amount,
                               .currency = figures[i].usd ? currency_usd : line->amounts.currency,
                               .program = line->program,
                               .location = line->location,
                               .name = figures[i].name,
                               .id = line->id};
        return period_of(line->date, &ret->period);
    }
    return false;
}

/* "03-31" of a date: what is left of it where there is no room. */
static void fill_date(struct date date, struct earnings_cells *cells, struct grid_cell *ret)
{
    ret->text = date_print(date, cells->date);
    (void)snprintf(cells->brief, sizeof(cells->brief), "%s", cells->date + 2);
    ret->brief = cells->brief;
}

/* "adj-coop" of "adjustment-coop". */
static void fill_type(const char *type, struct earnings_cells *cells, struct grid_cell *ret)
{
    static const char whole[] = "adjustment-";
    ret->text = type;
    if (strncmp(type, whole, sizeof(whole) - 1) != 0)
        return;
    (void)snprintf(cells->type, sizeof(cells->type), "adj-%s", type + sizeof(whole) - 1);
    ret->brief = cells->type;
}

void earnings_fill(const struct earning_row *row, const struct names *names, int column,
                   struct earnings_cells *cells, struct grid_cell *ret)
{
    const struct earning_line *line = &row->line;
    const char *const texts[EARNINGS_COLUMNS] = {
        [EARNINGS_PROGRAM] = line->program,
        [EARNINGS_CUSTOMER] = line->customer,
        [EARNINGS_CURRENCY] = line->amounts.currency.code,
        [EARNINGS_STATUS] = line->status,
        [EARNINGS_PRODUCT] = line->product,
        [EARNINGS_REASON] = line->reason,
        [EARNINGS_SOURCE] = line->source,
        [EARNINGS_ID] = line->id,
    };
    if (line->excluded)
        ret->paint = PAINT_FAINT; /* its status says so too */
    if (earnings_columns[column].kind == GRID_FIGURE) {
        ret->has_figure = earning_figure(line, earnings_columns[column].name, &ret->figure);
        if (ret->has_figure && ret->figure.amount.micros < 0 && !line->excluded)
            ret->paint = PAINT_BAD;
    } else if (column == EARNINGS_DATE) {
        fill_date(line->date, cells, ret);
    } else if (column == EARNINGS_TYPE) {
        fill_type(line->type, cells, ret);
    } else if (column == EARNINGS_LOCATION) {
        ret->text = names_location(names, line->location);
    } else {
        ret->text = texts[column];
    }
}
