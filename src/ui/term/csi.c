/* SPDX-License-Identifier: MIT */
/* Sequences with parameters: keys, the mouse, and answers. */
#include <string.h>

#include "ui/term/answer.h"
#include "ui/term/reading.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- mouse ------------------------------------------------------------------------------- */

/* The button as xterm counts: low bits the button, 32 moved, 64 wheel. A move,
 * another button than the left one and a sideways wheel are nothing to us. */
static void set_mouse(struct reading *reading, int button, int col, int row, bool up)
{
    enum { MOVED = 32, WHEEL = 64, OTHERS = 128, HELD = 4 | 8 | 16 };
    enum mouse_kind kind = up ? MOUSE_RELEASE : MOUSE_PRESS;
    int which = button & ~HELD;
    reading->kind = DECODED_NOTHING;
    if (row < 1 || col < 1 || which < 0)
        return;
    if (which == WHEEL)
        kind = MOUSE_WHEEL_UP;
    else if (which == WHEEL + 1)
        kind = MOUSE_WHEEL_DOWN;
    else if ((which & (MOVED | WHEEL | OTHERS)) != 0 || which != 0)
        return;
    reading->kind = DECODED_EVENT;
    reading->event = (struct event){.kind = EVENT_MOUSE,
                                    .mouse = {.kind = kind, .row = row - 1, .col = col - 1}};
}

/* CSI M and three bytes, each 32 above its value; button 3 is a release. */
static void read_x10(struct reading *reading, const char *bytes, size_t length)
{
    enum { WHOLE = 6, BASE = 32, RELEASE = 3 };
    if (length < WHOLE) {
        reading_set_unknown(reading, bytes, length);
        reading_wait(reading, SEQUENCE_ANSWER_WAIT, length);
        return;
    }
    int button = (unsigned char)bytes[3] - BASE;
    bool up = (button & ~(4 | 8 | 16)) == RELEASE;
    set_mouse(reading, up ? 0 : button, (unsigned char)bytes[4] - BASE,
              (unsigned char)bytes[5] - BASE, up);
    reading_done(reading, WHOLE);
}

/* ---- CSI --------------------------------------------------------------------------------- */

struct number_key {
    int number;
    enum key_code code;
};

/* CSI number ~ */
static const struct number_key number_keys[] = {
    {1, K_HOME},      {2, K_INSERT},  {3, K_DELETE},  {4, K_END},      {5, K_PAGE_UP},
    {6, K_PAGE_DOWN}, {7, K_HOME},    {8, K_END},     {11, K_F1},      {12, K_F1 + 1},
    {13, K_F1 + 2},   {14, K_F1 + 3}, {15, K_F1 + 4}, {17, K_F1 + 5},  {18, K_F1 + 6},
    {19, K_F1 + 7},   {20, K_F1 + 8}, {21, K_F1 + 9}, {23, K_F1 + 10}, {24, K_F12},
};

struct letter_key {
    char letter;
    enum key_code code;
};

/* CSI letter and SS3 letter, in lower case with a modifier on rxvt. */
static const struct letter_key letter_keys[] = {
    {'A', K_UP},  {'B', K_DOWN}, {'C', K_RIGHT},  {'D', K_LEFT},   {'H', K_HOME},
    {'F', K_END}, {'P', K_F1},   {'Q', K_F1 + 1}, {'R', K_F1 + 2}, {'S', K_F1 + 3},
};

static enum key_code code_of_number(int number)
{
    for (size_t i = 0; i < COUNT(number_keys); i++)
        if (number_keys[i].number == number)
            return number_keys[i].code;
    return K_NONE;
}

static enum key_code code_of_letter(char letter)
{
    for (size_t i = 0; i < COUNT(letter_keys); i++)
        if (letter_keys[i].letter == letter)
            return letter_keys[i].code;
    return K_NONE;
}

/* xterm's modifier parameter is one more than its bits. */
static int held_of(int parameter)
{
    return parameter > 1 ? (parameter - 1) & (SHIFT | ALT | CTRL) : 0;
}

static void put_utf8(unsigned code, char ret[5])
{
    int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
    memset(ret, 0, 5);
    for (int i = more; i > 0; i--, code >>= 6)
        ret[i] = (char)(0x80 | (code & 0x3f));
    ret[0] = (char)(leads[more] | code);
}

/* Any key by its code point. False: it is none that we have. */
static bool set_code(struct reading *reading, int code, int held)
{
    char text[5];
    bool private_use = code >= 0xe000 && code <= 0xf8ff; /* keys that we do not have */
    if (code == ESC) {
        reading_set_key(reading, K_ESC, held);
    } else if (code == '\t' && (held & SHIFT) != 0) {
        reading_set_key(reading, K_BACKTAB, held & ~SHIFT);
    } else if (code == '\r' || code == '\t' || code == 0x08 || code == 0x7f) {
        reading_control(reading, (unsigned char)code, held);
    } else if (code >= 0x20 && code <= 0x10ffff && !private_use) {
        put_utf8((unsigned)code, text);
        reading_character(reading, text, strlen(text), held);
        return reading->event.key.code != K_UNKNOWN;
    } else {
        return false;
    }
    return true;
}

/* CSI number final: what else the final byte says is held down. */
static bool set_number_key(struct reading *reading, int number, char final, int held)
{
    enum key_code code = code_of_number(number);
    if (final == '$' || final == '@')
        held |= SHIFT;
    if (final == '^' || final == '@')
        held |= CTRL;
    reading_set_key(reading, code, held);
    return code != K_NONE;
}

static bool set_letter_key(struct reading *reading, char final, int held)
{
    enum key_code code = code_of_letter(final);
    if (final == 'Z') {
        code = K_BACKTAB;
        held &= ~SHIFT;
    } else if (final >= 'a' && final <= 'd') {
        code = code_of_letter((char)(final - 'a' + 'A'));
        held |= SHIFT;
    }
    reading_set_key(reading, code, held);
    return code != K_NONE;
}

/* Answers begin with a mark, or are reports of places and sizes. */
static bool is_answer(const struct csi *csi)
{
    return csi->mark != '\0' || strchr("ntxy", csi->final) != NULL ||
           (csi->final == 'R' && csi->numbers[0] > 1);
}

/* What a whole sequence is. False: it means nothing. */
static bool interpret(struct reading *reading, const struct csi *csi)
{
    enum { PASTE_BEGINS = 200, PASTE_ENDS = 201, OTHER_KEY = 27 };
    int first = csi->numbers[0], held = held_of(csi->numbers[1]);
    if (csi->mark == '<' && (csi->final == 'M' || csi->final == 'm')) {
        set_mouse(reading, first, csi->numbers[1], csi->numbers[2], csi->final == 'm');
    } else if (is_answer(csi)) {
        reading->kind = answer_of_csi(csi);
    } else if (csi->final == 'I' || csi->final == 'O') {
        reading->kind = DECODED_EVENT;
        reading->event = (struct event){.kind = EVENT_FOCUS, .on = csi->final == 'I'};
    } else if (csi->final == '~' && first == PASTE_BEGINS) {
        reading->kind = DECODED_PASTE;
    } else if (csi->final == '~' && first == PASTE_ENDS) {
        reading->kind = DECODED_NOTHING; /* an end without a beginning */
    } else if (csi->final == '~' && first == OTHER_KEY) {
        return set_code(reading, csi->numbers[2], held);
    } else if (csi->final == 'u') {
        return set_code(reading, first, held);
    } else if (strchr("~$^@", csi->final) != NULL) {
        return set_number_key(reading, first, csi->final, held);
    } else {
        return set_letter_key(reading, csi->final, held);
    }
    return true;
}

/* The numbers from `at` on; further parts of one (after ':') are left out.
 * Returns where they end. */
static size_t read_numbers(const char *bytes, size_t at, size_t length, struct csi *csi)
{
    enum { MOST = 0x200000 };
    bool part = false;
    csi->count = 1;
    for (; at < length; at++) {
        char c = bytes[at];
        int *number = csi->count <= CSI_NUMBERS ? &csi->numbers[csi->count - 1] : NULL;
        if (c == ';') {
            csi->count++;
            part = false;
        } else if (c == ':') {
            part = true;
        } else if (c < '0' || c > '9') {
            break;
        } else if (number != NULL && !part && *number < MOST) {
            *number = *number * 10 + (c - '0');
        }
    }
    return at;
}

static void read_parameters(struct reading *reading, const char *bytes, size_t length)
{
    struct csi csi = {.mark = '\0'};
    size_t at = 2;
    if (at < length && bytes[at] >= '<' && bytes[at] <= '?')
        csi.mark = bytes[at++];
    at = read_numbers(bytes, at, length, &csi);
    /* '$' ends a key on rxvt; in an answer, which has a mark, it does not. */
    bool rxvt = csi.mark == '\0' && csi.count == 1 && at > 2 && at < length && bytes[at] == '$';
    while (at < length && !rxvt && bytes[at] >= 0x20 && bytes[at] <= '?') {
        csi.middle = bytes[at];
        at++;
    }
    if (at >= SEQUENCE_CSI_MOST) {
        reading_set_unknown(reading, bytes, at);
        reading->kind = DECODED_LONG_CSI;
        reading_done(reading, at);
    } else if (at == length) {
        reading_set_unknown(reading, bytes, length);
        reading_wait(reading, SEQUENCE_ANSWER_WAIT, length);
    } else if (!rxvt && (bytes[at] < '@' || bytes[at] > '~')) {
        reading_unknown(reading, bytes, at); /* broken off by something else */
    } else {
        csi.final = bytes[at];
        if (!interpret(reading, &csi))
            reading_set_unknown(reading, bytes, at + 1);
        reading_done(reading, at + 1);
    }
}

/* The Linux console's F1 to F5: CSI [ A … E. */
static void read_console_key(struct reading *reading, const char *bytes, size_t length)
{
    if (length < 4) {
        reading_set_unknown(reading, bytes, length);
        reading_wait(reading, SEQUENCE_ANSWER_WAIT, length);
    } else if (bytes[3] < 'A' || bytes[3] > 'E') {
        reading_unknown(reading, bytes, 3);
    } else {
        reading_set_key(reading, K_F1 + (enum key_code)(bytes[3] - 'A'), 0);
        reading_done(reading, 4);
    }
}

void reading_csi(struct reading *reading, const char *bytes, size_t length)
{
    if (bytes[2] == '[')
        read_console_key(reading, bytes, length);
    else if (bytes[2] == 'M')
        read_x10(reading, bytes, length);
    else
        read_parameters(reading, bytes, length);
}

/* ESC O letter, of old with a modifier before it; rxvt's Ctrl-arrows; the keypad. */
void reading_ss3(struct reading *reading, const char *bytes, size_t length)
{
    static const char keypad[] = "*+,-./0123456789"; /* j … y */
    enum { MOST = 8 };
    struct csi csi = {.mark = '\0'};
    size_t at = read_numbers(bytes, 2, length < MOST ? length : MOST, &csi);
    if (at == length && at < MOST) {
        reading_set_unknown(reading, bytes, at);
        reading_wait(reading, SEQUENCE_ANSWER_WAIT, at);
        return;
    }
    char letter = at < length ? bytes[at] : '\0';
    if (letter < 0x20 || letter > '~' || at >= MOST) {
        reading_unknown(reading, bytes, at);
        return;
    }
    if (code_of_letter(letter) != K_NONE)
        reading_set_key(reading, code_of_letter(letter), held_of(csi.numbers[csi.count > 1]));
    else if (letter >= 'a' && letter <= 'd')
        reading_set_key(reading, code_of_letter((char)(letter - 'a' + 'A')), CTRL);
    else if (letter == 'M')
        reading_set_key(reading, K_ENTER, 0);
    else if (letter >= 'j' && letter <= 'y')
        reading_set_char(reading, &keypad[letter - 'j'], 1, 0);
    else
        reading_set_unknown(reading, bytes, at + 1);
    reading_done(reading, at + 1);
}
