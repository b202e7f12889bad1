/* SPDX-License-Identifier: MIT */
/*
 * What the filter line of the earnings means: words that a row must have, and
 * conditions of the form name:value, in any order:
 *
 *   program:hosting  location:6100003  period:FY26H1  date:2026-03  import:3
 *   is:excluded
 *
 * A value with blanks stands in quotes. A program or location may be cut short,
 * or be a part of its name, where only one fits.
 */
#ifndef COFFER_UI_EARNINGS_WANTED_H
#define COFFER_UI_EARNINGS_WANTED_H

#include "app/earnings.h"
#include "ui/screens/names.h"

struct wanted {
    struct earning_query query; /* texts borrowed from the fields below */
    char *program, *location;   /* owned; NULL: any */
    struct buf search;
};

/* False, with a sentence in why, where a condition cannot be understood; *ret is
 * empty then. A condition without a value is one that is being typed: it is left
 * out. */
bool wanted_read(const char *text, const struct names *names, struct wanted *ret, struct buf *why);
void wanted_release(struct wanted *wanted);

/* The line that means this; NULL and 0: any. */
void wanted_write(const char *program, const char *location, const struct period *period,
                  int64_t import, const char *search, struct buf *ret);

#endif
