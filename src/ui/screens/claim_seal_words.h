/* SPDX-License-Identifier: MIT */
/*
 * The keys of what was sealed ("expenses.Fabrikam.INV-1.amount", app/claim_course.h) in
 * the words and the order of the page of a claim.
 */
#ifndef COFFER_UI_CLAIM_SEAL_WORDS_H
#define COFFER_UI_CLAIM_SEAL_WORDS_H

#include "base/err.h"

enum seal_group {
    SEAL_CLAIM,
    SEAL_EXPENSES,
    SEAL_METRICS,
    SEAL_DOCUMENTS,
    SEAL_APPROVALS,
    SEAL_SENT, /* which time it was, when and by whom: always another */
    SEAL_GROUPS,
};

struct seal_words {
    enum seal_group group;
    char *part;        /* owned: what the field is of, "Fabrikam INV-1"; of a document its id;
                        * "" where it is of the claim */
    int order;         /* among the fields of the part */
    const char *field; /* looked up; NULL: a key that is not known */
};

enum rc seal_words_of(const char *key, struct seal_words *ret, struct err *err);
/* Looked up. */
const char *seal_group_title(enum seal_group group);
/* A value as people read it: a size, a kind. size: of a document, "29 B". ret: where it is
 * made, at least SEAL_VALUE_SIZE; the result is that or the value. */
enum { SEAL_VALUE_SIZE = 32 };
const char *seal_value_words(const struct seal_words *words, const char *value, char *ret);

#endif
