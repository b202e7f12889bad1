/* SPDX-License-Identifier: MIT */
/* The terminal, as far as the first screen needs it. term_curses.c alone knows
 * curses. */
#ifndef COFFER_UI_TERM_H
#define COFFER_UI_TERM_H

#include <stddef.h>

#include "base/err.h"

/* Text that has been made visible (base/text.h), a line each; borrowed. */
struct term_page {
    const char *title;
    const char *const *lines;
    size_t line_count;
    size_t fixed; /* so many lines at the top do not scroll */
    const char *footer;
};

/* Shows the page until q, Esc or Ctrl-C; arrows, j, k, Page and Home, End
 * scroll; it follows the terminal's size. RC_USAGE without a terminal that can
 * show it. The terminal is restored on every way out, signals included. */
enum rc term_show(const struct term_page *page, struct err *err);

#endif
