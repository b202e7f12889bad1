/* SPDX-License-Identifier: MIT */
/* Program names, locations and words of an import. Each cache is an array in
 * which a text has one place; another text of that place takes it over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/text.h"
#include "store/importer.h"
#include "store/locations.h"
#include "store/words.h"

enum { WORDS = 1 << 14, PLACES = 1 << 10, NAMES = 1 << 6, KEPT_MAX = 192 };

struct word_slot {
    int64_t key; /* 0: empty */
    int32_t kind;
    uint32_t length;
    char text[KEPT_MAX];
};

struct name_slot {
    char *text; /* NULL: empty */
    size_t length;
    struct shared_name name;
};

struct shared {
    struct tx *tx;
    struct name_slot names[NAMES];
    struct word_slot words[WORDS];
    struct word_slot places[PLACES];
    struct word_slot called[PLACES]; /* what a location was called last */
};

enum rc shared_new(struct tx *tx, struct shared **ret, struct err *err)
{
    struct shared *shared = calloc(1, sizeof(*shared));
    if (shared == NULL)
        return err_memory(err);
    shared->tx = tx;
    *ret = shared;
    return RC_OK;
}

void shared_free(struct shared *shared)
{
    if (shared == NULL)
        return;
    for (size_t i = 0; i < NAMES; i++)
        free(shared->names[i].text);
    free(shared);
}

static struct word_slot *slot_of(struct word_slot *slots, size_t count, int kind, struct text text,
                                 bool *ret_hit)
{
    uint64_t hash = (uint64_t)digest_short(text.bytes, text.length) + (uint64_t)kind * 0x9E3779B1u;
    struct word_slot *slot = &slots[(hash ^ hash >> 17) & (count - 1)];
    *ret_hit = slot->key != 0 && slot->kind == kind && slot->length == text.length &&
               memcmp(slot->text, text.bytes, text.length) == 0;
    return slot;
}

static void keep(struct word_slot *slot, int kind, struct text text, int64_t key)
{
    if (text.length > KEPT_MAX)
        return;
    slot->key = key;
    slot->kind = kind;
    slot->length = (uint32_t)text.length;
    memcpy(slot->text, text.bytes, text.length);
}

enum rc shared_word(struct shared *shared, int kind, struct text text, int64_t *ret,
                    struct err *err)
{
    bool hit = false;
    struct word_slot *slot = NULL;
    if (text.length == 0) {
        *ret = 0;
        return RC_OK;
    }
    if (text.length <= KEPT_MAX)
        slot = slot_of(shared->words, WORDS, kind, text, &hit);
    if (hit) {
        *ret = slot->key;
        return RC_OK;
    }
    enum rc rc = word_key(tx_book(shared->tx), kind, text.bytes, text.length, ret, err);
    if (rc == RC_OK && slot != NULL)
        keep(slot, kind, text, *ret);
    return rc;
}

enum rc shared_location(struct shared *shared, struct text id, int64_t *ret, struct err *err)
{
    bool hit = false;
    struct word_slot *slot = NULL;
    if (id.length <= KEPT_MAX)
        slot = slot_of(shared->places, PLACES, 0, id, &hit);
    if (hit) {
        *ret = slot->key;
        return RC_OK;
    }
    char *copy = strndup(id.bytes, id.length);
    if (copy == NULL)
        return err_memory(err);
    enum rc rc = location_from_report(shared->tx, copy, ret, err);
    free(copy);
    if (rc == RC_OK && slot != NULL)
        keep(slot, 0, id, *ret);
    return rc;
}

enum rc shared_location_called(struct shared *shared, int64_t import, int64_t location,
                               struct text name, struct text country, struct err *err)
{
    struct word_slot *slot = &shared->called[(size_t)location & (PLACES - 1)];
    size_t length = name.length + country.length;
    if (length == 0)
        return RC_OK;
    if (slot->key == location && slot->kind == (int32_t)import && slot->length == length &&
        length <= KEPT_MAX && memcmp(slot->text, name.bytes, name.length) == 0 &&
        memcmp(slot->text + name.length, country.bytes, country.length) == 0)
        return RC_OK;
    struct query q;
    query_begin(&q, tx_book(shared->tx), SQL_IMPORT_LOCATION_PUT);
    query_int(&q, ":location", location);
    query_int(&q, ":import", import);
    query_text_n(&q, ":name", name.length > 0 ? name.bytes : NULL, name.length);
    query_text_n(&q, ":country", country.length > 0 ? country.bytes : NULL, country.length);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    if (rc == RC_OK && length <= KEPT_MAX) {
        slot->key = location;
        slot->kind = (int32_t)import;
        slot->length = (uint32_t)length;
        memcpy(slot->text, name.bytes, name.length);
        memcpy(slot->text + name.length, country.bytes, country.length);
    }
    return rc;
}

/* A program that no one knows yet gets its name in the form of a code, and
 * neither split nor threshold (RULES.md section 4). */
static enum rc make_program(struct shared *shared, const char *name, struct shared_name *found,
                            struct err *err)
{
    struct buf slug;
    buf_init(&slug);
    text_add_slug(&slug, name);
    enum rc rc = buf_check(&slug, err);
    if (rc == RC_OK)
        rc = program_make(shared->tx, slug.text, name, PROGRAM_FROM_REPORT, err);
    /* The name may be the code itself, and is a spelling now. */
    if (rc == RC_OK)
        rc = program_of_name(tx_book(shared->tx), name, &found->key, found->code, err);
    buf_release(&slug);
    return rc;
}

enum rc shared_name(struct shared *shared, struct text name, const struct shared_name **ret,
                    struct err *err)
{
    uint64_t hash = (uint64_t)digest_short(name.bytes, name.length);
    struct name_slot *slot = &shared->names[hash & (NAMES - 1)];
    if (slot->text != NULL && slot->length == name.length &&
        memcmp(slot->text, name.bytes, name.length) == 0) {
        *ret = &slot->name;
        return RC_OK;
    }
    struct shared_name found = {.key = 0};
    char *copy = strndup(name.bytes, name.length);
    if (copy == NULL)
        return err_memory(err);
    enum rc rc = program_of_name(tx_book(shared->tx), copy, &found.key, found.code, err);
    if (rc == RC_OK && found.code[0] == '\0')
        rc = make_program(shared, copy, &found, err);
    if (rc == RC_OK && found.key == 0)
        rc = program_name_add(shared->tx, copy, found.code, &found.key, err);
    else if (rc == RC_OK)
        rc = program_name_claim(shared->tx, copy, found.code, err);
    if (rc != RC_OK) {
        free(copy);
        return rc;
    }
    free(slot->text);
    *slot = (struct name_slot){copy, name.length, found};
    *ret = &slot->name;
    return RC_OK;
}
