/* SPDX-License-Identifier: MIT */
#include "ui/term/decoder.h"

#include <string.h>

#include "base/err.h"

enum { ESC = 0x1b, BEL = 0x07 };

/* What is to be done with the first bytes. */
struct step {
    bool ready; /* false: nothing before `patience` milliseconds without a byte have passed */
    int64_t patience;
    size_t used;
    enum decoder_state next;
    enum decoded kind; /* DECODED_NOTHING: nobody is told */
    struct event event;
    size_t piece; /* so many of the used bytes are a piece of a paste */
};

void decoder_init(struct decoder *decoder, const struct sequence_key *keys, size_t key_count)
{
    memset(decoder, 0, sizeof(*decoder));
    decoder->rules = (struct sequence_rules){.keys = keys, .key_count = key_count};
}

void decoder_expect(struct decoder *decoder, bool answers)
{
    decoder->rules.answers = answers;
}

size_t decoder_room(const struct decoder *decoder)
{
    return DECODER_ROOM - decoder->length;
}

void decoder_feed(struct decoder *decoder, const char *bytes, size_t length, int64_t now)
{
    bug_if(length > decoder_room(decoder), "more is fed to the decoder than it has room for");
    memmove(decoder->bytes, decoder->bytes + decoder->from, decoder->length);
    memcpy(decoder->bytes + decoder->length, bytes, length);
    decoder->from = 0;
    decoder->length += length;
    decoder->last = now;
}

static struct step wait_for(const struct decoder *decoder, int64_t patience)
{
    return (struct step){.patience = patience, .next = decoder->state};
}

/* ---- paste ------------------------------------------------------------------------------- */

enum { MARK_SIZE = sizeof(SEQUENCE_PASTE_END) - 1 };

/* Where an end mark stands, or what may become one at the very end; else length. */
static size_t find_end(const char *bytes, size_t length, bool *ret_whole)
{
    *ret_whole = false;
    for (size_t at = 0; at < length; at++) {
        const char *escape = memchr(bytes + at, ESC, length - at);
        if (escape == NULL)
            return length;
        at = (size_t)(escape - bytes);
        size_t size = length - at < MARK_SIZE ? length - at : MARK_SIZE;
        if (memcmp(escape, SEQUENCE_PASTE_END, size) == 0) {
            *ret_whole = size == MARK_SIZE;
            return at;
        }
    }
    return length;
}

/* How many of the bytes make a piece: see take_piece. */
static size_t piece_size(const char *bytes, size_t length)
{
    enum { MARK_OF_NUL = 3 };
    size_t room = DECODER_PIECE, size = 0;
    for (; size < length; size++) {
        size_t needed = bytes[size] == '\0' ? MARK_OF_NUL : 1;
        if (needed > room)
            break;
        room -= needed;
    }
    return size;
}

/* Leaves out the beginning of a character at the end. */
static size_t whole_characters(const char *bytes, size_t size)
{
    size_t back = 1;
    while (back < 4 && back < size && ((unsigned char)bytes[size - back] & 0xc0) == 0x80)
        back++;
    if (back > size)
        return size;
    unsigned char lead = (unsigned char)bytes[size - back];
    size_t needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return needed > back ? size - back : size;
}

static struct step paste_piece(size_t piece, size_t used, bool more)
{
    return (struct step){.ready = true,
                         .used = used,
                         .next = more ? DECODER_PASTE : DECODER_KEYS,
                         .kind = DECODED_EVENT,
                         .event = {.kind = EVENT_PASTE, .paste_more = more},
                         .piece = piece};
}

/* An end mark is the first thing there is. */
static struct step look_at_end(const struct decoder *decoder, int64_t waited)
{
    static const char begin[] = "\x1b[200~";
    const char *mark = decoder->bytes + decoder->from, *behind = mark + MARK_SIZE;
    size_t length = decoder->length - MARK_SIZE, begin_size = sizeof(begin) - 1;
    int64_t patience = length == 0 ? DECODER_PASTE_QUIET : DECODER_PASTE_DOUBT;
    bool whole;
    size_t next = find_end(behind, length, &whole);
    bool again = length >= begin_size && memcmp(behind, begin, begin_size) == 0;
    if (again || (!whole && waited >= patience))
        return paste_piece(0, MARK_SIZE, false);
    if (!whole && decoder->length < DECODER_ROOM)
        return wait_for(decoder, patience);
    size_t size = piece_size(mark, MARK_SIZE + next); /* forged: data, and more to come */
    return paste_piece(size, size, true);
}

static struct step look_at_paste(const struct decoder *decoder, int64_t waited)
{
    const char *bytes = decoder->bytes + decoder->from;
    bool whole;
    size_t end = find_end(bytes, decoder->length, &whole);
    if (end == 0 && whole)
        return look_at_end(decoder, waited);
    if (waited >= DECODER_PASTE_PATIENCE) {
        size_t size = piece_size(bytes, decoder->length);
        return paste_piece(size, size, size < decoder->length);
    }
    size_t size = piece_size(bytes, end);
    if (!whole || size < end)
        size = whole_characters(bytes, size);
    return size > 0 ? paste_piece(size, size, true) : wait_for(decoder, DECODER_PASTE_PATIENCE);
}

/* ---- the rest ---------------------------------------------------------------------------- */

static struct step look_at_keys(const struct decoder *decoder, int64_t waited)
{
    struct step step = {.next = DECODER_KEYS};
    step.used = sequence_read(&decoder->rules, decoder->bytes + decoder->from, decoder->length,
                              waited, &step.kind, &step.event, &step.patience);
    step.ready = step.used > 0;
    if (!step.ready)
        return step;
    if (step.kind == DECODED_PASTE)
        step.next = DECODER_PASTE;
    else if (step.kind == DECODED_LONG_CSI)
        step.next = DECODER_LONG_CSI;
    else if (step.kind == DECODED_LONG_STRING)
        step.next = DECODER_LONG_STRING;
    if (step.next != DECODER_KEYS)
        step.kind = DECODED_NOTHING;
    return step;
}

/* Up to the byte that is no parameter; it belongs to the sequence if it can end
 * one. */
static struct step skip_csi(const struct decoder *decoder)
{
    const char *bytes = decoder->bytes + decoder->from;
    size_t at = 0;
    while (at < decoder->length && bytes[at] >= 0x20 && bytes[at] <= '?')
        at++;
    if (at == decoder->length)
        return (struct step){.ready = true, .used = at, .next = DECODER_LONG_CSI};
    bool final = bytes[at] >= '@' && bytes[at] <= '~';
    return (struct step){.ready = true, .used = at + (final ? 1 : 0), .next = DECODER_KEYS};
}

static struct step skip_string(const struct decoder *decoder)
{
    const char *bytes = decoder->bytes + decoder->from;
    size_t at = 0;
    while (at < decoder->length && bytes[at] != BEL && bytes[at] != ESC)
        at++;
    if (at == decoder->length)
        return (struct step){.ready = true, .used = at, .next = DECODER_LONG_STRING};
    if (bytes[at] == BEL)
        return (struct step){.ready = true, .used = at + 1, .next = DECODER_KEYS};
    if (at + 1 == decoder->length) /* all but the ESC is gone; is it the end? */
        return at > 0 ? (struct step){.ready = true, .used = at, .next = DECODER_LONG_STRING}
                      : wait_for(decoder, SEQUENCE_ANSWER_WAIT);
    return (struct step){
        .ready = true, .used = at + (bytes[at + 1] == '\\' ? 2 : 0), .next = DECODER_KEYS};
}

static struct step look(const struct decoder *decoder, int64_t now)
{
    int64_t waited = now - decoder->last;
    bool skips = decoder->state == DECODER_LONG_CSI || decoder->state == DECODER_LONG_STRING;
    if (skips && waited >= SEQUENCE_ANSWER_WAIT)
        return (struct step){.ready = true, .next = DECODER_KEYS};
    if (decoder->state == DECODER_PASTE)
        return look_at_paste(decoder, waited);
    if (decoder->length == 0)
        return wait_for(decoder, SEQUENCE_ANSWER_WAIT);
    if (decoder->state == DECODER_LONG_CSI)
        return skip_csi(decoder);
    return skips ? skip_string(decoder) : look_at_keys(decoder, waited);
}

/* A paste is handed out with every NUL as the mark of what is no character. */
static void take_piece(struct decoder *decoder, const struct step *step, struct event *event)
{
    const char *bytes = decoder->bytes + decoder->from;
    size_t length = 0;
    for (size_t i = 0; i < step->piece; i++) {
        if (bytes[i] != '\0') {
            decoder->piece[length++] = bytes[i];
            continue;
        }
        memcpy(decoder->piece + length, "\xef\xbf\xbd", 3);
        length += 3;
    }
    decoder->piece[length] = '\0';
    event->paste = decoder->piece;
    event->paste_length = length;
}

bool decoder_next(struct decoder *decoder, int64_t now, enum decoded *ret, struct event *ret_event)
{
    for (;;) {
        struct step step = look(decoder, now);
        if (!step.ready)
            return false;
        if (step.kind == DECODED_EVENT) {
            if (step.event.kind == EVENT_PASTE)
                take_piece(decoder, &step, &step.event);
            *ret_event = step.event;
        } else if (step.kind == DECODED_ANSWERED) {
            decoder->rules.answers = false;
        }
        decoder->from += step.used;
        decoder->length -= step.used;
        decoder->state = step.next;
        if (step.kind != DECODED_NOTHING) {
            *ret = step.kind;
            return true;
        }
    }
}

bool decoder_ready(const struct decoder *decoder, int64_t now)
{
    return look(decoder, now).ready;
}

int decoder_wait(const struct decoder *decoder, int64_t now)
{
    if (decoder->length == 0 && decoder->state == DECODER_KEYS)
        return -1;
    struct step step = look(decoder, now);
    int64_t left = decoder->last + step.patience - now;
    return step.ready || left < 0 ? 0 : (int)left;
}
