/* SPDX-License-Identifier: MIT */
/* Inside the model: how one record of a catalogue's file is read (activity.h). */
#ifndef COFFER_MODEL_ACTIVITY_RECORD_H
#define COFFER_MODEL_ACTIVITY_RECORD_H

#include "base/pool.h"
#include "base/text.h"
#include "model/activity.h"

struct activity_record {
    const char *file; /* for messages */
    long line;
    struct pool *pool;                   /* where everything that is read is kept */
    const char *cells[ACTIVITY_COLUMNS]; /* without the blanks around */
};

/* Takes the cells over. RC_CONTENT: one is empty or too long. */
enum rc activity_record_read(struct activity_record *record,
                             const char *const cells[ACTIVITY_COLUMNS], struct err *err);
/* What the record says of its activity, without requirements, and the requirement.
 * RC_CONTENT: a cell that cannot be meant. */
enum rc activity_record_activity(struct activity_record *record, struct activity *ret,
                                 struct err *err);
enum rc activity_record_requirement(const struct activity_record *record, struct requirement *ret,
                                    struct err *err);

/* RC_CONTENT, "FILE line N: column: WHY: WHAT TO DO"; format: from WHY on. */
enum rc activity_record_refuse(const struct activity_record *record, int column, struct err *err,
                               const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A cell for a message; returns ret. */
const char *activity_record_excerpt(const struct activity_record *record, int column,
                                    char ret[TEXT_EXCERPT_SIZE]);

#endif
