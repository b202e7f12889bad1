/* SPDX-License-Identifier: MIT */
#include "app/fund_months.h"

#include <stdlib.h>
#include <string.h>

#include "base/checked.h"
#include "base/words.h"
#include "store/totals.h"

struct reading {
    const struct catalog *catalog;
    const char *program;
    struct month first;
    bool has_coop; /* false: co-op of the earnings is rebate */
    struct fund_month_list list;
};

static int compare_months(const void *a, const void *b)
{
    const struct fund_months *x = a, *y = b;
    return strcmp(x->currency.code, y->currency.code);
}

/* NULL without memory. */
static struct fund_months *months_in(struct fund_month_list *list, struct currency currency)
{
    for (size_t i = 0; i < list->count; i++)
        if (currency_equal(list->items[i].currency, currency))
            return &list->items[i];
    struct fund_months *items = reallocarray(list->items, list->count + 1, sizeof(*items));
    if (items == NULL)
        return NULL;
    list->items = items;
    items[list->count] = (struct fund_months){.currency = currency};
    return &items[list->count++];
}

static bool add_total(struct fund_month *month, const struct total *total, bool has_coop)
{
    struct money rebate = {total->rebate}, coop = {total->coop}, usd = {total->coop_usd};
    if (!add_fits(rebate.micros, total->split_rebate, &rebate.micros) ||
        !add_fits(coop.micros, total->split_coop, &coop.micros) ||
        !add_fits(usd.micros, total->split_coop_usd, &usd.micros))
        return false;
    if (!has_coop) {
        if (!money_add(rebate, coop, &rebate))
            return false;
        coop = usd = (struct money){0};
    }
    month->rows += total->counted;
    return money_add(month->rebate, rebate, &month->rebate) &&
           money_add(month->coop, coop, &month->coop) &&
           money_add(month->coop_usd, usd, &month->coop_usd);
}

static enum rc take(void *context, const struct total_row *row, struct err *err)
{
    struct reading *reading = context;
    const struct program_record *program = catalog_of_name(reading->catalog, row->name);
    int at = row->month.index - reading->first.index;
    if (row->total.counted == 0 || at < 0 || at >= PERIOD_MONTHS || program == NULL ||
        strcmp(program->code, reading->program) != 0)
        return RC_OK;
    struct fund_months *months = months_in(&reading->list, row->currency);
    if (months == NULL)
        return err_memory(err);
    if (!add_total(&months->months[at], &row->total, reading->has_coop))
        return err_set(err, RC_RULE,
                       _("%s: a sum of its earnings is more than 64 bits can hold: correct the "
                         "amounts"),
                       reading->program);
    return RC_OK;
}

enum rc fund_months_read(struct app *app, const struct catalog *catalog, const char *program,
                         const char *location, struct period period, struct fund_month_list *ret,
                         struct err *err)
{
    const struct program_record *record = catalog_find(catalog, program);
    struct reading reading = {
        .catalog = catalog, .program = program, .first = date_month(period.first)};
    struct windows windows = period_windows(period);
    struct date through = windows.earning_end;
    bug_if(record == NULL, "a fund without its program");
    reading.has_coop = terms_has_coop(&record->terms, windows.earning_end);
    if (date_compare(app->day, through) < 0)
        through = app->day;
    enum rc rc = RC_OK;
    if (date_compare(through, windows.earning_start) >= 0) {
        reading.list.months = date_month(through).index - reading.first.index + 1;
        rc = totals_read(app->book, through, location, take, &reading, err);
    }
    if (rc != RC_OK) {
        free(reading.list.items);
        return rc;
    }
    if (reading.list.count > 0)
        qsort(reading.list.items, reading.list.count, sizeof(*reading.list.items), compare_months);
    *ret = reading.list;
    return RC_OK;
}

enum rc app_fund_months(struct app *app, const char *program, const char *location,
                        struct period period, struct fund_month_list *ret, struct err *err)
{
    struct catalog catalog = {0};
    const struct program_record *record = NULL;
    int64_t key = 0;
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = app_known_program(app, &catalog, program, &record, err);
    if (rc == RC_OK)
        rc = app_known_location(app, location, &key, err);
    if (rc == RC_OK)
        rc = fund_months_read(app, &catalog, program, location, period, ret, err);
    book_read_end(app->book);
    catalog_release(&catalog);
    return rc;
}
