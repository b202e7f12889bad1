/* SPDX-License-Identifier: MIT */
/*
 * The rejects file of an import: the rejected rows in their own format, with a
 * last column rejectReason, ready to be mended and imported again (CONTRACT.md
 * section 7). Its columns are the union of the inputs' columns, so every header
 * must be announced before the first row is written out: rows are spooled to an
 * unlinked temporary file (TMPDIR) and memory does not grow with them.
 */
#ifndef COFFER_IO_REJECTS_H
#define COFFER_IO_REJECTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "io/csv.h"
#include "model/money.h"

struct rejects;

enum rc rejects_new(struct rejects **ret, struct err *err);
void rejects_free(struct rejects *rejects);

/* From here on rows belong to this header. The file is written with the
 * delimiter of the headers if they all have the same (so that decimal commas
 * come in again), else with commas. Every cell has its original text, but for one
 * case: where inputs with decimal commas meet others, no file can hold both as they
 * are, and the numbers of the former are written with a point. */
enum rc rejects_header(struct rejects *rejects, const struct csv_record *header, struct err *err);
/* How the rows of that header write their amounts, once it is known. */
void rejects_decimal_form(struct rejects *rejects, enum money_form form);
enum rc rejects_add(struct rejects *rejects, const struct csv_record *record, const char *reason,
                    struct err *err);
int64_t rejects_count(const struct rejects *rejects);

/* Writes path as CSV: a new file beside it, synced, renamed over path. Nothing
 * is written when there is no reject. RC_FILE when it cannot be written. */
enum rc rejects_write(struct rejects *rejects, const char *path, struct err *err);

#endif
