/* SPDX-License-Identifier: MIT */
/* What a book says of itself, by name. */
#ifndef COFFER_STORE_SETTINGS_H
#define COFFER_STORE_SETTINGS_H

#include "base/buf.h"
#include "store/tx.h"

/* Appends the value; nothing where the book says nothing. */
enum rc setting_get(struct book *book, const char *name, struct buf *ret, struct err *err);
enum rc setting_put(struct tx *tx, const char *name, const char *value, struct err *err);

#endif
