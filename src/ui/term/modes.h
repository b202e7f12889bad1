/* SPDX-License-Identifier: MIT */
/*
 * What a terminal is told to be a screen, and to be what it was again. Each thing
 * that is switched on stands in one table beside what switches it off, so that
 * nothing can be forgotten on the way out.
 */
#ifndef COFFER_UI_MODES_H
#define COFFER_UI_MODES_H

#include <stdbool.h>
#include <stddef.h>

/* What the terminal's entry says, without padding; NULL where it says nothing. */
struct modes_words {
    const char *screen, *no_screen; /* smcup, rmcup */
    const char *keys, *no_keys;     /* smkx, rmkx */
    const char *plain;              /* sgr0 */
    const char *cursor;             /* cnorm */
    const char *wrap, *no_insert;   /* smam, rmir */
    const char *region;             /* scrolls all of it */
    const char *clear;
};

/* True for a terminal with an alternate screen of xterm's making: it knows private
 * modes and strings, or passes over those it does not know. Consoles and real
 * VTs (linux, vt…) do not. */
bool modes_are_private(const char *name, const struct modes_words *words);

enum { MODES_SIZE = 512 };

/* Each returns the length of the text in ret. */
size_t modes_enter(const struct modes_words *words, bool private_modes, char ret[MODES_SIZE]);
/* For a terminal that is a screen already, and may have been told otherwise by
 * somebody else in the meantime. */
size_t modes_enter_again(const struct modes_words *words, bool private_modes, char ret[MODES_SIZE]);
/* May come in the middle of anything, and after any part of modes_enter. */
size_t modes_leave(const struct modes_words *words, bool private_modes, char ret[MODES_SIZE]);

/* Asks for the background's colour, for synchronized output, and at last for what
 * every terminal answers. */
extern const char modes_questions[];
extern const char modes_sync_begin[], modes_sync_end[];

#endif
