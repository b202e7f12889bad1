/* SPDX-License-Identifier: MIT */
/* What was sent, looked at and compared. */
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/claim_desk.h"
#include "base/words.h"
#include "store/claims.h"

struct pair {
    char *key, *value;
};
struct pairs {
    struct pair *items;
    size_t count;
};

static void pairs_release(struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        free(pairs->items[i].key);
        free(pairs->items[i].value);
    }
    free(pairs->items);
}

static enum rc keep(void *context, const char *key, const char *value, struct err *err)
{
    struct pairs *pairs = context;
    struct pair *items = reallocarray(pairs->items, pairs->count + 1, sizeof(*items));
    if (items == NULL)
        return err_memory(err);
    pairs->items = items;
    items[pairs->count] = (struct pair){strdup(key), strdup(value)};
    const struct pair *pair = &items[pairs->count++];
    return pair->key != NULL && pair->value != NULL ? RC_OK : err_memory(err);
}

static int compare_pairs(const void *a, const void *b)
{
    return strcmp(((const struct pair *)a)->key, ((const struct pair *)b)->key);
}

static enum rc read_seal(struct app *app, const struct claim *claim, size_t number,
                         struct pairs *ret, struct err *err)
{
    if (number == 0 || number > claim->submission_count)
        return err_set(err, RC_RULE,
                       ngettext("claim %s: there is no submission %zu: it was submitted %zu time: "
                                "'coffer claim show' lists them",
                                "claim %s: there is no submission %zu: it was submitted %zu times: "
                                "'coffer claim show' lists them",
                                claim->submission_count),
                       claim->head->id, number, claim->submission_count);
    enum rc rc = seal_read(app->book, claim->submissions[number - 1].seal, keep, ret, err);
    if (ret->count > 0)
        qsort(ret->items, ret->count, sizeof(*ret->items), compare_pairs);
    return rc;
}

enum rc app_claim_sealed(struct app *app, const char *id, size_t number, seal_difference *visit,
                         void *context, struct err *err)
{
    struct claim_sight sight = {0};
    struct pairs pairs = {0};
    enum rc rc = app_claim_show(app, id, &sight, err);
    if (rc == RC_OK)
        rc = read_seal(app, &sight.claim, number, &pairs, err);
    for (size_t i = 0; rc == RC_OK && i < pairs.count; i++)
        rc = visit(context, pairs.items[i].key, pairs.items[i].value, NULL, err);
    pairs_release(&pairs);
    claim_sight_release(&sight);
    return rc;
}

/* Two lists in the same order, side by side. */
static enum rc compare(const struct pairs *one, const struct pairs *other, seal_difference *visit,
                       void *context, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0, j = 0; rc == RC_OK && (i < one->count || j < other->count);) {
        int order = i == one->count     ? 1
                    : j == other->count ? -1
                                        : strcmp(one->items[i].key, other->items[j].key);
        const struct pair *a = order <= 0 ? &one->items[i++] : NULL;
        const struct pair *b = order >= 0 ? &other->items[j++] : NULL;
        const char *key = order <= 0 ? one->items[i - 1].key : other->items[j - 1].key;
        if (a == NULL || b == NULL || strcmp(a->value, b->value) != 0)
            rc = visit(context, key, a != NULL ? a->value : NULL, b != NULL ? b->value : NULL, err);
    }
    return rc;
}

enum rc app_claim_diff(struct app *app, const char *id, size_t one, size_t other,
                       seal_difference *visit, void *context, struct err *err)
{
    struct claim_sight sight = {0};
    struct pairs first = {0}, second = {0};
    enum rc rc = app_claim_show(app, id, &sight, err);
    if (rc == RC_OK)
        rc = read_seal(app, &sight.claim, one, &first, err);
    if (rc == RC_OK)
        rc = read_seal(app, &sight.claim, other, &second, err);
    if (rc == RC_OK)
        rc = compare(&first, &second, visit, context, err);
    pairs_release(&first);
    pairs_release(&second);
    claim_sight_release(&sight);
    return rc;
}
