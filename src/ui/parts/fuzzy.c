/* SPDX-License-Identifier: MIT */
/* Letters in their order, as fzf and its kin score them: each letter found
 * counts, more at the beginning of a word and right after the one before; what
 * is skipped between two letters costs. The best way to find them all is looked
 * for, not the first. */
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "ui/parts/palette.h"

enum {
    LETTER = 4,
    WORD_BEGINS = 8,
    TEXT_BEGINS = 4,
    FOLLOWS = 6,
    SKIPPED = 1,
    WHOLE = 20,
    TYPED_MAX = 32,
    TEXT_MAX = 160,
    NEVER = INT_MIN / 2,
};

/* The bytes of a character side by side in a number: enough to compare. */
struct letters {
    uint32_t at[TEXT_MAX];
    int count;
    bool more; /* than TEXT_MAX */
};

static void add_byte(struct letters *letters, unsigned char byte)
{
    bool begins = (byte & 0xC0) != 0x80;
    if (begins && letters->count == TEXT_MAX) {
        letters->more = true;
        return;
    }
    if (begins)
        letters->at[letters->count++] = byte;
    else if (letters->count > 0 && !letters->more)
        letters->at[letters->count - 1] = letters->at[letters->count - 1] << 8 | byte;
}

static void letters_of(const char *folded, size_t length, struct letters *ret)
{
    ret->count = 0;
    ret->more = false;
    for (size_t i = 0; i < length; i++)
        add_byte(ret, (unsigned char)folded[i]);
}

static bool is_in_word(uint32_t letter)
{
    return letter >= 0x80 || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

/* What it is worth to find a letter here. */
static int worth(const struct letters *text, int at)
{
    if (at == 0)
        return LETTER + WORD_BEGINS + TEXT_BEGINS;
    if (is_in_word(text->at[at]) && !is_in_word(text->at[at - 1]))
        return LETTER + WORD_BEGINS;
    return LETTER;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* ret[j]: the best score with the letter `wanted` at j, and those before it as
 * `before` has them (NULL: there are none). Returns the best of all. */
static int find_letter(const struct letters *text, uint32_t wanted, const int *before, int *ret)
{
    int skipping = NEVER; /* the best that ended further left, less what was skipped */
    int best = NEVER;
    for (int j = 0; j < text->count; j++) {
        int come = before == NULL ? 0 : skipping;
        if (before != NULL && j > 0)
            come = larger(come, before[j - 1] + FOLLOWS);
        ret[j] = text->at[j] == wanted && come > NEVER / 2 ? come + worth(text, j) : NEVER;
        best = larger(best, ret[j]);
        if (before != NULL && j > 0)
            skipping = larger(skipping, before[j - 1]) - SKIPPED;
    }
    return best;
}

static int score_word(const struct letters *word, const struct letters *text)
{
    int rows[2][TEXT_MAX];
    int best = NEVER;
    if (word->count > TYPED_MAX || word->count > text->count)
        return 0;
    for (int i = 0; i < word->count; i++)
        best = find_letter(text, word->at[i], i == 0 ? NULL : rows[(i + 1) % 2], rows[i % 2]);
    if (best <= NEVER / 2)
        return 0;
    if (word->count == text->count && !text->more)
        best += WHOLE;
    return larger(best, 1);
}

int fuzzy_score(const char *typed, const char *text)
{
    struct buf folded, folded_text;
    struct letters word, letters;
    int score = 1;
    buf_init(&folded);
    buf_init(&folded_text);
    text_add_folded(&folded, typed);
    text_add_folded(&folded_text, text);
    letters_of(folded_text.text, folded_text.length, &letters);
    for (const char *at = folded.text + strspn(folded.text, " "); *at != '\0';) {
        size_t length = strcspn(at, " ");
        letters_of(at, length, &word);
        int one = score_word(&word, &letters);
        score = one > 0 ? score + one : 0;
        if (one == 0)
            break;
        at += length;
        at += strspn(at, " ");
    }
    buf_release(&folded);
    buf_release(&folded_text);
    return score;
}
