/* SPDX-License-Identifier: MIT */
/* Program names, locations and words of an import. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "store/importer.h"
#include "store/locations.h"
#include "store/words.h"

/* What is remembered: texts of up to KEPT_MAX bytes, in buckets of a cache
 * line. A text may lie in any place of its bucket; a full bucket gives one up,
 * and when there is no room for texts all is forgotten. So no file can make a
 * search long or memory grow: it can only make the book be asked again. */
enum { BUCKET_BITS = 14, BUCKETS = 1 << BUCKET_BITS, WAYS = 4 };
enum { TEXT_BYTES = 2 << 20, KEPT_MAX = 192 };

/* Kinds of text beside those of table word. */
enum { KIND_NAME = 200, KIND_LOCATION = 201 };

struct slot {
    int64_t key; /* 0: empty */
    uint32_t at; /* of the text in texts */
    uint16_t length;
    uint16_t kind;
};

enum { CALLED = 1 << 10, PROGRAMS = 1 << 6 };

/* What a location was called last. */
struct called {
    int64_t import, location; /* import 0: empty */
    size_t name_length, country_length;
    char text[KEPT_MAX];
};

struct program_slot {
    int64_t name; /* 0: empty */
    bool lacks_coop;
    char code[PROGRAM_CODE_MAX];
};

struct shared {
    struct tx *tx;
    size_t used; /* bytes of texts */
    unsigned turn;
    struct called called[CALLED];
    struct program_slot programs[PROGRAMS];
    _Alignas(WAYS * sizeof(struct slot)) struct slot slots[BUCKETS][WAYS];
    char texts[TEXT_BYTES];
};

enum rc shared_new(struct tx *tx, struct shared **ret, struct err *err)
{
    struct shared *shared = aligned_alloc(_Alignof(struct shared), sizeof(*shared));
    if (shared == NULL)
        return err_memory(err);
    memset(shared, 0, offsetof(struct shared, texts));
    shared->tx = tx;
    *ret = shared;
    return RC_OK;
}

void shared_free(struct shared *shared)
{
    free(shared);
}

/* ---- texts and their keys ------------------------------------------------------------ */

/* The first bits of the last product: they alone depend on every byte, and days and
 * numbers that run on differ in the last ones. */
static size_t bucket_of(int kind, struct text text)
{
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    uint64_t hash = (uint64_t)kind * odd ^ text.length, part = 0;
    for (size_t at = 0; at + 8 < text.length; at += 8) {
        memcpy(&part, text.bytes + at, 8);
        hash = (hash ^ part) * odd;
        hash ^= hash >> 32;
    }
    /* The last eight bytes, some of them for the second time. */
    if (text.length >= 8)
        memcpy(&part, text.bytes + text.length - 8, 8);
    else
        memcpy(&part, text.bytes, text.length);
    return (size_t)((hash ^ part) * odd >> (64 - BUCKET_BITS));
}

/* The text's bucket, or NULL where it is too long to be kept; *ret_key 0 unless
 * the text is there. */
static struct slot *look_up(struct shared *shared, int kind, struct text text, int64_t *ret_key)
{
    *ret_key = 0;
    if (text.length > KEPT_MAX)
        return NULL;
    struct slot *bucket = shared->slots[bucket_of(kind, text)];
    for (int way = 0; way < WAYS; way++) {
        const struct slot *slot = &bucket[way];
        if (slot->key != 0 && slot->kind == kind && slot->length == text.length &&
            memcmp(shared->texts + slot->at, text.bytes, text.length) == 0)
            *ret_key = slot->key;
    }
    return bucket;
}

static void keep(struct shared *shared, struct slot *bucket, int kind, struct text text,
                 int64_t key)
{
    if (bucket == NULL)
        return;
    if (shared->used + text.length > TEXT_BYTES) {
        memset(shared->slots, 0, sizeof(shared->slots));
        shared->used = 0;
    }
    int way = 0;
    while (way < WAYS && bucket[way].key != 0)
        way++;
    if (way == WAYS)
        way = (int)(shared->turn++ % WAYS);
    bucket[way] = (struct slot){.key = key,
                                .at = (uint32_t)shared->used,
                                .length = (uint16_t)text.length,
                                .kind = (uint16_t)kind};
    memcpy(shared->texts + shared->used, text.bytes, text.length);
    shared->used += text.length;
}

enum rc shared_word(struct shared *shared, int kind, struct text text, int64_t *ret,
                    struct err *err)
{
    *ret = 0;
    if (text.length == 0)
        return RC_OK;
    struct slot *bucket = look_up(shared, kind, text, ret);
    if (*ret != 0)
        return RC_OK;
    enum rc rc = word_key(tx_book(shared->tx), kind, text.bytes, text.length, ret, err);
    if (rc == RC_OK)
        keep(shared, bucket, kind, text, *ret);
    return rc;
}

/* ---- locations ------------------------------------------------------------------------- */

enum rc shared_location(struct shared *shared, struct text id, int64_t *ret, struct err *err)
{
    struct slot *bucket = look_up(shared, KIND_LOCATION, id, ret);
    if (*ret != 0)
        return RC_OK;
    char *copy = strndup(id.bytes, id.length);
    if (copy == NULL)
        return err_memory(err);
    enum rc rc = location_from_report(shared->tx, copy, ret, err);
    free(copy);
    if (rc == RC_OK)
        keep(shared, bucket, KIND_LOCATION, id, *ret);
    return rc;
}

static bool is_called(const struct called *called, struct text name, struct text country)
{
    return called->name_length == name.length && called->country_length == country.length &&
           memcmp(called->text, name.bytes, name.length) == 0 &&
           memcmp(called->text + name.length, country.bytes, country.length) == 0;
}

enum rc shared_location_called(struct shared *shared, int64_t import, int64_t location,
                               struct text name, struct text country, struct err *err)
{
    struct called *called = &shared->called[(size_t)location & (CALLED - 1)];
    if (name.length + country.length == 0 ||
        (called->import == import && called->location == location &&
         is_called(called, name, country)))
        return RC_OK;
    struct query q;
    query_begin(&q, tx_book(shared->tx), SQL_IMPORT_LOCATION_PUT);
    query_int(&q, ":location", location);
    query_int(&q, ":import", import);
    query_text_n(&q, ":name", name.length > 0 ? name.bytes : NULL, name.length);
    query_text_n(&q, ":country", country.length > 0 ? country.bytes : NULL, country.length);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    called->import = 0; /* what is too long is not remembered */
    if (rc == RC_OK && name.length + country.length <= KEPT_MAX) {
        called->import = import;
        called->location = location;
        called->name_length = name.length;
        called->country_length = country.length;
        memcpy(called->text, name.bytes, name.length);
        memcpy(called->text + name.length, country.bytes, country.length);
    }
    return rc;
}

/* ---- programs ---------------------------------------------------------------------------- */

/* A program that no one knows yet gets its name in the form of a code, and
 * neither split nor threshold (RULES.md section 4). */
static enum rc make_program(struct shared *shared, const char *name, int64_t *ret_key,
                            char code[PROGRAM_CODE_MAX], struct err *err)
{
    struct buf slug;
    buf_init(&slug);
    text_add_slug(&slug, name);
    enum rc rc = buf_check(&slug, err);
    if (rc == RC_OK)
        rc = program_make(shared->tx, slug.text, name, PROGRAM_FROM_REPORT, err);
    /* The name may be the code itself, and is a spelling now. */
    if (rc == RC_OK)
        rc = program_of_name(tx_book(shared->tx), name, ret_key, code, err);
    buf_release(&slug);
    return rc;
}

static enum rc find_or_make_name(struct shared *shared, const char *name, int64_t *ret,
                                 struct err *err)
{
    char code[PROGRAM_CODE_MAX];
    enum rc rc = program_of_name(tx_book(shared->tx), name, ret, code, err);
    if (rc == RC_OK && code[0] == '\0')
        rc = make_program(shared, name, ret, code, err);
    if (rc == RC_OK && *ret == 0)
        rc = program_name_add(shared->tx, name, code, ret, err);
    else if (rc == RC_OK)
        rc = program_name_claim(shared->tx, name, code, err);
    /* Other spellings may have come to this program. */
    for (size_t i = 0; i < PROGRAMS; i++)
        shared->programs[i].name = 0;
    return rc;
}

enum rc shared_name(struct shared *shared, struct text name, int64_t *ret, struct err *err)
{
    struct slot *bucket = look_up(shared, KIND_NAME, name, ret);
    if (*ret != 0)
        return RC_OK;
    char *copy = strndup(name.bytes, name.length);
    if (copy == NULL)
        return err_memory(err);
    enum rc rc = find_or_make_name(shared, copy, ret, err);
    free(copy);
    if (rc == RC_OK)
        keep(shared, bucket, KIND_NAME, name, *ret);
    return rc;
}

static enum rc find_program(struct shared *shared, int64_t name, struct program_slot **ret,
                            struct err *err)
{
    struct program_slot *slot = &shared->programs[(size_t)name & (PROGRAMS - 1)];
    enum rc rc = RC_OK;
    if (slot->name != name) {
        struct query q;
        bool row = false;
        query_begin(&q, tx_book(shared->tx), SQL_PROGRAM_OF_NAME_KEY);
        query_int(&q, ":key", name);
        rc = query_row(&q, &row, err);
        bug_if(rc == RC_OK && !row, "a program's name that is not in the book");
        if (rc == RC_OK)
            rc = program_code_copy(query_get_text(&q, 0), slot->code, err);
        slot->name = rc == RC_OK ? name : 0;
        slot->lacks_coop = rc == RC_OK && query_get_int(&q, 1) != 0;
        query_end(&q);
    }
    if (rc == RC_OK)
        *ret = slot;
    return rc;
}

enum rc shared_program(struct shared *shared, int64_t name, const char **ret, struct err *err)
{
    struct program_slot *slot = NULL;
    enum rc rc = find_program(shared, name, &slot, err);
    if (rc == RC_OK)
        *ret = slot->code;
    return rc;
}

enum rc shared_lacks_coop(struct shared *shared, int64_t name, bool *ret, struct err *err)
{
    struct program_slot *slot = NULL;
    enum rc rc = find_program(shared, name, &slot, err);
    if (rc == RC_OK)
        *ret = slot->lacks_coop;
    return rc;
}
