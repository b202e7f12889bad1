/* SPDX-License-Identifier: MIT */
#include "model/claim_items.h"

#include <string.h>
#include <strings.h>

/* ---- what satisfies a requirement ---------------------------------------------------------- */

static const struct claim_document *proof_of(const struct claim *claim, const char *item)
{
    for (size_t i = 0; i < claim->document_count; i++) {
        const struct claim_document *document = &claim->documents[i];
        if (!document->detached && document->kind == DOCUMENT_PROOF &&
            strcasecmp(document->item, item) == 0)
            return document;
    }
    return NULL;
}

static bool metric_is_given(const struct claim *claim, const char *name)
{
    for (size_t i = 0; i < claim->metric_count; i++)
        if (strcasecmp(claim->metrics[i].name, name) == 0)
            return claim->metrics[i].value[0] != '\0';
    return false;
}

static bool is_pre_approved(const struct claim *claim)
{
    for (size_t i = 0; i < claim->approval_count; i++)
        if (claim->approvals[i].granted && strcmp(claim->approvals[i].kind, "pre-approval") == 0)
            return true;
    return false;
}

static void satisfy(const struct claim *claim, const struct requirement *requirement,
                    struct claim_item *ret)
{
    if (ret->kind == ITEM_PROOF) {
        const struct claim_document *document = proof_of(claim, requirement->item);
        ret->satisfied = ret->satisfied || document != NULL;
        if (ret->document == NULL)
            ret->document = document;
    } else if (ret->kind == ITEM_METRIC) {
        ret->satisfied = ret->satisfied || metric_is_given(claim, requirement->item);
    } else {
        ret->satisfied = is_pre_approved(claim);
    }
}

/* ---- items of the catalogue ---------------------------------------------------------------- */

static const enum requirement_kind asked_by[] = {
    [ITEM_PROOF] = REQUIRE_PROOF,
    [ITEM_METRIC] = REQUIRE_METRIC,
    [ITEM_PRE_APPROVAL] = REQUIRE_PRE_APPROVAL,
};

static bool holds(const struct check_input *input, enum item_kind kind,
                  const struct requirement *requirement)
{
    return requirement->kind == asked_by[kind] && requirement_is_for(requirement, input->surface);
}

const struct requirement *claim_item_choice(const struct check_input *input,
                                            const struct claim_item *item,
                                            const struct requirement *after)
{
    const struct activity *activity = input->activity;
    bool past = after == NULL;
    for (size_t i = 0; i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if (past && holds(input, item->kind, requirement) &&
            requirement_same_group(item->requirement, requirement))
            return requirement;
        past = past || requirement == after;
    }
    return NULL;
}

/* The item that begins with the requirement at walk->at, unless none does. */
static bool catalogue_item(const struct check_input *input, const struct item_walk *walk,
                           struct claim_item *ret)
{
    const struct requirement *requirement = &input->activity->requirements[walk->at];
    struct claim_item item = {.kind = walk->kind, .requirement = requirement};
    if (!holds(input, walk->kind, requirement) ||
        claim_item_choice(input, &item, NULL) != requirement)
        return false;
    item.when = requirement->need == NEED_WHEN;
    for (const struct requirement *choice = requirement; choice != NULL;
         choice = claim_item_choice(input, &item, choice))
        satisfy(input->claim, choice, &item);
    *ret = item;
    return true;
}

/* ---- items of every claim ------------------------------------------------------------------ */

static void expense_item(const struct claim *claim, size_t at, struct claim_item *ret)
{
    ret->expense = &claim->expenses[at];
    for (size_t i = 0; i < claim->document_count && !ret->satisfied; i++) {
        ret->satisfied = claim_document_backs(claim, &claim->documents[i], ret->expense);
        ret->document = ret->satisfied ? &claim->documents[i] : NULL;
    }
}

bool claim_dates_fit(const struct check_input *input)
{
    const struct claim *claim = input->claim;
    const struct windows *windows = &input->fund->windows;
    const struct date days[] = {claim->start, claim->end};
    for (size_t i = 0; i < 2; i++)
        if (date_compare(days[i], windows->usage_start) < 0 ||
            date_compare(days[i], windows->usage_end) > 0)
            return false;
    return true;
}

/* ---- the walk ------------------------------------------------------------------------------ */

static size_t steps_of(const struct check_input *input, enum item_kind kind)
{
    if (kind <= ITEM_PRE_APPROVAL)
        return input->activity != NULL ? input->activity->requirement_count : 0;
    return kind == ITEM_EXPENSE ? input->claim->expense_count : 1;
}

static bool step(const struct check_input *input, const struct item_walk *walk,
                 struct claim_item *ret)
{
    if (walk->kind <= ITEM_PRE_APPROVAL)
        return catalogue_item(input, walk, ret);
    *ret = (struct claim_item){.kind = walk->kind};
    if (walk->kind == ITEM_EXPENSE)
        expense_item(input->claim, walk->at, ret);
    else if (walk->kind == ITEM_ANY_EXPENSE)
        ret->satisfied = input->claim->expense_count > 0;
    else
        ret->satisfied = claim_dates_fit(input);
    return true;
}

bool claim_item_next(const struct check_input *input, struct item_walk *walk,
                     struct claim_item *ret)
{
    for (; walk->kind < ITEM_KINDS_IN_ALL; walk->kind++, walk->at = 0) {
        while (walk->at < steps_of(input, walk->kind)) {
            bool found = step(input, walk, ret);
            walk->at++;
            if (found)
                return true;
        }
    }
    return false;
}
