/* SPDX-License-Identifier: MIT */
/*
 * Which claims were written through this book, also where that was taken back: so that
 * whoever keeps something about claims reads again only those. They are numbered; what
 * other processes write is not among them (book_data_version).
 */
#ifndef COFFER_STORE_MARKS_H
#define COFFER_STORE_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/book.h"

enum { CLAIM_MARKS = 64 };

/* The number of the newest. */
int64_t claim_marks_now(const struct book *book);
/* The ids behind number `since`, some of them perhaps twice, lent until something is
 * written. False: more than CLAIM_MARKS, or something else that claims are seen by: programs
 * and their terms, members, a restored book. */
bool claim_marks_since(const struct book *book, int64_t since, const char *ret_ids[CLAIM_MARKS],
                       size_t *ret_count);

/* Inside the store. */
struct claim_marks {
    char *ids[CLAIM_MARKS]; /* owned: of the newest, by number modulo */
    int64_t newest;
    int64_t all; /* the number up to which everything may have changed */
};
void claim_mark(struct book *book, const char *id);
void claim_mark_all(struct book *book);
void claim_marks_release(struct claim_marks *marks);

#endif
