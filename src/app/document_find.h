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

/* A document of a claim as the list of documents has it. False: it is not in that list, as
 * it was taken off in editing and is no evidence of anything. */
bool document_line_of(const struct claim *claim, const struct claim_document *document,
                      struct date day, struct document_line *ret);

/* "document D-… (invoice.pdf) of claim C-…", appended. */
enum rc document_add_words(struct app *app, const char *document, const char *claim,
                           struct buf *ret, struct err *err);

#endif
