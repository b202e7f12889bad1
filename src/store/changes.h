/* SPDX-License-Identifier: MIT */
/* What was changed since a time, for `explain --since`. */
#ifndef COFFER_STORE_CHANGES_H
#define COFFER_STORE_CHANGES_H

#include "model/date.h"
#include "model/money.h"
#include "store/book.h"
#include "store/journal.h" /* journal_kind */

/* Text is borrowed until the next row. */
struct earning_change {
    const char *id;
    const char *source; /* NULL: typed in */
    int64_t line;
    int64_t time; /* of the last change */
    bool is_new;  /* it came after the time asked for */
    bool excluded;
    struct currency currency;
    struct money before; /* the amount at the time asked for; of a new one: 0 */
    struct money after;
};
typedef enum rc earning_change_visit(void *context, const struct earning_change *change,
                                     struct err *err);
/* Earnings of one fund, dated from..to, that came or were changed at or after
 * `after` (seconds); by time, then place in the book. */
enum rc earnings_changed(struct book *book, const char *program, const char *location,
                         struct date from, struct date to, int64_t after,
                         earning_change_visit *visit, void *context, struct err *err);

struct term_change {
    int64_t time;
    const char *summary; /* of the journal row that set it */
};
typedef enum rc term_change_visit(void *context, const struct term_change *change, struct err *err);
enum rc terms_changed(struct book *book, const char *program, int64_t after,
                      term_change_visit *visit, void *context, struct err *err);

/* What leaves no row behind to tell of it: earnings and claims deleted, and what was
 * done before the time asked for and has been taken back, or brought forward, since. */
struct turn {
    int64_t number, time; /* of the journal row */
    enum journal_kind kind;
    const char *summary;
};
typedef enum rc turn_visit(void *context, const struct turn *turn, struct err *err);
/* Of one fund, whose months are first..last; in the order of the journal. */
enum rc turns_since(struct book *book, const char *program, const char *location,
                    struct month first, struct month last, int64_t after, turn_visit *visit,
                    void *context, struct err *err);

#endif
