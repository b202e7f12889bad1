/* SPDX-License-Identifier: MIT */
#include "app/agenda_memo.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "store/claims.h"

static void release_claim(struct memo_claim *claim)
{
    for (size_t i = 0; i < claim->count; i++)
        free(claim->texts[i]);
    free(claim->texts);
    free(claim->deadlines);
    free(claim->id);
    *claim = (struct memo_claim){.id = NULL};
}

void memo_release(struct memo *memo)
{
    for (size_t i = 0; i < memo->count; i++)
        release_claim(&memo->claims[i]);
    free(memo->claims);
    *memo = (struct memo){.claims = NULL};
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct memo_claim *)a)->id, ((const struct memo_claim *)b)->id);
}

void memo_sort(struct memo *memo)
{
    if (memo->count > 1)
        qsort(memo->claims, memo->count, sizeof(*memo->claims), by_id);
}

static bool same_windows(const struct windows *a, const struct windows *b)
{
    return date_compare(a->earning_start, b->earning_start) == 0 &&
           date_compare(a->earning_end, b->earning_end) == 0 &&
           date_compare(a->usage_start, b->usage_start) == 0 &&
           date_compare(a->usage_end, b->usage_end) == 0 &&
           date_compare(a->claim_opens, b->claim_opens) == 0 &&
           date_compare(a->claim_closes, b->claim_closes) == 0;
}

/* What was taken over already has a revision below 0. */
static struct memo_claim *find(const struct memo *old, const struct claim_row *row,
                               const struct windows *windows)
{
    size_t low = 0, high = old->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct memo_claim *claim = &old->claims[middle];
        int order = strcmp(claim->id, row->head.id);
        if (order == 0)
            return claim->revision == row->head.revision && same_windows(&claim->windows, windows)
                       ? claim
                       : NULL;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- reading ------------------------------------------------------------------------------- */

static enum rc keep(void *context, const struct deadline *deadline, struct err *err)
{
    struct memo_claim *claim = context;
    size_t room = claim->count + 1;
    struct deadline *deadlines = reallocarray(claim->deadlines, room, sizeof(*deadlines));
    if (deadlines != NULL)
        claim->deadlines = deadlines;
    char **texts = reallocarray(claim->texts, room, sizeof(*texts));
    if (texts != NULL)
        claim->texts = texts;
    if (deadlines == NULL || texts == NULL ||
        !deadline_copy(deadline, &claim->deadlines[claim->count], &claim->texts[claim->count]))
        return err_memory(err);
    claim->count++;
    return RC_OK;
}

/* Its entries say what is still to come. */
static enum rc read_claim(struct app *app, struct memo_claim *ret, struct err *err)
{
    struct claim_history history;
    struct claim claim = {0};
    bool found = false;
    claim_history_init(&history);
    enum rc rc = claim_load_dates(app->book, ret->id, &found, &history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&history, app->day, &claim, err);
    if (rc == RC_OK && found)
        rc = deadlines_of_claim(&claim, &ret->windows, app->day, keep, ret, err);
    claim_release(&claim);
    claim_history_release(&history);
    return rc;
}

enum rc memo_take(struct memo *memo, struct memo *old, struct app *app, const struct claim_row *row,
                  const struct windows *windows, const struct memo_claim **ret, struct err *err)
{
    if (memo->count == memo->room) {
        size_t room = memo->room == 0 ? 64 : memo->room * 2;
        struct memo_claim *claims = reallocarray(memo->claims, room, sizeof(*claims));
        if (claims == NULL)
            return err_memory(err);
        memo->claims = claims;
        memo->room = room;
    }
    struct memo_claim *known = find(old, row, windows);
    struct memo_claim claim = {
        .id = strdup(row->head.id), .revision = row->head.revision, .windows = *windows};
    if (claim.id == NULL)
        return err_memory(err);
    if (known != NULL) { /* its id stays, so that the others are still found */
        claim.deadlines = known->deadlines;
        claim.texts = known->texts;
        claim.count = known->count;
        *known = (struct memo_claim){.id = known->id, .revision = -1};
    } else {
        enum rc rc = read_claim(app, &claim, err);
        if (rc != RC_OK) {
            release_claim(&claim);
            return rc;
        }
    }
    memo->claims[memo->count] = claim;
    *ret = &memo->claims[memo->count++];
    return RC_OK;
}
