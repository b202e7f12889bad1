/* SPDX-License-Identifier: MIT */
#include "ui/term/reading.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

void reading_set_key(struct reading *reading, enum key_code code, int held)
{
    const struct key key = {.code = code,
                            .shift = (held & SHIFT) != 0 && code != K_CHAR,
                            .alt = (held & ALT) != 0,
                            .ctrl = (held & CTRL) != 0};
    reading->kind = DECODED_EVENT;
    reading->event = (struct event){.kind = EVENT_KEY, .key = key};
}

void reading_set_char(struct reading *reading, const char *text, size_t length, int held)
{
    reading_set_key(reading, K_CHAR, held);
    struct key *key = &reading->event.key;
    memcpy(key->text, text, length);
    if (key->ctrl && length == 1 && text[0] >= 'A' && text[0] <= 'Z')
        key->text[0] = (char)(text[0] - 'A' + 'a');
    if (key->ctrl && !key->alt && strcmp(key->text, "c") == 0)
        reading->event = (struct event){.kind = EVENT_STOP};
}

void reading_set_unknown(struct reading *reading, const char *bytes, size_t length)
{
    reading_set_key(reading, K_UNKNOWN, 0);
    char *text = reading->event.key.text;
    size_t at = 0;
    for (size_t i = 0; i < length && at + 5 < KEY_TEXT_SIZE; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        char one[5] = {(char)byte};
        if (byte == ESC)
            (void)snprintf(one, sizeof(one), "Esc");
        else if (byte < 0x20)
            (void)snprintf(one, sizeof(one), "^%c", byte + '@');
        else if (byte >= 0x7f)
            (void)snprintf(one, sizeof(one), "\\x%02x", (unsigned)byte);
        at += (size_t)snprintf(text + at, KEY_TEXT_SIZE - at, "%s", one);
    }
}

void reading_done(struct reading *reading, size_t used)
{
    reading->used = used;
}

void reading_wait(struct reading *reading, int64_t patience, size_t without)
{
    reading->used = 0;
    reading->patience = patience;
    reading->without = without;
}

void reading_unknown(struct reading *reading, const char *bytes, size_t used)
{
    reading_set_unknown(reading, bytes, used);
    reading_done(reading, used);
}

void reading_control(struct reading *reading, unsigned char byte, int held)
{
    const char letter[] = {(char)(byte + '@'), '\0'};
    if (byte == '\r' || byte == '\n')
        reading_set_key(reading, K_ENTER, held);
    else if (byte == '\t')
        reading_set_key(reading, K_TAB, held);
    else if (byte == 0x08 || byte == 0x7f)
        reading_set_key(reading, K_BACKSPACE, held);
    else if (byte == 0)
        reading_set_char(reading, " ", 1, held | CTRL);
    else
        reading_set_char(reading, letter, 1, held | CTRL);
    reading_done(reading, 1);
}

/* How many bytes a character has that begins with this one; 0: none does. */
static size_t character_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

void reading_character(struct reading *reading, const char *bytes, size_t length, int held)
{
    size_t whole = character_length((unsigned char)bytes[0]);
    size_t have = 1;
    while (have < whole && have < length && ((unsigned char)bytes[have] & 0xc0) == 0x80)
        have++;
    if (have < whole && have == length) {
        reading_set_unknown(reading, bytes, have);
        reading_wait(reading, SEQUENCE_ESC_WAIT, have);
        return;
    }
    bool c1 = whole == 2 && bytes[0] == '\xc2' && (unsigned char)bytes[1] < 0xa0;
    if (have != whole || c1 || !text_is_utf8(bytes, whole)) {
        reading_unknown(reading, bytes, have);
        return;
    }
    reading_set_char(reading, bytes, whole, held);
    reading_done(reading, whole);
}
