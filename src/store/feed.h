/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: many rows in one statement.
 *
 * A feed is a virtual table over an array in memory. "INSERT INTO earning
 * SELECT ... FROM earning_feed" takes a whole run of an import at once, where a
 * statement for each row would bind, open, close and reset for each row.
 *
 * An array is lent for one statement; a feed that has none is empty. Texts are
 * read in place: they must stay until the statement has ended.
 */
#ifndef COFFER_STORE_FEED_H
#define COFFER_STORE_FEED_H

#include <stddef.h>

#include "store/db.h"

/* What the rows of a feed are. */
struct feed_kind {
    const char *table;   /* its name in SQL */
    const char *columns; /* "CREATE TABLE feed (hash, earning)" */
    size_t size;         /* of a row in the array */
    void (*column)(sqlite3_context *result, const void *row, int column);
};

extern const struct feed_kind earning_feed; /* settle.c */
extern const struct feed_kind key_feed;     /* keys.c */
extern const struct feed_kind id_feed;      /* keys.c */

/* Makes the tables of all feeds known to a connection. */
enum rc feeds_register(struct book *book, struct err *err);

void feed_lend(struct book *book, enum feed_id id, const void *rows, size_t count);
void feed_take_back(struct book *book, enum feed_id id);

/* Runs a statement without rows on `count` rows of a feed. q has been begun
 * with it and holds its parameters; the caller ends it. */
enum rc feed_run(struct query *q, enum feed_id id, const void *rows, size_t count, struct err *err);

#endif
