/* SPDX-License-Identifier: MIT */
/*
 * What a cell of the screen stands for. Screens paint with these roles, never
 * with colours; theme.h says how a role looks on a terminal. What a role tells
 * must be readable without it: by words, signs, or the hardware cursor.
 */
#ifndef COFFER_UI_PAINT_H
#define COFFER_UI_PAINT_H

/* X(name, letter): the letter is the role in goldens. */
#define PAINT_ROLES(X)                                                             \
    X(TEXT, '.')     /* what people read */                                        \
    X(FAINT, 'f')    /* beside the point: hints, units, frames */                  \
    X(TITLE, 'T')    /* name of a screen, a dialog, a section */                   \
    X(HEAD, 'h')     /* head of a table */                                         \
    X(TAB, 't')      /* tab bar */                                                 \
    X(TAB_HERE, 'H') /* the tab one is in */                                       \
    X(PICKED, 'P')   /* the selected row */                                        \
    X(FOCUS, 'F')    /* the figure or field under the cursor */                    \
    X(KEY, 'k')      /* a key's name in footers and help */                        \
    X(OFF, 'o')      /* an action that cannot be done now */                       \
    X(GOOD, 'g')     /* money that is safe, a success */                           \
    X(WARN, 'w')     /* needs somebody soon */                                     \
    X(BAD, 'b')      /* lost, late, wrong */                                       \
    X(MARK, 'm')     /* stands for a character that cannot be shown as it is */    \
    X(MATCH, 'M')    /* what a filter found */                                     \
    X(INPUT, 'i')    /* a field that can be typed in */                            \
    X(BANNER, 'B')   /* time travel, read-only, demo */                            \
    X(FRAME, '|')    /* lines around dialogs */                                    \
    X(BAR_A, '1')    /* parts of bars and charts, told apart by their signs too */ \
    X(BAR_B, '2')                                                                  \
    X(BAR_C, '3')                                                                  \
    X(BAR_D, '4')

enum paint {
#define PAINT_ENUM(name, letter) PAINT_##name,
    PAINT_ROLES(PAINT_ENUM)
#undef PAINT_ENUM
        PAINTS
};

char paint_letter(enum paint paint);

#endif
