/* SPDX-License-Identifier: MIT */
/*
 * libarchive, loaded when the first zip is read: with the dozen libraries that it
 * needs it would take longer to start than all the rest of the program, and most
 * runs never see a zip.
 */
#ifndef COFFER_IO_UNZIPPER_H
#define COFFER_IO_UNZIPPER_H

#include <archive.h>
#include <archive_entry.h>

#include "base/err.h"

#define UNZIPPER_TABLE(X)                       \
    X(archive_errno)                            \
    X(archive_error_string)                     \
    X(archive_format_name)                      \
    X(archive_set_error)                        \
    X(archive_read_new)                         \
    X(archive_read_free)                        \
    X(archive_read_support_format_zip_seekable) \
    X(archive_read_set_read_callback)           \
    X(archive_read_set_seek_callback)           \
    X(archive_read_set_callback_data)           \
    X(archive_read_open1)                       \
    X(archive_read_next_header)                 \
    X(archive_read_data)                        \
    X(archive_entry_filetype)                   \
    X(archive_entry_is_encrypted)               \
    X(archive_entry_pathname)                   \
    X(archive_entry_pathname_utf8)

/* Its functions, by their own names. */
struct unzipper {
#define UNZIPPER_FUNCTION(name) __typeof__(name) *name;
    UNZIPPER_TABLE(UNZIPPER_FUNCTION)
#undef UNZIPPER_FUNCTION
};

/* Loaded once, it stays for the rest of the process. RC_FILE, naming it, where it
 * is not installed. */
enum rc unzipper_load(struct unzipper *ret, struct err *err);

#endif
