/* SPDX-License-Identifier: MIT */
/*
 * Payments as they came: each once, with the claims that it settles and how these stand.
 * `payment list` (claim_course.h) has the same as a row for each claim.
 */
#ifndef COFFER_APP_PAYMENT_SHEETS_H
#define COFFER_APP_PAYMENT_SHEETS_H

#include "app/claims.h"

/* One claim of a payment. Texts owned by the list. */
struct payment_share {
    char *claim, *title, *program, *location;
    struct period period;
    struct currency currency; /* the claim's */
    bool settles;             /* false: in another currency, and nobody said how much of it */
    struct money covers;      /* what it settles of the claim; 0 where it is void */
    enum claim_status status;
    struct money approved, paid; /* of the claim, by all of its payments */
    struct money left;           /* still to come of the claim, as `deadlines` says it */
    enum settlement settlement;
};

struct payment_sheet {
    char *id, *reference, *note; /* owned by the list; "" for none */
    struct date day;
    struct money amount; /* in its own currency; as far as the person sees its claims */
    struct currency currency;
    bool voided;
    struct payment_share *shares; /* by the claim's id; at least one */
    size_t share_count;
};

struct payment_sheets {
    struct payment_sheet *items; /* by day, then id */
    size_t count;
};

/* All that the person sees on the app's day. *ret is overwritten, on failure nothing is in
 * it. */
enum rc app_payment_sheets(struct app *app, struct payment_sheets *ret, struct err *err);
void payment_sheets_release(struct payment_sheets *sheets);
/* The payment of that id, SIZE_MAX: none. */
size_t payment_sheets_find(const struct payment_sheets *sheets, const char *id);

/* Of all its claims together, the one that needs somebody first: open before over. A void
 * one is NONE. */
enum settlement payment_sheet_settlement(const struct payment_sheet *sheet);
/* Some claim of it is settled by nothing, as nobody said how much of it is. */
bool payment_sheet_is_unsaid(const struct payment_sheet *sheet);

#endif
