/* SPDX-License-Identifier: MIT */
/* Inside the agenda: the deadlines of each open claim, remembered while the claim, its
 * windows and the day stay as they are, so that after a change only what changed is read. */
#ifndef COFFER_APP_AGENDA_MEMO_H
#define COFFER_APP_AGENDA_MEMO_H

#include "app/app.h"
#include "model/deadline.h"

struct memo_claim {
    char *id; /* owned */
    int64_t revision;
    struct windows windows;
    struct deadline *deadlines; /* owned, and their texts */
    char **texts;
    size_t count;
};
struct memo {
    struct memo_claim *claims; /* by id once memo_sort was called */
    size_t count, room;
};

/* Takes the claim of the row over from `old`, which must be sorted, where it is there as
 * it was; else reads it. Its deadlines are lent until the memo is released. */
enum rc memo_take(struct memo *memo, struct memo *old, struct app *app, const struct claim_row *row,
                  const struct windows *windows, const struct memo_claim **ret, struct err *err);
void memo_sort(struct memo *memo);
void memo_release(struct memo *memo);

#endif
