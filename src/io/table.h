/* SPDX-License-Identifier: MIT */
/*
 * Rows for people and programs: the same cells as an aligned table, CSV or JSON
 * (CONTRACT.md section 2). CSV and JSON stream; a table is held until its end,
 * because its columns are as wide as their widest cell.
 */
#ifndef COFFER_IO_TABLE_H
#define COFFER_IO_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum table_format { TABLE_TEXT, TABLE_CSV, TABLE_JSON };

enum column_kind {
    COLUMN_TEXT,   /* untrusted: guarded in CSV, made visible in a table */
    COLUMN_WORD,   /* ours: codes, dates, periods, times */
    COLUMN_AMOUNT, /* right-aligned on the decimal point; a JSON string */
    COLUMN_NUMBER, /* a JSON number */
};

struct table_column {
    const char *name;  /* the CSV header and the JSON name */
    const char *title; /* head of the column in a table; NULL: its name */
    enum column_kind kind;
};

/* Takes the finished bytes. */
typedef enum rc table_sink(void *context, const char *bytes, size_t length, struct err *err);

struct table;

/* columns is borrowed and must outlive the table. */
enum rc table_new(enum table_format format, const struct table_column *columns, size_t count,
                  table_sink *sink, void *context, struct table **ret, struct err *err);
void table_free(struct table *table);

/* cells[i] for column i, NULL or "" = empty. */
enum rc table_row(struct table *table, const char *const *cells, struct err *err);
/* Must be called once, also when there is no row. */
enum rc table_end(struct table *table, struct err *err);

#endif
