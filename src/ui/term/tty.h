/* SPDX-License-Identifier: MIT */
/* The terminal as a device: its modes, its size, bytes in and out. */
#ifndef COFFER_UI_TTY_H
#define COFFER_UI_TTY_H

#include <stdbool.h>
#include <stddef.h>

#include <termios.h>

struct tty {
    int in, out;
    struct termios found; /* the modes before anything was changed */
    struct termios raw;
};

/* Learns the modes, changes nothing. False: `in` is no terminal. */
bool tty_init(struct tty *tty, int in, int out);
/* Every byte comes as it is typed, also Ctrl-C, Ctrl-Z and Ctrl-S, and goes out as
 * it is written. */
void tty_set_raw(const struct tty *tty);
/* Back to the modes found, bit by bit. flush: what was typed and not read is
 * dropped. Safe in a signal handler. */
void tty_set_found(const struct tty *tty, bool flush);
/* From the device; 24 × 80 where it does not know. */
void tty_size(const struct tty *tty, int *ret_rows, int *ret_cols);

/* Writes all of it, however long the terminal takes. False: it is gone. */
bool tty_write(const struct tty *tty, const char *bytes, size_t length);
/* Writes what the terminal takes within a second. Safe in a signal handler. */
void tty_write_soon(const struct tty *tty, const char *bytes, size_t length);
/* What is there, up to `room` bytes: how many; 0: nothing just now; -1: it is
 * gone. Call it when poll says that there is something. */
int tty_read(const struct tty *tty, char *ret, size_t room);

#endif
