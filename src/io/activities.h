/* SPDX-License-Identifier: MIT */
/* The file of a catalogue of activities: delimited text with the columns of
 * activity_columns (model/activity.h). */
#ifndef COFFER_IO_ACTIVITIES_H
#define COFFER_IO_ACTIVITIES_H

#include "base/buf.h"
#include "io/csv.h"
#include "model/activity.h"

enum { ACTIVITIES_BYTES_MAX = 4 << 20 };

/* Columns are found by name, in any order and case; others are ignored. name stands in
 * every message. RC_CONTENT, naming line and column: what csv_read and
 * catalogue_builder_add refuse, a column that is missing or there twice, a record with
 * too few or too many fields, more than ACTIVITIES_BYTES_MAX bytes.
 *
 * *ret_text (NULL: not wanted), appended: the same as CSV that we write (CONTRACT.md
 * section 2), in the order of the file; reading it gives the same catalogue and text. */
enum rc activities_read(csv_fill *fill, void *context, const char *name, struct catalogue *ret,
                        struct buf *ret_text, struct err *err);

#endif
