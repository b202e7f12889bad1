/* SPDX-License-Identifier: MIT */
/*
 * What every form of one claim does: it opens on the claim as it stands, offers what the
 * claim's activity knows, saves only against the revision that it shows, and where
 * somebody has changed the claim meanwhile shows the difference first.
 *
 *     struct claim_subject *subject = claim_subject_new(shell, id);
 *     if (subject == NULL) the reason has been said
 *     claim_subject_field(subject, &field) …
 *     claim_subject_open(subject, &plan, about, focus);
 */
#ifndef COFFER_UI_CLAIM_SUBJECT_H
#define COFFER_UI_CLAIM_SUBJECT_H

#include "app/claim_course.h"
#include "base/pool.h"
#include "ui/parts/form.h"

struct claim_subject;

/* Texts of the fields, as form_new takes them. */
struct claim_values {
    struct buf texts[FORM_FIELDS_MAX];
};

struct claim_plan {
    const char *name;  /* of its draft */
    const char *title; /* N_() */
    const char *note;  /* N_(), or NULL */
    bool names_claim;  /* without a note the claim's title is one */
    bool (*wrong)(void *context, const char *const *values, int field, struct buf *why);
    void (*tell)(void *context, const char *const *values, struct buf *ret);
    /* What the fields hold for the claim of subject->sight. NULL: nothing. */
    void (*fill)(const struct claim_subject *subject, struct claim_values *ret);
    /* The command. */
    enum rc (*save)(struct claim_subject *subject, const struct claim_ref *ref,
                    const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err);
    /* The claim has become one in which these values cannot be saved: why, appended, and
     * true. NULL: they always can. */
    bool (*refuses)(const struct claim_subject *subject, const char *const *values,
                    const struct claim *fresh, struct buf *ret_why);
    /* After the form has saved and the views know; NULL: nothing more. The form is still
     * there, on top. */
    void (*saved)(struct claim_subject *subject, const char *id);
};

struct claim_subject {
    struct shell *shell;
    struct app *app;
    struct view *form;               /* NULL before it is open */
    struct claim_plan plan;          /* a copy */
    struct claim_sight sight;        /* the claim that the form stands on */
    struct claim_sight fresh;        /* the one of which the difference is shown */
    bool asking;                     /* it is shown */
    struct claim_values were;        /* the values of `sight` */
    struct catalogue catalogue;      /* of the claim's start day */
    const struct activity *activity; /* or NULL */
    struct field fields[FORM_FIELDS_MAX];
    int order[FORM_FIELDS_MAX]; /* which of the plan's fields each is */
    int count;
    char *item;               /* an expense's, a metric's name …; owned, or NULL */
    enum claim_status status; /* that is recorded */
    struct pool words;        /* what the fields borrow */
};

/* NULL: the claim cannot be shown, or memory is out; it has been said. */
struct claim_subject *claim_subject_new(struct shell *shell, const char *id);
void claim_subject_free(struct claim_subject *subject); /* NULL is fine */

/* One more field; which: the plan's own number for it. */
void claim_subject_field(struct claim_subject *subject, const struct field *field, int which);
/* The value of the plan's field, NULL where the form has not got it. */
const char *claim_value(const struct claim_subject *subject, const char *const *values, int which);
/* The same, NULL also where it is empty: not given. */
const char *claim_given(const struct claim_subject *subject, const char *const *values, int which);
/* The same, NULL also where it is what the claim has; "" where it was emptied. */
const char *claim_changed(const struct claim_subject *subject, const char *const *values,
                          int which);
/* What the form stands on; NULL where it has not got the field. */
const char *claim_before(const struct claim_subject *subject, int which);
/* Where fill puts the text of the plan's field; NULL where the form has not got it. */
struct buf *claim_slot(const struct claim_subject *subject, struct claim_values *values, int which);

/* Opens the form, which frees the subject. about: what of the claim it is about, or NULL;
 * focus: a field's name, or NULL. plan: copied, its texts borrowed. */
void claim_subject_open(struct claim_subject *subject, const struct claim_plan *plan,
                        const char *about, const char *focus);

/* A plan's refuses of a form that changes what only an editable claim lets change. */
bool claim_needs_editing(const struct claim_subject *subject, const char *const *values,
                         const struct claim *fresh, struct buf *ret_why);

/* ---- what forms offer ---------------------------------------------------------------------- */

/* For field.complete of a form with a subject. */
void claim_offer_reasons(void *context, const char *typed, struct offers *offers);

#endif
