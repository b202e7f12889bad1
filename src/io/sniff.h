/* SPDX-License-Identifier: MIT */
/* What a stream is, by its first bytes. */
#ifndef COFFER_IO_SNIFF_H
#define COFFER_IO_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { SNIFF_SIZE = 64 };

bool sniff_is_zip(const char *bytes, size_t length);

/* RC_CONTENT: the stream is known not to be text in UTF-8 (compressed, UTF-16, a
 * workbook, a PDF), named with what to do. `name` stands in the message. */
enum rc sniff_check(const char *bytes, size_t length, const char *name, struct err *err);

#endif
