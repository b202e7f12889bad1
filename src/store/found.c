/* SPDX-License-Identifier: MIT */
#include "store/found.h"

#include <stdlib.h>
#include <string.h>

static int compare(const struct found *a, const struct found *b)
{
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

static int compare_up(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    return x->group != y->group ? (x->group < y->group ? -1 : 1) : compare(x, y);
}

static int compare_down(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    return x->group != y->group ? (x->group < y->group ? -1 : 1) : compare(y, x);
}

typedef int comparison(const void *a, const void *b);

static comparison *comparison_of(bool backwards)
{
    return backwards ? compare_down : compare_up;
}

void found_sort(struct found *found, size_t count, bool backwards)
{
    if (count > 0)
        qsort(found, count, sizeof(*found), comparison_of(backwards));
}

/* Puts `item` at `at` of a heap that has its last in order on top, or below. */
static void sink(struct found *heap, size_t count, size_t at, struct found item, comparison *order)
{
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count)
            break;
        if (child + 1 < count && order(&heap[child + 1], &heap[child]) > 0)
            child++;
        if (order(&heap[child], &item) <= 0)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
}

size_t found_first(const struct found *found, size_t count, struct found *ret, size_t limit,
                   bool backwards)
{
    comparison *order = comparison_of(backwards);
    size_t held = count < limit ? count : limit;
    if (held == 0)
        return 0;
    memcpy(ret, found, held * sizeof(*ret));
    for (size_t i = held / 2; i-- > 0;)
        sink(ret, held, i, ret[i], order);
    for (size_t i = held; i < count; i++)
        if (order(&found[i], &ret[0]) < 0)
            sink(ret, held, 0, found[i], order);
    found_sort(ret, held, backwards);
    return held;
}

size_t found_unite(struct found *found, size_t count, bool backwards)
{
    size_t kept = 0;
    found_sort(found, count, backwards);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || found[kept - 1].key != found[i].key)
            found[kept++] = found[i];
    return kept;
}
