/* SPDX-License-Identifier: MIT */
/*
 * Inside the app layer: one claim on the desk while a command works on it. What every
 * writing command asks first is asked here, once: may one, is there such a claim, has
 * it moved on, does the day not lie before its last entry.
 *
 *     struct claim_desk desk;
 *     rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
 *     if (rc == RC_OK)
 *         rc = claim_desk_editable(&desk, err);
 *     if (rc == RC_OK)
 *         rc = claim_desk_add(&desk, ENTRY_COMMENT, &entry, err);
 *     …
 *     if (rc == RC_OK)
 *         rc = claim_desk_save(&desk, "claim.comment", err, "%s", …);
 *     return claim_desk_finish(&desk, rc, ret_id);
 */
#ifndef COFFER_APP_CLAIM_DESK_H
#define COFFER_APP_CLAIM_DESK_H

#include "app/claims.h"
#include "app/inside.h"

struct claim_desk {
    struct app *app;
    struct tx *tx;
    bool owns_tx;
    struct claim_history history;
    struct claim claim; /* on the app's day, before the entries of this command */
};

/* RC_RULE as app_claim_show, and where ref->if_revision is not the claim's revision. */
enum rc claim_desk_open(struct app *app, const struct claim_ref *ref, enum permission permission,
                        struct claim_desk *ret, struct err *err);
/* Another claim in a transaction that is open already: a payment for several. */
enum rc claim_desk_join(struct app *app, struct tx *tx, const char *id, struct claim_desk *ret,
                        struct err *err);
/* RC_RULE, with the difference, unless revision is 0 or the claim's. */
enum rc claim_desk_expect(const struct claim_desk *desk, int64_t revision, struct err *err);
/* RC_RULE unless its status is editing or action-required. */
enum rc claim_desk_editable(const struct claim_desk *desk, struct err *err);
/* An entry of the app's day (or of another day, for what is recorded) by the app's
 * person. *ret is valid until the next. */
enum rc claim_desk_add(struct claim_desk *desk, enum claim_entry_kind kind,
                       struct claim_entry **ret, struct err *err);
enum rc claim_desk_add_on(struct claim_desk *desk, enum claim_entry_kind kind, struct date day,
                          struct claim_entry **ret, struct err *err);
/* Writes the new entries: in the caller's transaction if it was joined, else commits;
 * the summary begins with the claim's id. */
enum rc claim_desk_write(struct claim_desk *desk, struct err *err);
enum rc claim_desk_save(struct claim_desk *desk, const char *action, struct err *err,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));
void claim_desk_close(struct claim_desk *desk);
/* Tells the claim's id where rc is RC_OK, closes, and gives rc back. */
enum rc claim_desk_finish(struct claim_desk *desk, enum rc rc, char ret_id[CLAIM_ID_MAX]);
/* The claim as the new entries make it, on the app's day; released by the caller. */
enum rc claim_desk_after(const struct claim_desk *desk, struct claim *ret, struct err *err);

/* What app_claim_set changes beside tags and the pre-approval, as entries on the desk: it
 * asks the desk for nothing but its claim, history, app. */
enum rc claim_put_set(struct claim_desk *desk, const struct claim_form *form, struct err *err);

/* The full id of the one claim that begins so and that the person sees. RC_RULE: none
 * or several. */
enum rc claim_find_id(struct app *app, const char *beginning, char ret_id[CLAIM_ID_MAX],
                      struct err *err);
enum rc claim_unknown(const char *id, struct err *err);
/* The entries that were made after a revision, a line each. */
enum rc claim_changes(const struct claim_history *history, struct currency currency,
                      int64_t revision, claim_change_visit *visit, void *context, struct err *err);
/* For the person: a payment that settles claims outside the person's scope, too, has the
 * amount that it settles of this one. */
enum rc claim_narrow(struct app *app, struct claim_history *history, struct err *err);
/* As claim_load, and that. */
enum rc claim_load_seen(struct app *app, const char *id, bool *ret_found, struct claim_history *ret,
                        struct err *err);

/* ---- a claim that is not in the book yet ------------------------------------------------- */

/* Program, location and period as typed. RC_RULE as app_claim_new. */
enum rc claim_draft_head(struct app *app, const struct claim_form *form, struct period *ret_period,
                         struct err *err);
/* On a desk of its own, in a transaction that is open. */
enum rc claim_draft_begin(const char *program, const char *location, struct period period,
                          struct claim_desk *desk, struct err *err);
/* Commits it with the entries that were added. */
enum rc claim_draft_save(struct claim_desk *desk, const char *action, struct err *err);

/* ---- the course of a claim --------------------------------------------------------------- */

/* NULL: the app's day. RC_RULE: after it, or before the claim's last change of status. */
enum rc claim_record_date(const struct claim_desk *desk, const char *text, struct date *ret,
                          struct err *err);
struct record_form;
/* A payment of this claim alone; warns where it is more than was approved. */
enum rc claim_put_payment(struct claim_desk *desk, const struct record_form *form, struct date day,
                          struct err *err);

/* ---- reading what was typed: RC_USAGE, naming `what` ("--start") ------------------------- */

enum rc claim_read_date(const char *what, const char *text, struct date *ret, struct err *err);
/* Not below 0 (positive: above), with no more decimals than the currency has. */
enum rc claim_read_amount(const char *what, const char *text, struct currency currency,
                          bool positive, struct money *ret, struct err *err);
enum rc claim_read_currency(const char *what, const char *text, struct currency *ret,
                            struct err *err);
/* Sets the field where text is given, after length_check. */
enum rc claim_put_text(struct claim_entry *entry, const char *what, enum claim_field field,
                       const char *text, size_t limit, struct err *err);
struct claim_text {
    const char *what;
    enum claim_field field;
    const char *text;
    size_t limit;
};
enum rc claim_put_texts(struct claim_entry *entry, const struct claim_text *texts, size_t count,
                        struct err *err);
enum rc claim_put_date(struct claim_entry *entry, const char *what, enum claim_field field,
                       const char *text, struct err *err);
enum rc claim_put_amount(struct claim_entry *entry, const char *what, enum claim_field field,
                         const char *text, struct currency currency, bool positive,
                         struct err *err);

#endif
