/* SPDX-License-Identifier: MIT */
#include "io/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"

enum { BUFFER_SIZE = 64 * 1024 };

struct outfile {
    char *path;   /* the file that is to be there, links followed */
    char *folder; /* where it lies */
    char *beside; /* what is written meanwhile; NULL: straight into a pipe or device */
    int fd;
    size_t used;
    char buffer[BUFFER_SIZE];
};

static enum rc fail(const struct outfile *out, int sys, struct err *err)
{
    if (sys == EINTR)
        return err_set(err, RC_STOP, _("%s: writing was stopped: start again"), out->path);
    return err_sys(err, sys, out->path,
                   sys == ENOSPC || sys == EDQUOT
                       ? _("make room on the disk, or name another folder")
                       : _("check the folder and its permissions, or name another file"));
}

/* ---- where to write ---- */

/* --to /dev/stdout > file: a new file beside it would not be what the shell
 * has opened. */
static bool is_output(const struct stat *st)
{
    struct stat output;
    return fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == st->st_dev &&
           output.st_ino == st->st_ino;
}

static enum rc open_straight(struct outfile *out, const struct stat *st, struct err *err)
{
    out->fd = is_output(st) ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                            : open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return out->fd < 0 ? fail(out, errno, err) : RC_OK;
}

/* The file takes the mode of the one it replaces. Where the group cannot be
 * kept, what the group may do goes, or another group could read it. */
static enum rc keep_mode(const struct outfile *out, const struct stat *old, struct err *err)
{
    mode_t mode = old->st_mode & 07777;
    if (fchown(out->fd, (uid_t)-1, old->st_gid) != 0)
        mode &= ~(mode_t)(S_IRWXG | S_ISGID);
    return fchmod(out->fd, mode) != 0 ? fail(out, errno, err) : RC_OK;
}

static enum rc open_beside(struct outfile *out, struct err *err)
{
    struct buf name;
    buf_init(&name);
    buf_addf(&name, "%s/.coffer-XXXXXX", out->folder);
    enum rc rc = buf_check(&name, err);
    if (rc != RC_OK)
        goto out;
    out->fd = mkostemp(name.text, O_CLOEXEC);
    if (out->fd < 0) {
        rc = fail(out, errno, err);
        goto out;
    }
    out->beside = strdup(name.text);
    if (out->beside == NULL) {
        (void)unlink(name.text);
        rc = err_memory(err);
    }
out:
    buf_release(&name);
    return rc;
}

/* RC_FILE where the path names a folder that is not there. */
static enum rc find_folder(struct outfile *out, struct err *err)
{
    const char *slash = strrchr(out->path, '/');
    size_t length = slash == NULL ? 0 : slash == out->path ? 1 : (size_t)(slash - out->path);
    if (out->path[0] == '\0' || out->path[strlen(out->path) - 1] == '/')
        return fail(out, ENOENT, err);
    out->folder = slash == NULL ? strdup(".") : strndup(out->path, length);
    return out->folder == NULL ? err_memory(err) : RC_OK;
}

/* Over the file itself, never over a link to it. */
static enum rc follow_links(struct outfile *out, struct err *err)
{
    char *real = realpath(out->path, NULL);
    if (real == NULL)
        return fail(out, errno, err);
    free(out->path);
    out->path = real;
    return faccessat(AT_FDCWD, out->path, W_OK, AT_EACCESS) != 0 ? fail(out, errno, err) : RC_OK;
}

static enum rc open_file(struct outfile *out, struct err *err)
{
    struct stat st;
    bool exists = stat(out->path, &st) == 0;
    /* A link to nothing exists as well, and is no place for a file. */
    if (!exists && (errno != ENOENT || lstat(out->path, &st) == 0))
        return fail(out, errno, err);
    if (exists && (S_ISFIFO(st.st_mode) || S_ISCHR(st.st_mode) || is_output(&st)))
        return open_straight(out, &st, err);
    if (exists && !S_ISREG(st.st_mode))
        return err_set(err, RC_FILE, _("%s: there is something that is no file: name another file"),
                       out->path);
    enum rc rc = exists ? follow_links(out, err) : RC_OK;
    if (rc == RC_OK)
        rc = find_folder(out, err);
    if (rc == RC_OK)
        rc = open_beside(out, err);
    if (rc == RC_OK && exists)
        rc = keep_mode(out, &st, err);
    return rc;
}

enum rc outfile_open(const char *path, struct outfile **ret, struct err *err)
{
    struct outfile *out = calloc(1, sizeof *out);
    if (out == NULL)
        return err_memory(err);
    out->fd = -1;
    out->path = strdup(path);
    enum rc rc = out->path == NULL ? err_memory(err) : open_file(out, err);
    if (rc == RC_OK)
        *ret = out;
    else
        outfile_drop(out);
    return rc;
}

/* ---- writing ---- */

static enum rc flush(struct outfile *out, struct err *err)
{
    for (size_t done = 0; done < out->used;) {
        ssize_t wrote = write(out->fd, out->buffer + done, out->used - done);
        /* A reader may keep us waiting for ever, a disk does not. */
        if (wrote < 0 && errno == EINTR && out->beside != NULL)
            continue;
        if (wrote < 0)
            return fail(out, errno, err);
        done += (size_t)wrote;
    }
    out->used = 0;
    return RC_OK;
}

enum rc outfile_write(struct outfile *out, const char *bytes, size_t length, struct err *err)
{
    while (length > 0) {
        size_t room = BUFFER_SIZE - out->used;
        size_t part = length < room ? length : room;
        memcpy(out->buffer + out->used, bytes, part);
        out->used += part;
        bytes += part;
        length -= part;
        if (out->used < BUFFER_SIZE)
            break;
        enum rc rc = flush(out, err);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

/* The new name is safe only once its folder is. */
static enum rc sync_folder(const struct outfile *out, struct err *err)
{
    int folder = open(out->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return RC_OK; /* one may write there and not read */
    enum rc rc = fsync(folder) != 0 && errno != EINVAL ? fail(out, errno, err) : RC_OK;
    (void)close(folder);
    return rc;
}

static enum rc put_in_place(struct outfile *out, struct err *err)
{
    if (fsync(out->fd) != 0)
        return fail(out, errno, err);
    int closed = close(out->fd);
    out->fd = -1;
    if (closed != 0 || rename(out->beside, out->path) != 0)
        return fail(out, errno, err);
    free(out->beside);
    out->beside = NULL;
    return sync_folder(out, err);
}

enum rc outfile_commit(struct outfile *out, struct err *err)
{
    enum rc rc = flush(out, err);
    if (rc == RC_OK && out->beside != NULL)
        rc = put_in_place(out, err);
    if (rc == RC_OK && out->fd >= 0) {
        int closed = close(out->fd);
        out->fd = -1;
        if (closed != 0)
            rc = fail(out, errno, err);
    }
    outfile_drop(out);
    return rc;
}

void outfile_drop(struct outfile *out)
{
    if (out == NULL)
        return;
    if (out->fd >= 0)
        (void)close(out->fd);
    if (out->beside != NULL)
        (void)unlink(out->beside);
    free(out->beside);
    free(out->folder);
    free(out->path);
    free(out);
}
