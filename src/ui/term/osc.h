/* SPDX-License-Identifier: MIT */
/* Texts that a terminal takes beside the screen. */
#ifndef COFFER_UI_OSC_H
#define COFFER_UI_OSC_H

#include <stdbool.h>

#include "base/buf.h"

enum { OSC_COPY_MOST = 100000 };

/* Appends what puts the text into the clipboard (OSC 52). False, and nothing, if
 * it is longer than OSC_COPY_MOST bytes. */
bool osc_copy(const char *text, struct buf *ret);
/* Appends what makes the text the window's title (OSC 2). Control characters
 * become blanks; ascii: other characters become '?'. */
void osc_title(const char *text, bool ascii, struct buf *ret);

#endif
