/* SPDX-License-Identifier: MIT */
/*
 * The same frame in fewer bytes. curses resets how the terminal paints and sets it
 * anew with every change, a sequence for each colour, and places the cursor in
 * full; on a slow line that is a third of what a moved selection costs. Only for
 * terminals that follow ECMA-48 to the letter (modes_are_private).
 */
#ifndef COFFER_UI_SQUEEZE_H
#define COFFER_UI_SQUEEZE_H

#include "ui/term/sgr.h"

struct squeeze {
    struct sgr_look look; /* how the terminal paints */
    int row;              /* where its cursor is, from 1; 0: not known */
};

/* The terminal paints plainly, its cursor is anywhere. */
void squeeze_init(struct squeeze *squeeze);
/* Appends what the bytes do: whole sequences, as curses writes them. */
void squeeze_add(struct squeeze *squeeze, const char *bytes, size_t length, struct buf *ret);

#endif
