/* SPDX-License-Identifier: MIT */
#include "app/deadlines.h"

#include "app/agenda.h"
#include "app/inside.h"

static bool is_asked_for(const struct deadline_query *query, const struct deadline *deadline)
{
    return (!query->has_days || deadline->days_left <= query->days) &&
           (!query->overdue || deadline->days_left < 0);
}

/* Both parts are in order: so are they taken. */
static enum rc merge(const struct agenda_part *a, const struct agenda_part *b,
                     const struct deadline_query *query, deadline_visit *visit, void *context,
                     struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0, k = 0; rc == RC_OK && (i < a->count || k < b->count);) {
        bool first =
            k == b->count || (i < a->count && deadline_compare(&a->items[i], &b->items[k]) <= 0);
        const struct deadline *next = first ? &a->items[i++] : &b->items[k++];
        if (is_asked_for(query, next))
            rc = visit(context, next, err);
    }
    return rc;
}

enum rc app_deadlines(struct app *app, const struct deadline_query *query, deadline_visit *visit,
                      void *context, struct err *err)
{
    static const struct agenda_part none = {NULL, 0};
    const struct agenda_part *open = NULL, *settled = &none;
    enum rc rc = agenda_open(app, NULL, &open, err);
    if (rc == RC_OK && !query->open)
        rc = agenda_settled(app, &settled, err);
    return rc == RC_OK ? merge(open, settled, query, visit, context, err) : rc;
}

/* ---- the next one -------------------------------------------------------------------------- */

bool deadline_has_stake(const struct deadline *deadline)
{
    return deadline->has_amount && deadline->amount.micros > 0 &&
           deadline_kind_presses(deadline->kind);
}

/* What a threshold lacks is money to be brought in: what is there to be lost comes first. */
static bool comes_before(const struct deadline *deadline, const struct deadline *other)
{
    return other == NULL ||
           (date_compare(deadline->due, other->due) == 0 && other->kind == DEADLINE_PERIOD_END &&
            deadline->kind != DEADLINE_PERIOD_END);
}

enum rc app_next_deadline(struct app *app, struct next_deadline *ret, struct err *err)
{
    const struct agenda_part *open = NULL;
    struct next_deadline next = {.deadline = NULL};
    enum rc rc = agenda_open(app, NULL, &open, err);
    if (rc != RC_OK)
        return rc;
    for (size_t i = 0; i < open->count; i++) {
        const struct deadline *deadline = &open->items[i];
        if (next.deadline != NULL && date_compare(deadline->due, next.deadline->due) > 0)
            break;
        if (deadline->days_left < 0) {
            next.overdue++;
        } else if (deadline_has_stake(deadline)) {
            next.others += next.deadline != NULL;
            if (comes_before(deadline, next.deadline))
                next.deadline = deadline;
        }
    }
    *ret = next;
    return RC_OK;
}
