/* SPDX-License-Identifier: MIT */
#include "screen/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/hostile.h"
#include "support/support.h"

const struct grid_column table_columns[TABLE_COLUMNS] = {
    [TABLE_PROGRAM] = {.name = "program", .title = "Program", .kind = GRID_WORD, .sorts = true},
    [TABLE_LOCATION] =
        {.name = "location", .title = "Location", .kind = GRID_TEXT, .least = 10, .sorts = true},
    [TABLE_PERIOD] =
        {.name = "period", .title = "Period", .kind = GRID_WORD, .rank = 1, .sorts = true},
    [TABLE_ENDS] = {.name = "ends", .title = "Ends", .kind = GRID_WORD, .rank = 4},
    [TABLE_CURRENCY] = {.name = "currency", .title = "Cur", .kind = GRID_WORD},
    [TABLE_COOP] =
        {.name = "coop", .title = "Co-op", .kind = GRID_FIGURE, .rank = 2, .sorts = true},
    [TABLE_CLAIMED] = {.name = "claimed", .title = "Claimed", .kind = GRID_FIGURE, .rank = 5},
    [TABLE_REMAINING] = {.name = "remaining",
                         .title = "Remaining",
                         .kind = GRID_FIGURE,
                         .sorts = true},
    [TABLE_SHARES] =
        {.name = "shares", .title = "Use", .kind = GRID_BAR, .rank = 3, .least = 6, .most = 12},
    [TABLE_REPORTS] = {.name = "reports", .title = "Reports", .kind = GRID_NUMBER, .rank = 6},
};

static const char *const programs[] = {"csp-direct", "mci", "surface", "azure-growth"};
static const char *const places[] = {"Contoso AB", "Fabrikam Nordic A/S", "Contoso Oy",
                                     "Fabrikam Deutschland GmbH & Co. KG", "Contoso K.K."};
static const char *const periods[] = {"FY27H1", "FY27H2", "FY26H2"};
static const char *const days[][2] = {
    {"2026-12-31", "Dec 31"}, {"2027-06-30", "Jun 30"}, {"2026-06-30", "Jun 30"}};
static const char *const codes[] = {"EUR", "JPY", "KWD", "USD", "CLF"};

#define PICK(array, number) ((array)[(number) % (sizeof(array) / sizeof((array)[0]))])

static struct money whole(int64_t amount, struct currency currency)
{
    struct money money = {amount}, rounded;
    assert_true(money_round(money, currency, &rounded));
    return rounded;
}

struct table_row *table_rows(size_t count, bool hostile)
{
    struct table_row *rows = calloc(count + 1, sizeof *rows);
    assert_non_null(rows);
    for (size_t i = 0; i < count; i++) {
        struct table_row *row = &rows[i];
        int64_t much = (int64_t)((i * 7919 + 13) % 977) * 12345678 + 987654;
        assert_true(currency_parse(PICK(codes, i / 2), &row->currency));
        row->program = PICK(programs, i);
        row->location = hostile ? PICK(hostile_names, i) : PICK(places, i * 3 + i / 5);
        row->period = PICK(periods, i / 3);
        row->ends = PICK(days, i / 3)[0];
        row->ends_brief = PICK(days, i / 3)[1];
        row->coop = whole(much, row->currency);
        row->claimed = whole(much / 3, row->currency);
        row->remaining = whole(i % 11 == 10 ? -much / 9 : much - much / 3, row->currency);
        row->shares[0] = 333;
        row->shares[1] = (int)(i * 97 % 400);
        (void)snprintf(row->reports, sizeof row->reports, "%zu", i * 31 % 113);
    }
    return rows;
}

static void fill_word(struct grid_cell *ret, const char *text, const char *brief)
{
    ret->text = text;
    ret->brief = brief;
}

static void fill_figure(struct grid_cell *ret, const struct table_row *row, struct money amount)
{
    ret->has_figure = true;
    ret->figure = (struct figure){.kind = FIGURE_FUND,
                                  .amount = amount,
                                  .currency = row->currency,
                                  .program = row->program,
                                  .location = row->location,
                                  .name = "coop"};
    ret->paint = amount.micros < 0 ? PAINT_BAD : PAINT_TEXT;
}

void table_fill(void *context, size_t number, int column, struct grid_cell *ret)
{
    const struct table_row *row = (const struct table_row *)context + number;
    switch (column) {
    case TABLE_PROGRAM:
        fill_word(ret, row->program, NULL);
        break;
    case TABLE_LOCATION:
        fill_word(ret, row->location, NULL);
        break;
    case TABLE_PERIOD:
        fill_word(ret, row->period, NULL);
        break;
    case TABLE_ENDS:
        fill_word(ret, row->ends, row->ends_brief);
        ret->paint = number % 7 == 3 ? PAINT_WARN : PAINT_TEXT;
        break;
    case TABLE_CURRENCY:
        fill_word(ret, row->currency.code, NULL);
        ret->paint = PAINT_FAINT;
        break;
    case TABLE_COOP:
        fill_figure(ret, row, row->coop);
        break;
    case TABLE_CLAIMED:
        if (number % 5 == 4)
            fill_word(ret, "none", NULL);
        else
            fill_figure(ret, row, row->claimed);
        break;
    case TABLE_REMAINING:
        fill_figure(ret, row, row->remaining);
        break;
    case TABLE_SHARES:
        memcpy(ret->parts, row->shares, sizeof ret->parts);
        break;
    default:
        ret->text = row->reports;
        break;
    }
}

static int by_amount(struct money a, struct money b)
{
    return a.micros < b.micros ? -1 : a.micros > b.micros;
}

int table_compare(void *context, size_t left, size_t right, int column)
{
    const struct table_row *rows = context;
    const struct table_row *a = &rows[left], *b = &rows[right];
    switch (column) {
    case TABLE_PROGRAM:
        return strcmp(a->program, b->program);
    case TABLE_LOCATION:
        return strcmp(a->location, b->location);
    case TABLE_PERIOD:
        return strcmp(a->period, b->period);
    case TABLE_COOP:
        return by_amount(a->coop, b->coop);
    case TABLE_REMAINING:
        return by_amount(a->remaining, b->remaining);
    default:
        fail_msg("column %d does not sort", column);
        return 0;
    }
}
