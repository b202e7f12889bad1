/* SPDX-License-Identifier: MIT */
#include "app/recall.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/copies.h"
#include "app/inside.h"
#include "base/words.h"
#include "io/outfile.h"

static enum rc find_path(struct app *app, const char *name, struct buf *ret, struct err *err)
{
    char id[32];
    char *folder = NULL;
    bug_if(name[0] == '\0' || name[strspn(name, "abcdefghijklmnopqrstuvwxyz-")] != '\0',
           "what is remembered has no name of a file");
    enum rc rc = book_id(app->book, id, err);
    if (rc == RC_OK)
        rc = copies_directory(id, &folder, err);
    if (rc == RC_OK) {
        buf_addf(ret, "%s/recall-%s", folder, name);
        rc = buf_check(ret, err);
    }
    free(folder);
    return rc;
}

/* A file longer than what we write is none of ours: its beginning says nothing. */
static enum rc read_all(const char *path, struct buf *ret, struct err *err)
{
    char bytes[RECALL_MAX + 1];
    size_t length = 0;
    ssize_t got = 1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT ? RC_OK : err_sys(err, errno, path, _("it is read again next time"));
    while (length < sizeof(bytes) && got > 0) {
        got = read(fd, bytes + length, sizeof(bytes) - length);
        if (got > 0)
            length += (size_t)got;
        else if (got < 0 && errno == EINTR)
            got = 1;
    }
    int failed = got < 0 ? errno : 0;
    (void)close(fd);
    if (failed != 0)
        return err_sys(err, failed, path, _("it is read again next time"));
    if (length <= RECALL_MAX && memchr(bytes, '\0', length) == NULL)
        buf_add_bytes(ret, bytes, length);
    return buf_check(ret, err);
}

enum rc app_recall(struct app *app, const char *name, struct buf *ret, struct err *err)
{
    struct buf path;
    buf_init(&path);
    enum rc rc = find_path(app, name, &path, err);
    if (rc == RC_OK)
        rc = read_all(path.text, ret, err);
    buf_release(&path);
    return rc;
}

enum rc app_remember(struct app *app, const char *name, const char *value, struct err *err)
{
    struct buf path;
    struct outfile *out = NULL;
    size_t length = strlen(value);
    if (length > RECALL_MAX)
        return err_set(err, RC_FILE, _("%s: too long to be remembered"), name);
    buf_init(&path);
    enum rc rc = find_path(app, name, &path, err);
    if (rc == RC_OK)
        rc = outfile_open(path.text, &out, err);
    if (rc == RC_OK && (rc = outfile_write(out, value, length, err)) != RC_OK)
        outfile_drop(out);
    else if (rc == RC_OK)
        rc = outfile_commit(out, err);
    buf_release(&path);
    return rc;
}
