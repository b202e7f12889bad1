/* SPDX-License-Identifier: MIT */
/*
 * Payments as they came: each once, with the claims that it settles and how these stand.
 * Kept from one look to the next: only claims that have changed are read again, some at a
 * time, so that whoever shows them can answer keys in between. `payment list`
 * (claim_course.h) has the same as a row for each claim.
 */
#ifndef COFFER_APP_PAYMENT_SHEETS_H
#define COFFER_APP_PAYMENT_SHEETS_H

#include "app/claim_groups.h"
#include "app/claims.h"

/* One claim of a payment. Texts are owned by the sheets. */
struct payment_share {
    const char *claim, *title, *program, *location;
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
    const char *id, *reference, *note; /* "" for none */
    const char *void_reason;           /* "" where it is not void */
    struct date day;
    struct money amount; /* in its own currency; as far as the person sees its claims */
    struct currency currency;
    bool voided;
    const struct payment_share *shares; /* by the claim's id; at least one */
    size_t share_count;
};

struct payment_sheets {
    struct date day;
    struct claim_groups groups;  /* of claims with payments */
    struct payment_sheet *items; /* of groups that were read: the newest first, then by id */
    size_t count;
    struct payment_share *shares; /* of the items */
};

/* Looks which claims have payments on the app's day and takes over what is known of them.
 * {0} knows nothing. Items are gone until they are made. On failure *sheets is as it
 * was. */
enum rc app_payment_sheets(struct app *app, struct payment_sheets *sheets, struct err *err);
/* Reads claims that are not known yet, at most `most` of them. Items stay. */
enum rc app_payment_sheets_read(struct app *app, size_t most, struct payment_sheets *sheets,
                                struct err *err);
/* Makes the items again, of all groups that are read: any that was held before is gone. On
 * failure they stay. */
enum rc payment_sheets_make(struct payment_sheets *sheets, struct err *err);
bool payment_sheets_whole(const struct payment_sheets *sheets);
/* One payment alone, with all of its claims that the person sees; no item where it is not
 * there on the app's day. came: its day; NULL: it is looked for among all. *ret is
 * overwritten. */
enum rc app_payment_sheet(struct app *app, const char *id, const struct date *came,
                          struct payment_sheets *ret, struct err *err);
void payment_sheets_release(struct payment_sheets *sheets);
/* The payment of that id, SIZE_MAX: none. */
size_t payment_sheets_find(const struct payment_sheets *sheets, const char *id);

/* Of all its claims together, the one that needs somebody first: open before over. A void
 * one is NONE. */
enum settlement payment_sheet_settlement(const struct payment_sheet *sheet);
/* Some claim of it is settled by nothing, as nobody said how much of it is. */
bool payment_sheet_is_unsaid(const struct payment_sheet *sheet);

#endif
