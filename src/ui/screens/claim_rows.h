/* SPDX-License-Identifier: MIT */
/* The claims of a list: with what falls due next for each, in the order in which they
 * need somebody. */
#ifndef COFFER_UI_CLAIM_ROWS_H
#define COFFER_UI_CLAIM_ROWS_H

#include "app/claims.h"
#include "model/deadline.h"
#include "ui/cells/canvas.h"

struct listed_claim {
    char *id, *program, *location, *title, *activity, *owner, *reference; /* owned */
    char *tags; /* owned: with a blank between */
    struct period period;
    struct currency currency;
    enum claim_status status;
    struct claim_sums sums;
    struct date updated;
    int64_t revision;
    bool has_asked; /* of one that was refused: `asked` is known */
    struct money asked;
    bool has_next;
    enum deadline_kind next;
    struct date due;
    int days_left;
    int ready; /* percent; -1: not asked yet, -2: it cannot be told */
};
struct listed_claims {
    struct listed_claim *items; /* by urgency, then the newest first */
    size_t count, room;
};

/* All that the person sees on the app's day, or with `fund` those of one fund. What *ret
 * held is released only when the new ones are there. */
enum rc listed_claims_load(struct listed_claims *ret, struct app *app,
                           const struct claim_filter *fund, struct err *err);
void listed_claims_release(struct listed_claims *items);
/* What is known of those before that have not changed since: what refused ones asked for. */
void listed_claims_keep(struct listed_claims *fresh, const struct listed_claims *before);
/* The claim of that id, SIZE_MAX: none. */
size_t listed_claims_find(const struct listed_claims *items, const char *id);
/* Asks for its readiness where it is not known yet. */
void listed_claim_check(struct listed_claim *item, struct app *app);

/* Asks what a refused one asked for where it is not known yet, and it is one. True: now it
 * is known. */
bool listed_claim_ask(struct listed_claim *item, struct app *app);

/* ---- how they are spoken of --------------------------------------------------------------- */

/* "action required", in brief "action"; looked up. */
const char *claim_status_label(enum claim_status status);
const char *claim_status_brief(enum claim_status status);
enum paint claim_status_paint(enum claim_status status);
/* What it adds to its fund: planned while it is edited, else claimed. One that was rejected
 * or withdrawn adds nothing: of it what it asks for. False: that is not known yet. */
bool listed_claim_figure(const struct listed_claim *item, struct figure *ret);
/* "answer by 2027-03-31", in brief "answer 03-31". False: nothing falls due. */
enum { CLAIM_NEXT_SIZE = 48 };
bool listed_claim_next(const struct listed_claim *item, char ret[CLAIM_NEXT_SIZE],
                       char ret_brief[CLAIM_NEXT_SIZE], enum paint *ret_paint);

#endif
