/* SPDX-License-Identifier: MIT */
/*
 * Bytes of a report, from a file, standard input ("-"), a FIFO or the entries
 * of a .zip, as one or more streams in name order. Memory does not grow with
 * the input.
 */
#ifndef COFFER_IO_SOURCE_H
#define COFFER_IO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct source;

/* Opens path ("-" = standard input). A file that begins like a zip is read as
 * one: every .csv and .tsv entry, by name. RC_FILE: cannot be opened or read, a
 * directory, a character or block device. RC_CONTENT: a zip without such an
 * entry, encrypted, nested, with an absolute or '..' name, a bad CRC, or an
 * expansion over 200 : 1 beyond 64 MiB; gzip, UTF-16 and other formats that are
 * known by their first bytes are named and refused. */
enum rc source_open(const char *path, struct source **ret, struct err *err);
void source_free(struct source *source);

/* "FILE.csv", or "FILE.zip(ENTRY)" while an entry is read: the base name of the
 * file and the whole name of the entry (two folders may have the same), as
 * untrusted as file names are but always UTF-8. Borrowed until the next call of
 * source_next or source_free. */
const char *source_name(const struct source *source);
/* The base name of the file itself. */
const char *source_file(const struct source *source);

/* Steps to the first or next stream. RC_OK with *ret_more false at the end. */
enum rc source_next(struct source *source, bool *ret_more, struct err *err);

/* Up to capacity bytes of the present stream; *ret_length 0 at its end. RC_STOP
 * when a signal that is handled interrupts the wait for a FIFO. */
enum rc source_read(struct source *source, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err);

/* Bytes taken in so far, and the size of the file (0 when not known: FIFO). */
uint64_t source_bytes_read(const struct source *source);
uint64_t source_bytes_total(const struct source *source);

#endif
