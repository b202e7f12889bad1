/* SPDX-License-Identifier: MIT */
/*
 * How long a text may be that the book keeps, in characters. One limit for
 * everything that names a thing (ids, codes, names, spellings), one for
 * everything that describes it (notes, reasons, the details of an earning). What
 * vendors print is far below both; what is longer is refused at the door, never
 * cut.
 */
#ifndef COFFER_MODEL_LENGTH_H
#define COFFER_MODEL_LENGTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { LENGTH_NAME = 200, LENGTH_TEXT = 1000 };

/* Room for them and a NUL: a character has at most four bytes. The code made of a
 * name is composed (NFC), which can make it three times as long. */
enum {
    LENGTH_NAME_SIZE = LENGTH_NAME * 4 + 1,
    LENGTH_TEXT_SIZE = LENGTH_TEXT * 4 + 1,
    LENGTH_CODE_SIZE = LENGTH_NAME * 4 * 3 + 1,
};

bool length_is_over(const char *text, size_t bytes, size_t limit);

/* RC_USAGE, naming `what` ("--note"), where text is longer; NULL is fine. */
must_use enum rc length_check(const char *what, const char *text, size_t limit, struct err *err);

#endif
