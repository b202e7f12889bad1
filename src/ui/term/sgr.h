/* SPDX-License-Identifier: MIT */
/* How a terminal paints: ECMA-48's SGR, read, and said in the fewest bytes. */
#ifndef COFFER_UI_SGR_H
#define COFFER_UI_SGR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { SGR_COLOUR = 32 };

/* All zero: plainly. */
struct sgr_look {
    unsigned attributes;                 /* bit n: attribute n (1 bold … 9 struck out) */
    char fg[SGR_COLOUR], bg[SGR_COLOUR]; /* as parameters, "38;5;117"; "": the terminal's own */
};

/* Applies parameters, "0;1;38;5;117m": what stands before the 'm'. */
void sgr_apply(struct sgr_look *look, const char *parameters);
/* Appends what turns one look into the other; nothing if they are the same. */
void sgr_change(const struct sgr_look *from, const struct sgr_look *to, struct buf *ret);

#endif
