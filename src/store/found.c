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

/* ---- many -------------------------------------------------------------------------------------
 */

enum { RUN = 32768 }; /* sorted at once: a few milliseconds */

/* Two sorted runs that follow each other, as one in `to`. */
static void merge(const struct found *from, size_t first, size_t both, struct found *to,
                  comparison *order)
{
    size_t a = 0, b = first;
    for (size_t i = 0; i < both; i++) {
        bool takes_a = b == both || (a < first && order(&from[a], &from[b]) <= 0);
        to[i] = from[takes_a ? a++ : b++];
    }
}

/* Merges runs of `run` items by twos; false: it was stopped. */
static bool merge_runs(const struct found *from, size_t count, size_t run, struct found *to,
                       comparison *order, bool (*go_on)(void *context), void *context)
{
    for (size_t at = 0; at < count; at += 2 * run) {
        size_t both = count - at < 2 * run ? count - at : 2 * run;
        if (!go_on(context))
            return false;
        merge(from + at, both < run ? both : run, both, to + at, order);
    }
    return true;
}

enum rc found_sort_many(struct found *found, size_t count, bool backwards,
                        bool (*go_on)(void *context), void *context, bool *ret_all, struct err *err)
{
    comparison *order = comparison_of(backwards);
    struct found *other = reallocarray(NULL, count + 1, sizeof(*other)), *from = found, *to = other;
    if (other == NULL)
        return err_memory(err);
    bool on = true;
    for (size_t at = 0; at < count && on; at += RUN) {
        found_sort(found + at, count - at < RUN ? count - at : RUN, backwards);
        on = go_on(context);
    }
    for (size_t run = RUN; run < count && on; run *= 2) {
        on = merge_runs(from, count, run, to, order, go_on, context);
        if (on) {
            struct found *merged = to;
            to = from;
            from = merged;
        }
    }
    if (from == other)
        memcpy(found, other, count * sizeof(*found));
    free(other);
    *ret_all = on;
    return RC_OK;
}

/* ---- few --------------------------------------------------------------------------------------
 */

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

bool found_few_wants(const struct found_few *few, const struct found *item)
{
    if (few->count < few->limit)
        return true;
    struct found last = few->limit > 0 ? few->held[0] : *item;
    if (item->key == 0)
        last.key = 0;
    int order = comparison_of(few->backwards)(item, &last);
    return few->limit > 0 && (item->key == 0 ? order <= 0 : order < 0);
}

void found_few_take(struct found_few *few, const struct found *item)
{
    comparison *order = comparison_of(few->backwards);
    if (few->count < few->limit) {
        few->held[few->count++] = *item;
        for (size_t i = few->count / 2; few->count == few->limit && i-- > 0;)
            sink(few->held, few->count, i, few->held[i], order);
    } else if (found_few_wants(few, item)) {
        sink(few->held, few->count, 0, *item, order);
    }
}

void found_few_sort(struct found_few *few)
{
    found_sort(few->held, few->count, few->backwards);
}

size_t found_first(const struct found *found, size_t count, struct found *ret, size_t limit,
                   bool backwards)
{
    struct found_few few = {.held = ret, .limit = limit, .backwards = backwards};
    for (size_t i = 0; i < count; i++)
        found_few_take(&few, &found[i]);
    found_few_sort(&few);
    return few.count;
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
