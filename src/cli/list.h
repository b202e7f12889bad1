/* SPDX-License-Identifier: MIT */
/*
 * A list on standard output in the format that was asked for. CSV and JSON have
 * every column; the table for people leaves out those without a title, and says
 * a sentence instead when there is no row.
 */
#ifndef COFFER_CLI_LIST_H
#define COFFER_CLI_LIST_H

#include "cli/call.h"
#include "io/table.h"

enum { LIST_COLUMNS_MAX = 24 };

struct list {
    struct call *call;
    struct table *table; /* NULL: a table for people that has no row yet */
    const struct table_column *columns;
    size_t count;
    struct table_column shown[LIST_COLUMNS_MAX]; /* the table's own columns */
    size_t picked[LIST_COLUMNS_MAX];             /* their places in `columns` */
    size_t shown_count;
};

/* list_end must be reached once list_begin was called, with what went on since:
 * it passes a failure on. Both tables are borrowed. */
enum rc list_begin(struct list *list, struct call *call, const struct table_column *columns,
                   size_t count, struct err *err);
enum rc list_add(struct list *list, const char *const *cells, struct err *err);
enum rc list_end(struct list *list, enum rc rc, const char *empty, struct err *err);

/* "" or "yes" (CONTRACT.md section 2). */
const char *list_truth(bool value);

enum { LIST_NUMBER_SIZE = 24 };
char *list_number(int64_t number, char ret[LIST_NUMBER_SIZE]); /* returns ret */

#endif
