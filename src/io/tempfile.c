/* SPDX-License-Identifier: MIT */
#include "io/tempfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"

static const char *folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

static enum rc fail(int sys, struct err *err)
{
    return err_sys(err, sys, folder(), _("make room there, or set TMPDIR to another folder"));
}

/* Where the file system cannot make a file without a name. */
static enum rc open_and_unlink(int *ret_fd, struct err *err)
{
    struct buf path;
    buf_init(&path);
    buf_addf(&path, "%s/coffer-XXXXXX", folder());
    enum rc rc = buf_check(&path, err);
    if (rc == RC_OK) {
        int fd = mkostemp(path.text, O_CLOEXEC);
        if (fd < 0) {
            rc = fail(errno, err);
        } else {
            (void)unlink(path.text);
            *ret_fd = fd;
        }
    }
    buf_release(&path);
    return rc;
}

enum rc tempfile_open(int *ret_fd, struct err *err)
{
    int fd = open(folder(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return open_and_unlink(ret_fd, err);
    *ret_fd = fd;
    return RC_OK;
}

enum rc tempfile_write(int fd, const char *bytes, size_t length, struct err *err)
{
    while (length > 0) {
        ssize_t wrote = write(fd, bytes, length);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return fail(wrote < 0 ? errno : EIO, err);
        bytes += wrote;
        length -= (size_t)wrote;
    }
    return RC_OK;
}
