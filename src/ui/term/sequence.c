/* SPDX-License-Identifier: MIT */
#include "ui/term/sequence.h"

#include <string.h>

#include "ui/term/answer.h"
#include "ui/term/reading.h"

/* How many bytes end a string here: BEL 1, ST 2, anything else behind ESC breaks
 * it off and stays. -1: nothing ends here. */
static int string_end(const char *bytes, size_t left)
{
    if (bytes[0] == BEL)
        return 1;
    if (bytes[0] != ESC || left < 2)
        return -1;
    return bytes[1] == '\\' ? 2 : 0;
}

/* OSC, DCS, APC, PM, SOS. */
static void read_string(struct reading *reading, const char *bytes, size_t length)
{
    size_t seen = length < SEQUENCE_STRING_MOST ? length : SEQUENCE_STRING_MOST;
    for (size_t i = 2; i < seen; i++) {
        int end = string_end(bytes + i, seen - i);
        if (end < 0)
            continue;
        reading->kind =
            bytes[1] == ']' && end > 0 ? answer_of_osc(bytes + 2, i - 2) : DECODED_NOTHING;
        reading_done(reading, i + (size_t)end);
        return;
    }
    reading_set_unknown(reading, bytes, seen);
    reading_wait(reading, SEQUENCE_ANSWER_WAIT, seen);
    if (seen == SEQUENCE_STRING_MOST) {
        reading->kind = DECODED_LONG_STRING;
        /* Its last byte may be the ESC of the end. */
        reading_done(reading, bytes[seen - 1] == ESC ? seen - 1 : seen);
    }
}

/* The longest key of the terminal's entry that the bytes begin with; *ret_more:
 * they could become one. */
static const struct sequence_key *find_key(const struct sequence_rules *rules, const char *bytes,
                                           size_t length, bool *ret_more)
{
    const struct sequence_key *best = NULL;
    size_t best_size = 0;
    *ret_more = false;
    for (size_t i = 0; i < rules->key_count; i++) {
        size_t size = strlen(rules->keys[i].bytes);
        if (size > length) {
            if (memcmp(rules->keys[i].bytes, bytes, length) == 0)
                *ret_more = true;
        } else if (size > best_size && memcmp(rules->keys[i].bytes, bytes, size) == 0) {
            best = &rules->keys[i];
            best_size = size;
        }
    }
    return best;
}

static bool is_string(char c)
{
    return c != '\0' && strchr("]P_^X", c) != NULL;
}

static void read_escape(struct reading *reading, const struct sequence_rules *rules,
                        const char *bytes, size_t length);

/* ESC ESC: the second may begin an arrow with Alt (rxvt); anything else comes
 * after an Esc of its own. */
static void read_escape_twice(struct reading *reading, const struct sequence_rules *rules,
                              const char *bytes, size_t length)
{
    bool may = length == 2 || bytes[2] == '[' || bytes[2] == 'O';
    if (may && length > 2)
        read_escape(reading, rules, bytes + 1, length - 1);
    if (may && reading->used == 0) {
        reading_set_key(reading, K_ESC, 0);
        reading_wait(reading, SEQUENCE_ESC_WAIT, 1);
        return;
    }
    if (may && reading->kind == DECODED_EVENT && reading->event.kind == EVENT_KEY &&
        reading->event.key.code != K_UNKNOWN && reading->event.key.code != K_CHAR) {
        reading->event.key.alt = true;
        reading_done(reading, reading->used + 1);
        return;
    }
    reading_set_key(reading, K_ESC, 0);
    reading_done(reading, 1);
}

/* ESC and one more byte that begins no sequence: a key with Alt. Ctrl-C behind it
 * is no such key: somebody wants to stop. */
static void read_alt(struct reading *reading, const char *bytes, size_t length)
{
    unsigned char byte = (unsigned char)bytes[1];
    if (byte == 0x03) {
        reading_set_key(reading, K_ESC, 0);
        reading_done(reading, 1);
        return;
    }
    if (byte < 0x20 || byte == 0x7f)
        reading_control(reading, byte, ALT);
    else
        reading_character(reading, bytes + 1, length - 1, ALT);
    reading->without += 1;
    if (reading->used > 0)
        reading_done(reading, reading->used + 1);
}

static void read_escape(struct reading *reading, const struct sequence_rules *rules,
                        const char *bytes, size_t length)
{
    char second = length > 1 ? bytes[1] : '\0';
    if (length == 1) {
        reading_set_key(reading, K_ESC, 0);
        reading_wait(reading, rules->answers ? SEQUENCE_ESC_ANSWER_WAIT : SEQUENCE_ESC_WAIT, 1);
    } else if (length == 2 && (second == '[' || second == 'O' || is_string(second))) {
        read_alt(reading, bytes, length);
        reading_wait(reading,
                     rules->answers && second != 'O' ? SEQUENCE_ANSWER_WAIT : SEQUENCE_ESC_WAIT, 2);
    } else if (second == ESC) {
        read_escape_twice(reading, rules, bytes, length);
    } else if (second == '[') {
        reading_csi(reading, bytes, length);
    } else if (second == 'O') {
        reading_ss3(reading, bytes, length);
    } else if (is_string(second)) {
        read_string(reading, bytes, length);
    } else {
        read_alt(reading, bytes, length);
    }
}

/* The terminal's entry goes before the common forms. */
static void read_sequence(struct reading *reading, const struct sequence_rules *rules,
                          const char *bytes, size_t length)
{
    bool more;
    const struct sequence_key *known = find_key(rules, bytes, length, &more);
    if (known != NULL) {
        reading_set_key(reading, known->code, known->shift ? SHIFT : 0);
        reading_done(reading, strlen(known->bytes));
        return;
    }
    read_escape(reading, rules, bytes, length);
    if (more && reading->used > 0)
        reading_wait(reading, SEQUENCE_ESC_WAIT, reading->used);
}

size_t sequence_read(const struct sequence_rules *rules, const char *bytes, size_t length,
                     int64_t waited, enum decoded *ret, struct event *ret_event,
                     int64_t *ret_patience)
{
    struct reading reading = {.used = 0};
    unsigned char first = (unsigned char)bytes[0];
    if (first == ESC)
        read_sequence(&reading, rules, bytes, length);
    else if (first < 0x20 || first == 0x7f)
        reading_control(&reading, first, 0);
    else
        reading_character(&reading, bytes, length, 0);
    if (reading.used == 0 && waited >= reading.patience)
        reading.used = reading.without;
    if (reading.used == 0) {
        *ret_patience = reading.patience;
        return 0;
    }
    *ret = reading.kind;
    *ret_event = reading.event;
    return reading.used;
}
