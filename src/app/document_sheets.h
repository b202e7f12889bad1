/* SPDX-License-Identifier: MIT */
/*
 * The documents of a whole book, kept from one look to the next: only claims that have
 * changed are read again, some at a time, so that whoever shows them can answer keys in
 * between. `document list` (documents.h) has the same.
 */
#ifndef COFFER_APP_DOCUMENT_SHEETS_H
#define COFFER_APP_DOCUMENT_SHEETS_H

#include "app/claim_groups.h"
#include "app/documents.h"
#include "model/retention.h"

/* Texts are owned by the sheets; "" for none. */
struct document_sheet {
    const char *id, *sha256, *name, *media_type, *item, *note, *person;
    const char *reason; /* why it was deleted */
    const char *claim, *title, *activity, *program, *location;
    int64_t size;
    enum document_kind kind;
    enum document_state state;
    struct date day;        /* attached on */
    bool has_expires;       /* retention has begun */
    struct date expires;    /* the last day of its retention */
    bool may_go;            /* retention has ended, and its bytes are there */
    bool editable;          /* the claim can be edited: without its bytes the document comes off */
    enum deletion deletion; /* for the person, without a reason */
};

struct document_sheets {
    struct date day;
    struct claim_groups groups;
    const struct document_sheet **items; /* of the groups that are read; of a claim as attached */
    size_t count;
};

/* Looks which claims there are on the app's day and takes over what is known of them.
 * {0} knows nothing. On failure *sheets is as it was. */
enum rc app_document_sheets(struct app *app, struct document_sheets *sheets, struct err *err);
/* Reads claims that are not known yet, at most `most` of them; then items are made again.
 * Any sheet that was held before is gone. */
enum rc app_document_sheets_read(struct app *app, size_t most, struct document_sheets *sheets,
                                 struct err *err);
bool document_sheets_whole(const struct document_sheets *sheets);
void document_sheets_release(struct document_sheets *sheets);
/* The document of that id, SIZE_MAX: none. */
size_t document_sheets_find(const struct document_sheets *sheets, const char *id);

#endif
