/* SPDX-License-Identifier: MIT */
/* Texts that many earnings share, kept once (table word). */
#ifndef COFFER_STORE_WORDS_H
#define COFFER_STORE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "store/book.h"

enum { WORD_TYPE = 100 }; /* kinds below are enum detail */

/* The key of a text, made when it is new. */
enum rc word_key(struct book *book, int kind, const char *text, size_t length, int64_t *ret_key,
                 struct err *err);

#endif
