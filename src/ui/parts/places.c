/* SPDX-License-Identifier: MIT */
/* The places that a word finds. They are many: a word typed is looked for as it is, where an action
 * is found by any of its letters. What a word scores is what fuzzy_score would give for it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/parts/places.h"

enum {
    WORDS_MAX = 8, /* more are not looked for */
    LETTER = 10,   /* each that follows the one before it */
    FIRST = -2,
    TEXT_BEGINS = 4,
    WHOLE = 20,
    LABEL_TIMES = 2,
    INSIDE_LEAST = 3, /* letters of a word that may stand within another one */
    INSIDE = 2,
};

void places_release(struct places *places)
{
    for (size_t i = 0; i < places->count; i++)
        entry_release(&places->entries[i]);
    free(places->entries);
    *places = (struct places){.entries = NULL};
}

/* ---- looking through them ----------------------------------------------------------------- */

struct place_words {
    struct buf text; /* the words, each ending in a NUL */
    const char *words[WORDS_MAX];
    size_t lengths[WORDS_MAX];
    int count;
};

struct place_words *place_words_new(const char *typed)
{
    struct place_words *words = calloc(1, sizeof(*words));
    if (words == NULL)
        return NULL;
    buf_init(&words->text);
    text_add_folded(&words->text, typed);
    for (char *at = words->text.text; words->count < WORDS_MAX;) {
        at += strspn(at, " ");
        size_t length = strcspn(at, " ");
        if (length == 0)
            break;
        words->words[words->count] = at;
        words->lengths[words->count++] = length;
        at += length;
        if (*at == ' ')
            *at++ = '\0';
    }
    return words;
}

void place_words_free(struct place_words *words)
{
    if (words != NULL)
        buf_release(&words->text);
    free(words);
}

static bool ends_word(char c)
{
    return c == '\0' || strchr(" ,.;:()/\"'", c) != NULL;
}

/* The best place of the word in the text. 0: it does not stand there. */
static int score_in(const char *word, size_t length, const char *text)
{
    int best = 0;
    for (const char *at = text; (at = strstr(at, word)) != NULL; at++) {
        int letters = LETTER * (int)length + FIRST, score = 0;
        if (at == text || ends_word(at[-1]))
            score = letters + (at == text ? TEXT_BEGINS : 0) +
                    (at == text && at[length] == '\0' ? WHOLE : 0);
        else if (length >= INSIDE_LEAST)
            score = INSIDE * (int)length;
        best = score > best ? score : best;
        if (best >= letters)
            return best;
    }
    return best;
}

int place_score(const struct place_words *words, const struct entry *entry)
{
    int score = 1;
    for (int i = 0; i < words->count; i++) {
        int label = score_in(words->words[i], words->lengths[i], entry->folded_label);
        int one = LABEL_TIMES * label;
        if (one == 0) /* its sentence says it */
            one = score_in(words->words[i], words->lengths[i], entry->folded_help) > 0 ? INSIDE : 0;
        if (one == 0)
            return 0;
        score += one;
    }
    return score;
}
