/* SPDX-License-Identifier: MIT */
/* What was changed in a fund since a time, for `explain --since`. */
#ifndef COFFER_STORE_CHANGES_H
#define COFFER_STORE_CHANGES_H

#include "model/date.h"
#include "model/earning.h"
#include "model/money.h"
#include "store/book.h"
#include "store/journal.h" /* journal_kind */

/* A fund and a time. */
struct since {
    const char *program, *location;
    struct date from, to; /* earnings dated from..to are the fund's */
    int64_t after;        /* seconds: what was done at or after this */
};

/* Text is borrowed until the next row. */
struct earning_state {
    bool there; /* in the book at all; the rest says nothing where it is not */
    bool in;    /* in the fund */
    const char *program, *location;
    struct date date;
    enum earning_type type;
    struct amounts amounts;
    bool excluded;
};
struct earning_change {
    const char *id;
    const char *source; /* as it is now; NULL: typed in */
    int64_t line;
    int64_t time; /* of the last change */
    struct earning_state before, after;
};
typedef enum rc earning_change_visit(void *context, const struct earning_change *change,
                                     struct err *err);
/* Each earning that is or was in the fund and was changed: first those that reports
 * brought or changed, by time; then those that people touched; then those that reports
 * took out of it. What came and went since is no change. RC_BOOK for a journal row that
 * the chain does not hold any more. */
enum rc earnings_changed(struct book *book, const struct since *since, earning_change_visit *visit,
                         void *context, struct err *err);

/* What no row tells: terms, and what was done before the time asked for and has been
 * taken back, or brought forward, since (imports, terms). */
struct turn {
    int64_t number, time; /* of the journal row */
    enum journal_kind kind;
    const char *summary;
    bool moved; /* an alias gave earnings to another program, or took them from it */
};
typedef enum rc turn_visit(void *context, const struct turn *turn, struct err *err);
/* Only what reaches the fund: a split in force on one of its days, a threshold or
 * co-op-or-not of its last day, its calendar, its earnings' program. In the order of
 * the journal. */
enum rc turns_since(struct book *book, const struct since *since, struct date period_end,
                    turn_visit *visit, void *context, struct err *err);

#endif
