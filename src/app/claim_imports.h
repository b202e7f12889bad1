/* SPDX-License-Identifier: MIT */
/* Claims that existed before Coffer came, from a file (CONTRACT.md section 1). */
#ifndef COFFER_APP_CLAIM_IMPORTS_H
#define COFFER_APP_CLAIM_IMPORTS_H

#include "app/app.h"
#include "model/claim.h"

struct claim_import_request {
    const char *file; /* "-" = standard input */
    bool dry_run;
    const char *skip_rejects; /* path, or NULL: all or nothing */
    /* Each rejected row: its line, and "column: reason". May be NULL. */
    enum rc (*reject)(void *context, const char *source, int64_t line, const char *reason,
                      struct err *err);
    /* Each claim that comes in, or would: its line, and how it stands on the app's day; in
     * file order, borrowed for the call. May be NULL. */
    enum rc (*claim)(void *context, const char *source, int64_t line, const struct claim *claim,
                     struct err *err);
    void *context;
};
struct claim_import_result {
    int64_t rows, new, rejected;
    bool whole;                        /* every row was read */
    int64_t of_status[CLAIM_STATUSES]; /* of the new ones */
};

/* One transaction, one journal row, one undo. A row whose reference a claim of the book
 * has already is rejected. RC_CONTENT when rows were rejected and skip_rejects is NULL,
 * and for a file without a needed column (all of them named); nothing was changed
 * then. */
enum rc app_claim_import(struct app *app, const struct claim_import_request *request,
                         struct claim_import_result *ret, struct err *err);

/* Appends the header of such a file, without line break. */
struct buf;
void claim_import_add_template(struct buf *buf);

#endif
