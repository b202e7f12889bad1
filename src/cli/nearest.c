/* SPDX-License-Identifier: MIT */
#include "cli/nearest.h"

#include <string.h>

/* Words of ours are short; a longer one is never a slip of the fingers. */
enum { WORD_MAX = 48 };

/* One slip in a word of three letters, two from seven on, three from eleven on:
 * another word that happens to be alike is no help. */
enum { LETTERS_A_SLIP = 4, BEGINNING_MIN = 2 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t nearest_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length > WORD_MAX || b_length > WORD_MAX)
        return a_length > b_length ? a_length : b_length;

    /* rows[i % 3][j]: from the first i letters of a to the first j of b */
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3];
        const size_t *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t change = up[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(change, least(up[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], up2[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

void nearest_init(struct nearest *nearest, const char *given)
{
    *nearest = (struct nearest){.given = given};
}

void nearest_try(struct nearest *nearest, const char *word, size_t length)
{
    size_t given = strlen(nearest->given);
    size_t distance = nearest_distance(nearest->given, given, word, length);
    size_t longer = given > length ? given : length;
    if (given >= BEGINNING_MIN && given < length && strncmp(nearest->given, word, given) == 0)
        distance = 1;
    else if (distance > (longer + 1) / LETTERS_A_SLIP)
        return;
    if (nearest->word != NULL && distance >= nearest->distance)
        return;
    nearest->word = word;
    nearest->length = length;
    nearest->distance = distance;
}
