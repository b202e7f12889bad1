/* SPDX-License-Identifier: MIT */
/*
 * A file that is to become a document: read from its beginning, more than once where
 * need be. What cannot be read twice (a FIFO) is copied to a file without a name first.
 */
#ifndef COFFER_IO_DOCFILE_H
#define COFFER_IO_DOCFILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct docfile;

/* RC_FILE: it cannot be opened or read, or is a folder, a device or a socket. RC_CONTENT:
 * it is empty. RC_RULE: it has more than `limit` bytes. */
enum rc docfile_open(const char *path, int64_t limit, struct docfile **ret, struct err *err);
void docfile_free(struct docfile *file); /* NULL is fine */

/* Its base name, always UTF-8, as untrusted as file names are. */
const char *docfile_name(const struct docfile *file);
int64_t docfile_size(const struct docfile *file); /* when it was opened */

/* From its beginning again. */
enum rc docfile_rewind(struct docfile *file, struct err *err);
/* Up to capacity bytes; *ret_length 0 at its end. RC_RULE and RC_CONTENT as above, for a
 * file that grew or went empty meanwhile. */
enum rc docfile_read(struct docfile *file, char *bytes, size_t capacity, size_t *ret_length,
                     struct err *err);

#endif
