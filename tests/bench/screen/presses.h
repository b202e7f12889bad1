/* SPDX-License-Identifier: MIT */
/* What keys took, gathered over walks through the screen, and told in short. */
#ifndef COFFER_BENCH_PRESSES_H
#define COFFER_BENCH_PRESSES_H

#include <stddef.h>

#include "keys.h"

struct press {
    const char *walk; /* its name, lent */
    size_t place;     /* in the walk */
    char key[KEY_BYTES];
    double time; /* milliseconds, of the clock or of a processor */
};
struct presses {
    struct press *items; /* owned */
    size_t count, room;
};

/* Without memory it ends the bench. */
void presses_add(struct presses *presses, const struct press *press);
void presses_release(struct presses *presses);

/* The time below which so many of a hundred lie. They are put in order. */
double times_at(double *times, size_t count, size_t per_hundred);
double presses_at(const struct presses *presses, size_t per_hundred);

/* "the slowest: form ^M 9.1, …" */
void presses_tell_slowest(const struct presses *presses);
/* A line for each walk in the order of their first presses: how many keys, the middle, and
 * the key that was the slowest in the middle of its rounds, in one line. */
void presses_tell_walks(const struct presses *presses);

#endif
