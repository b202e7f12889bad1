/* SPDX-License-Identifier: MIT */
/*
 * What needs a person now: the lines of the dashboard, for the app's day and as
 * far as the person may see. They are put together from balances, open claims, programs
 * and coverage, so that their cost grows with funds and months, not with earnings.
 * The words for people are made where the lines are shown.
 */
#ifndef COFFER_APP_DESK_H
#define COFFER_APP_DESK_H

#include <stddef.h>

#include "app/funds.h"
#include "model/deadline.h"

/* Something to mend, the most urgent kind first. */
enum desk_todo_kind {
    TODO_OVERDRAWN, /* a fund holds less than nothing: figure, amount */
    TODO_PAYMENT,   /* of an approved claim, overdue: deadline, as with all of claims */
    TODO_SHORT,     /* of a claim that was paid in part, the rest overdue */
    TODO_REVIEW,    /* a review or the answer to a dispute is overdue */
    TODO_DRAFT,     /* a draft whose last day to submit is near, or gone */
    TODO_ANSWER,    /* a reviewer waits for an answer */
    TODO_COPY,      /* the last daily copy of the book failed: text says why */
    TODO_TYPE,      /* earnings of an unknown type add to nothing: count */
    TODO_PROGRAM,   /* met in a report, without any terms */
    TODO_NO_COOP,   /* co-op earnings of a program without co-op: count */
    TODO_UNPLANNED, /* of a fund about to end: money that no draft is for: amount, due */
    TODO_SPLIT,     /* co-op of an open fund, and no split in force on the day */
    TODO_MONTHS,    /* no rows in first … last, some before and after, still to be claimed */
};
struct desk_todo {
    enum desk_todo_kind kind;
    char *program, *location, *text; /* "" where the kind has none */
    const struct fund_row *fund;     /* OVERDRAWN, TYPE, UNPLANNED: of the view's funds */
    struct deadline deadline;        /* PAYMENT to ANSWER: its claim's; texts owned */
    char *deadline_texts;
    const char *figure;  /* OVERDRAWN: "remaining" or "coop"; else NULL */
    struct money amount; /* of that figure, below 0; UNPLANNED: above 0 */
    struct date due;     /* PAYMENT to ANSWER, UNPLANNED */
    int64_t count;
    struct month first, last;
};

/* A fund whose money is lost unless something is done by a day. */
enum desk_due { DUE_USE, DUE_CLAIM };
struct desk_window {
    const struct fund_row *fund; /* usable, claimable or last-call; remaining above 0 */
    struct money unplanned;      /* what of it no draft is for; 0 where drafts are for more */
    enum desk_due due;           /* what ends first: activities, or claims */
    struct date day;             /* its last day */
    int days_left;               /* 0: today is the last one */
};

/* A fund on its way to its threshold. */
enum desk_course {
    COURSE_SHORT,   /* at this rate it stays below, and all co-op becomes rebate */
    COURSE_LIKELY,  /* at this rate it gets there */
    COURSE_REACHED, /* it is there */
};
struct desk_threshold {
    const struct fund_row *fund; /* accruing; of several currencies the first */
    enum desk_course course;
    int progress;                   /* co-op in thousandths of the threshold, 0 … 1000 */
    int days_left;                  /* of the earning period, 0: today is the last one */
    bool has_rate, has_missing;     /* false beyond 64 bits */
    struct money run_rate, missing; /* USD; missing: a month */
};

/* How old the figures of a program are. */
struct desk_source {
    char *program;
    struct month newest_month; /* with rows */
    bool has_import;           /* false: all of it was typed in */
    struct date newest_import;
    int age_days; /* below 0: it came in after the day shown */
};

struct desk_view {
    struct fund_list funds;
    struct desk_todo *todos; /* by kind, then the newest first */
    size_t todo_count;
    struct desk_window *windows; /* by day, then the largest first */
    size_t window_count;
    struct desk_threshold *thresholds; /* short ones first, then by what is missing */
    size_t threshold_count;
    struct desk_source *sources; /* the oldest import first */
    size_t source_count;
};

enum rc app_desk(struct app *app, struct desk_view *ret, struct err *err);
void desk_view_release(struct desk_view *view);

#endif
