/* SPDX-License-Identifier: MIT */
/*
 * The course of a claim: checked, submitted, reviewed, paid (RULES.md section 6,
 * CONTRACT.md section 5). Texts are as typed; NULL: not given.
 */
#ifndef COFFER_APP_CLAIM_COURSE_H
#define COFFER_APP_CLAIM_COURSE_H

#include "app/claims.h"
#include "model/claim_check.h"

/* ---- before it is sent ------------------------------------------------------------------- */

/* A claim with what is to be said of it. Texts of findings are owned, those of the
 * checklist borrowed from the catalogue in it. */
struct claim_verdict {
    struct finding_list findings;
    int readiness; /* percent */
    struct checklist checklist;
    void *memory; /* what these borrow from */
};
/* On the app's day. RC_RULE as app_claim_show. */
enum rc app_claim_check(struct app *app, const char *id, struct claim_verdict *ret,
                        struct err *err);
void claim_verdict_release(struct claim_verdict *verdict);

/* Seals what is sent. RC_RULE with a blocker: ret_findings has them all, and is to be
 * released whatever comes back. */
enum rc app_claim_submit(struct app *app, const struct claim_ref *ref,
                         struct finding_list *ret_findings, char ret_id[CLAIM_ID_MAX],
                         struct err *err);

/* ---- what happened in Partner Center ----------------------------------------------------- */

struct record_form {
    const char *status; /* "under-review", … "withdrawn" */
    const char *date;   /* NULL: the app's day */
    const char *amount, *currency, *covers, *reference, *reason, *note;
};
enum rc app_claim_record(struct app *app, const struct claim_ref *ref,
                         const struct record_form *form, char ret_id[CLAIM_ID_MAX],
                         struct err *err);

struct feedback_form {
    const char *item;    /* a requirement's code, an expense's number, a document's id */
    const char *verdict; /* "accepted", "changed", "refused" */
    const char *amount, *reason, *note;
};
enum rc app_claim_feedback(struct app *app, const struct claim_ref *ref,
                           const struct feedback_form *form, char ret_id[CLAIM_ID_MAX],
                           struct err *err);

/* ---- payments ---------------------------------------------------------------------------- */

struct payment_form {
    const char *date, *amount, *currency, *reference, *note;
    const char *const *claims; /* "C-7F3K=120.00": in the claim's currency */
    size_t claim_count;
    const int64_t *revisions; /* of each claim, as claim_ref's if_revision; NULL: whatever
                               * they are */
};
/* One journal row; every claim moves to paid. */
enum rc app_payment_add(struct app *app, const struct payment_form *form, char ret_id[CLAIM_ID_MAX],
                        struct err *err);
/* From the app's day on it counts 0. RC_RULE, as for an unknown one, where one of its claims
 * lies outside the person's scope. */
enum rc app_payment_void(struct app *app, const char *id, const char *reason,
                         char ret_id[CLAIM_ID_MAX], struct err *err);

/* Of one claim. Borrowed until the next. */
struct payment_line {
    const struct claim_payment *payment;
    const struct claim *claim; /* of it only head, currency and payments are known */
    bool unseen;               /* the claim lies outside the person's scope: never visited */
};
typedef enum rc payment_visit(void *context, const struct payment_line *line, struct err *err);
/* By date, then id, then claim; of claims that the person sees. Of a payment that settles
 * others, too, the amount is what it settles of this one. */
enum rc app_payment_list(struct app *app, payment_visit *visit, void *context, struct err *err);

/* ---- what was sent ----------------------------------------------------------------------- */

/* A key of the sealed JSON ("expenses.Fabrikam.INV-1.amount") with its value in one
 * and in the other; NULL: not there. */
typedef enum rc seal_difference(void *context, const char *key, const char *one, const char *other,
                                struct err *err);
/* Submissions one and other of a claim, counted from 1; keys in order. RC_RULE where
 * there is none of that number. */
enum rc app_claim_diff(struct app *app, const char *id, size_t one, size_t other,
                       seal_difference *visit, void *context, struct err *err);
/* The keys and values of one: `other` is NULL. */
enum rc app_claim_sealed(struct app *app, const char *id, size_t number, seal_difference *visit,
                         void *context, struct err *err);

#endif
