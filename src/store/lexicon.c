/* SPDX-License-Identifier: MIT */
#include "store/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "model/detail.h"
#include "store/db.h"
#include "store/locations.h"
#include "store/programs.h"
#include "store/words.h"

/* All texts of a kind, one behind the other, each folded and with a NUL. */
struct kind {
    struct buf texts;
    struct name {
        size_t at; /* in texts */
        int32_t rank;
        int16_t word_kind; /* -1: no such key, or not kept */
    } * names;             /* by key */
    size_t count;
};

struct lexicon {
    struct kind kinds[NAME_KINDS];
    bool sorted;
};

/* ---- reading ---------------------------------------------------------------------------- */

static enum rc make_room(struct kind *kind, size_t key, struct err *err)
{
    if (key < kind->count)
        return RC_OK;
    size_t count = kind->count * 2 > key ? kind->count * 2 : key + 1;
    struct name *grown = reallocarray(kind->names, count, sizeof(*grown));
    if (grown == NULL)
        return err_memory(err);
    for (size_t i = kind->count; i < count; i++)
        grown[i] = (struct name){.word_kind = -1};
    kind->names = grown;
    kind->count = count;
    return RC_OK;
}

/* A second text of a name (a code, what reports call it) stands on a line of its
 * own, so that nothing is found across the two. */
static enum rc add_name(struct kind *kind, int64_t key, int word_kind, const char *text,
                        const char *more, struct err *err)
{
    enum rc rc = make_room(kind, (size_t)key, err);
    if (rc != RC_OK)
        return rc;
    kind->names[key] = (struct name){.at = kind->texts.length, .word_kind = (int16_t)word_kind};
    text_add_folded(&kind->texts, text);
    if (more[0] != '\0') {
        buf_add_char(&kind->texts, '\n');
        text_add_folded(&kind->texts, more);
    }
    buf_add_bytes(&kind->texts, "", 1);
    return buf_check(&kind->texts, err);
}

static bool is_searched(int word_kind)
{
    static const int kinds[] = {WORD_TYPE,     DETAIL_STATUS,   DETAIL_PAYMENT,
                                DETAIL_REASON, DETAIL_CLAIM,    DETAIL_ENGAGEMENT,
                                DETAIL_LEVER,  DETAIL_CUSTOMER, DETAIL_PRODUCT};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (kinds[i] == word_kind)
            return true;
    return false;
}

static enum rc read_words(struct book *book, struct kind *kind, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_WORD_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        int word_kind = (int)query_get_int(&q, 1);
        if (is_searched(word_kind))
            rc = add_name(kind, query_get_int(&q, 0), word_kind, query_get_text(&q, 2), "", err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc read_streams(struct book *book, struct kind *kind, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_STREAM_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = add_name(kind, query_get_int(&q, 0), 0, query_get_text(&q, 2), "", err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc read_programs(struct book *book, struct kind *kind, struct err *err)
{
    struct catalog catalog = {0};
    enum rc rc = catalog_load(book, &catalog, err);
    for (size_t i = 0; rc == RC_OK && i < catalog.name_count; i++) {
        const struct program_record *program = catalog_of_name(&catalog, catalog.names[i].key);
        rc = add_name(kind, catalog.names[i].key, 0, program != NULL ? program->code : "",
                      catalog.names[i].name, err);
    }
    catalog_release(&catalog);
    return rc;
}

static enum rc read_locations(struct book *book, struct kind *kind, struct err *err)
{
    struct location_list list = {0};
    enum rc rc = locations_load(book, &list, err);
    for (size_t i = 0; rc == RC_OK && i < list.count; i++)
        rc = add_name(kind, list.items[i].key, 0, list.items[i].id, list.items[i].name, err);
    locations_release(&list);
    return rc;
}

enum rc lexicon_new(struct book *book, struct lexicon **ret, struct err *err)
{
    typedef enum rc reader(struct book *, struct kind *, struct err *);
    static reader *const readers[NAME_KINDS] = {[NAME_WORD] = read_words,
                                                [NAME_PROGRAM] = read_programs,
                                                [NAME_LOCATION] = read_locations,
                                                [NAME_STREAM] = read_streams};
    struct lexicon *lexicon = calloc(1, sizeof(*lexicon));
    enum rc rc = lexicon == NULL ? err_memory(err) : RC_OK;
    for (int i = 0; lexicon != NULL && i < NAME_KINDS; i++)
        buf_init(&lexicon->kinds[i].texts);
    for (int i = 0; rc == RC_OK && i < NAME_KINDS; i++)
        rc = readers[i](book, &lexicon->kinds[i], err);
    if (rc == RC_OK)
        *ret = lexicon;
    else
        lexicon_free(lexicon);
    return rc;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    for (int i = 0; i < NAME_KINDS; i++) {
        buf_release(&lexicon->kinds[i].texts);
        free(lexicon->kinds[i].names);
    }
    free(lexicon);
}

/* ---- searching ---------------------------------------------------------------------------- */

void name_set_release(struct name_set *set)
{
    free(set->bits);
    *set = (struct name_set){0};
}

enum rc name_set_add(struct name_set *set, int64_t key, struct err *err)
{
    if ((uint64_t)key >= set->keys) {
        size_t bytes = (size_t)key / 8 + 1, had = set->bits == NULL ? 0 : (set->keys + 7) / 8;
        unsigned char *grown = realloc(set->bits, bytes);
        if (grown == NULL)
            return err_memory(err);
        memset(grown + had, 0, bytes - had);
        *set = (struct name_set){grown, bytes * 8};
    }
    set->bits[key / 8] |= (unsigned char)(1u << (key % 8));
    return RC_OK;
}

enum rc lexicon_with(const struct lexicon *lexicon, enum name_kind kind, const char *needle,
                     struct name_set *ret, struct err *err)
{
    const struct kind *of = &lexicon->kinds[kind];
    unsigned char *bits = calloc(of->count / 8 + 1, 1);
    if (bits == NULL)
        return err_memory(err);
    for (size_t key = 0; key < of->count; key++)
        if (of->names[key].word_kind >= 0 && strstr(of->texts.text + of->names[key].at, needle))
            bits[key / 8] |= (unsigned char)(1u << (key % 8));
    *ret = (struct name_set){bits, (of->count / 8 + 1) * 8};
    return RC_OK;
}

int lexicon_word_kind(const struct lexicon *lexicon, int64_t key)
{
    const struct kind *of = &lexicon->kinds[NAME_WORD];
    return (uint64_t)key < of->count ? of->names[key].word_kind : -1;
}

size_t lexicon_words_of(const struct lexicon *lexicon, const struct name_set *set, int kind,
                        int64_t *ret, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < set->keys / 8; i++) {
        if (set->bits[i] == 0)
            continue;
        for (size_t key = i * 8; key < i * 8 + 8; key++) {
            if (!name_set_has(set, (int64_t)key) ||
                lexicon_word_kind(lexicon, (int64_t)key) != kind)
                continue;
            if (count < max)
                ret[count] = (int64_t)key;
            count++;
        }
    }
    return count;
}

/* ---- sorting -------------------------------------------------------------------------------- */

struct sorted {
    const char *text;
    size_t key;
};

static int by_text(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order != 0 ? order : x->key < y->key ? -1 : 1;
}

/* What a list shows of both is the same: of a program's spellings its code. */
static bool same_rank(enum name_kind kind, const char *a, const char *b)
{
    size_t length = strcspn(a, "\n");
    if (kind != NAME_PROGRAM)
        return strcmp(a, b) == 0;
    return length == strcspn(b, "\n") && memcmp(a, b, length) == 0;
}

static enum rc sort_kind(struct kind *of, enum name_kind kind, struct err *err)
{
    struct sorted *sorted = reallocarray(NULL, of->count + 1, sizeof(*sorted));
    size_t count = 0;
    int32_t rank = 0;
    if (sorted == NULL)
        return err_memory(err);
    for (size_t key = 0; key < of->count; key++)
        if (of->names[key].word_kind >= 0)
            sorted[count++] = (struct sorted){of->texts.text + of->names[key].at, key};
    qsort(sorted, count, sizeof(*sorted), by_text);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !same_rank(kind, sorted[i - 1].text, sorted[i].text))
            rank++;
        of->names[sorted[i].key].rank = rank;
    }
    free(sorted);
    return RC_OK;
}

enum rc lexicon_sort(struct lexicon *lexicon, struct err *err)
{
    enum rc rc = RC_OK;
    for (int i = 0; rc == RC_OK && !lexicon->sorted && i < NAME_KINDS; i++)
        rc = sort_kind(&lexicon->kinds[i], (enum name_kind)i, err);
    lexicon->sorted = lexicon->sorted || rc == RC_OK;
    return rc;
}

int64_t lexicon_rank(const struct lexicon *lexicon, enum name_kind kind, int64_t key)
{
    const struct kind *of = &lexicon->kinds[kind];
    return (uint64_t)key < of->count ? of->names[key].rank : 0;
}
