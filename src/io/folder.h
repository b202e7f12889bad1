/* SPDX-License-Identifier: MIT */
/* Looking for files: what is in a folder. Names and paths are bytes as the system
 * has them, not necessarily UTF-8. */
#ifndef COFFER_IO_FOLDER_H
#define COFFER_IO_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/date.h"

enum file_kind {
    FILE_NONE,   /* there is nothing of that name */
    FILE_FOLDER, /* also behind a link */
    FILE_PLAIN,
    FILE_OTHER, /* a FIFO, a device, a link to nothing */
};

struct folder_file {
    char *name; /* owned by the listing */
    enum file_kind kind;
    int64_t size;    /* bytes; -1: not known */
    int64_t changed; /* seconds since 1970 */
    struct date day; /* of that moment, in local time */
};

enum { FOLDER_FILES_MAX = 20000 };

struct listing {
    struct folder_file *files; /* in the order in which the system has them */
    size_t count;
    bool more; /* there are more than FOLDER_FILES_MAX: these are some of them */
};

/* All but "." and "..". RC_FILE where the folder cannot be read. */
enum rc folder_list(const char *path, struct listing *ret, struct err *err);
void listing_release(struct listing *listing);

/* What stands at a path. */
enum file_kind folder_look(const char *path);

/* An absolute path without "." and "..", "~" being the home folder, from the
 * folder `base` (NULL: the working directory) where it does not begin with '/'.
 * Links stay as they are. Caller frees *ret. */
enum rc folder_resolve(const char *base, const char *path, char **ret, struct err *err);

#endif
