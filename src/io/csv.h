/* SPDX-License-Identifier: MIT */
/*
 * Delimited text, RFC 4180 with what real files do (CONTRACT.md section 7):
 * comma, semicolon or tab; BOM; CRLF, LF or CR; quotes with line breaks.
 * Streaming: one record is held at a time, at most CSV_RECORD_MAX bytes.
 */
#ifndef COFFER_IO_CSV_H
#define COFFER_IO_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { CSV_RECORD_MAX = 1 << 20, CSV_FIELDS_MAX = 1024 };

struct csv_field {
    const char *text; /* terminated; borrowed until the next csv_read */
    size_t length;
};

struct csv_record {
    const struct csv_field *fields;
    size_t count;
    int64_t line;   /* physical line where the record starts, header = 1 */
    char delimiter; /* that stood between the fields */
};

/* Where bytes come from: up to capacity bytes, 0 at the end. */
typedef enum rc csv_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                         struct err *err);

struct csv;

/* The delimiter is found in the first record: the one of ',' ';' TAB that
 * occurs most outside quotes (a tie goes to the first of them). name stands in
 * every message. RC_CONTENT: there is no record at all. */
enum rc csv_open(csv_fill *fill, void *context, const char *name, struct csv **ret,
                 struct err *err);
void csv_free(struct csv *csv);

char csv_delimiter(const struct csv *csv);

/* The next record; blank lines are skipped. *ret_more false at the end.
 * RC_CONTENT, naming the line: NUL or invalid UTF-8, text after a closing
 * quote, an unterminated quote, a record over CSV_RECORD_MAX or with over
 * CSV_FIELDS_MAX fields. */
enum rc csv_read(struct csv *csv, struct csv_record *ret, bool *ret_more, struct err *err);

/* Appends one field of CSV that we write: quoted only where needed; `guard`
 * puts a ' before a text that starts with = + - @ TAB CR (CONTRACT.md
 * section 2). csv_unguard takes it off again. */
void csv_add_field(struct buf *buf, const char *text, size_t length, char delimiter, bool guard);
void csv_unguard(struct csv_field *field);

#endif
