/* SPDX-License-Identifier: MIT */
#include "app/desk.h"

#include <stdlib.h>
#include <string.h>

#include "app/desk_months.h"
#include "app/inside.h"
#include "base/checked.h"

void desk_view_release(struct desk_view *view)
{
    for (size_t i = 0; i < view->todo_count; i++)
        desk_todo_release(&view->todos[i]);
    for (size_t i = 0; i < view->source_count; i++)
        free(view->sources[i].program);
    free(view->todos);
    free(view->windows);
    free(view->thresholds);
    free(view->sources);
    fund_list_release(&view->funds);
    *view = (struct desk_view){0};
}

/* ---- windows --------------------------------------------------------------------------- */

static bool window_of(const struct fund_row *fund, struct date today, struct desk_window *ret)
{
    enum fund_state state = fund->balance.state;
    struct desk_window window = {.fund = fund};
    if (fund->balance.remaining.micros <= 0)
        return false;
    if (state == FUND_LAST_CALL) {
        window.due = DUE_CLAIM;
        window.day = fund->terms.windows.claim_closes;
    } else if (state == FUND_USABLE || state == FUND_CLAIMABLE) {
        window.due = DUE_USE;
        window.day = fund->terms.windows.usage_end;
    } else {
        return false;
    }
    if (!money_sub(fund->balance.remaining, fund->balance.planned, &window.unplanned) ||
        window.unplanned.micros < 0)
        window.unplanned = (struct money){0};
    window.days_left = date_days_between(today, window.day);
    *ret = window;
    return true;
}

/* Currencies do not compare: the size of a fund is its co-op in USD. */
static int compare_windows(const void *a, const void *b)
{
    const struct desk_window *x = a, *y = b;
    int order = date_compare(x->day, y->day);
    if (order == 0)
        order = (y->fund->coop_usd.micros > x->fund->coop_usd.micros) -
                (y->fund->coop_usd.micros < x->fund->coop_usd.micros);
    return order != 0 ? order : (x->fund > y->fund) - (x->fund < y->fund);
}

/* ---- thresholds ------------------------------------------------------------------------- */

static int progress_of(const struct fund_row *fund)
{
    enum { WHOLE = 1000 };
    int64_t progress = 0;
    if (!fund_below_threshold(&fund->terms, fund->coop_usd))
        return WHOLE;
    if (fund->coop_usd.micros <= 0 ||
        !mul_div_fits(fund->coop_usd.micros, WHOLE, fund->terms.threshold_usd.micros, &progress))
        return 0;
    return progress < WHOLE ? (int)progress : WHOLE - 1;
}

static enum desk_course course_of(const struct desk_threshold *threshold)
{
    const struct fund_row *fund = threshold->fund;
    if (!fund_below_threshold(&fund->terms, fund->coop_usd))
        return COURSE_REACHED;
    return threshold->has_rate && !fund_below_threshold(&fund->terms, threshold->run_rate)
               ? COURSE_LIKELY
               : COURSE_SHORT;
}

static bool threshold_of(const struct fund_row *fund, struct date today, struct desk_threshold *ret)
{
    if (fund->balance.state != FUND_ACCRUING || !fund->terms.has_threshold)
        return false;
    *ret = (struct desk_threshold){
        .fund = fund,
        .progress = progress_of(fund),
        .days_left = date_days_between(today, fund->terms.windows.earning_end),
    };
    ret->has_rate = fund_run_rate(&fund->terms, fund->coop_usd, today, &ret->run_rate);
    ret->has_missing = fund_missing_per_month(&fund->terms, fund->coop_usd, today, &ret->missing);
    ret->course = course_of(ret);
    return true;
}

static int compare_thresholds(const void *a, const void *b)
{
    const struct desk_threshold *x = a, *y = b;
    int order = (x->course > y->course) - (x->course < y->course);
    if (order == 0)
        order = (x->days_left > y->days_left) - (x->days_left < y->days_left);
    if (order == 0)
        order = (y->missing.micros > x->missing.micros) - (y->missing.micros < x->missing.micros);
    return order != 0 ? order : (x->fund > y->fund) - (x->fund < y->fund);
}

/* ---- from the balances -------------------------------------------------------------------- */

static enum rc read_funds(struct app *app, struct desk_view *view, struct err *err)
{
    static const struct fund_filter all = {0};
    enum rc rc = app_balance(app, &all, &view->funds, err);
    if (rc != RC_OK)
        return rc;
    view->windows = calloc(view->funds.count + 1, sizeof(*view->windows));
    view->thresholds = calloc(view->funds.count + 1, sizeof(*view->thresholds));
    if (view->windows == NULL || view->thresholds == NULL)
        return err_memory(err);
    for (size_t i = 0; i < view->funds.count; i++) {
        const struct fund_row *fund = &view->funds.rows[i];
        view->window_count += window_of(fund, app->day, &view->windows[view->window_count]);
        if (fund_is_first(&view->funds, i))
            view->threshold_count +=
                threshold_of(fund, app->day, &view->thresholds[view->threshold_count]);
    }
    qsort(view->windows, view->window_count, sizeof(*view->windows), compare_windows);
    qsort(view->thresholds, view->threshold_count, sizeof(*view->thresholds), compare_thresholds);
    return RC_OK;
}

static int compare_sources(const void *a, const void *b)
{
    const struct desk_source *x = a, *y = b;
    int order = x->has_import == y->has_import ? 0 : y->has_import - x->has_import;
    if (order == 0)
        order = date_compare(x->newest_import, y->newest_import);
    return order != 0 ? order : strcmp(x->program, y->program);
}

enum rc app_desk(struct app *app, struct desk_view *ret, struct err *err)
{
    struct desk_view view = {0};
    struct todo_list todos = {0};
    const struct agenda_part *open = NULL;
    enum rc rc = read_funds(app, &view, err);
    if (rc == RC_OK)
        rc = todo_of_funds(&todos, &view.funds, err);
    if (rc == RC_OK)
        rc = agenda_open(app, &view.funds, &open, err);
    if (rc == RC_OK)
        rc = todo_of_claims(&todos, open, err);
    if (rc == RC_OK)
        rc = todo_of_windows(&todos, view.windows, view.window_count, err);
    if (rc == RC_OK)
        rc = todo_of_programs(&todos, app, &view.funds, err);
    if (rc == RC_OK)
        rc = desk_months(app, &view, &todos, err);
    if (rc == RC_OK)
        rc = todo_of_copies(&todos, app, err);
    todo_sort(&todos);
    view.todos = todos.items;
    view.todo_count = todos.count;
    if (rc != RC_OK) {
        desk_view_release(&view);
        return rc;
    }
    if (view.source_count > 0)
        qsort(view.sources, view.source_count, sizeof(*view.sources), compare_sources);
    *ret = view;
    return RC_OK;
}
