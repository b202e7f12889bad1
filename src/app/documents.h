/* SPDX-License-Identifier: MIT */
/*
 * Documents: attached to claims, kept, looked at, and gone (RULES.md sections 6 and 9,
 * CONTRACT.md section 5). A document is named by any unambiguous beginning of its id.
 */
#ifndef COFFER_APP_DOCUMENTS_H
#define COFFER_APP_DOCUMENTS_H

#include "app/claims.h"

/* ---- on a claim -------------------------------------------------------------------------- */

struct document_form {
    const char *kind; /* "proof", "invoice", "csr", "approval", "other" */
    const char *item; /* what it is for; NULL: nothing named */
    const char *note; /* NULL */
};
/* One file. RC_USAGE: a kind, or an item that is missing. RC_RULE: an item that the claim
 * does not have, a status in which the claim stays as it is, a file larger than the book
 * takes. RC_CONTENT: an empty file. RC_FILE: no file that can be read. Warns where the
 * same bytes are attached already. */
enum rc app_claim_attach(struct app *app, const struct claim_ref *ref, const char *path,
                         const struct document_form *form, char ret_id[CLAIM_ID_MAX],
                         char ret_document[CLAIM_ID_MAX], struct err *err);
/* Takes it off the claim. In editing the bytes go after 30 days, later they are kept
 * until retention ends. */
enum rc app_claim_detach(struct app *app, const struct claim_ref *ref, const char *document,
                         char ret_id[CLAIM_ID_MAX], struct err *err);

/* ---- looked at --------------------------------------------------------------------------- */

enum document_state {
    DOCUMENT_ATTACHED,
    DOCUMENT_DETACHED, /* off the claim and kept, as retention had begun */
    DOCUMENT_DELETED,  /* its bytes are gone */
};
const char *document_state_word(enum document_state state);

/* Texts are borrowed for the call. */
struct document_line {
    const struct claim *claim;
    const struct claim_document *document;
    enum document_state state;
    bool has_expires;
    struct date expires; /* the last day of its retention */
};
typedef enum rc app_document_visit(void *context, const struct document_line *line,
                                   struct err *err);
/* On the app's day, by the creation of the claims, then as they were attached. expired:
 * only those whose bytes may go. */
enum rc app_document_list(struct app *app, bool expired, app_document_visit *visit, void *context,
                          struct err *err);

/* Each damage is one sentence. */
typedef enum rc app_document_damage(void *context, const char *sentence, struct err *err);
/* Hashes all bytes anew. *ret_count: of how many. For members of the whole book. */
enum rc app_document_verify(struct app *app, app_document_damage *found, void *context,
                            int64_t *ret_count, struct err *err);

/* ---- out --------------------------------------------------------------------------------- */

struct document_export {
    const char *const *ids; /* none: all that have bytes */
    size_t id_count;
    const char *folder; /* made where it is missing; nothing in it is written over */
    /* Each file that was written, by the name it got. */
    enum rc (*wrote)(void *context, const char *id, const char *name, struct err *err);
    /* Documents that are damaged are told and not written. */
    app_document_damage *found;
    void *context;
};
enum rc app_document_export(struct app *app, const struct document_export *request,
                            struct err *err);

/* Shows it with $COFFER_OPENER or xdg-open, from a private copy (io/opener.h). */
enum rc app_document_open(struct app *app, const char *id, struct err *err);

/* ---- gone -------------------------------------------------------------------------------- */

/* The bytes, at once unless another document has the same; name, hash and reason stay.
 * RC_RULE while retention runs, unless an admin gives a reason. A claim that can be edited
 * loses the document as well. It cannot be undone where the bytes went. */
enum rc app_document_delete(struct app *app, const char *id, const char *reason,
                            char ret_document[CLAIM_ID_MAX], struct err *err);

#endif
