/* SPDX-License-Identifier: MIT */
/*
 * The reports of a zip, in the order of their names, through libarchive. The
 * whole list is judged before the first entry is read, nothing is ever written
 * to disk by name, and only what is stored plainly or deflated is read: other
 * methods let a file ask for gigabytes of memory.
 */
#ifndef COFFER_IO_ZIP_H
#define COFFER_IO_ZIP_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
    ZIP_ENTRIES_MAX = 500,  /* libarchive walks forward only: names in disorder cost the square */
    ZIP_LIST_MAX = 1 << 20, /* bytes of the list of entries */
    ZIP_RATIO_MAX = 200,    /* unpacked : packed, once there are more than */
    ZIP_RATIO_FROM = 64 << 20,
};

struct zip;

/* fd is borrowed, read by position only, and must outlive the zip; `size` is
 * its length and `file` its name for messages. RC_CONTENT: see source_open. */
enum rc zip_open(int fd, uint64_t size, const char *file, struct zip **ret, struct err *err);
void zip_free(struct zip *zip);

/* The next entry; *ret_name NULL after the last, else borrowed from the zip. */
enum rc zip_next(struct zip *zip, const char **ret_name, struct err *err);
/* Bytes of it; *ret_length 0 at its end, after its CRC has been compared. */
enum rc zip_read(struct zip *zip, char *bytes, size_t capacity, size_t *ret_length,
                 struct err *err);

/* Bytes of the file taken in so far, at most its size. */
uint64_t zip_bytes_read(const struct zip *zip);

#endif
