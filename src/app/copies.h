/* SPDX-License-Identifier: MIT */
/*
 * Inside the app layer: automatic copies of the book, in the state directory
 * ($XDG_STATE_HOME/coffer/BOOK-ID/). The newest ten are kept, and together at
 * most three times the size of the book's data. They hold no bytes of documents: those
 * lie beside them, each once (depot.h).
 */
#ifndef COFFER_APP_COPIES_H
#define COFFER_APP_COPIES_H

#include "app/app.h"
#include "store/book.h"

/* reason: "daily", "before-restore" …, part of the name. *ret_path (may be
 * NULL): where it lies; the caller frees it. RC_FILE when it cannot be made. */
enum rc copies_make(struct book *book, const char *reason, char **ret_path, struct err *err);

/* After a committed write: the first of the day is followed by a copy. It never
 * fails the write: a warning tells. */
void copies_daily(struct app *app);

/* After RC_BOOK for a damaged book: adds where the newest copy lies. */
void copies_name_newest(const struct app_options *options, struct err *err);

/* The directory of one book, made if it is missing (0700); caller frees. */
enum rc copies_directory(const char *book_id, char **ret, struct err *err);

#endif
