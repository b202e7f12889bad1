/* SPDX-License-Identifier: MIT */
#include "store/claim_days.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "store/db.h"
#include "store/rows.h"

/* ---- one claim ----------------------------------------------------------------------------- */

void claim_days_release(struct claim_day_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        claim_release(&list->items[i].claim);
    free(list->items);
    *list = (struct claim_day_list){0};
}

/* The earliest day of an entry after `day`; false: there is none. */
static bool next_day(const struct claim_history *history, struct date day, struct date *ret)
{
    bool found = false;
    for (size_t i = 0; i < history->count; i++) {
        struct date at = history->entries[i].day;
        if (date_compare(at, day) > 0 && (!found || date_compare(at, *ret) < 0)) {
            *ret = at;
            found = true;
        }
    }
    return found;
}

enum rc claim_days_make(const struct claim_history *history, struct claim_day_list *ret,
                        struct err *err)
{
    struct claim_day_list list = {0};
    struct date day = {date_first.day - 1};
    enum rc rc = RC_OK;
    for (bool more = next_day(history, day, &day); rc == RC_OK && more;) {
        struct claim_day *item = NULL;
        rc = rows_push((void **)&list.items, &list.count, sizeof(*item), (void **)&item, err);
        if (rc != RC_OK)
            break;
        item->day = day;
        rc = claim_on(history, day, &item->claim, err);
        more = next_day(history, day, &day);
        item->until = more ? date_add_days(day, -1) : date_last;
    }
    if (rc != RC_OK)
        claim_days_release(&list);
    else
        *ret = list;
    return rc;
}

void claim_day_add_tags(struct buf *buf, const struct claim *claim)
{
    for (size_t i = 0; i < claim->tag_count; i++)
        buf_addf(buf, "%s%s\n", i == 0 ? "\n" : "", claim->tags[i]);
}

/* ---- one fund ------------------------------------------------------------------------------ */

/* A claim's money comes on a day, and goes when it changes. */
struct step {
    struct currency currency;
    struct date day;
    int64_t claims; /* 1 or -1: the sign of the sums */
    struct claim_sums sums;
};
struct steps {
    struct step *items;
    size_t count;
};

static enum rc push_step(struct steps *steps, const struct step *step, struct err *err)
{
    struct step *slot = NULL;
    enum rc rc =
        rows_push((void **)&steps->items, &steps->count, sizeof(*slot), (void **)&slot, err);
    if (rc == RC_OK)
        *slot = *step;
    return rc;
}

static enum rc load_steps(struct book *book, const struct claim_fund *fund, struct steps *steps,
                          struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CLAIM_FUND_DAYS);
    query_text(&q, ":program", fund->program);
    query_int(&q, ":location", fund->location);
    query_int(&q, ":first_day", fund->first_day);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct step step = {.day = {(int32_t)query_get_int(&q, 0)}, .claims = 1};
        struct date until = {(int32_t)query_get_int(&q, 1)};
        (void)snprintf(step.currency.code, sizeof(step.currency.code), "%s", query_get_text(&q, 2));
        step.sums.planned.micros = query_get_int(&q, 3);
        step.sums.pending.micros = query_get_int(&q, 4);
        step.sums.approved.micros = query_get_int(&q, 5);
        step.sums.paid.micros = query_get_int(&q, 6);
        rc = push_step(steps, &step, err);
        step.claims = -1;
        step.day = date_add_days(until, 1);
        if (rc == RC_OK && date_compare(until, date_last) < 0)
            rc = push_step(steps, &step, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* What goes on a day goes before what comes, so that no sum is ever too large. */
static int compare_steps(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    int order = strcmp(x->currency.code, y->currency.code);
    if (order == 0)
        order = date_compare(x->day, y->day);
    return order != 0 ? order : (x->claims > y->claims) - (x->claims < y->claims);
}

static bool add_step(struct claim_fund_day *day, const struct step *step)
{
    bool (*add)(struct money, struct money, struct money *) =
        step->claims > 0 ? money_add : money_sub;
    day->claims += step->claims;
    return add(day->sums.planned, step->sums.planned, &day->sums.planned) &&
           add(day->sums.pending, step->sums.pending, &day->sums.pending) &&
           add(day->sums.approved, step->sums.approved, &day->sums.approved) &&
           add(day->sums.paid, step->sums.paid, &day->sums.paid);
}

static enum rc add_up(const struct claim_fund *fund, const struct steps *steps,
                      struct claim_fund_day_list *list, struct err *err)
{
    struct claim_fund_day *day = NULL;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < steps->count; i++) {
        const struct step *step = &steps->items[i];
        bool same = day != NULL && currency_equal(day->currency, step->currency);
        if (!same || date_compare(day->day, step->day) != 0) {
            struct claim_fund_day begin = {.currency = step->currency};
            if (same) {
                day->until = date_add_days(step->day, -1);
                begin = *day;
            }
            rc = rows_push((void **)&list->items, &list->count, sizeof(*day), (void **)&day, err);
            if (rc != RC_OK)
                break;
            *day = begin;
            day->day = step->day;
            day->until = date_last;
        }
        if (!add_step(day, step))
            rc = err_set(err, RC_RULE,
                         _("%s: a sum of its claims is more than 64 bits can hold: correct the "
                           "amounts"),
                         fund->program);
    }
    return rc;
}

enum rc claim_fund_days_make(struct book *book, const struct claim_fund *fund,
                             struct claim_fund_day_list *ret, struct err *err)
{
    struct claim_fund_day_list list = {0};
    struct steps steps = {0};
    enum rc rc = load_steps(book, fund, &steps, err);
    if (steps.count > 0)
        qsort(steps.items, steps.count, sizeof(*steps.items), compare_steps);
    if (rc == RC_OK)
        rc = add_up(fund, &steps, &list, err);
    free(steps.items);
    if (rc != RC_OK)
        free(list.items);
    else
        *ret = list;
    return rc;
}
