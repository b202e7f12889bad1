/* SPDX-License-Identifier: MIT */
/* Inside the store: arrays that grow while rows are read. */
#ifndef COFFER_STORE_ROWS_H
#define COFFER_STORE_ROWS_H

#include <stddef.h>

#include "base/err.h"

/* Room for one more item of `size` bytes, zeroed, at the end of *items; the
 * capacity is the next power of two. *count grows by one. */
enum rc rows_push(void **items, size_t *count, size_t size, void **ret_item, struct err *err);

/* A copy on the heap; NULL is copied as "". */
enum rc rows_copy(const char *text, char **ret, struct err *err);

#endif
