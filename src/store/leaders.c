/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/collecting.h"

enum { LEAD_AFTER = 200 }; /* milliseconds until what is known is shown, then doubled */

struct leading {
    struct collect *collect;
    struct found_few few;
    bool stopped;
};

static void show_leaders(struct leading *leading)
{
    /* They stay in the heap's order. */
    struct found_few few = leading->few;
    few.held = reallocarray(NULL, few.count + 1, sizeof(*few.held));
    if (few.held == NULL)
        return;
    memcpy(few.held, leading->few.held, few.count * sizeof(*few.held));
    found_few_sort(&few);
    collect_show(leading->collect, few.held, few.count);
    free(few.held);
}

/* Every row is asked about: what the others do between rows is done here. */
static bool may_lead(void *context, const struct sieve_row *row)
{
    struct leading *leading = context;
    struct collect *collect = leading->collect;
    if (collect->looked++ % LOOK_EVERY == 0) {
        leading->stopped = !collect->listener->go_on(collect->listener->context);
        int64_t now = clock_ticks();
        if (now - collect->began >= LEAD_AFTER && now >= collect->show_at) {
            collect->show_at = now + (now - collect->began);
            show_leaders(leading);
        }
    }
    const struct found item = collect_found_by(collect, row);
    return leading->stopped || found_few_wants(&leading->few, &item);
}

static enum rc take_leaders(struct leading *leading, struct query *q, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        if (leading->stopped)
            return collect_stop(err);
        if (collect_means(leading->collect, q)) {
            const struct found item = collect_found_of(leading->collect, q);
            found_few_take(&leading->few, &item);
        }
        rc = query_row(q, &row, err);
    }
    return rc;
}

enum rc collect_lead(struct collect *collect, struct err *err)
{
    static const enum sql leads[COLLECT_ORDERS][2] = {
        [COLLECT_BY_PROGRAM] = {SQL_LEAD_PROGRAM_UP, SQL_LEAD_PROGRAM_DOWN},
        [COLLECT_BY_LOCATION] = {SQL_LEAD_LOCATION_UP, SQL_LEAD_LOCATION_DOWN},
        [COLLECT_BY_TYPE] = {SQL_LEAD_TYPE_UP, SQL_LEAD_TYPE_DOWN},
        [COLLECT_BY_AMOUNT] = {SQL_LEAD_AMOUNT_UP, SQL_LEAD_AMOUNT_DOWN},
        [COLLECT_BY_USD] = {SQL_LEAD_USD_UP, SQL_LEAD_USD_DOWN},
        [COLLECT_BY_STATUS] = {SQL_LEAD_STATUS_UP, SQL_LEAD_STATUS_DOWN},
        [COLLECT_BY_CUSTOMER] = {SQL_LEAD_CUSTOMER_UP, SQL_LEAD_CUSTOMER_DOWN},
        [COLLECT_BY_PRODUCT] = {SQL_LEAD_PRODUCT_UP, SQL_LEAD_PRODUCT_DOWN},
    };
    const struct collect_query *query = collect->query;
    struct leading leading = {.collect = collect,
                              .few = {.limit = query->first, .backwards = query->backwards}};
    const struct sieve sieve = {may_lead, &leading};
    struct query q;
    leading.few.held = reallocarray(NULL, query->first + 1, sizeof(*leading.few.held));
    if (leading.few.held == NULL)
        return err_memory(err);
    query_begin(&q, collect->book, leads[query->order][query->backwards]);
    query_int(&q, ":last", INT64_MAX);
    collect->book->sieve = &sieve;
    enum rc rc = take_leaders(&leading, &q, err);
    collect->book->sieve = NULL;
    query_end(&q);
    if (rc == RC_OK)
        show_leaders(&leading);
    collect->led = rc == RC_OK;
    free(leading.few.held);
    return rc;
}
