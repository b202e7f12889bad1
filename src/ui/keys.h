/* SPDX-License-Identifier: MIT */
/* What comes from the terminal, once decoded. */
#ifndef COFFER_UI_KEYS_H
#define COFFER_UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

enum key_code {
    K_NONE,
    K_CHAR, /* a character: key.text */
    K_ENTER,
    K_ESC,
    K_TAB,
    K_BACKTAB,
    K_BACKSPACE,
    K_DELETE,
    K_INSERT,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_F1, /* … K_F1 + 11 = F12 */
    K_F12 = K_F1 + 11,
    K_UNKNOWN, /* a sequence of the terminal that means nothing to us: key.text, visible */
};

enum { KEY_TEXT_SIZE = 32 };

struct key {
    enum key_code code;
    bool ctrl, alt, shift;    /* shift never with K_CHAR */
    char text[KEY_TEXT_SIZE]; /* K_CHAR: one character as UTF-8; Ctrl-R is ctrl and "r" */
};

enum event_kind {
    EVENT_KEY,
    EVENT_MOUSE,
    EVENT_PASTE,   /* a bracketed paste, whole or in pieces: data, never keys */
    EVENT_RESIZE,  /* rows, cols */
    EVENT_FOCUS,   /* on: the terminal has the focus */
    EVENT_TICK,    /* the time asked for has passed */
    EVENT_WAKE,    /* a job has something to say */
    EVENT_RESTYLE, /* the terminal told its background: draw all anew */
    EVENT_STOP,    /* Ctrl-C */
    EVENT_END,     /* the terminal is gone */
};

enum mouse_kind { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
    enum event_kind kind;
    struct key key;
    struct {
        enum mouse_kind kind;
        int row, col; /* from 0 */
    } mouse;
    const char *paste; /* borrowed until the next event; may hold any bytes but NUL */
    size_t paste_length;
    bool paste_more; /* another piece follows */
    int rows, cols;
    bool on;
};

/* A key's name as help, footer and the action table write it: "q", "Ctrl-R",
 * "Enter", "PgDn", "Shift-Tab", "F1", "Space". */
enum { KEY_NAME_SIZE = 48 };
char *key_print(const struct key *key, char ret[KEY_NAME_SIZE]);
/* Whether `name`, in that spelling, is this key. */
bool key_is(const struct key *key, const char *name);

#endif
