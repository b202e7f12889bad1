/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: a collection in the making. collect.c gathers all of its rows,
 * leaders.c finds the first ones of another order before that.
 */
#ifndef COFFER_STORE_COLLECTING_H
#define COFFER_STORE_COLLECTING_H

#include "store/collect.h"
#include "store/db.h"
#include "store/found.h"
#include "store/sieve.h"

enum { LOOK_EVERY = 1024 }; /* rows between two questions whether to go on */

/* Columns of SCAN and SCAN_WORDS. */
enum {
    AT_KEY,
    AT_DAY,
    AT_PROGRAM,
    AT_LOCATION,
    AT_STREAM,
    AT_VALUE,
    AT_EXCLUDED,
    AT_CURRENCY,
    AT_TYPE, /* from here on SCAN_WORDS only */
    AT_WORDS,
    AT_ID = AT_WORDS + SEARCH_ROW_WORDS,
    AT_NOTE,
    AT_EXCLUDE_REASON
};

struct collect {
    struct book *book;
    const struct collect_query *query;
    const struct collect_listener *listener;
    struct search *search;   /* NULL: none */
    struct name_set streams; /* of scope.import */
    int type_ranks[EARNING_TYPES];
    struct found *found;
    size_t count, room;
    uint64_t looked;
    int64_t began, show_at; /* milliseconds */
    bool shown;
    bool led; /* the first rows were found by themselves, and shown */
};

/* Whether the scope has the row; columns as above. */
bool collect_means(const struct collect *collect, struct query *q);
/* What the list compares of a row; by its columns, with its key. */
struct found collect_found_by(const struct collect *collect, const struct sieve_row *row);
struct found collect_found_of(const struct collect *collect, struct query *q);
/* Shows rows as the first ones; without memory the whole list comes later. */
void collect_show(struct collect *collect, const struct found *rows, size_t count);
/* RC_STOP, in the words for it. */
enum rc collect_stop(struct err *err);

/* Shows the first rows of an order, which are found sooner alone than among all:
 * what cannot be one of them is passed over inside the scan. For lists without a
 * search, an import or excluded ones only. */
enum rc collect_lead(struct collect *collect, struct err *err);

#endif
