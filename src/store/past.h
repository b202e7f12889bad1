/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: what earnings were at an earlier time. The journal's changesets
 * hold the old values of what was typed in, excluded or deleted since; what an import
 * replaced since is in earning_replaced. Of each value the first that went counts.
 */
#ifndef COFFER_STORE_PAST_H
#define COFFER_STORE_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/book.h"
#include "store/db.h"

enum past_column {
    PAST_NAME, /* key of program_name */
    PAST_LOCATION,
    PAST_DAY,
    PAST_TYPE,
    PAST_AMOUNT,
    PAST_USD,
    PAST_EXCLUDED, /* 0 or 1 */
    PAST_CURRENCY, /* the three letters as a number */
    PAST_COLUMNS
};

struct past_values {
    bool there; /* in the book at all */
    int64_t column[PAST_COLUMNS];
};

/* An earning that changesets since the time asked for have touched. */
struct past_row {
    int64_t key;
    int64_t time;             /* of the last of them */
    int64_t first;            /* journal number of the first of them */
    bool existed;             /* before that one */
    int64_t at[PAST_COLUMNS]; /* the journal number that first took the value, 0: none */
    int64_t value[PAST_COLUMNS];
    char *id; /* of one that was deleted; else NULL */
};

struct past {
    struct book *book;
    int64_t after;         /* seconds */
    struct past_row *rows; /* by key */
    size_t count;
};

/* RC_BOOK for a journal row that the chain does not hold any more. */
enum rc past_load(struct book *book, int64_t after, struct past *ret, struct err *err);
void past_release(struct past *past);
/* NULL: no changeset touched it. */
const struct past_row *past_find(const struct past *past, int64_t key);

/* What the earning was at the time asked for; now: what it is. *ret_replaced: the first
 * import since then that replaced it, 0: none. */
enum rc past_values(const struct past *past, int64_t key, const struct past_values *now,
                    struct past_values *ret, int64_t *ret_replaced, struct err *err);

/* The PAST_COLUMNS of a query, from `first` on, in their order; currency is a text. */
void past_read(struct query *q, int first, struct past_values *ret);
int64_t past_currency(const char *code);
void past_currency_code(int64_t number, char ret[4]);

#endif
