/* SPDX-License-Identifier: MIT */
/*
 * Earnings in the order of their days, a page at a time, from any place in the
 * list, forwards and back. What is meant is given as lanes, each a beginning of
 * an index that has its rows in that order already; several are merged while
 * they are read. So a page costs the same wherever it stands, and nothing is
 * counted off or sorted.
 */
#ifndef COFFER_STORE_LANES_H
#define COFFER_STORE_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "store/book.h"

/* Where an earning stands: by day, then by key. */
struct earning_place {
    struct date date;
    int64_t key;
};
/* <0, 0, >0 */
int earning_place_compare(const struct earning_place *a, const struct earning_place *b);

enum lane_kind {
    LANE_OF_ALL,
    LANE_OF_EXCLUDED,
    LANE_OF_FUND,     /* a: program_name.key, b: location.key */
    LANE_OF_CUSTOMER, /* a: word.key, as in the next ones */
    LANE_OF_PAYMENT,
    LANE_OF_REASON,
    LANE_OF_CLAIM,
    LANE_KINDS
};
struct lane {
    enum lane_kind kind;
    int64_t a, b;
};

struct lane_query {
    const struct lane *lanes;
    size_t count;
    struct date from, to; /* inclusive */
    bool backwards;       /* the newest first */
    /* The page begins behind this place, in the direction of reading; NULL: with
     * the first one. */
    const struct earning_place *after;
};

/* At most `limit` places into ret, in the direction of reading; an earning that
 * lies in several lanes comes once. */
enum rc lanes_read(struct book *book, const struct lane_query *query, size_t limit,
                   struct earning_place *ret, size_t *ret_count, struct err *err);

/* How many earnings of a day have a key from low to high, in lanes that have none
 * in common: all, excluded ones, or funds. */
enum rc lanes_count_day(struct book *book, const struct lane *lanes, size_t count, struct date date,
                        int64_t low, int64_t high, int64_t *ret, struct err *err);

/* Every location that a program's name has earnings in, as lanes of its funds:
 * appended to *lanes, which the caller frees. */
enum rc lanes_of_name(struct book *book, int64_t name, struct lane **lanes, size_t *count,
                      struct err *err);

#endif
