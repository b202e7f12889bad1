/* SPDX-License-Identifier: MIT */
#include "model/claim_status.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"

enum who { NOBODY = 0, ANYBODY, OWNER_OR_ADMIN, ADMIN };

static const struct {
    const char *word, *letters; /* how it is compared: letters alone */
    bool editable, counts, settled;
} statuses[CLAIM_STATUSES] = {
    [CLAIM_EDITING] = {"editing", "editing", true, false, false},
    [CLAIM_SUBMITTED] = {"submitted", "submitted", false, true, false},
    [CLAIM_UNDER_REVIEW] = {"under-review", "underreview", false, true, false},
    [CLAIM_ACTION_REQUIRED] = {"action-required", "actionrequired", true, true, false},
    [CLAIM_APPROVED] = {"approved", "approved", false, true, false},
    [CLAIM_REJECTED] = {"rejected", "rejected", false, false, true},
    [CLAIM_DISPUTED] = {"disputed", "disputed", false, true, false},
    [CLAIM_PAID] = {"paid", "paid", false, true, true},
    [CLAIM_WITHDRAWN] = {"withdrawn", "withdrawn", false, false, true},
};

/* Rows: from; columns: to. A paid claim that takes another payment stays paid. */
static const enum who moves[CLAIM_STATUSES][CLAIM_STATUSES] = {
    [CLAIM_EDITING] = {[CLAIM_SUBMITTED] = ANYBODY, [CLAIM_WITHDRAWN] = OWNER_OR_ADMIN},
    [CLAIM_SUBMITTED] = {[CLAIM_UNDER_REVIEW] = ADMIN,
                         [CLAIM_ACTION_REQUIRED] = ADMIN,
                         [CLAIM_APPROVED] = ADMIN,
                         [CLAIM_REJECTED] = ADMIN},
    [CLAIM_UNDER_REVIEW] =
        {[CLAIM_ACTION_REQUIRED] = ADMIN, [CLAIM_APPROVED] = ADMIN, [CLAIM_REJECTED] = ADMIN},
    [CLAIM_ACTION_REQUIRED] = {[CLAIM_SUBMITTED] = ANYBODY},
    [CLAIM_APPROVED] = {[CLAIM_PAID] = ADMIN},
    [CLAIM_REJECTED] = {[CLAIM_DISPUTED] = ANYBODY},
    [CLAIM_DISPUTED] =
        {[CLAIM_ACTION_REQUIRED] = ADMIN, [CLAIM_APPROVED] = ADMIN, [CLAIM_REJECTED] = ADMIN},
    [CLAIM_PAID] = {[CLAIM_PAID] = ADMIN},
};

const char *claim_status_word(enum claim_status status)
{
    bug_if(status > CLAIM_WITHDRAWN, "no such status");
    return statuses[status].word;
}

/* The text without anything but letters, in lower case, is `letters`. */
static bool spells(const char *text, const char *letters)
{
    for (; *text != '\0'; text++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (c == ' ' || c == '-' || c == '_')
            continue;
        if (c != *letters)
            return false;
        letters++;
    }
    return *letters == '\0';
}

bool claim_status_parse(const char *text, enum claim_status *ret)
{
    if (spells(text, "partneractionrequired")) {
        *ret = CLAIM_ACTION_REQUIRED;
        return true;
    }
    for (size_t i = 0; i < CLAIM_STATUSES; i++) {
        if (!spells(text, statuses[i].letters))
            continue;
        *ret = (enum claim_status)i;
        return true;
    }
    return false;
}

bool claim_status_is_editable(enum claim_status status)
{
    bug_if(status > CLAIM_WITHDRAWN, "no such status");
    return statuses[status].editable;
}

bool claim_status_counts(enum claim_status status)
{
    bug_if(status > CLAIM_WITHDRAWN, "no such status");
    return statuses[status].counts;
}

bool claim_status_is_settled(enum claim_status status)
{
    bug_if(status > CLAIM_WITHDRAWN, "no such status");
    return statuses[status].settled;
}

enum claim_move claim_may_move(enum claim_status from, enum claim_status to, enum role role,
                               bool own)
{
    bug_if(from > CLAIM_WITHDRAWN || to > CLAIM_WITHDRAWN, "no such status");
    switch (moves[from][to]) {
    case NOBODY:
        return MOVE_NONE;
    case ANYBODY:
        return MOVE_OK;
    case OWNER_OR_ADMIN:
        return own || role == ROLE_ADMIN ? MOVE_OK : MOVE_NEEDS_ADMIN;
    case ADMIN:
        return role == ROLE_ADMIN ? MOVE_OK : MOVE_NEEDS_ADMIN;
    }
    bug("no such mover");
}
