/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: rows that are not as they should be, in people's words. Of
 * many that are alike one is named and the others are counted, so that a table
 * that somebody has been at makes a line, not a thousand.
 */
#ifndef COFFER_STORE_DIFFERENCES_H
#define COFFER_STORE_DIFFERENCES_H

#include <stddef.h>
#include <stdint.h>

#include "store/journal.h" /* journal_finding */

/* "earnings" for table earning; the table's own name where it is none of ours. */
const char *table_words(const char *table);

enum difference {
    ROW_MISSING,   /* the journal made it */
    ROW_UNDELETED, /* the journal deleted it */
    ROW_CHANGED,   /* it is not what the journal made of it */
    ROW_NOBODYS,   /* neither the journal nor an import made it */
    DIFFERENCES,
};

struct differences {
    struct difference_kind *kinds; /* as they were met */
    size_t count;
};

/* label: what people call the row; NULL: nothing. */
enum rc differences_add(struct differences *differences, const char *table, enum difference kind,
                        const char *label, struct err *err);
enum rc differences_tell(const struct differences *differences, journal_finding *found,
                         void *context, struct err *err);
void differences_release(struct differences *differences);

#endif
