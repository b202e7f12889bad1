/* SPDX-License-Identifier: MIT */
#include "base/texts.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"

enum { SLOTS_FIRST = 1024 };

struct slot {
    const char *text; /* NULL: empty */
    uint64_t hash;
};

struct texts {
    struct pool pool;
    struct slot *slots; /* open addressing; a power of two of them, at most half taken */
    size_t slot_count, count;
};

struct texts *texts_new(void)
{
    struct texts *texts = calloc(1, sizeof(*texts));
    if (texts == NULL)
        return NULL;
    texts->slot_count = SLOTS_FIRST;
    texts->slots = calloc(texts->slot_count, sizeof(*texts->slots));
    if (texts->slots == NULL) {
        free(texts);
        return NULL;
    }
    return texts;
}

void texts_free(struct texts *texts)
{
    if (texts == NULL)
        return;
    pool_release(&texts->pool);
    free(texts->slots);
    free(texts);
}

/* FNV-1a; *ret_length: of the text. */
static uint64_t hash_of(const char *text, size_t *ret_length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    const char *at = text;
    for (; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    *ret_length = (size_t)(at - text);
    return hash;
}

/* Where the text is, or would be. */
static struct slot *find(struct slot *slots, size_t count, uint64_t hash, const char *text)
{
    size_t at = (size_t)(hash ^ hash >> 32) & (count - 1);
    while (slots[at].text != NULL && (slots[at].hash != hash || strcmp(slots[at].text, text) != 0))
        at = (at + 1) & (count - 1);
    return &slots[at];
}

static bool grow(struct texts *texts)
{
    size_t count = texts->slot_count * 2;
    struct slot *slots = calloc(count, sizeof(*slots));
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < texts->slot_count; i++)
        if (texts->slots[i].text != NULL)
            *find(slots, count, texts->slots[i].hash, texts->slots[i].text) = texts->slots[i];
    free(texts->slots);
    texts->slots = slots;
    texts->slot_count = count;
    return true;
}

const char *texts_keep(struct texts *texts, const char *text)
{
    size_t length = 0;
    uint64_t hash = hash_of(text, &length);
    struct slot *slot = find(texts->slots, texts->slot_count, hash, text);
    if (slot->text != NULL)
        return slot->text;
    if ((texts->count + 1) * 2 > texts->slot_count) {
        if (!grow(texts))
            return NULL;
        slot = find(texts->slots, texts->slot_count, hash, text);
    }
    const char *kept = pool_text(&texts->pool, text, length);
    if (kept != NULL) {
        *slot = (struct slot){kept, hash};
        texts->count++;
    }
    return kept;
}
