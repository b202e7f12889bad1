/* SPDX-License-Identifier: MIT */
#include "store/months.h"

#include <stdlib.h>
#include <string.h>

#include "store/db.h"

enum { SLOTS = 1 << 13, FULL = SLOTS / 4 * 3 };

struct slot {
    int64_t import, name, location; /* import 0: empty */
    int64_t rows;
    int32_t month;
};

struct months {
    struct book *book;
    size_t used;
    struct slot slots[SLOTS];
};

enum rc months_new(struct book *book, struct months **ret, struct err *err)
{
    struct months *months = calloc(1, sizeof(*months));
    if (months == NULL)
        return err_memory(err);
    months->book = book;
    *ret = months;
    return RC_OK;
}

void months_free(struct months *months)
{
    free(months);
}

enum rc months_add(struct months *months, int64_t import, int64_t name, int64_t location,
                   struct month month, struct err *err)
{
    uint64_t h = (uint64_t)import * 0x9E3779B97F4A7C15u ^ (uint64_t)name * 0xC2B2AE3D27D4EB4Fu ^
                 (uint64_t)location * 0x165667B19E3779F9u ^
                 (uint64_t)(uint32_t)month.index * 0xD6E8FEB86659FD93u;
    enum rc rc = months->used == FULL ? months_flush(months, err) : RC_OK;
    if (rc != RC_OK)
        return rc;
    for (size_t at = (size_t)(h ^ h >> 31);; at++) {
        struct slot *slot = &months->slots[at & (SLOTS - 1)];
        if (slot->import == 0) {
            *slot = (struct slot){import, name, location, 1, month.index};
            months->used++;
            return RC_OK;
        }
        if (slot->import == import && slot->name == name && slot->location == location &&
            slot->month == month.index) {
            slot->rows++;
            return RC_OK;
        }
    }
}

enum rc months_flush(struct months *months, struct err *err)
{
    struct query q;
    enum rc rc = RC_OK;
    if (months->used == 0)
        return RC_OK;
    query_begin(&q, months->book, SQL_IMPORT_MONTH_ADD);
    for (size_t i = 0; rc == RC_OK && i < SLOTS; i++) {
        const struct slot *slot = &months->slots[i];
        if (slot->import == 0)
            continue;
        query_reset(&q);
        query_int(&q, ":import", slot->import);
        query_int(&q, ":name", slot->name);
        query_int(&q, ":location", slot->location);
        query_int(&q, ":month", slot->month);
        query_int(&q, ":rows", slot->rows);
        rc = query_done(&q, err);
    }
    query_end(&q);
    memset(months->slots, 0, sizeof(months->slots));
    months->used = 0;
    return rc;
}
