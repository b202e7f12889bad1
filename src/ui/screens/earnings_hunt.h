/* SPDX-License-Identifier: MIT */
/*
 * Collecting beside the screen: a thread with an app of its own, which finds the
 * earnings of a search, or of an order that no index has. What is asked for last
 * is what it works on; the screen is woken when there is something to show.
 */
#ifndef COFFER_UI_EARNINGS_HUNT_H
#define COFFER_UI_EARNINGS_HUNT_H

#include "app/earning_pages.h"
#include "ui/view.h"

struct hunt;
/* NULL without memory. The thread begins with the first question. */
struct hunt *hunt_new(struct shell *shell);
void hunt_free(struct hunt *hunt); /* NULL is fine; stops the thread and waits for it */

struct hunt_question {
    struct earning_query query; /* texts are copied */
    enum collect_order order;
    bool backwards;
    size_t first; /* rows that are shown early */
};
/* From now on it looks for this. RC_FILE without memory or a thread. */
enum rc hunt_ask(struct hunt *hunt, const struct hunt_question *question, struct err *err);
/* It looks for nothing more, and answers nothing. */
void hunt_rest(struct hunt *hunt);
/* The names are read already, before somebody searches. */
void hunt_warm(struct hunt *hunt);

struct hunt_answer {
    int64_t *keys; /* the caller's to free; NULL where it failed */
    size_t count;
    bool whole; /* all of them: nothing more comes */
    enum rc rc;
    struct err err;
};
/* Takes what has come since, if it answers the last question. */
bool hunt_take(struct hunt *hunt, struct hunt_answer *ret);
/* A question is not wholly answered yet. */
bool hunt_is_on(struct hunt *hunt);

#endif
