/* SPDX-License-Identifier: MIT */
#include "presses.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOWEST = 12 };

/* ---- gathered ------------------------------------------------------------------------------ */

static void *some(size_t count, size_t size)
{
    void *items = calloc(count > 0 ? count : 1, size);
    if (items == NULL)
        exit(1);
    return items;
}

void presses_add(struct presses *presses, const struct press *press)
{
    if (presses->count == presses->room) {
        presses->room = presses->room > 0 ? presses->room * 2 : 1024;
        presses->items = reallocarray(presses->items, presses->room, sizeof(*presses->items));
        if (presses->items == NULL)
            exit(1);
    }
    presses->items[presses->count++] = *press;
}

void presses_release(struct presses *presses)
{
    free(presses->items);
    *presses = (struct presses){0};
}

/* ---- numbers ------------------------------------------------------------------------------- */

static int compare_times(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

double times_at(double *times, size_t count, size_t per_hundred)
{
    qsort(times, count, sizeof(*times), compare_times);
    size_t place = count * per_hundred / 100;
    return times[place < count ? place : count - 1];
}

double presses_at(const struct presses *presses, size_t per_hundred)
{
    double *times = some(presses->count, sizeof(*times));
    for (size_t i = 0; i < presses->count; i++)
        times[i] = presses->items[i].time;
    double time = times_at(times, presses->count, per_hundred);
    free(times);
    return time;
}

/* ---- told ---------------------------------------------------------------------------------- */

static void print_key(const char *key)
{
    for (; *key != '\0'; key++)
        printf(*key < ' ' ? "^%c" : "%c", *key < ' ' ? *key + '@' : *key);
}

static int by_time(const void *a, const void *b)
{
    const struct press *x = a, *y = b;
    return (x->time < y->time) - (x->time > y->time);
}

void presses_tell_slowest(const struct presses *presses)
{
    struct press *items = some(presses->count, sizeof(*items));
    if (presses->count > 0)
        memcpy(items, presses->items, presses->count * sizeof(*items));
    qsort(items, presses->count, sizeof(*items), by_time);
    printf("the slowest:");
    for (size_t i = 0; i < SLOWEST && i < presses->count; i++) {
        printf("%s %s ", i > 0 ? "," : "", items[i].walk);
        print_key(items[i].key);
        printf(" %.1f", items[i].time);
    }
    printf("\n");
    free(items);
}

/* The middle of all presses of a walk, or of those of one place. *ret_count: how many. */
static double middle(const struct presses *presses, const char *walk, bool at_place, size_t place,
                     size_t *ret_count)
{
    double *times = some(presses->count, sizeof(*times));
    size_t count = 0;
    for (size_t i = 0; i < presses->count; i++) {
        const struct press *press = &presses->items[i];
        if (press->walk == walk && (!at_place || press->place == place))
            times[count++] = press->time;
    }
    double time = count > 0 ? times_at(times, count, 50) : 0;
    free(times);
    *ret_count = count;
    return time;
}

static void tell_walk(const struct presses *presses, const char *walk)
{
    const struct press *slowest = NULL;
    double most = 0;
    size_t count = 0, rounds = 0;
    for (size_t i = 0; i < presses->count; i++) {
        const struct press *press = &presses->items[i];
        if (press->walk != walk)
            continue;
        double time = middle(presses, walk, true, press->place, &rounds);
        if (slowest == NULL || time > most) {
            slowest = press;
            most = time;
        }
    }
    double all = middle(presses, walk, false, 0, &count);
    printf("%-12s %6zu keys  middle %7.2f ms  slowest %7.2f ms at ", walk, count, all, most);
    if (slowest != NULL)
        print_key(slowest->key);
    printf("\n");
}

void presses_tell_walks(const struct presses *presses)
{
    for (size_t i = 0; i < presses->count; i++) {
        size_t first = 0;
        while (presses->items[first].walk != presses->items[i].walk)
            first++;
        if (first == i)
            tell_walk(presses, presses->items[i].walk);
    }
}
