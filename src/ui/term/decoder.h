/* SPDX-License-Identifier: MIT */
/*
 * From the bytes of a terminal to events. A state machine without a clock, a
 * terminal or memory of its own: the caller says what came and what time it is.
 * How the bytes were cut into reads makes no difference.
 *
 * A paste is data from its beginning to its end, whatever it holds. An end mark
 * may be forged inside it, by whoever wrote what is pasted: so a paste ends when
 * nothing more comes behind the mark. What comes behind it at once is typing
 * only if no further end mark follows. A paste whose end never comes is over
 * after a long silence.
 */
#ifndef COFFER_UI_DECODER_H
#define COFFER_UI_DECODER_H

#include "ui/term/sequence.h"

enum {
    DECODER_ROOM = 16384,
    /* Bytes of one EVENT_PASTE, at most: a NUL becomes three (U+FFFD). */
    DECODER_PIECE = 4096,
    /* Milliseconds of silence: behind the end of a paste, … */
    DECODER_PASTE_QUIET = 30,
    /* … with something behind that end, … */
    DECODER_PASTE_DOUBT = 250,
    /* … and where an end should be. */
    DECODER_PASTE_PATIENCE = 5000,
};

enum decoder_state { DECODER_KEYS, DECODER_PASTE, DECODER_LONG_CSI, DECODER_LONG_STRING };

struct decoder {
    struct sequence_rules rules;
    enum decoder_state state;
    int64_t last;        /* when the last byte came */
    size_t from, length; /* bytes[from … from + length - 1] came, and were not told yet */
    char bytes[DECODER_ROOM];
    char piece[DECODER_PIECE + 1];
};

/* keys: borrowed for the decoder's life. */
void decoder_init(struct decoder *decoder, const struct sequence_key *keys, size_t key_count);
/* Questions have been asked: until DECODED_ANSWERED, or until this is called
 * with false, what begins like an answer is waited for longer. */
void decoder_expect(struct decoder *decoder, bool answers);

/* Room for that many more bytes; above 0 whenever decoder_next has answered
 * false. */
size_t decoder_room(const struct decoder *decoder);
void decoder_feed(struct decoder *decoder, const char *bytes, size_t length, int64_t now);

/* The next thing said. False: nothing more at this time. *ret_event is set for
 * DECODED_EVENT; its paste is borrowed until the next call. Never DECODED_PASTE
 * or DECODED_LONG_…. */
bool decoder_next(struct decoder *decoder, int64_t now, enum decoded *ret, struct event *ret_event);
/* Whether decoder_next has something to do now. */
bool decoder_ready(const struct decoder *decoder, int64_t now);
/* Milliseconds after which decoder_next may have more without further bytes; -1:
 * never. */
int decoder_wait(const struct decoder *decoder, int64_t now);

#endif
