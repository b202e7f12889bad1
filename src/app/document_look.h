/* SPDX-License-Identifier: MIT */
/* A file that may become a document, looked at before it is attached. Nothing is
 * written. */
#ifndef COFFER_APP_DOCUMENT_LOOK_H
#define COFFER_APP_DOCUMENT_LOOK_H

#include "app/claims.h"

/* Owned texts. */
struct document_look {
    char *name;       /* as it will be called: its base name, always UTF-8 */
    char *media_type; /* by its content: "image/png" */
    int64_t size;
};
/* Reads its beginning only. As app_claim_attach would refuse the file: RC_FILE, RC_CONTENT,
 * RC_RULE. A pipe is RC_FILE: it can be read once only. */
enum rc app_document_look(struct app *app, const char *path, struct document_look *ret,
                          struct err *err);
void document_look_release(struct document_look *look);

/* The first claim that the person sees and that has the same bytes already, "" for none.
 * Reads all of it: tells its progress, can be stopped. */
enum rc app_document_elsewhere(struct app *app, const char *path, char ret_claim[CLAIM_ID_MAX],
                               struct err *err);

/* Whether the bytes of a claim's document (its id and hash) stay in the book without it, as
 * another one has the same. ret_claim: the first claim that has it and that the person sees,
 * "" for none. */
enum rc app_document_twin(struct app *app, const char *document, const char *sha256, bool *ret_has,
                          char ret_claim[CLAIM_ID_MAX], struct err *err);

/* Inside the app layer: app_document_elsewhere by the hash of the bytes. */
enum rc document_elsewhere(struct app *app, const char *sha256, char ret_claim[CLAIM_ID_MAX],
                           struct err *err);

#endif
