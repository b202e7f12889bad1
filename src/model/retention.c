/* SPDX-License-Identifier: MIT */
#include "model/retention.h"

enum retention claim_retention(const struct claim *claim, struct date day)
{
    if (claim->left_editing == 0)
        return RETENTION_NONE;
    return date_compare(day, claim_retention_end(claim)) > 0 ? RETENTION_ENDED : RETENTION_RUNS;
}

bool document_has_bytes(const struct claim_document *document)
{
    return (!document->detached || document->kept) && document->deleted_reason == NULL;
}

bool document_may_go(const struct claim *claim, const struct claim_document *document,
                     struct date day)
{
    return document_has_bytes(document) && claim_retention(claim, day) == RETENTION_ENDED;
}

enum deletion document_deletion(const struct claim *claim, struct date day, enum role role,
                                bool has_reason)
{
    if (claim_retention(claim, day) != RETENTION_RUNS)
        return DELETION_FREE;
    if (role != ROLE_ADMIN)
        return DELETION_NEEDS_ADMIN;
    return has_reason ? DELETION_FREE : DELETION_NEEDS_REASON;
}
