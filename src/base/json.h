/* SPDX-License-Identifier: MIT */
#ifndef COFFER_BASE_JSON_H
#define COFFER_BASE_JSON_H

#include "base/buf.h"

/* Appends text as a JSON string with its quotes. Control characters (C0, DEL,
 * C1) and U+2028/9 are escaped, so that the line can be shown and pasted
 * anywhere; a byte that is not UTF-8 becomes U+FFFD. */
void json_add_string(struct buf *buf, const char *text);

#endif
