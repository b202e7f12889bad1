/* SPDX-License-Identifier: MIT */
/* Sizes of files, in bytes, as people write them. */
#ifndef COFFER_MODEL_SIZE_H
#define COFFER_MODEL_SIZE_H

#include <stdbool.h>
#include <stdint.h>

enum { SIZE_TEXT_SIZE = 24 };

/* "500 MB", "500MB", "1.5 GB", "64 KiB", "1048576": a number and B, KB, MB, GB, TB (1000)
 * or KiB, MiB, GiB, TiB (1024), in any case of letters. False: it cannot be read, is no
 * whole number of bytes, or is not from 1 byte to 1 TB. */
bool size_parse(const char *text, int64_t *ret);
/* In the largest unit that says it exactly, as size_parse takes it: "500 MB". Returns
 * ret. */
char *size_print(int64_t bytes, char ret[SIZE_TEXT_SIZE]);
/* Rounded, for people: "1.2 MB", "37 KB". Returns ret. */
char *size_words(int64_t bytes, char ret[SIZE_TEXT_SIZE]);

#endif
