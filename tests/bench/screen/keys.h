/* SPDX-License-Identifier: MIT */
/* Keys as words: "Down", "Esc"; any other word is typed character by character.
 * "Down*20" is that key twenty times. */
#ifndef COFFER_BENCH_KEYS_H
#define COFFER_BENCH_KEYS_H

#include <stdbool.h>

enum { KEY_BYTES = 16 };

struct keys {
    const char *next; /* of the walk */
    const char *word; /* the one that is being told; its length */
    int length;
    int at, left; /* the next character of it; how often it still comes */
};

void keys_begin(struct keys *keys, const char *walk);
/* The next key's bytes; false at the end. */
bool keys_next(struct keys *keys, char ret[KEY_BYTES]);

#endif
