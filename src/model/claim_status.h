/* SPDX-License-Identifier: MIT */
/* The statuses of a claim, and who may move it from one to another (RULES.md
 * section 6). */
#ifndef COFFER_MODEL_CLAIM_STATUS_H
#define COFFER_MODEL_CLAIM_STATUS_H

#include <stdbool.h>

#include "model/role.h"

/* The numbers are stored in the book: never change one. */
enum claim_status {
    CLAIM_EDITING = 0,
    CLAIM_SUBMITTED = 1,
    CLAIM_UNDER_REVIEW = 2,
    CLAIM_ACTION_REQUIRED = 3,
    CLAIM_APPROVED = 4,
    CLAIM_REJECTED = 5,
    CLAIM_DISPUTED = 6,
    CLAIM_PAID = 7,
    CLAIM_WITHDRAWN = 8,
};
enum { CLAIM_STATUSES = 9 };

const char *claim_status_word(enum claim_status status); /* "under-review" */
/* The word; also the portal's "Partner action required", in any case. */
bool claim_status_parse(const char *text, enum claim_status *ret);

/* Set, expense, metric, attach, detach: only in editing and action-required. */
bool claim_status_is_editable(enum claim_status status);
/* Its amount counts in `claimed` (RULES.md section 5). */
bool claim_status_counts(enum claim_status status);
/* Nothing more is to be done: paid, withdrawn, and rejected until it is disputed. */
bool claim_status_is_settled(enum claim_status status);

enum claim_move {
    MOVE_OK,
    MOVE_NONE,        /* no such step */
    MOVE_NEEDS_ADMIN, /* the step is there, for admins */
};
/* own: the person owns the claim; only a withdrawal asks. */
enum claim_move claim_may_move(enum claim_status from, enum claim_status to, enum role role,
                               bool own);

#endif
