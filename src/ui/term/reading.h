/* SPDX-License-Identifier: MIT */
/* Inside sequence.h: what has been read of one sequence so far. */
#ifndef COFFER_UI_READING_H
#define COFFER_UI_READING_H

#include "ui/term/sequence.h"

enum { ESC = 0x1b, BEL = 0x07 };
enum held { SHIFT = 1, ALT = 2, CTRL = 4 };

/* used 0: more bytes are needed; if none come within `patience` milliseconds, the
 * first `without` of them are what kind and event say. */
struct reading {
    size_t used;
    int64_t patience;
    size_t without;
    enum decoded kind;
    struct event event;
};

void reading_done(struct reading *reading, size_t used);
void reading_wait(struct reading *reading, int64_t patience, size_t without);

/* What it is; `used` stays. held: of enum held. */
void reading_set_key(struct reading *reading, enum key_code code, int held);
/* One character; with Ctrl in lower case. Ctrl-C is no key but EVENT_STOP. */
void reading_set_char(struct reading *reading, const char *text, size_t length, int held);
/* Bytes that mean nothing, written as somebody can read them: "Esc[99~", "\xff". */
void reading_set_unknown(struct reading *reading, const char *bytes, size_t length);

/* What the bytes begin with, whole. */
void reading_unknown(struct reading *reading, const char *bytes, size_t used);
void reading_control(struct reading *reading, unsigned char byte, int held);
void reading_character(struct reading *reading, const char *bytes, size_t length, int held);
/* "ESC [" and at least one more byte. */
void reading_csi(struct reading *reading, const char *bytes, size_t length);
/* "ESC O" and at least one more byte. */
void reading_ss3(struct reading *reading, const char *bytes, size_t length);

#endif
