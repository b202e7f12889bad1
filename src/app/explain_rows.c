/* SPDX-License-Identifier: MIT */
/* The earnings behind a figure: sums by type and month, and each row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/explaining.h"
#include "app/fund_months.h"
#include "base/buf.h"
#include "base/checked.h"
#include "base/words.h"
#include "store/earnings.h"

struct sum {
    int64_t count;
    struct money amount;
};

struct rows {
    struct explaining *e;
    enum side side;
    bool listing; /* second pass: row by row */
    bool *used;   /* splits of the program by which a total was divided */
    struct month first;
    struct sum sums[EARNING_TYPES][PERIOD_MONTHS];
};

static const char *source_of(enum earning_type type)
{
    return type == EARNING_TOTAL ? "RULES.md section 3: total" : "RULES.md section 3";
}

static struct money side_of(const struct sides *sides, enum side side)
{
    switch (side) {
    case SIDE_REBATE:
        return sides->rebate;
    case SIDE_COOP:
        return sides->coop;
    case SIDE_COOP_USD:
        return sides->coop_usd;
    }
    bug("no such side");
}

static struct currency currency_of(const struct rows *rows)
{
    return rows->side == SIDE_COOP_USD ? currency_usd : rows->e->row->currency;
}

/* An earning belongs to a side by its type, also where its amount is 0. */
static bool on_side(const struct rows *rows, const struct earning_record *record)
{
    bool coop = record->type == EARNING_COOP || record->type == EARNING_ADJUSTMENT_COOP;
    bool counts = record->type != EARNING_UNKNOWN && record->type != EARNING_CLAIM;
    if (record->excluded || !counts)
        return false;
    if (rows->side != SIDE_COOP_USD &&
        !currency_equal(record->amounts.currency, rows->e->row->currency))
        return false;
    if (record->type == EARNING_TOTAL || !rows->e->row->terms.has_coop)
        return true;
    return coop == (rows->side != SIDE_REBATE);
}

/* The place in the program's series of the split in force on a day. */
static bool find_split(const struct terms *terms, struct date day, size_t *ret)
{
    for (size_t i = terms->split_count; i > 0; i--) {
        if (date_compare(terms->splits[i - 1].from, day) <= 0) {
            *ret = i - 1;
            return true;
        }
    }
    return false;
}

/* "total: 33.33 x 40 % = 13.332, rounded 13.33", of the rebate what is left. */
static void add_division(const struct rows *rows, const struct earning_record *record,
                         const struct sides *sides, struct buf *buf)
{
    const struct terms *terms = &catalog_find(rows->e->catalog, rows->e->request->program)->terms;
    bool usd = rows->side == SIDE_COOP_USD;
    struct currency currency = usd ? currency_usd : record->amounts.currency;
    struct money whole = usd ? record->amounts.usd : record->amounts.amount;
    char text[MONEY_TEXT_SIZE], coop[MONEY_TEXT_SIZE], split[SPLIT_TEXT_SIZE];
    char exact[MONEY_PRODUCT_SIZE], plain[MONEY_PRODUCT_SIZE];
    size_t at = 0;
    (void)money_print(whole, currency, text);
    (void)money_print(usd ? sides->coop_usd : sides->coop, currency, coop);
    if (!rows->e->row->terms.has_coop || !find_split(terms, record->date, &at))
        return;
    if (rows->side == SIDE_REBATE) {
        buf_addf(buf, _(": %s less co-op %s"), text, coop);
        return;
    }
    (void)money_print_product(whole, terms->splits[at].coop, exact);
    buf_addf(buf, ": %s x %s %% = %s", text,
             strchr(split_print(terms->splits[at].coop, split), '/') + 1, exact);
    (void)money_print_product(usd ? sides->coop_usd : sides->coop, (struct share){SHARE_WHOLE},
                              plain);
    if (strcmp(plain, exact) != 0)
        buf_addf(buf, _(", rounded %s"), coop);
}

static enum rc say_row(struct rows *rows, const struct earning_record *record,
                       const struct sides *sides, struct err *err)
{
    struct explaining *e = rows->e;
    struct buf rule, detail;
    buf_init(&rule);
    buf_init(&detail);
    if (record->source != NULL)
        buf_addf(&detail, "%s:%lld", record->source, (long long)record->line);
    else
        buf_addf(&detail, _("typed-in %s"), record->id);
    buf_add(&rule, earning_type_word(record->type));
    if (record->type == EARNING_TOTAL)
        add_division(rows, record, sides, &rule);
    enum rc rc = buf_check(&rule, err);
    if (rc == RC_OK)
        rc = buf_check(&detail, err);
    struct explain_step step = {.rule = rule.text,
                                .source = source_of(record->type),
                                .has_amount = true,
                                .amount = side_of(sides, rows->side),
                                .has_currency = true,
                                .currency = currency_of(rows),
                                .detail = detail.text,
                                .earning = record->id,
                                .date = record->date};
    if (rc == RC_OK)
        rc = explain_tell(e, &step, err);
    buf_release(&rule);
    buf_release(&detail);
    return rc;
}

/* An excluded row adds nothing, but its absence would raise the question. */
static enum rc say_left_out(struct rows *rows, const struct earning_record *record, struct err *err)
{
    char amount[MONEY_TEXT_SIZE];
    struct buf detail;
    bool coop = record->type == EARNING_COOP || record->type == EARNING_ADJUSTMENT_COOP;
    if (record->type != EARNING_TOTAL && coop != (rows->side != SIDE_REBATE))
        return RC_OK;
    buf_init(&detail);
    buf_addf(&detail, "%s %s %s: %s", record->id,
             money_print(record->amounts.amount, record->amounts.currency, amount),
             record->amounts.currency.code, record->exclude_reason);
    struct explain_step step = {.rule = _("excluded, so it adds nothing"),
                                .source = "CONTRACT.md section 6",
                                .detail = detail.text,
                                .earning = record->id,
                                .date = record->date};
    enum rc rc = buf_check(&detail, err);
    if (rc == RC_OK)
        rc = explain_tell(rows->e, &step, err);
    buf_release(&detail);
    return rc;
}

static enum rc overflow(struct err *err)
{
    return err_set(err, RC_RULE,
                   _("a sum of the earnings is more than 64 bits can hold: correct the amounts"));
}

static void note_split(struct rows *rows, const struct earning_record *record)
{
    const struct program_record *program =
        catalog_find(rows->e->catalog, rows->e->request->program);
    size_t at = 0;
    if (record->type == EARNING_TOTAL && find_split(&program->terms, record->date, &at))
        rows->used[at] = true;
}

static enum rc take(void *context, const struct earning_record *record, struct err *err)
{
    struct rows *rows = context;
    struct sides sides;
    if (record->excluded && rows->listing)
        return say_left_out(rows, record, err);
    if (!on_side(rows, record))
        return RC_OK;
    enum rc rc = earning_record_sides(rows->e->catalog, record, &sides, err);
    if (rc != RC_OK)
        return rc;
    struct money amount = side_of(&sides, rows->side);
    if (rows->listing)
        return say_row(rows, record, &sides, err);
    note_split(rows, record);
    int at = date_month(record->date).index - rows->first.index;
    bug_if(at < 0 || at >= PERIOD_MONTHS, "an earning outside its period");
    struct sum *sum = &rows->sums[record->type][at];
    sum->count++;
    if (!money_add(sum->amount, amount, &sum->amount))
        return overflow(err);
    return RC_OK;
}

/* The days of the fund, as far as they are there. */
static void days_of(const struct rows *rows, struct date *ret_from, struct date *ret_to)
{
    struct windows windows = period_windows(rows->e->request->period);
    struct date today = rows->e->app->day;
    *ret_from = windows.earning_start;
    *ret_to = date_compare(today, windows.earning_end) < 0 ? today : windows.earning_end;
}

static enum rc sum_rows(struct rows *rows, struct err *err)
{
    const struct explain_request *request = rows->e->request;
    struct date from, to;
    days_of(rows, &from, &to);
    return earnings_figures(rows->e->app->book, request->program, request->location, from, to, take,
                            rows, err);
}

static enum rc list_rows(struct rows *rows, struct err *err)
{
    const struct explain_request *request = rows->e->request;
    struct earning_filter filter = {
        .program = request->program, .location = request->location, .has_dates = true};
    days_of(rows, &filter.from, &filter.to);
    rows->listing = true;
    return earnings_list(rows->e->app->book, &filter, take, rows, err);
}

/* The sum of a month, of one type or of all. */
static enum rc say_sum(struct rows *rows, int at, const char *rule, const char *source,
                       const struct sum *sum, const char *detail, struct err *err)
{
    struct explain_step step = {.rule = rule,
                                .source = source,
                                .has_amount = true,
                                .amount = sum->amount,
                                .has_currency = true,
                                .currency = currency_of(rows),
                                .has_count = sum->count >= 0,
                                .count = sum->count,
                                .detail = detail,
                                .month = {rows->first.index + at}};
    return explain_tell(rows->e, &step, err);
}

static enum rc say_sums(struct rows *rows, struct err *err)
{
    enum rc rc = RC_OK;
    for (int type = 0; type < EARNING_TYPES; type++) {
        for (int at = 0; rc == RC_OK && at < PERIOD_MONTHS; at++) {
            const struct sum *sum = &rows->sums[type][at];
            char month[MONTH_TEXT_SIZE], detail[64];
            if (sum->count == 0)
                continue;
            (void)snprintf(detail, sizeof(detail), "%s %s",
                           earning_type_word((enum earning_type)type),
                           month_print((struct month){rows->first.index + at}, month));
            rc = say_sum(rows, at, _("the sum of one type and month"),
                         source_of((enum earning_type)type), sum, detail, err);
        }
    }
    return rc;
}

static enum rc say_month(struct rows *rows, int at, struct sum sum, struct err *err)
{
    char month[MONTH_TEXT_SIZE];
    return say_sum(rows, at, _("the sum of one month"), "RULES.md section 5", &sum,
                   month_print((struct month){rows->first.index + at}, month), err);
}

/* A month of one type has been told by then. */
static enum rc say_mixed_months(struct rows *rows, struct err *err)
{
    enum rc rc = RC_OK;
    for (int at = 0; rc == RC_OK && at < PERIOD_MONTHS; at++) {
        struct sum whole = {0};
        int types = 0;
        for (int type = 0; type < EARNING_TYPES; type++) {
            const struct sum *sum = &rows->sums[type][at];
            types += sum->count > 0;
            whole.count += sum->count;
            if (!money_add(whole.amount, sum->amount, &whole.amount))
                return overflow(err);
        }
        if (types > 1)
            rc = say_month(rows, at, whole, err);
    }
    return rc;
}

static struct money month_side(const struct fund_month *month, enum side side)
{
    switch (side) {
    case SIDE_REBATE:
        return month->rebate;
    case SIDE_COOP:
        return month->coop;
    case SIDE_COOP_USD:
        return month->coop_usd;
    }
    bug("no such side");
}

/* Instead of the sums by type, where there are too many earnings: what the totals
 * know. */
static enum rc say_months(struct rows *rows, struct err *err)
{
    struct explaining *e = rows->e;
    struct fund_month_list list = {0};
    enum rc rc = fund_months_read(e->app, e->catalog, e->request->program, e->request->location,
                                  e->request->period, &list, err);
    for (int at = 0; rc == RC_OK && at < list.months; at++) {
        struct money sum = {0};
        for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
            bool counts = rows->side == SIDE_COOP_USD ||
                          currency_equal(list.items[i].currency, e->row->currency);
            if (counts && !money_add(sum, month_side(&list.items[i].months[at], rows->side), &sum))
                rc = overflow(err);
        }
        if (rc == RC_OK)
            rc = say_month(rows, at, (struct sum){-1, sum}, err);
    }
    free(list.items);
    return rc;
}

/* How totals of this fund are divided, where there are any. */
static enum rc say_splits(struct rows *rows, struct err *err)
{
    const struct program_record *program =
        catalog_find(rows->e->catalog, rows->e->request->program);
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < program->terms.split_count; i++) {
        const struct split_term *term = &program->terms.splits[i];
        char text[SPLIT_TEXT_SIZE], day[DATE_TEXT_SIZE], detail[96];
        if (!rows->used[i])
            continue;
        (void)snprintf(detail, sizeof(detail), _("%s from %s"), split_print(term->coop, text),
                       date_compare(term->from, date_first) == 0 ? _("the beginning")
                                                                 : date_print(term->from, day));
        rc = explain_step(
            rows->e,
            _("totals are divided by the split in force on their day, co-op rounded to "
              "the minor unit, half away from zero"),
            "RULES.md section 3", NULL, (struct currency){""}, -1, detail, err);
    }
    return rc;
}

static enum rc say_too_many(struct rows *rows, int64_t earnings, struct err *err)
{
    return explain_step(rows->e, _("all earnings of the fund, too many to be told here"),
                        "RULES.md section 5", NULL, (struct currency){""}, earnings, NULL, err);
}

static enum rc explain_all(struct rows *rows, int64_t earnings, struct err *err)
{
    const struct explain_request *request = rows->e->request;
    enum rc rc = sum_rows(rows, err);
    if (rc == RC_OK)
        rc = say_splits(rows, err);
    if (rc == RC_OK)
        rc = say_sums(rows, err);
    if (rc == RC_OK)
        rc = say_mixed_months(rows, err);
    if (rc != RC_OK)
        return rc;
    return request->most_rows > 0 && earnings > request->most_rows
               ? say_too_many(rows, earnings, err)
               : list_rows(rows, err);
}

enum rc explain_rows(struct explaining *e, enum side side, struct err *err)
{
    struct rows rows = {.e = e, .side = side, .first = date_month(e->request->period.first)};
    const struct program_record *program = catalog_find(e->catalog, e->request->program);
    const struct explain_request *request = e->request;
    int64_t earnings = 0;
    enum rc rc = RC_OK;
    for (size_t i = 0; i < e->funds->count; i++)
        earnings += e->funds->rows[i].rows;
    if (request->most_sums > 0 && earnings > request->most_sums) {
        rc = say_months(&rows, err);
        return rc == RC_OK ? say_too_many(&rows, earnings, err) : rc;
    }
    rows.used = calloc(program->terms.split_count + 1, sizeof(*rows.used));
    rc = rows.used != NULL ? explain_all(&rows, earnings, err) : err_memory(err);
    free(rows.used);
    return rc;
}
