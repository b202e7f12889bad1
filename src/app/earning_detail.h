/* SPDX-License-Identifier: MIT */
/* Everything that the book knows of one earning. */
#ifndef COFFER_APP_EARNING_DETAIL_H
#define COFFER_APP_EARNING_DETAIL_H

#include "app/earning_pages.h"
#include "model/detail.h"

/* Who wrote when: a row of the log. Texts owned. */
struct earning_entry {
    int64_t number; /* 0: there is none */
    int64_t time;   /* seconds, UTC */
    char *person, *action, *summary;
};

/* A value that a report replaced. Texts owned. */
struct earning_change {
    int64_t import; /* the number of the one that brought `after` */
    char *field;    /* the report's column, or "date", "amount" … */
    char *before, *after;
};

struct earning_detail {
    struct earning_row row;
    struct period period;
    char *details[DETAIL_COUNT]; /* owned; "" where the report does not tell */
    int64_t import;              /* whose values it has; 0: it was typed in */
    struct earning_entry came;   /* the import, or the typing in */
    struct earning_entry last;   /* the last write, where that is another one */
    struct earning_change *changes;
    size_t change_count; /* the oldest first */
};

/* By id, or by an unambiguous beginning of a typed-in row's id. RC_RULE as in
 * app_earning_edit. */
enum rc app_earning_find(struct app *app, const char *id, struct earning_detail *ret,
                         struct err *err);
void earning_detail_release(struct earning_detail *detail);

#endif
