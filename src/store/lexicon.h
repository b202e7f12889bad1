/* SPDX-License-Identifier: MIT */
/*
 * The names that earnings share, in memory and ready to be searched and sorted:
 * customers, products, reasons and the like (table word), spellings of programs,
 * locations, files. There are few of them beside the earnings, and an earning
 * knows them by key. They are as the book was when they were read; who sees that
 * it has moved makes them anew.
 */
#ifndef COFFER_STORE_LEXICON_H
#define COFFER_STORE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/book.h"

enum name_kind { NAME_WORD, NAME_PROGRAM, NAME_LOCATION, NAME_STREAM, NAME_KINDS };

struct lexicon;
enum rc lexicon_new(struct book *book, struct lexicon **ret, struct err *err);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/* A mark for each key of a kind. */
struct name_set {
    unsigned char *bits; /* owned; NULL: none is in it */
    size_t keys;
};
void name_set_release(struct name_set *set);
enum rc name_set_add(struct name_set *set, int64_t key, struct err *err);
static inline bool name_set_has(const struct name_set *set, int64_t key)
{
    return (uint64_t)key < set->keys && (set->bits[key / 8] >> (key % 8) & 1) != 0;
}
/* Those whose text has `needle` in it, which is folded (base/text.h). A spelling
 * is found by its program's code too, a location by its names; of words only the
 * kinds that a search looks at. */
enum rc lexicon_with(const struct lexicon *lexicon, enum name_kind kind, const char *needle,
                     struct name_set *ret, struct err *err);

/* The kind of a word, enum detail or WORD_TYPE; -1: it is not kept here. */
int lexicon_word_kind(const struct lexicon *lexicon, int64_t key);
/* Keys of words in a set, of one kind, at most max; returns how many there are. */
size_t lexicon_words_of(const struct lexicon *lexicon, const struct name_set *set, int kind,
                        int64_t *ret, size_t max);

/* The place of each key among all of its kind by text; 0: there is none. */
enum rc lexicon_sort(struct lexicon *lexicon, struct err *err); /* before the first rank */
int64_t lexicon_rank(const struct lexicon *lexicon, enum name_kind kind, int64_t key);

#endif
