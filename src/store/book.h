/* SPDX-License-Identifier: MIT */
/*
 * The book: one SQLite file that holds everything (DESIGN.md "The book").
 *
 * This is the only way to it. A book is opened by book_open or made by
 * book_create, read through the rooms beside this file (members, programs,
 * locations, earnings, totals, imports, journal), and written only inside a
 * struct tx (tx.h).
 */
#ifndef COFFER_STORE_BOOK_H
#define COFFER_STORE_BOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct book;

enum { BOOK_APPLICATION_ID = 0x434F4652, BOOK_PAGE_SIZE = 8192 };

/* The schema that this program writes: the number of the last migration. */
int book_schema(void);

enum book_wish {
    BOOK_LOOK,  /* read only */
    BOOK_WRITE, /* read and write where the file's mode allows it, else read only */
};

/* Opens an existing book. RC_BOOK, each with its own words: missing, not a
 * file, no permission, not an SQLite file, an SQLite file of another program,
 * an empty one, damaged, of a newer Coffer. Of an older one: *ret_old is true,
 * and nothing but copying it and book_migrate may follow.
 * A book without write permission whose folder cannot take SQLite's side files
 * is read from a private copy. */
enum rc book_open(const char *path, enum book_wish wish, struct book **ret, bool *ret_old,
                  struct err *err);

/* Makes the file (mode 0600) and its tables. The book comes back inside its
 * first transaction: the tx_begin that follows joins it, and nothing is in the
 * file before that tx is committed. An existing book, or any other file that is
 * not empty, is RC_RULE. */
enum rc book_create(const char *path, struct book **ret, struct err *err);

/* Brings an older schema to this one, one transaction a step. */
enum rc book_migrate(struct book *book, struct err *err);

void book_close(struct book *book); /* NULL is fine */

const char *book_path(const struct book *book);
bool book_is_read_only(const struct book *book);
/* True where it is read only because its disk has no room for a log. */
bool book_lacks_space(const struct book *book);
/* RC_OK, else why the book cannot be written and what to do about it: RC_FILE for a
 * full disk, RC_BOOK for a read-only book. */
enum rc book_may_write(const struct book *book, struct err *err);
/* True when what is read is a private copy made at opening. */
bool book_is_copy(const struct book *book);
/* True when the book lies on a network file system, where it is kept with a
 * rollback journal instead of a write-ahead log. */
bool book_is_remote(const struct book *book);

/* A random name of this book, from its making. */
enum rc book_id(struct book *book, char ret[32], struct err *err);

/* Grows whenever another process has written. */
enum rc book_data_version(struct book *book, int64_t *ret, struct err *err);
/* Grows whenever a row was written through this book, also where that was taken back. */
int64_t book_own_changes(const struct book *book);

/* From now on long statements ask every few milliseconds whether to go on; false
 * stops them with RC_STOP, and a tx that they are part of is rolled back. Never asked
 * while a tx is committed. NULL: nobody is asked. */
typedef bool book_go_on(void *context);
void book_ask_to_go_on(struct book *book, book_go_on *ask, void *context);

/* From now on a write that finds another process writing asks again and again whether
 * to wait on; false gives up with RC_STOP. who: the login of that process, "" where it
 * is not known. It must not touch the book. NULL: five seconds, then RC_BOOK. */
typedef bool book_waits(void *context, const char *who);
void book_wait_with(struct book *book, book_waits *waits, void *context);

/* Consistent reading over several calls: between the two, others' writes are
 * not seen. */
enum rc book_read_begin(struct book *book, struct err *err);
void book_read_end(struct book *book);

#endif
