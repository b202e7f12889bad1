/* SPDX-License-Identifier: MIT */
/* What claims, and money without one, need from a person. */
#include "app/desk_todo.h"

/* From here on a window that ends is said among the things to do. */
enum { SOON_DAYS = 45 };

/* False: nothing is to be done about it now. */
static bool kind_of(const struct deadline *deadline, enum desk_todo_kind *ret)
{
    bool late = deadline->days_left < 0;
    if (deadline->kind == DEADLINE_PAYMENT && late)
        *ret = deadline->status == CLAIM_PAID ? TODO_SHORT : TODO_PAYMENT;
    else if ((deadline->kind == DEADLINE_REVIEW || deadline->kind == DEADLINE_DISPUTE) && late)
        *ret = TODO_REVIEW;
    else if (deadline->kind == DEADLINE_DRAFT_WINDOW && deadline->days_left <= SOON_DAYS)
        *ret = TODO_DRAFT;
    else if (deadline->kind == DEADLINE_ACTION_ANSWER)
        *ret = TODO_ANSWER;
    else
        return false;
    return true;
}

enum rc todo_of_claims(struct todo_list *list, const struct agenda_part *open, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < open->count; i++) {
        const struct deadline *deadline = &open->items[i];
        struct desk_todo todo = {.due = deadline->due};
        if (kind_of(deadline, &todo.kind))
            rc = todo_push(list, &todo, deadline->program, deadline->location, NULL, deadline, err);
    }
    return rc;
}

enum rc todo_of_windows(struct todo_list *list, const struct desk_window *windows, size_t count,
                        struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        const struct desk_window *window = &windows[i];
        const struct desk_todo todo = {.kind = TODO_UNPLANNED,
                                       .fund = window->fund,
                                       .amount = window->unplanned,
                                       .due = window->day};
        if (window->unplanned.micros > 0 && window->days_left <= SOON_DAYS)
            rc = todo_push(list, &todo, window->fund->program, window->fund->location, NULL, NULL,
                           err);
    }
    return rc;
}
