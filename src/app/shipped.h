/* SPDX-License-Identifier: MIT */
/* Inside the app layer: what a new book begins with. */
#ifndef COFFER_APP_SHIPPED_H
#define COFFER_APP_SHIPPED_H

#include "store/tx.h"

/* Puts the programs of data/programs.csv into the book. A line that cannot be
 * read is a bug: the file is ours. */
enum rc shipped_programs(struct tx *tx, struct err *err);
/* Puts the catalogue of data/activities.csv into the book, from the beginning of time:
 * a later release with another one changes no claim of this book. */
enum rc shipped_activities(struct tx *tx, struct err *err);

#endif
