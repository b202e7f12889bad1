/* SPDX-License-Identifier: MIT */
/* Inside the app layer: a claim that has a course behind it when it comes into the
 * book: from a file, or for the demo. */
#ifndef COFFER_APP_CLAIM_PAST_H
#define COFFER_APP_CLAIM_PAST_H

#include "app/claim_desk.h"
#include "model/activity.h"

/* X(field, column, must be there) */
#define CLAIM_PAST_COLUMNS(X)                        \
    X(program, "program", true)                      \
    X(location, "location", true)                    \
    X(period, "period", true)                        \
    X(activity, "activity", true)                    \
    X(currency, "currency", true)                    \
    X(title, "title", true)                          \
    X(start, "start", true)                          \
    X(end, "end", true)                              \
    X(amount, "amount", true)                        \
    X(status, "status", true)                        \
    X(created, "created", false)                     \
    X(submitted, "submitted", false)                 \
    X(decided, "decided", false)                     \
    X(approved, "approved", false)                   \
    X(paid, "paid", false)                           \
    X(paid_on, "paid_on", false)                     \
    X(payment_reference, "payment_reference", false) \
    X(reference, "reference", false)                 \
    X(owner, "owner", false)                         \
    X(tags, "tags", false)                           \
    X(reason, "reason", false)                       \
    X(note, "note", false)

/* As written; NULL or "": nothing. tags are separated by blanks. */
struct claim_past {
#define X(field, column, must) const char *field;
    CLAIM_PAST_COLUMNS(X)
#undef X
};

/* What is looked up again and again. */
struct claim_past_lookup {
    struct catalog catalog;
    struct catalogue catalogue;
    bool has_catalogue;
    struct date catalogue_day;
};
enum rc claim_past_begin(struct app *app, struct claim_past_lookup *ret, struct err *err);
void claim_past_end(struct claim_past_lookup *lookup);

/* A new claim with entries dated created, submitted, decided and paid_on; not written
 * yet. RC_RULE or RC_USAGE, "column: why: what to do", for what cannot have been, or
 * what the person may not record. */
enum rc claim_past_make(struct app *app, struct claim_past_lookup *lookup,
                        const struct claim_past *past, struct claim_history *ret, struct err *err);

#endif
