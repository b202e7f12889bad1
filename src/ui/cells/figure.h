/* SPDX-License-Identifier: MIT */
/*
 * A figure: money on the screen, with what is needed to say how it comes about
 * and the command that prints the same digits. Text is borrowed from the rows of
 * the view that shows it, until the view's next recalc.
 */
#ifndef COFFER_UI_FIGURE_H
#define COFFER_UI_FIGURE_H

#include <stdbool.h>

#include "base/buf.h"
#include "model/date.h"
#include "model/money.h"
#include "model/period.h"

enum figure_kind {
    FIGURE_FUND,       /* of `explain`: program, location, period, currency, name */
    FIGURE_EARNING,    /* of `earning list`: program, location, period, id; name: its column */
    FIGURE_THRESHOLD,  /* of `program list`: program; name: "threshold" */
    FIGURE_CLAIM,      /* of `claim list`: program, location, period, id; name: its column */
    FIGURE_CLAIM_PART, /* of `claim show`: the same; name: "amount", "cost", "expense", "payment" */
    FIGURE_PAYMENT,    /* of `payment list`: id: the payment; name: "amount", "covers" */
    FIGURE_DEADLINE,   /* of `deadlines`: program, location, period; id: its claim or NULL;
                        * name: its kind */
};

struct figure {
    enum figure_kind kind;
    struct money amount;
    struct currency currency;
    const char *program, *location;
    struct period period;
    const char *name; /* "coop", "remaining", "missing-per-month"; "amount", "usd" … */
    const char *id;   /* FIGURE_EARNING, FIGURE_CLAIM… */
    bool whole_fund;  /* FIGURE_FUND: of all its currencies, in USD; the command names none */
};

/* The exact command line, quoted for a POSIX shell: "coffer --book … --as-of …
 * balance …". Every option that the figure depends on is in it. Words with
 * control characters are quoted as $'…'. */
void figure_command(const struct figure *figure, const char *book, struct date day,
                    struct buf *ret);

/* One word for a POSIX shell (bash for $'…'). */
void figure_add_word(struct buf *buf, const char *word);

#endif
