/* SPDX-License-Identifier: MIT */
/* Inside the app layer: one document by its id, and what it is called. */
#ifndef COFFER_APP_DOCUMENT_FIND_H
#define COFFER_APP_DOCUMENT_FIND_H

#include "app/documents.h"

struct document_sight {
    struct claim_sight claim;
    const struct claim_document *document; /* of that claim; its bytes are there */
};
/* On the app's day. RC_RULE: none that the person sees, or several. */
enum rc document_find(struct app *app, const char *beginning, struct document_sight *ret,
                      struct err *err);
void document_sight_release(struct document_sight *sight);

/* "document D-… (invoice.pdf) of claim C-…", appended. */
enum rc document_add_words(struct app *app, const char *document, const char *claim,
                           struct buf *ret, struct err *err);

#endif
