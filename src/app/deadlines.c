/* SPDX-License-Identifier: MIT */
#include "app/deadlines.h"

#include <stdlib.h>
#include <string.h>

#include "app/desk_todo.h"
#include "app/funds.h"
#include "app/inside.h"
#include "base/words.h"
#include "store/claim_sums.h"
#include "store/claims.h"

/* A deadline waits for its place in the order. */
struct kept {
    struct deadline deadline;
    char *texts; /* what it borrows from, where nothing else stays; NULL */
};

struct gathering {
    struct app *app;
    const struct deadline_query *query;
    struct catalog catalog;
    struct fund_list funds;
    struct kept *items;
    size_t count, room;
};

static void release(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->count; i++)
        free(gathering->items[i].texts);
    free(gathering->items);
    fund_list_release(&gathering->funds);
    catalog_release(&gathering->catalog);
}

static bool is_asked_for(const struct deadline_query *query, const struct deadline *deadline)
{
    return (!query->has_days || deadline->days_left <= query->days) &&
           (!query->overdue || deadline->days_left < 0);
}

static enum rc keep(struct gathering *gathering, const struct deadline *deadline, char *texts,
                    struct err *err)
{
    if (gathering->count == gathering->room) {
        size_t room = gathering->room == 0 ? 64 : gathering->room * 2;
        struct kept *items = reallocarray(gathering->items, room, sizeof(*items));
        if (items == NULL) {
            free(texts);
            return err_memory(err);
        }
        gathering->items = items;
        gathering->room = room;
    }
    gathering->items[gathering->count++] = (struct kept){*deadline, texts};
    return RC_OK;
}

/* ---- claims -------------------------------------------------------------------------------- */

/* Copies the text to *at and moves *at behind it. */
static const char *put_text(char **at, const char *text)
{
    char *here = *at;
    size_t size = strlen(text) + 1;
    memcpy(here, text, size);
    *at += size;
    return here;
}

static enum rc keep_copy(void *context, const struct deadline *deadline, struct err *err)
{
    struct gathering *gathering = context;
    struct deadline copy = *deadline;
    const char **const texts[] = {&copy.program, &copy.location, &copy.claim, &copy.about,
                                  &copy.text};
    enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };
    size_t size = 0;
    if (!is_asked_for(gathering->query, deadline))
        return RC_OK;
    for (size_t i = 0; i < TEXTS; i++)
        size += strlen(*texts[i]) + 1;
    char *memory = malloc(size), *at = memory;
    if (memory == NULL)
        return err_memory(err);
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = put_text(&at, *texts[i]);
    return keep(gathering, &copy, memory, err);
}

/* One of which something is still to come: its entries say what. */
static enum rc take_open(struct gathering *gathering, const struct claim_row *row,
                         const struct windows *windows, struct err *err)
{
    struct date day = gathering->app->day;
    struct claim_history history;
    struct claim claim = {0};
    bool found = false;
    claim_history_init(&history);
    enum rc rc = claim_load(gathering->app->book, row->head.id, &found, &history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&history, day, &claim, err);
    if (rc == RC_OK && found)
        rc = deadlines_of_claim(&claim, windows, day, keep_copy, gathering, err);
    claim_release(&claim);
    claim_history_release(&history);
    return rc;
}

static enum rc take_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct gathering *gathering = context;
    const struct program_record *program = catalog_find(&gathering->catalog, row->head.program);
    if (program == NULL || !app_sees(gathering->app, row->head.program, row->head.location))
        return RC_OK;
    const struct windows windows = terms_windows(&program->terms, row->head.period);
    if (!claim_status_is_settled(row->status) ||
        claim_unpaid(row->status, row->sums.approved, row->sums.paid).micros > 0)
        return take_open(gathering, row, &windows, err);
    const struct claim settled = {
        .head = &row->head, .seen = true, .status = row->status, .end = row->end};
    return deadlines_of_claim(&settled, &windows, gathering->app->day, keep_copy, gathering, err);
}

/* ---- funds --------------------------------------------------------------------------------- */

static enum rc keep_of_fund(struct gathering *gathering, const struct deadline *deadline,
                            struct err *err)
{
    return is_asked_for(gathering->query, deadline) ? keep(gathering, deadline, NULL, err) : RC_OK;
}

/* Of the fund whose first row stands at `first`: the end of its earning period. */
static enum rc take_period(struct gathering *gathering, const struct deadline_fund *fund,
                           size_t first, struct err *err)
{
    const struct fund_list *funds = &gathering->funds;
    struct deadline deadline;
    bool has_money = false;
    for (size_t i = first; i < funds->count && (i == first || !fund_is_first(funds, i)); i++)
        has_money = has_money || deadline_has_money(&funds->rows[i].balance);
    return has_money && deadline_of_period(fund, gathering->app->day, &deadline)
               ? keep_of_fund(gathering, &deadline, err)
               : RC_OK;
}

static enum rc take_fund(struct gathering *gathering, size_t place, struct err *err)
{
    const struct fund_row *row = &gathering->funds.rows[place];
    const struct deadline_fund fund = {row->program, row->location, row->period, &row->terms,
                                       row->coop_usd};
    struct deadline deadlines[FUND_DEADLINES];
    size_t count = 0;
    enum rc rc = RC_OK;
    if (!deadlines_of_fund(&fund, &row->balance, row->currency, gathering->app->day, deadlines,
                           &count))
        return err_set(err, RC_RULE,
                       _("%s, location %s: a sum of its claims is more than 64 bits can hold: "
                         "correct the amounts"),
                       row->program, row->location);
    if (fund_is_first(&gathering->funds, place))
        rc = take_period(gathering, &fund, place, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = keep_of_fund(gathering, &deadlines[i], err);
    return rc;
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* Ties go by what the order of CONTRACT.md section 6 leaves open. */
static int compare(const void *a, const void *b)
{
    const struct deadline *x = &((const struct kept *)a)->deadline;
    const struct deadline *y = &((const struct kept *)b)->deadline;
    int order = date_compare(x->due, y->due);
    if (order == 0)
        order = strcmp(deadline_kind_word(x->kind), deadline_kind_word(y->kind));
    if (order == 0)
        order = strcmp(x->program, y->program);
    if (order == 0)
        order = strcmp(x->location, y->location);
    if (order == 0)
        order = strcmp(x->claim, y->claim);
    if (order == 0)
        order = strcmp(x->currency.code, y->currency.code);
    if (order == 0)
        order = period_compare(x->period, y->period);
    return order != 0 ? order : strcmp(x->about, y->about);
}

static enum rc gather(struct gathering *gathering, struct err *err)
{
    static const struct fund_filter all = {0};
    struct app *app = gathering->app;
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &gathering->catalog, err);
    if (rc == RC_OK)
        rc = claim_rows(app->book, app->day, take_claim, gathering, err);
    if (rc == RC_OK)
        rc = app_balance(app, &all, &gathering->funds, err); /* ends the reading, too */
    book_read_end(app->book);
    for (size_t i = 0; rc == RC_OK && i < gathering->funds.count; i++)
        rc = take_fund(gathering, i, err);
    return rc;
}

enum rc app_deadlines(struct app *app, const struct deadline_query *query, deadline_visit *visit,
                      void *context, struct err *err)
{
    struct gathering gathering = {.app = app, .query = query};
    enum rc rc = gather(&gathering, err);
    if (rc == RC_OK && gathering.count > 0)
        qsort(gathering.items, gathering.count, sizeof(*gathering.items), compare);
    for (size_t i = 0; rc == RC_OK && i < gathering.count; i++)
        rc = visit(context, &gathering.items[i].deadline, err);
    release(&gathering);
    return rc;
}
