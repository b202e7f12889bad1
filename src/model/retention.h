/* SPDX-License-Identifier: MIT */
/*
 * How long documents are kept (RULES.md section 9). Retention begins when the claim
 * leaves editing and ends 24 months after the activity's end; that day is the last.
 * A document that is taken off a claim while retention runs is kept all the same.
 */
#ifndef COFFER_MODEL_RETENTION_H
#define COFFER_MODEL_RETENTION_H

#include "model/claim.h"
#include "model/role.h"

enum retention {
    RETENTION_NONE,  /* the claim has never left editing */
    RETENTION_RUNS,  /* its documents are kept */
    RETENTION_ENDED, /* they may go */
};
/* The claim as it stands on the day. */
enum retention claim_retention(const struct claim *claim, struct date day);

/* The book keeps the bytes for this document: it is attached or kept, and they were not
 * deleted. */
bool document_has_bytes(const struct claim_document *document);
/* `document list --expired`: its bytes are there and may go. */
bool document_may_go(const struct claim *claim, const struct claim_document *document,
                     struct date day);

enum deletion {
    DELETION_FREE,
    DELETION_NEEDS_ADMIN,  /* retention runs: only an admin may, with a reason */
    DELETION_NEEDS_REASON, /* … and this one gave none */
};
enum deletion document_deletion(const struct claim *claim, struct date day, enum role role,
                                bool has_reason);

#endif
