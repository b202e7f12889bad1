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
    struct money amount; /* what it asks for */
    bool has_next;
    enum deadline_kind next;
    struct date due;
    int days_left;
    int ready;    /* percent; -1: not asked yet, -2: it cannot be told */
    bool renewed; /* it was read by the last load */
};
struct listed_claims {
    struct listed_claim *items; /* by urgency, then the newest first */
    size_t count, room;
    struct claims_read read; /* of all claims */
    bool some;               /* the last load read only some anew */
};

/* All that the person sees on the app's day, or with `fund` those of one fund. Of all that
 * *ret holds already only the claims that were written since are read again. On failure
 * *ret is as it was. */
enum rc listed_claims_load(struct listed_claims *ret, struct app *app,
                           const struct claim_filter *fund, struct err *err);
void listed_claims_release(struct listed_claims *items);
/* The claim of that id, SIZE_MAX: none. */
size_t listed_claims_find(const struct listed_claims *items, const char *id);
/* Asks for its readiness where it is not known yet. */
void listed_claim_check(struct listed_claim *item, struct app *app);

/* ---- how they are spoken of --------------------------------------------------------------- */

/* "action required", in brief "action"; looked up. */
const char *claim_status_label(enum claim_status status);
const char *claim_status_brief(enum claim_status status);
enum paint claim_status_paint(enum claim_status status);
/* What it adds to its fund: planned while it is edited, else claimed. One that was rejected
 * or withdrawn adds nothing: of it what it asks for. */
struct figure listed_claim_figure(const struct listed_claim *item);
/* "answer by 2027-03-31", in brief "answer 03-31". False: nothing falls due. */
enum { CLAIM_NEXT_SIZE = 48 };
bool listed_claim_next(const struct listed_claim *item, char ret[CLAIM_NEXT_SIZE],
                       char ret_brief[CLAIM_NEXT_SIZE], enum paint *ret_paint);

#endif
