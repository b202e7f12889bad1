/* SPDX-License-Identifier: MIT */
/* The key table of earning ids, during an import. */
#include <stdlib.h>
#include <string.h>

#include "store/importer.h"

/* 4 MB of keys held back, so that the table is filled in long sorted runs. */
enum { HELD_MAX = 1 << 18, SLOTS = HELD_MAX * 2 };

struct held {
    int64_t hash, key; /* key 0: an empty slot */
};

struct keys {
    struct book *book;
    bool book_is_empty; /* no key is in the book yet */
    size_t count;
    struct held slots[SLOTS];
};

enum rc keys_new(struct book *book, struct keys **ret, struct err *err)
{
    int64_t any = 0;
    struct keys *keys = calloc(1, sizeof(*keys));
    if (keys == NULL)
        return err_memory(err);
    keys->book = book;
    enum rc rc = query_number(book, SQL_KEY_ANY, 0, &any, err);
    keys->book_is_empty = any == 0;
    if (rc != RC_OK)
        free(keys);
    else
        *ret = keys;
    return rc;
}

void keys_free(struct keys *keys)
{
    free(keys);
}

static int compare_lookups(const void *a, const void *b)
{
    const struct id_lookup *x = a, *y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static int compare_held(const void *a, const void *b)
{
    const struct held *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static enum rc same_id(struct keys *keys, int64_t key, struct text id, bool *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, keys->book, SQL_EARNING_ID);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        *ret = row && (size_t)sqlite3_column_bytes(q.stmt, 0) == id.length &&
               memcmp(query_get_text(&q, 0), id.bytes, id.length) == 0;
    query_end(&q);
    return rc;
}

static enum rc find_held(struct keys *keys, struct id_lookup *lookup, struct err *err)
{
    enum rc rc = RC_OK;
    size_t at = (size_t)lookup->hash & (SLOTS - 1);
    for (; rc == RC_OK && keys->slots[at].key != 0 && lookup->key == 0;
         at = (at + 1) & (SLOTS - 1)) {
        bool same = false;
        if (keys->slots[at].hash == lookup->hash)
            rc = same_id(keys, keys->slots[at].key, lookup->id, &same, err);
        if (same)
            lookup->key = keys->slots[at].key;
    }
    return rc;
}

enum rc keys_find(struct keys *keys, struct id_lookup *lookups, size_t count, struct err *err)
{
    enum rc rc = RC_OK;
    qsort(lookups, count, sizeof(*lookups), compare_lookups);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct query q;
        bool row = false;
        rc = find_held(keys, &lookups[i], err);
        if (rc != RC_OK || lookups[i].key != 0 || keys->book_is_empty)
            continue;
        query_begin(&q, keys->book, SQL_KEY_FIND);
        query_int(&q, ":hash", lookups[i].hash);
        query_text_n(&q, ":id", lookups[i].id.bytes, lookups[i].id.length);
        rc = query_row(&q, &row, err);
        if (rc == RC_OK && row)
            lookups[i].key = query_get_int(&q, 0);
        query_end(&q);
    }
    return rc;
}

enum rc keys_add(struct keys *keys, int64_t hash, int64_t key, struct err *err)
{
    enum rc rc = keys->count == HELD_MAX ? keys_flush(keys, err) : RC_OK;
    if (rc != RC_OK)
        return rc;
    size_t at = (size_t)hash & (SLOTS - 1);
    while (keys->slots[at].key != 0)
        at = (at + 1) & (SLOTS - 1);
    keys->slots[at] = (struct held){hash, key};
    keys->count++;
    return RC_OK;
}

enum rc keys_flush(struct keys *keys, struct err *err)
{
    enum rc rc = RC_OK;
    size_t count = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (keys->slots[i].key != 0)
            keys->slots[count++] = keys->slots[i];
    qsort(keys->slots, count, sizeof(keys->slots[0]), compare_held);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct query q;
        query_begin(&q, keys->book, SQL_KEY_ADD);
        query_int(&q, ":hash", keys->slots[i].hash);
        query_int(&q, ":earning", keys->slots[i].key);
        rc = query_done(&q, err);
        query_end(&q);
    }
    memset(keys->slots, 0, sizeof(keys->slots));
    keys->book_is_empty = keys->book_is_empty && count == 0;
    keys->count = 0;
    return rc;
}
