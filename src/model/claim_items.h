/* SPDX-License-Identifier: MIT */
/*
 * Inside the checks of a claim: what it must hold, item by item. The readiness, the
 * checklist and the findings all walk these, so that none of them can know more than
 * the others (CONTRACT.md section 5).
 */
#ifndef COFFER_MODEL_CLAIM_ITEMS_H
#define COFFER_MODEL_CLAIM_ITEMS_H

#include "model/claim_check.h"

enum item_kind {
    ITEM_PROOF,
    ITEM_METRIC,
    ITEM_PRE_APPROVAL,
    ITEM_EXPENSE,      /* one is backed */
    ITEM_ANY_EXPENSE,  /* there is one */
    ITEM_DATES,        /* inside the usage period */
    ITEM_KINDS_IN_ALL, /* no kind: where the walk ends */
};

struct claim_item {
    enum item_kind kind;
    /* Of the catalogue; of a group the first of those that hold for the program. NULL
     * for the kinds that every claim has. */
    const struct requirement *requirement;
    const struct claim_expense *expense;
    bool when; /* only where something holds that Coffer cannot know: does not count */
    bool satisfied;
    const struct claim_document *document; /* one that satisfies it, or NULL */
};

/* Where the walk stands; begins as {0}. */
struct item_walk {
    enum item_kind kind;
    size_t at;
};
/* False at the end. Everything in *ret is borrowed from the input. */
bool claim_item_next(const struct check_input *input, struct item_walk *walk,
                     struct claim_item *ret);

/* The next alternative of the item's group after `after` (NULL: the first), or NULL.
 * What is in no group is its only alternative. */
const struct requirement *claim_item_choice(const struct check_input *input,
                                            const struct claim_item *item,
                                            const struct requirement *after);

/* Start and end lie in the usage period. */
bool claim_dates_fit(const struct check_input *input);

#endif
