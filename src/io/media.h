/* SPDX-License-Identifier: MIT */
/* What kind of file it is, by its content (libmagic). */
#ifndef COFFER_IO_MEDIA_H
#define COFFER_IO_MEDIA_H

#include <stddef.h>

enum {
    MEDIA_HEAD = 1024 * 1024, /* as much of a file's beginning tells its kind */
    MEDIA_TYPE_SIZE = 128,
};

/* "application/pdf"; "application/octet-stream" where it is not known, or libmagic has
 * no data. Returns ret. */
char *media_type(const void *head, size_t length, char ret[MEDIA_TYPE_SIZE]);

#endif
