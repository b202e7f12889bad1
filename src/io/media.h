/* SPDX-License-Identifier: MIT */
/* What kind of file it is, by its content (libmagic, loaded with the first file). */
#ifndef COFFER_IO_MEDIA_H
#define COFFER_IO_MEDIA_H

#include <stddef.h>

enum {
    MEDIA_HEAD = 1024 * 1024, /* as much of a file's beginning tells its kind */
    MEDIA_TYPE_SIZE = 128,
};

/* "application/pdf"; "application/octet-stream" where it is not known, libmagic has no
 * data, or is not there: never an error. Returns ret. */
char *media_type(const void *head, size_t length, char ret[MEDIA_TYPE_SIZE]);

#endif
