/* SPDX-License-Identifier: MIT */
/*
 * One thing that a terminal said, read from the beginning of its bytes: a key, a
 * mouse report, an answer to a question of ours. A pure function: the same bytes
 * and the same wait give the same meaning.
 *
 * The forms are those of ECMA-48 with xterm's parameters, rxvt's and the Linux
 * console's own keys, "CSI u" keys, X10 and SGR mouse reports, and whatever
 * the terminal's terminfo entry adds. What has the form of a sequence and
 * means nothing to us is one K_UNKNOWN, never a row of characters.
 */
#ifndef COFFER_UI_SEQUENCE_H
#define COFFER_UI_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/keys.h"

/* A key as the terminal's entry writes it; begins with ESC. */
struct sequence_key {
    const char *bytes;
    enum key_code code;
    bool shift;
};

struct sequence_rules {
    const struct sequence_key *keys;
    size_t key_count;
    /* Questions are out: what begins like an answer is given more time. */
    bool answers;
};

enum decoded {
    DECODED_NOTHING, /* taken, and nothing to tell anybody */
    DECODED_EVENT,
    DECODED_PASTE,       /* a paste begins behind it */
    DECODED_LONG_CSI,    /* too long: parameters follow until another byte ends it */
    DECODED_LONG_STRING, /* too long: all is its own until BEL or ST */
    DECODED_LIGHT,       /* the terminal's background, as asked or by its own report */
    DECODED_DARK,        /* the same */
    DECODED_SYNC,        /* it knows synchronized output (mode 2026) */
    DECODED_ANSWERED,    /* DA1: the last answer, whatever was asked before */
};

/* What ends a paste. */
#define SEQUENCE_PASTE_END "\x1b[201~"

enum {
    /* Milliseconds after which Esc is a key of its own, … */
    SEQUENCE_ESC_WAIT = 40,
    /* … and an unfinished sequence, or Esc while an answer is due, is given up. */
    SEQUENCE_ANSWER_WAIT = 500,
    SEQUENCE_ESC_ANSWER_WAIT = 250,
    SEQUENCE_CSI_MOST = 128,
    SEQUENCE_STRING_MOST = 1024,
};

/*
 * Reads from bytes, length >= 1; nothing has come for `waited` milliseconds.
 * Returns how many bytes were used, 0 when more are needed to tell: then
 * *ret_patience is the `waited` at which it can be told without them. *ret and
 * *ret_event (for DECODED_EVENT) are set with a result above 0 only.
 */
size_t sequence_read(const struct sequence_rules *rules, const char *bytes, size_t length,
                     int64_t waited, enum decoded *ret, struct event *ret_event,
                     int64_t *ret_patience);

#endif
