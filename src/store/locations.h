/* SPDX-License-Identifier: MIT */
/* Locations: the partner's enrolled entities, and what reports call them. */
#ifndef COFFER_STORE_LOCATIONS_H
#define COFFER_STORE_LOCATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/tx.h"

struct location_record {
    int64_t key;
    char *id;
    char *name;    /* set by hand, else the newest import's; "" when unknown */
    char *country; /* likewise */
};

/* By id: those set by hand, and those with an earning that counts, or a claim. One that
 * only an undone import made is left out. */
struct location_list {
    struct location_record *items;
    size_t count;
};
enum rc locations_load(struct book *book, struct location_list *ret, struct err *err);
void locations_release(struct location_list *list);

/* *ret_key 0 when the book does not know the id. */
enum rc location_key(struct book *book, const char *id, int64_t *ret_key, struct err *err);
/* As location_key, but a location that is not listed counts as unknown. */
enum rc location_known_key(struct book *book, const char *id, int64_t *ret_key, struct err *err);

/* NULL name or country: left as it is. Makes the location when it is new. */
enum rc location_set(struct tx *tx, const char *id, const char *name, const char *country,
                     struct err *err);
enum rc location_from_report(struct tx *tx, const char *id, int64_t *ret_key, struct err *err);

#endif
