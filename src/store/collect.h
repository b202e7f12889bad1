/* SPDX-License-Identifier: MIT */
/*
 * Lists of earnings that no index has in their order: what a search finds, what
 * one import brought, everything by amount. They are collected as the keys of
 * their rows, which takes as long as reading the earnings once; what can be told
 * before the end is shown. Meant for a thread of its own.
 */
#ifndef COFFER_STORE_COLLECT_H
#define COFFER_STORE_COLLECT_H

#include "store/search.h"

/* The numbers stand in SCAN_WORDS too. */
enum collect_order {
    COLLECT_BY_DATE = 0,
    COLLECT_BY_PROGRAM = 1,
    COLLECT_BY_LOCATION = 2,
    COLLECT_BY_TYPE = 3,
    COLLECT_BY_AMOUNT = 4, /* currency by currency, which are in the order of their codes */
    COLLECT_BY_USD = 5,
    COLLECT_BY_STATUS = 6,
    COLLECT_BY_CUSTOMER = 7,
    COLLECT_BY_PRODUCT = 8,
    COLLECT_ORDERS
};

/* Which rows are meant. */
struct earning_scope {
    const struct name_set *programs;  /* of spellings; NULL: all */
    const struct name_set *locations; /* NULL: all */
    struct date from, to;             /* inclusive */
    int64_t import;                   /* whose values they have now; 0: any */
    bool only_excluded;
    /* Lanes of a list by date that hold all of these rows. */
    const struct lane *lanes;
    size_t lane_count;
};

struct collect_query {
    const struct earning_scope *scope;
    struct lexicon *lexicon;
    const char *search; /* NULL: none */
    enum collect_order order;
    bool backwards; /* by date: the newest first; others: the largest */
    size_t first;   /* rows that are shown early */
    /* Another connection to the same book, to read the earnings in two threads;
     * NULL: there is none. It is not reading anything now. */
    struct book *second;
};

struct collect_listener {
    /* The first rows as far as they are known: fewer, or others, than in the
     * end. May be called several times, or never. */
    void (*show)(void *context, const int64_t *keys, size_t count);
    /* Asked now and then, with a second connection from either thread; false stops:
     * RC_STOP. */
    bool (*go_on)(void *context);
    void *context;
};

/* Equal rows are in the order of date and key. Caller frees *ret_keys. */
enum rc earnings_collect(struct book *book, const struct collect_query *query,
                         const struct collect_listener *listener, int64_t **ret_keys,
                         size_t *ret_count, struct err *err);

#endif
