/* SPDX-License-Identifier: MIT */
/*
 * Inside attaching: attach.c picks files and looks at them, attach_form.c asks of each
 * what it is for, attach_targets.c knows what a claim can use, attach_send.c brings the
 * bytes into the book.
 */
#ifndef COFFER_UI_ATTACHING_H
#define COFFER_UI_ATTACHING_H

#include "app/document_look.h"
#include "app/documents.h"
#include "ui/view.h"

/* What a document can be for. Texts are owned. */
struct target {
    enum document_kind kind;
    char *item; /* a requirement's code, an expense's number or VENDOR/NUMBER */
    char *text; /* what is asked, in plain words; of an expense: "the invoice 7 of Fabrikam" */
    bool has;   /* a document is attached for it already */
};
struct targets {
    struct target *items; /* as the checklist has them, then what only sometimes is asked */
    size_t count;
    size_t first; /* the first that lacks a document, `count`: none does */
    int64_t revision;
};
/* Of the claim as it is now. RC_RULE: there is no such claim. */
enum rc targets_load(struct app *app, const char *claim, struct targets *ret, struct err *err);
void targets_release(struct targets *targets);
/* In any case of letters; NULL: none. */
const struct target *target_find(const struct targets *targets, enum document_kind kind,
                                 const char *item);

struct attach_file {
    char *path; /* owned */
    struct document_look look;
    char elsewhere[CLAIM_ID_MAX]; /* the claim that has the same bytes, "" */
};

/* Files on their way to one claim. */
struct attaching {
    int holders; /* the boxes and jobs that need it */
    char claim[CLAIM_ID_MAX];
    char *kind, *item; /* that was asked for, or NULL; owned */
    struct attach_file *files;
    size_t count, at;   /* at: the next one */
    struct buf refused; /* why some of those picked are not among them, a sentence a line */
    struct targets targets;
};
/* NULL without memory. The caller holds it. */
struct attaching *attaching_new(const char *claim, const char *kind, const char *item);
void attaching_drop(struct attaching *attaching); /* one holder less; NULL is fine */

/* "PDF, 1.2 MB", appended. */
void attach_add_words(const struct document_look *look, struct buf *ret);

/* Asks what the next file is for; the caller's hold goes to the form. */
enum { ATTACH_KIND, ATTACH_ITEM, ATTACH_NOTE, ATTACH_REST, ATTACH_FIELDS };
void attach_ask(struct attaching *attaching, struct shell *shell);

/* Attaches the next `count` files alike, at once where they are small, else as a job, and
 * asks for the one after them. RC_OK: the form is closed; else it stays, nothing was
 * attached, and a next try is about the claim as it is now. */
enum rc attach_send(struct attaching *attaching, struct shell *shell, struct view *form,
                    const struct document_form *what, size_t count, struct err *err);

#endif
