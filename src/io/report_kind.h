/* SPDX-License-Identifier: MIT */
/*
 * Which report a header belongs to. Names of columns are compared as keys:
 * lower case, without anything but a-z and 0-9 (EXPORTS.md section 0).
 */
#ifndef COFFER_IO_REPORT_KIND_H
#define COFFER_IO_REPORT_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "io/csv.h"

/* What every row must have, in the order in which missing ones are named. */
enum needed {
    NEED_LOCATION, /* participantId, or earningParticipantId where that is missing */
    NEED_PROGRAM,
    NEED_ID,
    NEED_TYPE,
    NEED_AMOUNT,
    NEED_CURRENCY,
    NEED_USD,
    NEED_DATE,
    NEEDED,
};

/* The keys of a header's names, in its order. */
struct header_keys {
    char *text; /* owned: each key is terminated */
    const char **keys;
    size_t count;
};

enum rc header_keys_init(struct header_keys *keys, const struct csv_record *header,
                         struct err *err);
void header_keys_release(struct header_keys *keys);

/* The first column that is called so, in any spelling; -1 if there is none. */
int header_find(const struct header_keys *keys, const char *name);

/* Where the needed columns are, each with the name under which the documents of
 * Partner Center have it. RC_CONTENT: this is another report, named with what
 * to download instead; needed columns are missing, all of them named; one of
 * them is there twice. `file` stands in the messages. */
struct needed_columns {
    int at[NEEDED];
    const char *name[NEEDED];
    bool growth;
};
enum rc header_judge(const struct header_keys *keys, const char *file, struct needed_columns *ret,
                     struct err *err);

#endif
