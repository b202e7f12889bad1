/* SPDX-License-Identifier: MIT */
/*
 * How a role looks on a terminal: attributes, and colours where there are any.
 * One table for all depths, for a light and for a dark background; the terminal's
 * own foreground and background stay wherever a role does not need others. What
 * is coloured has a contrast of 4.5:1 (WCAG 2.1, 1.4.3) against the backgrounds
 * that terminals come with. Colours never tell anything alone: in THEME_MONO the
 * attributes, the signs and the cursor tell the same.
 *
 * It knows no curses: term_curses.c turns a look into what curses takes.
 */
#ifndef COFFER_UI_THEME_H
#define COFFER_UI_THEME_H

#include "ui/cells/paint.h"

enum theme_ground { THEME_DARK, THEME_LIGHT, THEME_MONO };

enum theme_depth {
    THEME_8,   /* the eight of ANSI: fg and bg are 0 to 7 */
    THEME_16,  /* with the bright ones: 0 to 15 */
    THEME_256, /* of xterm; only 16 to 255, which no palette changes */
    THEME_RGB, /* 0xRRGGBB */
};

enum theme_attribute {
    THEME_BOLD = 1,
    THEME_DIM = 2,
    THEME_UNDERLINE = 4,
    THEME_REVERSE = 8,
};

struct theme_look {
    unsigned attributes; /* enum theme_attribute */
    int fg, bg;          /* -1: the terminal's own */
};

/* With THEME_MONO the depth does not matter and there are no colours. */
struct theme_look theme_look(enum paint paint, enum theme_depth depth, enum theme_ground ground);

#endif
