/* SPDX-License-Identifier: MIT */
/* What a terminal answers when it is asked about itself (modes.h asks). */
#ifndef COFFER_UI_ANSWER_H
#define COFFER_UI_ANSWER_H

#include "ui/term/sequence.h"

enum { CSI_NUMBERS = 8 };

/* CSI mark numbers middle final, taken apart. */
struct csi {
    char mark; /* one of < = > ?, or NUL */
    int numbers[CSI_NUMBERS];
    int count;
    char middle; /* the last intermediate byte, or NUL */
    char final;
};

/* A sequence with a mark that is no mouse report: DA1, DECRQM, mode 2031. Never
 * DECODED_EVENT. */
enum decoded answer_of_csi(const struct csi *csi);

/* What stands between "ESC ]" and its end: OSC 11. */
enum decoded answer_of_osc(const char *text, size_t length);

#endif
