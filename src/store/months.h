/* SPDX-License-Identifier: MIT */
/* Inside the store: how many rows of a month an import spoke of. */
#ifndef COFFER_STORE_MONTHS_H
#define COFFER_STORE_MONTHS_H

#include <stdint.h>

#include "model/date.h"
#include "store/book.h"

/* Counts in bounded memory; writes back by itself when it is full. */
struct months;
enum rc months_new(struct book *book, struct months **ret, struct err *err);
void months_free(struct months *months);
enum rc months_add(struct months *months, int64_t import, int64_t name, int64_t location,
                   struct month month, struct err *err);
enum rc months_flush(struct months *months, struct err *err);

#endif
