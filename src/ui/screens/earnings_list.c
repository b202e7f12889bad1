/* SPDX-License-Identifier: MIT */
/* The screen of earnings: what is listed, and where its rows come from. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/retell.h"
#include "ui/screens/earnings_inside.h"

enum { FIRST_ROWS = 120 };

enum collect_order earnings_sorted_by(const struct earnings *earnings)
{
    enum collect_order order = earnings_order_of(earnings->grid.sort);
    return order == COLLECT_ORDERS ? COLLECT_BY_DATE : order;
}

static bool must_be_collected(const struct earnings *earnings)
{
    return earnings_sorted_by(earnings) != COLLECT_BY_DATE ||
           !earning_pages_are_ready(earnings->pages);
}

static enum rc ask(struct earnings *earnings, struct err *err)
{
    const struct hunt_question question = {.query = earnings->wanted.query,
                                           .order = earnings_sorted_by(earnings),
                                           .backwards = earnings->grid.descending,
                                           .first = FIRST_ROWS};
    if (earnings->hunt == NULL && (earnings->hunt = hunt_new(earnings->view.shell)) == NULL)
        return err_memory(err);
    /* All of them in another order are as many, and the columns need not move when
     * the last one is found. */
    earnings->count = earnings_are_filtered(earnings) ? -1 : earnings->all;
    return hunt_ask(earnings->hunt, &question, err);
}

enum rc earnings_list_again(struct earnings *earnings, const struct earning_place *place,
                            struct err *err)
{
    earnings->collected = must_be_collected(earnings);
    earnings->moved = place != NULL;
    if (earnings->collected)
        return ask(earnings, err);
    if (earnings->hunt != NULL)
        hunt_rest(earnings->hunt);
    grid_forget(&earnings->grid);
    enum rc rc = RC_OK;
    if (place == NULL) {
        rc = roll_pages(&earnings->roll, earnings->pages, earnings->grid.descending, err);
    } else {
        const struct earning_place kept = *place; /* of a row that is let go */
        rc = roll_page_at(&earnings->roll, earnings->pages, earnings->grid.descending, &kept, err);
    }
    if (rc == RC_OK)
        rc = earning_pages_count(earnings->pages, &earnings->count, err);
    return rc;
}

/* The pages of what is wanted, in place of the ones before. */
static enum rc make_pages(struct earnings *earnings, struct err *err)
{
    struct earning_pages *pages = NULL;
    enum rc rc =
        earning_pages_new(shell_app(earnings->view.shell), &earnings->wanted.query, &pages, err);
    if (rc != RC_OK)
        return rc;
    earning_pages_free(earnings->pages);
    earnings->pages = pages;
    earnings->roll.pages = pages;
    return RC_OK;
}

static enum rc count_all(struct earnings *earnings, struct err *err)
{
    static const struct earning_query all;
    struct earning_pages *pages = NULL;
    enum rc rc = earning_pages_new(shell_app(earnings->view.shell), &all, &pages, err);
    if (rc == RC_OK && earning_pages_are_ready(pages))
        rc = earning_pages_count(pages, &earnings->all, err);
    earning_pages_free(pages);
    return rc;
}

enum rc earnings_recalc(struct view *view, struct err *err)
{
    struct earnings *earnings = (struct earnings *)view;
    const struct earning_row *here = roll_here(&earnings->roll);
    bool at_top = earnings->roll.at_first && earnings->roll.here == 0;
    enum rc rc = names_load(&earnings->names, shell_app(view->shell), err);
    if (rc == RC_OK)
        rc = make_pages(earnings, err);
    if (rc == RC_OK)
        rc = count_all(earnings, err);
    if (rc == RC_OK)
        rc = earnings_list_again(earnings, here != NULL && !at_top ? &here->place : NULL, err);
    return rc;
}

void earnings_follow_filter(struct earnings *earnings, const struct earning_place *place)
{
    struct wanted wanted;
    struct err err;
    err_init(&err);
    buf_clear(&earnings->why);
    if (!wanted_read(earnings->filter.text, &earnings->names, &wanted, &earnings->why))
        return;
    wanted_release(&earnings->wanted);
    earnings->wanted = wanted;
    enum rc rc = make_pages(earnings, &err);
    if (rc == RC_OK)
        rc = earnings_list_again(earnings, place, &err);
    if (rc != RC_OK)
        retell(err.text, NULL, NULL, &earnings->why);
}

/* ---- what the hunt brings ---------------------------------------------------------------------
 */

static enum rc take_keys(struct earnings *earnings, struct hunt_answer *answer, struct err *err)
{
    const struct earning_row *here = roll_here(&earnings->roll);
    struct earning_place place = {{0}, 0};
    bool stays = earnings->moved && here != NULL;
    if (stays)
        place = here->place;
    grid_forget(&earnings->grid);
    enum rc rc = roll_keys(&earnings->roll, earnings->pages, answer->keys, answer->count, err);
    answer->keys = NULL;
    if (rc == RC_OK && stays)
        rc = roll_seek(&earnings->roll, &place, err);
    if (answer->whole)
        earnings->count = (int64_t)answer->count;
    return rc;
}

bool earnings_listen(struct earnings *earnings)
{
    struct hunt_answer answer;
    struct err err;
    err_init(&err);
    if (earnings->hunt == NULL || !hunt_take(earnings->hunt, &answer))
        return false;
    enum rc rc = answer.rc;
    if (rc == RC_OK && earnings->collected)
        rc = take_keys(earnings, &answer, &err);
    else if (rc != RC_OK)
        err = answer.err;
    if (rc != RC_OK) {
        buf_clear(&earnings->why);
        retell(err.text, NULL, NULL, &earnings->why);
    }
    free(answer.keys);
    return true;
}
