/* SPDX-License-Identifier: MIT */
#include "cli/out.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/words.h"
#include "cli/stop.h"

void out_init(struct out *out, int fd)
{
    out->fd = fd;
    out->used = 0;
}

static enum rc failed(int sys, struct err *err)
{
    if (sys == EPIPE) {
        stop_ask(SIGPIPE);
        return RC_STOP;
    }
    return err_sys(err, sys, _("standard output"),
                   _("what was printed is not complete, print it again elsewhere"));
}

static enum rc write_all(int fd, const char *bytes, size_t length, struct err *err)
{
    while (length > 0) {
        if (stop_asked())
            return RC_STOP;
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failed(errno, err);
        bytes += n;
        length -= (size_t)n;
    }
    return RC_OK;
}

enum rc out_flush(struct out *out, struct err *err)
{
    size_t used = out->used;
    out->used = 0;
    return write_all(out->fd, out->bytes, used, err);
}

enum rc out_write(void *context, const char *bytes, size_t length, struct err *err)
{
    struct out *out = context;
    if (length > sizeof(out->bytes) - out->used) {
        enum rc rc = out_flush(out, err);
        if (rc != RC_OK)
            return rc;
        if (length > sizeof(out->bytes))
            return write_all(out->fd, bytes, length, err);
    }
    memcpy(out->bytes + out->used, bytes, length);
    out->used += length;
    return RC_OK;
}

enum rc out_close(struct out *out, struct err *err)
{
    enum rc rc = out_flush(out, err);
    if (close(out->fd) != 0 && rc == RC_OK)
        rc = failed(errno, err);
    return rc;
}
