/* SPDX-License-Identifier: MIT */
#include "io/drop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/text.h"
#include "base/words.h"

enum { NAME_BYTES = 200, ENDING_BYTES = 20, TRIES = 100000 };

struct drop {
    char *path;
    int folder;
    int fd;        /* -1: nothing was begun */
    char part[48]; /* its name until it has its own */
};

/* ---- names ---------------------------------------------------------------------------------- */

/* What some file system has no room for in a name (FAT, NTFS), and what leads elsewhere. */
static const char reserved[] = "/\\:*?\"<>|";

/* '_' for each character that is one of these, or that text_add_visible escapes. */
static void add_clean(struct buf *buf, const char *name)
{
    for (size_t at = 0; name[at] != '\0';) {
        size_t length = 1;
        struct buf shown;
        while (((unsigned char)name[at + length] & 0xC0) == 0x80)
            length++;
        buf_init(&shown);
        text_add_visible(&shown, name + at, length);
        bool as_is =
            !shown.failed && shown.length == length && memcmp(shown.text, name + at, length) == 0;
        if (as_is && strchr(reserved, name[at]) == NULL)
            buf_add_bytes(buf, name + at, length);
        else
            buf_add_char(buf, '_');
        if (shown.failed)
            buf_fail(buf);
        buf_release(&shown);
        at += length;
    }
}

/* The '.' before an ending such as ".pdf"; the end of the name where it has none. */
static size_t ending_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t length = strlen(name);
    if (dot == NULL || dot == name || length - (size_t)(dot - name) > ENDING_BYTES)
        return length;
    return (size_t)(dot - name);
}

void drop_add_safe_name(struct buf *buf, const char *name)
{
    struct buf clean;
    buf_init(&clean);
    if (name[0] == '.' || name[0] == '-')
        buf_add_char(&clean, '_');
    add_clean(&clean, name);
    if (clean.length == 0)
        buf_add(&clean, "document");
    size_t ending = ending_of(clean.text), tail = clean.length - ending;
    buf_add_bytes(buf, clean.text,
                  text_cut(clean.text, ending + tail > NAME_BYTES ? NAME_BYTES - tail : ending));
    buf_add(buf, clean.text + ending);
    if (clean.failed)
        buf_fail(buf);
    buf_release(&clean);
}

/* ---- the folder ------------------------------------------------------------------------------ */

static enum rc fail(const struct drop *drop, int sys, struct err *err)
{
    return err_sys(err, sys, drop->path,
                   sys == ENOSPC || sys == EDQUOT
                       ? _("make room on the disk, or name another folder")
                       : _("name a folder where you may write"));
}

enum rc drop_open(const char *folder, struct drop **ret, struct err *err)
{
    struct drop *drop = calloc(1, sizeof(*drop));
    if (drop == NULL)
        return err_memory(err);
    drop->folder = drop->fd = -1;
    drop->path = strdup(folder);
    enum rc rc = drop->path == NULL ? err_memory(err) : RC_OK;
    if (rc == RC_OK && mkdir(folder, 0700) != 0 && errno != EEXIST)
        rc = fail(drop, errno, err);
    if (rc == RC_OK) {
        drop->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (drop->folder < 0)
            rc = fail(drop, errno, err);
    }
    if (rc == RC_OK)
        *ret = drop;
    else
        drop_close(drop);
    return rc;
}

void drop_cancel(struct drop *drop)
{
    if (drop->fd < 0)
        return;
    (void)close(drop->fd);
    drop->fd = -1;
    (void)unlinkat(drop->folder, drop->part, 0);
}

void drop_close(struct drop *drop)
{
    if (drop == NULL)
        return;
    drop_cancel(drop);
    if (drop->folder >= 0)
        (void)close(drop->folder);
    free(drop->path);
    free(drop);
}

/* ---- a file ---------------------------------------------------------------------------------- */

enum rc drop_begin(struct drop *drop, struct err *err)
{
    (void)snprintf(drop->part, sizeof(drop->part), ".coffer-%llx",
                   (unsigned long long)random_key());
    drop->fd = openat(drop->folder, drop->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return drop->fd < 0 ? fail(drop, errno, err) : RC_OK;
}

enum rc drop_write(struct drop *drop, const void *bytes, size_t length, struct err *err)
{
    const char *from = bytes;
    while (length > 0) {
        ssize_t wrote = write(drop->fd, from, length);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return fail(drop, errno, err);
        from += wrote;
        length -= (size_t)wrote;
    }
    return RC_OK;
}

/* "name.pdf", "name-2.pdf", "name-3.pdf" … */
static void add_numbered(struct buf *buf, const char *safe, int number)
{
    size_t ending = ending_of(safe);
    buf_add_bytes(buf, safe, ending);
    if (number > 1)
        buf_addf(buf, "-%d", number);
    buf_add(buf, safe + ending);
}

/* *ret_taken: another file has the name. A name is given, never moved over one: link(2),
 * or where the file system has no links renameat2(2). */
static enum rc give_name(struct drop *drop, const char *name, bool *ret_taken, struct err *err)
{
    int failed = 0;
    if (linkat(drop->folder, drop->part, drop->folder, name, 0) != 0)
        failed = errno;
    if (failed != 0 && failed != EEXIST)
        failed = renameat2(drop->folder, drop->part, drop->folder, name, RENAME_NOREPLACE) != 0
                     ? errno
                     : 0;
    *ret_taken = failed == EEXIST;
    return failed == 0 || failed == EEXIST ? RC_OK : fail(drop, failed, err);
}

enum rc drop_commit(struct drop *drop, const char *name, struct buf *ret, struct err *err)
{
    struct buf safe, numbered;
    bool taken = true;
    buf_init(&safe);
    buf_init(&numbered);
    drop_add_safe_name(&safe, name);
    enum rc rc = buf_check(&safe, err);
    if (rc == RC_OK && fsync(drop->fd) != 0)
        rc = fail(drop, errno, err);
    for (int i = 1; rc == RC_OK && taken && i < TRIES; i++) {
        buf_clear(&numbered);
        add_numbered(&numbered, safe.text, i);
        rc = buf_check(&numbered, err);
        if (rc == RC_OK)
            rc = give_name(drop, numbered.text, &taken, err);
    }
    if (rc == RC_OK && taken)
        rc = fail(drop, EEXIST, err);
    if (rc == RC_OK && fsync(drop->folder) != 0 && errno != EINVAL)
        rc = fail(drop, errno, err);
    if (rc == RC_OK)
        buf_add(ret, numbered.text);
    drop_cancel(drop); /* the name it had meanwhile */
    buf_release(&safe);
    buf_release(&numbered);
    return rc;
}
