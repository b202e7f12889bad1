/* SPDX-License-Identifier: MIT */
/* The key table of earning ids, during an import. */
#include <stdlib.h>
#include <string.h>

#include "store/feed.h"
#include "store/importer.h"

/* 8 MB of keys held back, so that the table is filled in long sorted runs. The
 * upper bits of its hash say where a key belongs, and it lies there or at most
 * REACH slots behind: so the slots are nearly in the order of writing. */
enum { SLOT_BITS = 19, SLOTS = 1 << SLOT_BITS, REACH = 1 << 10, HELD_MAX = SLOTS / 4 * 3 };

struct held {
    int64_t hash, key; /* key 0: an empty slot */
};

/* A lookup on its way through the table. */
struct pointer {
    int64_t hash;
    struct id_lookup *lookup;
};

struct keys {
    struct book *book;
    bool book_is_empty; /* no key is in the book yet */
    size_t count;
    struct held slots[SLOTS + REACH];
    struct pointer pointers[RUN_ROWS];
    uint16_t boxes[RUN_ROWS + 1]; /* of sort_pointers */
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

/* ---- looking up ----------------------------------------------------------------- */

/* The first bits of a hash, in the order of signed numbers. */
static size_t beginning(int64_t hash, int bits)
{
    return (size_t)(((uint64_t)hash ^ UINT64_C(1) << 63) >> (64 - bits));
}

/* By hash, and lookups of one hash in file order. Hashes are spread evenly: put
 * into as many boxes as there are lookups, nearly all have found their place. */
static void sort_pointers(struct keys *keys, struct id_lookup *lookups, size_t count)
{
    struct pointer *pointers = keys->pointers;
    uint16_t *boxes = keys->boxes;
    memset(boxes, 0, sizeof(keys->boxes));
    for (size_t i = 0; i < count; i++)
        boxes[beginning(lookups[i].hash, RUN_BITS) + 1]++;
    for (size_t box = 1; box <= RUN_ROWS; box++)
        boxes[box] = (uint16_t)(boxes[box] + boxes[box - 1]);
    for (size_t i = 0; i < count; i++)
        pointers[boxes[beginning(lookups[i].hash, RUN_BITS)]++] =
            (struct pointer){lookups[i].hash, &lookups[i]};
    for (size_t i = 1; i < count; i++) {
        const struct pointer pointer = pointers[i];
        size_t at = i;
        for (; at > 0 && pointers[at - 1].hash > pointer.hash; at--)
            pointers[at] = pointers[at - 1];
        pointers[at] = pointer;
    }
}

static bool same_text(struct text a, struct text b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* Lookups of one hash lie side by side: a twin is found by walking back. */
static void find_twin(const struct pointer *pointers, size_t at)
{
    struct id_lookup *lookup = pointers[at].lookup;
    while (at-- > 0 && pointers[at].hash == lookup->hash && lookup->twin == NULL)
        if (same_text(pointers[at].lookup->id, lookup->id))
            lookup->twin = pointers[at].lookup;
}

static enum rc same_id(struct keys *keys, int64_t key, struct text id, bool *ret, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, keys->book, SQL_EARNING_ID);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        const char *bytes = query_get_text(&q, 0);
        *ret = same_text((struct text){bytes, (size_t)sqlite3_column_bytes(q.stmt, 0)}, id);
    }
    query_end(&q);
    return rc;
}

static enum rc find_held(struct keys *keys, struct id_lookup *lookup, struct err *err)
{
    enum rc rc = RC_OK;
    const struct held *held = &keys->slots[beginning(lookup->hash, SLOT_BITS)];
    const struct held *end = held + REACH;
    for (; rc == RC_OK && held < end && held->key != 0 && lookup->key == 0; held++) {
        bool same = false;
        if (held->hash == lookup->hash)
            rc = same_id(keys, held->key, lookup->id, &same, err);
        if (same)
            lookup->key = held->key;
    }
    return rc;
}

static void id_column(sqlite3_context *result, const void *row, int column)
{
    const struct pointer *pointer = row;
    const struct text *id = &pointer->lookup->id;
    if (column == 0)
        sqlite3_result_int64(result, pointer->hash);
    else
        sqlite3_result_text64(result, id->bytes, id->length, SQLITE_STATIC, SQLITE_UTF8);
}

const struct feed_kind id_feed = {.table = "id_feed",
                                  .columns = "CREATE TABLE feed (hash INTEGER, id TEXT)",
                                  .size = sizeof(struct pointer),
                                  .column = id_column};

/* One walk through the table in its own order. */
static enum rc find_in_book(struct keys *keys, size_t count, struct err *err)
{
    struct query q;
    bool row = false;
    feed_lend(keys->book, FEED_ID, keys->pointers, count);
    query_begin(&q, keys->book, SQL_KEYS_FIND);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        keys->pointers[query_get_int(&q, 0)].lookup->key = query_get_int(&q, 1);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    feed_take_back(keys->book, FEED_ID);
    return rc;
}

enum rc keys_find(struct keys *keys, struct id_lookup *lookups, size_t count, struct err *err)
{
    enum rc rc = RC_OK;
    struct pointer *pointers = keys->pointers;
    size_t missing = 0;
    bug_if(count > RUN_ROWS, "a run that is too long");
    sort_pointers(keys, lookups, count);
    for (size_t i = 0; i < count; i++)
        find_twin(pointers, i);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (pointers[i].lookup->key != 0)
            continue;
        rc = find_held(keys, pointers[i].lookup, err);
        if (pointers[i].lookup->key == 0 && pointers[i].lookup->twin == NULL)
            pointers[missing++] = pointers[i];
    }
    return rc == RC_OK && !keys->book_is_empty ? find_in_book(keys, missing, err) : rc;
}

/* ---- new keys ------------------------------------------------------------------- */

static void key_column(sqlite3_context *result, const void *row, int column)
{
    const struct held *held = row;
    sqlite3_result_int64(result, column == 0 ? held->hash : held->key);
}

const struct feed_kind key_feed = {.table = "key_feed",
                                   .columns = "CREATE TABLE feed (hash INTEGER, earning INTEGER)",
                                   .size = sizeof(struct held),
                                   .column = key_column};

enum rc keys_add(struct keys *keys, int64_t hash, int64_t key, struct err *err)
{
    struct held *home = &keys->slots[beginning(hash, SLOT_BITS)], *held = home;
    while (held < home + REACH && held->key != 0)
        held++;
    if (keys->count == HELD_MAX || held == home + REACH) {
        enum rc rc = keys_flush(keys, err);
        if (rc != RC_OK)
            return rc;
        held = home;
    }
    *held = (struct held){hash, key};
    keys->count++;
    return RC_OK;
}

/* Closes the gaps; each key has a short way to its place. */
static size_t sort_held(struct held *slots)
{
    size_t count = 0;
    for (size_t i = 0; i < SLOTS + REACH; i++) {
        const struct held held = slots[i];
        size_t at = count;
        if (held.key == 0)
            continue;
        for (; at > 0 && (slots[at - 1].hash > held.hash ||
                          (slots[at - 1].hash == held.hash && slots[at - 1].key > held.key));
             at--)
            slots[at] = slots[at - 1];
        slots[at] = held;
        count++;
    }
    return count;
}

enum rc keys_flush(struct keys *keys, struct err *err)
{
    struct query q;
    if (keys->count == 0)
        return RC_OK;
    size_t count = sort_held(keys->slots);
    query_begin(&q, keys->book, SQL_KEYS_ADD);
    enum rc rc = feed_run(&q, FEED_KEY, keys->slots, count, err);
    query_end(&q);
    memset(keys->slots, 0, sizeof(keys->slots));
    keys->book_is_empty = false;
    keys->count = 0;
    return rc;
}
