/* SPDX-License-Identifier: MIT */
/* Signs that the program draws with; each has an ASCII form. */
#ifndef COFFER_UI_SIGN_H
#define COFFER_UI_SIGN_H

#include <stdbool.h>

enum sign {
    SIGN_LINE,     /* ─ - */
    SIGN_POST,     /* │ | */
    SIGN_TOP_LEFT, /* ┌ + */
    SIGN_TOP_RIGHT,
    SIGN_BOTTOM_LEFT,
    SIGN_BOTTOM_RIGHT,
    SIGN_FULL,   /* █ # */
    SIGN_DENSE,  /* ▓ = */
    SIGN_MEDIUM, /* ▒ : */
    SIGN_LIGHT,  /* ░ . */
    SIGN_STEP_1, /* ▁ … ▇ in eighths; ASCII _ . - = + * # */
    SIGN_STEP_2,
    SIGN_STEP_3,
    SIGN_STEP_4,
    SIGN_STEP_5,
    SIGN_STEP_6,
    SIGN_STEP_7,
    SIGN_UP,    /* ▲ ^ */
    SIGN_DOWN,  /* ▼ v */
    SIGN_RIGHT, /* ▸ > */
    SIGN_DOT,   /* • * */
    SIGN_DASH,  /* – - : nothing to show */
    SIGN_TODAY, /* ┃ ! : today in a strip */
    SIGN_CUT,   /* … ~ : the text goes on */
    SIGNS,
};

/* One cell wide in both forms. */
const char *sign_text(enum sign sign, bool ascii);

/* The ASCII form of a sign, or of the punctuation of the program's own sentences
 * (· – — ‘ ’ “ ” × → ←, no-break space), by its code point; 0 for any other. */
char sign_plain(unsigned character);

#endif
