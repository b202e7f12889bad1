/* SPDX-License-Identifier: MIT */
/*
 * Claims: made, filled, looked at (RULES.md section 6, CONTRACT.md section 5). Texts
 * are as a person typed them; NULL: not given. Every writing call dates its entries by
 * the app's day and gives the claim's id, which any unambiguous beginning names.
 */
#ifndef COFFER_APP_CLAIMS_H
#define COFFER_APP_CLAIMS_H

#include "app/app.h"
#include "base/digest.h"
#include "model/claim.h"

enum { CLAIM_ID_MAX = RANDOM_ID_SIZE };

/* The claim that a command is about. */
struct claim_ref {
    const char *id;      /* or an unambiguous beginning */
    int64_t if_revision; /* 0: whatever it is; else RC_RULE, with the difference, when the
                          * claim moved on since: app_claim_since tells it line by line */
};

/* ---- made and gone ----------------------------------------------------------------------- */

struct claim_form {
    const char *program, *location, *period; /* never change after the claim is made */
    const char *activity, *currency, *start, *end, *title;
    const char *amount;
    const char *owner, *reference;
    const char *pre_approval; /* short for an approval answered yes */
    const char *const *tags, *const *untags;
    size_t tag_count, untag_count;
};
/* RC_RULE: a program without co-op (names CPOR and the page), an unknown program,
 * location or activity, start after end. */
enum rc app_claim_new(struct app *app, const struct claim_form *form, char ret_id[CLAIM_ID_MAX],
                      struct err *err);
/* A draft with everything but what happened to it: pre-approvals stay, documents come
 * along by reference. period NULL: the same. */
enum rc app_claim_copy(struct app *app, const struct claim_ref *ref, const char *period,
                       char ret_id[CLAIM_ID_MAX], struct err *err);
/* Only in editing, by who may withdraw it; gone on every date, brought back by undo. */
enum rc app_claim_delete(struct app *app, const struct claim_ref *ref, char ret_id[CLAIM_ID_MAX],
                         struct err *err);

/* ---- filled ------------------------------------------------------------------------------ */

/* program, location and period must be NULL. Owner, reference and tags change in every
 * status, the rest in editing and action-required. */
enum rc app_claim_set(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                      char ret_id[CLAIM_ID_MAX], struct err *err);

struct expense_form {
    const char *kind, *vendor, *number, *date, *amount, *text;
    const char *invoice_total, *invoice_currency, *tax;
    const char *units, *rate, *signed_by, *signed_day;
    const char *class, *person, *conference;
};
enum rc app_claim_expense_add(struct app *app, const struct claim_ref *ref,
                              const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                              struct err *err);
/* The expense of that number becomes what the form says as a whole. What proves it goes on
 * to prove it under its new number. */
enum rc app_claim_expense_change(struct app *app, const struct claim_ref *ref, const char *number,
                                 const struct expense_form *form, char ret_id[CLAIM_ID_MAX],
                                 struct err *err);
/* number: or VENDOR/NUMBER where two vendors share one. */
enum rc app_claim_expense_delete(struct app *app, const struct claim_ref *ref, const char *number,
                                 char ret_id[CLAIM_ID_MAX], struct err *err);
enum rc app_claim_metric_set(struct app *app, const struct claim_ref *ref, const char *name,
                             const char *value, char ret_id[CLAIM_ID_MAX], struct err *err);
enum rc app_claim_comment(struct app *app, const struct claim_ref *ref, const char *text,
                          char ret_id[CLAIM_ID_MAX], struct err *err);

struct approval_form {
    const char *kind, *number, *lifts, *asked, *answered, *answer, *amount, *valid_until, *note;
};
enum rc app_claim_approval_add(struct app *app, const struct claim_ref *ref,
                               const struct approval_form *form, char ret_id[CLAIM_ID_MAX],
                               struct err *err);

/* ---- looked at --------------------------------------------------------------------------- */

struct claim_filter {
    const char *program, *location, *status, *owner, *tag, *activity, *search; /* NULL: all */
    bool has_period;
    struct period period;
};
typedef enum rc app_claim_row_visit(void *context, const struct claim_row *row, struct err *err);
enum rc app_claim_list(struct app *app, const struct claim_filter *filter,
                       app_claim_row_visit *visit, void *context, struct err *err);

/* The same of one claim, by its whole id; no visit where it is not there on the day, or not
 * one's own to see. */
enum rc app_claim_row(struct app *app, const char *id, app_claim_row_visit *visit, void *context,
                      struct err *err);

/* For who keeps what was read of claims: how far it goes. {0}: nothing was read yet. */
struct claims_read {
    bool known;
    struct date day;
    int64_t others, marks;
};
/* What was read up to *read still holds but for those claims that this process wrote since,
 * whose ids are lent until it writes again, some perhaps twice. False: all must be read
 * again: first of all, on another day, when another process wrote, or wrote much. *read goes
 * up to now. */
enum { CLAIMS_RENEWED = 64 };
bool app_claims_renewed(struct app *app, struct claims_read *read,
                        const char *ret_ids[CLAIMS_RENEWED], size_t *ret_count);

/* How ready it is, in percent, as app_claim_check says it. */
enum rc app_claim_readiness(struct app *app, const char *id, int *ret, struct err *err);

/* A claim with everything that is known of it on the app's day. */
struct claim_sight {
    struct claim_history history;
    struct claim claim;
};
/* RC_RULE: no such claim, or not one's own to see (word for word the same), or one whose
 * first entry lies after the app's day. */
enum rc app_claim_show(struct app *app, const char *id, struct claim_sight *ret, struct err *err);
void claim_sight_release(struct claim_sight *sight);

/* What was done to a claim since ref->if_revision, for somebody whose form was made from
 * that: an entry a line, "set (ann): amount 1200.00". *ret_revision: the one it has now, to
 * go on from; it is another than ref's although no line was told where something was taken
 * back. RC_RULE as app_claim_show. */
typedef enum rc claim_change_visit(void *context, const char *line, struct err *err);
enum rc app_claim_since(struct app *app, const struct claim_ref *ref, claim_change_visit *visit,
                        void *context, int64_t *ret_revision, struct err *err);

#endif
