/* SPDX-License-Identifier: MIT */
/* Which months have rows, and when a program was last heard of. Unlike coverage
 * (imports.h) it never walks all imports: the dashboard asks it each time. */
#ifndef COFFER_STORE_PRESENCE_H
#define COFFER_STORE_PRESENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"
#include "store/book.h"

struct presence {
    int64_t name, location;  /* keys of program_name and location */
    const char *location_id; /* borrowed until the next */
    struct month month;
    bool counts; /* false: of an excluded row, which is there and adds to nothing */
};
typedef enum rc presence_visit(void *context, const struct presence *presence, struct err *err);

/* Each month with rows, excluded ones too, dated on or before `day`. What comes several times (rows
 * in several currencies, or on several days of the present month) may be apart. */
enum rc presence_read(struct book *book, struct date day, presence_visit *visit, void *context,
                      struct err *err);

/* Seconds since 1970 of the newest import that has not been taken back and spoke
 * of this name, at this location or (NULL) anywhere; 0: none. */
enum rc presence_newest(struct book *book, int64_t name, const char *location, int64_t *ret,
                        struct err *err);

#endif
