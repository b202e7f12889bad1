/* SPDX-License-Identifier: MIT */
/* Waiting for the lock of a book that another process writes in. */
#ifndef COFFER_STORE_PATIENCE_H
#define COFFER_STORE_PATIENCE_H

#include "store/book.h"

/* BEGIN IMMEDIATE. Somebody else writes: without book_wait_with five seconds, then
 * RC_BOOK; with it until it is asked no more, RC_STOP. */
enum rc patience_lock(struct book *book, struct err *err);

/* The login of whoever holds the lock, "" where the system does not tell. */
enum { PATIENCE_NAME = 64 };
void patience_who(const struct book *book, char ret[PATIENCE_NAME]);

#endif
