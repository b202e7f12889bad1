/* SPDX-License-Identifier: MIT */
/* The right word nearest to a wrong one. */
#ifndef COFFER_CLI_NEAREST_H
#define COFFER_CLI_NEAREST_H

#include <stddef.h>

/* Letters to change, add, drop or swap with their neighbour. */
size_t nearest_distance(const char *a, size_t a_length, const char *b, size_t b_length);

struct nearest {
    const char *given;
    const char *word; /* the best so far, `length` bytes; NULL: none is near */
    size_t length;
    size_t distance;
};

void nearest_init(struct nearest *nearest, const char *given);
/* `word` is borrowed. A word that begins with the given one, of two letters or
 * more, is near whatever its length; others only where it takes few slips of the
 * fingers: one for each four letters. */
void nearest_try(struct nearest *nearest, const char *word, size_t length);

#endif
