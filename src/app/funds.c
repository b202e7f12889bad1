/* SPDX-License-Identifier: MIT */
#include "app/funds.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "base/checked.h"
#include "base/words.h"
#include "store/claim_sums.h"
#include "store/totals.h"

/* What the rows of a fund_list borrow from: the catalog's codes and the ids of
 * locations. */
struct place {
    int64_t key;
    char *id;
};
struct memory {
    struct catalog catalog;
    struct place *places; /* open addressing; key 0: empty */
    size_t place_slots, place_count;
};

struct gathering {
    struct app *app;
    const struct fund_filter *filter;
    struct memory *memory;
    struct fund_row *rows;
    size_t count, capacity;
    int64_t name, location; /* of the newest row; months of one fund follow each other */
    int32_t half;           /* its half-year, counted from year 0 */
};

/* ---- memory ---------------------------------------------------------------------------------- */

static void memory_free(struct memory *memory)
{
    if (memory == NULL)
        return;
    catalog_release(&memory->catalog);
    for (size_t i = 0; i < memory->place_slots; i++)
        free(memory->places[i].id);
    free(memory->places);
    free(memory);
}

void fund_list_release(struct fund_list *list)
{
    free(list->rows);
    memory_free(list->memory);
    *list = (struct fund_list){0};
}

static struct place *place_slot(struct place *places, size_t slots, int64_t key)
{
    size_t at = (size_t)((uint64_t)key * 0x9E3779B97F4A7C15u >> 32) & (slots - 1);
    while (places[at].key != 0 && places[at].key != key)
        at = (at + 1) & (slots - 1);
    return &places[at];
}

static enum rc grow_places(struct memory *memory, struct err *err)
{
    size_t slots = memory->place_slots == 0 ? 64 : memory->place_slots * 2;
    struct place *grown = calloc(slots, sizeof(*grown));
    if (grown == NULL)
        return err_memory(err);
    for (size_t i = 0; i < memory->place_slots; i++)
        if (memory->places[i].key != 0)
            *place_slot(grown, slots, memory->places[i].key) = memory->places[i];
    free(memory->places);
    memory->places = grown;
    memory->place_slots = slots;
    return RC_OK;
}

static enum rc place_id(struct memory *memory, int64_t key, const char *id, const char **ret,
                        struct err *err)
{
    enum rc rc = RC_OK;
    if (memory->place_count * 2 >= memory->place_slots)
        rc = grow_places(memory, err);
    if (rc != RC_OK)
        return rc;
    struct place *place = place_slot(memory->places, memory->place_slots, key);
    if (place->key == 0) {
        char *copy = strdup(id);
        if (copy == NULL)
            return err_memory(err);
        *place = (struct place){key, copy};
        memory->place_count++;
    }
    *ret = place->id;
    return RC_OK;
}

/* ---- gathering ---------------------------------------------------------------------------------
 */

static enum rc overflow(struct err *err, const char *program)
{
    return err_set(
        err, RC_RULE,
        _("%s: a sum of its earnings is more than 64 bits can hold: correct the amounts"), program);
}

static bool add_claims(struct claim_sums *sum, const struct claim_sums *claims)
{
    return money_add(sum->planned, claims->planned, &sum->planned) &&
           money_add(sum->pending, claims->pending, &sum->pending) &&
           money_add(sum->approved, claims->approved, &sum->approved) &&
           money_add(sum->paid, claims->paid, &sum->paid);
}

static bool add_row(struct fund_row *sum, const struct fund_row *row)
{
    sum->rows += row->rows;
    sum->unknown += row->unknown;
    sum->coop_rows += row->coop_rows;
    return money_add(sum->sums.rebate, row->sums.rebate, &sum->sums.rebate) &&
           money_add(sum->sums.coop, row->sums.coop, &sum->sums.coop) &&
           money_add(sum->coop_usd, row->coop_usd, &sum->coop_usd) &&
           add_claims(&sum->claims, &row->claims);
}

/* The months of a fund follow each other, as they lie in the book. */
static struct fund_row *newest_of(const struct gathering *gathering, const struct total_row *total)
{
    struct fund_row *newest = gathering->count > 0 ? &gathering->rows[gathering->count - 1] : NULL;
    bool same = newest != NULL && gathering->name == total->name &&
                gathering->location == total->location &&
                gathering->half == total->month.index / PERIOD_MONTHS &&
                currency_equal(newest->currency, total->currency);
    return same ? newest : NULL;
}

/* Sets the row's program, whose period is known; false: it is not asked for, or not
 * the person's to see. */
static bool is_wanted(const struct gathering *gathering, const struct program_record *program,
                      const char *location, struct fund_row *row)
{
    const struct fund_filter *filter = gathering->filter;
    if (program == NULL ||
        (filter->program != NULL && strcmp(filter->program, program->code) != 0) ||
        (filter->location != NULL && strcmp(filter->location, location) != 0) ||
        (filter->has_period && period_compare(filter->period, row->period) != 0) ||
        !app_sees(gathering->app, program->code, location))
        return false;
    row->program = program->code;
    return true;
}

static enum rc push_row(struct gathering *gathering, const struct fund_row *row, struct err *err)
{
    if (gathering->count == gathering->capacity) {
        size_t capacity = gathering->capacity == 0 ? 256 : gathering->capacity * 2;
        struct fund_row *rows = reallocarray(gathering->rows, capacity, sizeof(*rows));
        if (rows == NULL)
            return err_memory(err);
        gathering->rows = rows;
        gathering->capacity = capacity;
    }
    gathering->rows[gathering->count++] = *row;
    return RC_OK;
}

/* One sum of the totals becomes a row, or part of the newest one; rows of one
 * fund and currency that do not meet here are added together after sorting. */
static enum rc gather(void *context, const struct total_row *total, struct err *err)
{
    struct gathering *gathering = context;
    const struct total *sums = &total->total;
    struct fund_row row = {.currency = total->currency,
                           .rows = sums->counted,
                           .unknown = sums->unknown,
                           .coop_rows = sums->coop_rows};
    if (sums->counted == 0)
        return RC_OK;
    struct fund_row *newest = newest_of(gathering, total);
    if (newest == NULL &&
        (!period_of(month_first(total->month), &row.period) ||
         !is_wanted(gathering, catalog_of_name(&gathering->memory->catalog, total->name),
                    total->location_id, &row)))
        return RC_OK;
    const char *program = newest != NULL ? newest->program : row.program;
    if (!add_fits(sums->rebate, sums->split_rebate, &row.sums.rebate.micros) ||
        !add_fits(sums->coop, sums->split_coop, &row.sums.coop.micros) ||
        !add_fits(sums->coop_usd, sums->split_coop_usd, &row.coop_usd.micros))
        return overflow(err, program);
    if (newest != NULL)
        return add_row(newest, &row) ? RC_OK : overflow(err, program);
    enum rc rc =
        place_id(gathering->memory, total->location, total->location_id, &row.location, err);
    if (rc == RC_OK)
        rc = push_row(gathering, &row, err);
    if (rc != RC_OK)
        return rc;
    gathering->name = total->name;
    gathering->location = total->location;
    gathering->half = total->month.index / PERIOD_MONTHS;
    return RC_OK;
}

/* A claim makes a row of its own where no earning does (CONTRACT.md section 6); where
 * one does the two are added together after sorting. */
static enum rc gather_claims(void *context, const struct claim_total *total, struct err *err)
{
    struct gathering *gathering = context;
    struct fund_row row = {
        .period = total->period, .currency = total->currency, .claims = total->sums};
    if (!is_wanted(gathering, catalog_find(&gathering->memory->catalog, total->program),
                   total->location, &row))
        return RC_OK;
    enum rc rc =
        place_id(gathering->memory, total->location_key, total->location, &row.location, err);
    return rc == RC_OK ? push_row(gathering, &row, err) : rc;
}

static int compare_funds(const struct fund_row *x, const struct fund_row *y)
{
    int order = strcmp(x->program, y->program);
    if (order == 0)
        order = strcmp(x->location, y->location);
    return order != 0 ? order : period_compare(x->period, y->period);
}

static int compare_rows(const void *a, const void *b)
{
    const struct fund_row *x = a, *y = b;
    int order = compare_funds(x, y);
    return order != 0 ? order : strcmp(x->currency.code, y->currency.code);
}

static enum rc merge(struct gathering *gathering, struct err *err)
{
    size_t kept = 0;
    if (gathering->count == 0)
        return RC_OK;
    qsort(gathering->rows, gathering->count, sizeof(*gathering->rows), compare_rows);
    for (size_t i = 1; i < gathering->count; i++) {
        if (compare_rows(&gathering->rows[kept], &gathering->rows[i]) != 0)
            gathering->rows[++kept] = gathering->rows[i];
        else if (!add_row(&gathering->rows[kept], &gathering->rows[i]))
            return overflow(err, gathering->rows[i].program);
    }
    gathering->count = kept + 1;
    return RC_OK;
}

/* ---- figures -----------------------------------------------------------------------------------
 */

/* Rows first..end are one fund: its terms, and its co-op in USD over all its
 * currencies, are the same for each. */
static enum rc settle_fund(struct gathering *gathering, size_t first, size_t end, struct err *err)
{
    struct fund_row *rows = gathering->rows;
    const struct program_record *program =
        catalog_find(&gathering->memory->catalog, rows[first].program);
    struct fund_terms terms = fund_terms_of(&program->terms, rows[first].period);
    struct money coop_usd = {0};
    enum rc rc = RC_OK;
    for (size_t i = first; terms.has_coop && i < end; i++)
        if (!money_add(coop_usd, rows[i].coop_usd, &coop_usd))
            return overflow(err, rows[first].program);
    enum fund_state state = fund_state_on(&terms, coop_usd, gathering->app->day);
    for (size_t i = first; rc == RC_OK && i < end; i++) {
        rows[i].terms = terms;
        rows[i].currency_coop_usd = terms.has_coop ? rows[i].coop_usd : (struct money){0};
        rows[i].coop_usd = coop_usd;
        rc = fund_balance(&terms, state, rows[i].currency, &rows[i].sums, &rows[i].claims,
                          &rows[i].balance, err);
    }
    return rc;
}

static enum rc settle(struct gathering *gathering, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t first = 0; rc == RC_OK && first < gathering->count;) {
        size_t end = first + 1;
        while (end < gathering->count &&
               compare_funds(&gathering->rows[first], &gathering->rows[end]) == 0)
            end++;
        rc = settle_fund(gathering, first, end, err);
        first = end;
    }
    return rc;
}

static enum rc check_filter(struct app *app, const struct fund_filter *filter,
                            const struct catalog *catalog, struct err *err)
{
    const struct program_record *program = NULL;
    int64_t location = 0;
    enum rc rc = RC_OK;
    if (filter->program != NULL)
        rc = app_known_program(app, catalog, filter->program, &program, err);
    if (rc == RC_OK && filter->location != NULL)
        rc = app_known_location(app, filter->location, &location, err);
    return rc;
}

enum rc app_balance(struct app *app, const struct fund_filter *filter, struct fund_list *ret,
                    struct err *err)
{
    struct memory *memory = calloc(1, sizeof(*memory));
    struct gathering gathering = {.app = app, .filter = filter, .memory = memory};
    struct date through = app->day;
    if (memory == NULL)
        return err_memory(err);
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &memory->catalog, err);
    if (rc == RC_OK)
        rc = check_filter(app, filter, &memory->catalog, err);
    if (rc == RC_OK)
        rc = totals_read(app->book, through, filter->location, gather, &gathering, err);
    if (rc == RC_OK)
        rc = claim_totals(app->book, through, gather_claims, &gathering, err);
    book_read_end(app->book);
    if (rc == RC_OK)
        rc = merge(&gathering, err);
    if (rc == RC_OK)
        rc = settle(&gathering, err);
    if (rc != RC_OK) {
        free(gathering.rows);
        memory_free(memory);
        return rc;
    }
    *ret = (struct fund_list){gathering.rows, gathering.count, memory};
    return RC_OK;
}
