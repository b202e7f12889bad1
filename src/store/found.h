/* SPDX-License-Identifier: MIT */
/* Inside the store: rows of a list in the making, and their order. */
#ifndef COFFER_STORE_FOUND_H
#define COFFER_STORE_FOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* By group, then value, day and key. Turned round, all but the group is. */
struct found {
    int64_t value, key;
    int32_t day, group;
};

void found_sort(struct found *found, size_t count, bool backwards);
/* The same, of many: asks every few milliseconds whether to go on. *ret_all false: it was
 * told to stop, they are in no order and none is lost. */
enum rc found_sort_many(struct found *found, size_t count, bool backwards,
                        bool (*go_on)(void *context), void *context, bool *ret_all,
                        struct err *err);
/* Sorts, and leaves each row there once; returns how many are left. */
size_t found_unite(struct found *found, size_t count, bool backwards);
/* The first of all that were offered, at most `limit`. */
struct found_few {
    struct found *held; /* the caller's, room for `limit`; in no order before found_few_sort */
    size_t count, limit;
    bool backwards;
};
/* Whether the item would be one of them. Its key may be 0, not known: then also one
 * that is equal but for the key. */
bool found_few_wants(const struct found_few *few, const struct found *item);
/* Offers one. */
void found_few_take(struct found_few *few, const struct found *item);
void found_few_sort(struct found_few *few);

/* The first of all found, at most limit, in order, into ret, which has room for
 * them. Takes the time of reading them. */
size_t found_first(const struct found *found, size_t count, struct found *ret, size_t limit,
                   bool backwards);

#endif
