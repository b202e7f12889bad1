/* SPDX-License-Identifier: MIT */
#include "app/overdrawn.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "base/words.h"
#include "store/claim_sums.h"
#include "store/rows.h"
#include "store/totals.h"

enum { FUNDS_MAX = 1000, PROGRAMS_MAX = 10000, WARNED_MAX = 5 };

struct overdrawn_fund {
    char *program, *location;
    struct period period;
    struct currency currency;
    struct fund_sums sums;
    struct money coop_usd, remaining;
};

static void release_fund(struct overdrawn_fund *fund)
{
    free(fund->program);
    free(fund->location);
}

void overdrawn_release(struct overdrawn *overdrawn)
{
    for (size_t i = 0; i < overdrawn->count; i++)
        release_fund(&overdrawn->funds[i]);
    free(overdrawn->funds);
    *overdrawn = (struct overdrawn){0};
}

/* ---- finding ---------------------------------------------------------------------------------
 */

/* What is claimed from a fund in one currency. */
struct claimed {
    char *program, *location; /* owned */
    struct period period;
    struct currency currency;
    struct claim_sums sums;
};
struct claimed_list {
    struct claimed *items; /* sorted by compare_claimed */
    size_t count;
};

static void release_claimed(struct claimed_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].program);
        free(list->items[i].location);
    }
    free(list->items);
}

static int compare_claimed(const void *a, const void *b)
{
    const struct claimed *x = a, *y = b;
    int order = strcmp(x->program, y->program);
    if (order == 0)
        order = strcmp(x->location, y->location);
    if (order == 0)
        order = period_compare(x->period, y->period);
    return order != 0 ? order : strcmp(x->currency.code, y->currency.code);
}

static enum rc take_claimed(void *context, const struct claim_total *total, struct err *err)
{
    struct claimed_list *list = context;
    struct claimed *claimed = NULL;
    if (total->sums.pending.micros == 0 && total->sums.approved.micros == 0)
        return RC_OK;
    enum rc rc =
        rows_push((void **)&list->items, &list->count, sizeof(*claimed), (void **)&claimed, err);
    if (rc == RC_OK)
        rc = rows_copy(total->program, &claimed->program, err);
    if (rc == RC_OK)
        rc = rows_copy(total->location, &claimed->location, err);
    if (rc != RC_OK)
        return rc;
    claimed->period = total->period;
    claimed->currency = total->currency;
    claimed->sums = total->sums;
    return RC_OK;
}

/* Rows of one fund, one for each currency, follow each other: they are kept until
 * the next fund begins, and those that are not overdrawn go again. */
struct search {
    struct app *app;
    struct claimed_list claimed;
    struct overdrawn found;
    size_t first; /* of the fund that is read */
    struct program_record program;
    int programs;
    bool enough; /* what follows cannot be told, or is too much to tell */
};

/* Ends the search without a failure. */
static enum rc stop_here(struct search *search)
{
    search->enough = true;
    return RC_STOP;
}

static enum rc find_program(struct search *search, const char *code, struct err *err)
{
    bool found = false;
    struct program_record record = {0};
    if (search->program.code != NULL && strcmp(search->program.code, code) == 0)
        return RC_OK;
    if (search->programs++ == PROGRAMS_MAX)
        return stop_here(search);
    enum rc rc = program_load(search->app->book, code, &found, &record, err);
    if (rc != RC_OK)
        return rc;
    if (!found)
        return stop_here(search);
    program_record_release(&search->program);
    search->program = record;
    return RC_OK;
}

static struct claim_sums claims_of(const struct search *search, const struct overdrawn_fund *fund)
{
    const struct claimed_list *list = &search->claimed;
    const struct claimed key = {
        .program = fund->program,
        .location = fund->location,
        .period = fund->period,
        .currency = fund->currency,
    };
    const struct claimed *found =
        list->count > 0 ? bsearch(&key, list->items, list->count, sizeof(key), compare_claimed)
                        : NULL;
    return found != NULL ? found->sums : (struct claim_sums){.planned = {0}};
}

static enum rc settle_fund(struct search *search, struct err *err)
{
    struct overdrawn *found = &search->found;
    struct money coop_usd = {0};
    size_t kept = search->first;
    if (search->first == found->count)
        return RC_OK;
    enum rc rc = find_program(search, found->funds[search->first].program, err);
    if (rc != RC_OK)
        return rc;
    struct fund_terms terms =
        fund_terms_of(&search->program.terms, found->funds[search->first].period);
    for (size_t i = search->first; i < found->count; i++)
        if (!money_add(coop_usd, found->funds[i].coop_usd, &coop_usd))
            return stop_here(search); /* balance says so */
    enum fund_state state = fund_state_on(&terms, coop_usd, search->app->day);
    for (size_t i = search->first; i < found->count; i++) {
        struct overdrawn_fund fund = found->funds[i];
        const struct claim_sums claims = claims_of(search, &fund);
        struct balance balance = {.remaining = {0}};
        struct err ignored;
        err_init(&ignored);
        (void)!fund_balance(&terms, state, fund.currency, &fund.sums, &claims, &balance, &ignored);
        fund.remaining = balance.remaining;
        if (fund.remaining.micros < 0)
            found->funds[kept++] = fund;
        else
            release_fund(&fund);
    }
    found->count = kept;
    search->first = kept;
    return kept >= FUNDS_MAX ? stop_here(search) : RC_OK;
}

static bool is_same_fund(const struct overdrawn_fund *fund, const char *program,
                         const char *location, struct period period)
{
    return strcmp(fund->program, program) == 0 && strcmp(fund->location, location) == 0 &&
           period_compare(fund->period, period) == 0;
}

static bool add_total(struct overdrawn_fund *fund, const struct fund_total *total)
{
    return money_add(fund->sums.rebate, total->rebate, &fund->sums.rebate) &&
           money_add(fund->sums.coop, total->coop, &fund->sums.coop) &&
           money_add(fund->coop_usd, total->coop_usd, &fund->coop_usd);
}

static enum rc take_total(void *context, const struct fund_total *total, struct err *err)
{
    struct search *search = context;
    struct overdrawn *found = &search->found;
    struct overdrawn_fund *fund = NULL;
    struct period period;
    enum rc rc = RC_OK;
    /* While a period runs nothing is available yet, so nothing can be overdrawn. */
    if (!period_of(month_first(total->first), &period) ||
        date_compare(period_windows(period).earning_end, search->app->day) >= 0)
        return RC_OK;
    if (search->first < found->count &&
        !is_same_fund(&found->funds[search->first], total->program, total->location, period))
        rc = settle_fund(search, err);
    fund = found->count > search->first ? &found->funds[found->count - 1] : NULL;
    if (rc == RC_OK && fund != NULL && currency_equal(fund->currency, total->currency))
        return add_total(fund, total) ? RC_OK : stop_here(search);
    if (rc == RC_OK)
        rc = rows_push((void **)&found->funds, &found->count, sizeof(*fund), (void **)&fund, err);
    if (rc != RC_OK)
        return rc;
    fund->period = period;
    fund->currency = total->currency;
    fund->sums = (struct fund_sums){.rebate = total->rebate, .coop = total->coop};
    fund->coop_usd = total->coop_usd;
    rc = rows_copy(total->program, &fund->program, err);
    return rc == RC_OK ? rows_copy(total->location, &fund->location, err) : rc;
}

enum rc overdrawn_find(struct app *app, struct overdrawn *ret, struct err *err)
{
    struct search search = {.app = app};
    enum rc rc = claim_totals(app->book, app->day, take_claimed, &search.claimed, err);
    if (rc == RC_OK && search.claimed.count > 0)
        qsort(search.claimed.items, search.claimed.count, sizeof(*search.claimed.items),
              compare_claimed);
    if (rc == RC_OK)
        rc = totals_in_doubt(app->book, take_total, &search, err);
    if (rc == RC_OK)
        rc = settle_fund(&search, err);
    if (rc == RC_STOP && search.enough)
        rc = RC_OK;
    for (size_t i = search.first; i < search.found.count; i++) /* not settled: not known */
        release_fund(&search.found.funds[i]);
    search.found.count = search.first;
    program_record_release(&search.program);
    release_claimed(&search.claimed);
    if (rc == RC_OK)
        *ret = search.found;
    else
        overdrawn_release(&search.found);
    return rc;
}

/* ---- telling ---------------------------------------------------------------------------------
 */

static bool was_so_before(const struct overdrawn *before, const struct overdrawn_fund *fund)
{
    for (size_t i = 0; i < before->count; i++) {
        const struct overdrawn_fund *then = &before->funds[i];
        if (is_same_fund(then, fund->program, fund->location, fund->period) &&
            currency_equal(then->currency, fund->currency))
            return then->remaining.micros <= fund->remaining.micros;
    }
    return false;
}

void overdrawn_warn(struct app *app, const struct overdrawn *before, const struct overdrawn *now)
{
    int count = 0;
    for (size_t i = 0; i < now->count; i++) {
        const struct overdrawn_fund *fund = &now->funds[i];
        char period[PERIOD_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
        struct money by = fund->remaining;
        if (was_so_before(before, fund) || count++ >= WARNED_MAX)
            continue;
        (void)!money_sub((struct money){0}, fund->remaining, &by);
        app_warn(app,
                 _("fund %s %s %s is overdrawn by %s %s: see 'coffer explain --program %s "
                   "--location %s --period %s --figure remaining'"),
                 fund->program, fund->location, period_print(fund->period, period),
                 money_print(by, fund->currency, amount), fund->currency.code, fund->program,
                 fund->location, period);
    }
    if (count > WARNED_MAX)
        app_warn(app, _("%d funds more are overdrawn: 'coffer balance' shows them"),
                 count - WARNED_MAX);
}
