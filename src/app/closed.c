/* SPDX-License-Identifier: MIT */
#include "app/closed.h"

#include <stdlib.h>
#include <string.h>

#include "app/funds.h"
#include "app/inside.h"
#include "base/words.h"

/* The figures of every fund, to be compared before and after. */
struct closed_check {
    struct app *app;
    struct fund_list before;
};

static enum rc read_funds(struct app *app, struct fund_list *ret, struct err *err)
{
    const struct fund_filter all = {0};
    struct date day = app->day;
    app->day = period_date_max; /* all that has been earned, in every period */
    enum rc rc = app_balance(app, &all, ret, err);
    app->day = day;
    return rc;
}

static bool same_figures(const struct fund_row *a, const struct fund_row *b)
{
    return a->balance.state == b->balance.state &&
           a->balance.rebate.micros == b->balance.rebate.micros &&
           a->balance.coop.micros == b->balance.coop.micros &&
           a->coop_usd.micros == b->coop_usd.micros &&
           a->terms.has_threshold == b->terms.has_threshold &&
           a->terms.threshold_usd.micros == b->terms.threshold_usd.micros &&
           memcmp(&a->terms.windows, &b->terms.windows, sizeof(a->terms.windows)) == 0;
}

/* The order of a fund_list. */
static int compare_funds(const void *a, const void *b)
{
    const struct fund_row *x = a, *y = b;
    int order = strcmp(x->program, y->program);
    if (order == 0)
        order = strcmp(x->location, y->location);
    if (order == 0)
        order = period_compare(x->period, y->period);
    return order != 0 ? order : strcmp(x->currency.code, y->currency.code);
}

/* Each row of one list must stand in the other, unless its period is open. */
static enum rc compare_closed(struct app *app, const struct fund_list *list,
                              const struct fund_list *other, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < list->count; i++) {
        const struct fund_row *row = &list->rows[i];
        const struct fund_row *twin =
            bsearch(row, other->rows, other->count, sizeof(*row), compare_funds);
        bool closed = false;
        char period[PERIOD_TEXT_SIZE];
        if (twin == NULL || !same_figures(row, twin))
            rc = period_is_closed(app->book, row->program, row->period, &closed, err);
        if (rc == RC_OK && closed)
            rc = err_set(err, RC_RULE,
                         _("%s of %s: the period is closed and its figures would change: reopen it "
                           "with 'coffer period reopen'"),
                         period_print(row->period, period), row->program);
    }
    return rc;
}

enum rc closed_check_ask(void *context, struct err *err)
{
    struct closed_check *check = context;
    struct fund_list after = {0};
    enum rc rc = read_funds(check->app, &after, err);
    if (rc == RC_OK)
        rc = compare_closed(check->app, &check->before, &after, err);
    if (rc == RC_OK)
        rc = compare_closed(check->app, &after, &check->before, err);
    fund_list_release(&after);
    return rc;
}

static enum rc note_closed(void *context, struct period period, const char *program,
                           struct err *err)
{
    (void)period;
    (void)program;
    (void)err;
    *(bool *)context = true;
    return RC_OK;
}

enum rc closed_check_new(struct app *app, struct closed_check **ret, struct err *err)
{
    bool any = false;
    enum rc rc = closed_list(app->book, note_closed, &any, err);
    if (rc != RC_OK || !any)
        return rc;
    struct closed_check *check = calloc(1, sizeof(*check));
    if (check == NULL)
        return err_memory(err);
    check->app = app;
    rc = read_funds(app, &check->before, err);
    if (rc != RC_OK)
        free(check);
    else
        *ret = check;
    return rc;
}

void closed_check_free(struct closed_check *check)
{
    if (check == NULL)
        return;
    fund_list_release(&check->before);
    free(check);
}
