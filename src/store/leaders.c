/* SPDX-License-Identifier: MIT */
/*
 * The first rows of an order: all earnings are read once, a stretch of them at a
 * time. Where the book has a second connection, two threads take the stretches in
 * turns, each keeps the first rows of what it read, and the two are united.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/collecting.h"
#include "store/journal.h"

enum {
    LEAD_AFTER = 200, /* milliseconds until what is known is shown, then doubled */
    STRETCHES = 16,   /* all keys; enough that neither thread waits long for the other */
};

/* What the threads share. */
struct stretches {
    int64_t last_key;
    atomic_int taken;
};

/* What one thread does. */
struct leading {
    struct collect *collect;
    struct book *book;
    struct stretches *stretches;
    struct found_few few;
    uint64_t looked;
    bool shows; /* meanwhile, too */
    bool stopped;
    enum rc rc;
    struct err err;
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

static void show_in_time(struct leading *leading)
{
    struct collect *collect = leading->collect;
    int64_t now = clock_ticks();
    if (now - collect->began < LEAD_AFTER || now < collect->show_at)
        return;
    collect->show_at = now + (now - collect->began);
    show_leaders(leading);
}

/* Every row is asked about: what the others do between rows is done here. */
static bool may_lead(void *context, const struct sieve_row *row)
{
    struct leading *leading = context;
    const struct collect_listener *listener = leading->collect->listener;
    if (leading->looked++ % LOOK_EVERY == 0) {
        leading->stopped = !listener->go_on(listener->context);
        if (leading->shows)
            show_in_time(leading);
    }
    const struct found item = collect_found_by(leading->collect, row);
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

/* The keys of a stretch; the first ones taken hold what comes first among equals. */
static void stretch_keys(const struct stretches *stretches, int number, bool backwards,
                         int64_t *ret_first, int64_t *ret_last)
{
    int64_t each = stretches->last_key / STRETCHES + 1;
    int place = backwards ? STRETCHES - 1 - number : number;
    *ret_first = place * each + 1;
    *ret_last = *ret_first + each - 1;
}

/* Stretches, until all are taken. */
static void lead(struct leading *leading)
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
    const struct collect_query *query = leading->collect->query;
    const struct sieve sieve = {may_lead, leading};
    int number = 0;
    leading->book->sieve = &sieve;
    while (leading->rc == RC_OK &&
           (number = atomic_fetch_add(&leading->stretches->taken, 1)) < STRETCHES) {
        int64_t first = 0, last = 0;
        struct query q;
        stretch_keys(leading->stretches, number, query->backwards, &first, &last);
        query_begin(&q, leading->book, leads[query->order][query->backwards]);
        query_int(&q, ":first", first);
        query_int(&q, ":last", last);
        leading->rc = take_leaders(leading, &q, &leading->err);
        query_end(&q);
    }
    leading->book->sieve = NULL;
}

/* ---- the second thread ------------------------------------------------------------------------
 */

/* Whether both see the same book: somebody may have written meanwhile, or put
 * another file in its place. */
static bool see_the_same(struct book *a, struct book *b, struct err *err)
{
    char head_a[65], head_b[65];
    return journal_head(a, head_a, err) == RC_OK && journal_head(b, head_b, err) == RC_OK &&
           strcmp(head_a, head_b) == 0;
}

static void *help(void *context)
{
    lead(context);
    return NULL;
}

/* Alone, too, all that matters gets done: what goes wrong before the second thread
 * has taken a stretch is not told. */
static void lead_together(struct leading *own, struct leading *other)
{
    pthread_t thread;
    bool helped = other->book != NULL && other->few.held != NULL &&
                  book_read_begin(other->book, &other->err) == RC_OK &&
                  see_the_same(own->book, other->book, &other->err) &&
                  pthread_create(&thread, NULL, help, other) == 0;
    lead(own);
    if (helped)
        (void)pthread_join(thread, NULL);
    if (other->book != NULL)
        book_read_end(other->book);
}

static struct leading leading_new(struct collect *collect, struct book *book,
                                  struct stretches *stretches)
{
    const struct collect_query *query = collect->query;
    struct leading leading = {
        .collect = collect,
        .book = book,
        .stretches = stretches,
        .few = {.limit = query->first, .backwards = query->backwards},
    };
    err_init(&leading.err);
    if (book != NULL)
        leading.few.held = reallocarray(NULL, query->first + 1, sizeof(*leading.few.held));
    return leading;
}

static enum rc last_key(struct book *book, int64_t *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_EARNING_LAST);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        *ret = query_get_int(&q, 0);
    query_end(&q);
    return rc;
}

enum rc collect_lead(struct collect *collect, struct err *err)
{
    struct stretches stretches = {.last_key = 0};
    enum rc rc = last_key(collect->book, &stretches.last_key, err);
    if (rc != RC_OK)
        return rc;
    struct leading own = leading_new(collect, collect->book, &stretches);
    struct leading other = leading_new(collect, collect->query->second, &stretches);
    own.shows = true;
    if (own.few.held == NULL)
        rc = err_memory(err);
    else
        lead_together(&own, &other);
    const struct leading *failed = own.rc != RC_OK ? &own : other.rc != RC_OK ? &other : NULL;
    if (failed != NULL) {
        *err = failed->err;
        rc = failed->rc;
    }
    if (rc == RC_OK) {
        for (size_t i = 0; i < other.few.count; i++)
            found_few_take(&own.few, &other.few.held[i]);
        show_leaders(&own);
    }
    collect->led = rc == RC_OK;
    free(own.few.held);
    free(other.few.held);
    return rc;
}
