/* SPDX-License-Identifier: MIT */
#include "io/docfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"
#include "io/tempfile.h"
#include "model/size.h"

enum { SPOOL_BLOCK = 64 * 1024 };

struct docfile {
    const char *path; /* the caller's, while it is opened; then name.text */
    int fd;
    int64_t limit, size, taken;
    struct buf name;
};

const char *docfile_name(const struct docfile *file)
{
    return file->name.text;
}

int64_t docfile_size(const struct docfile *file)
{
    return file->size;
}

static enum rc fail(const struct docfile *file, int sys, struct err *err)
{
    if (sys == EINTR) /* a FIFO that gives nothing must not outlast Ctrl-C */
        return err_set(err, RC_STOP, _("%s: reading was stopped: start again"), file->path);
    return err_sys(err, sys, file->path, _("check the name and the permissions"));
}

static enum rc too_large(const struct docfile *file, struct err *err)
{
    char limit[SIZE_TEXT_SIZE];
    return err_set(err, RC_RULE,
                   _("%s: the file is larger than the book takes (%s): make it smaller, or let an "
                     "admin run 'coffer config set max-document SIZE'"),
                   file->path, size_print(file->limit, limit));
}

static enum rc is_empty(const struct docfile *file, struct err *err)
{
    return err_set(err, RC_CONTENT, _("%s: the file is empty: name another"), file->path);
}

/* A device is refused before it is opened, which alone may set it in motion. */
static enum rc check_kind(const struct docfile *file, mode_t mode, struct err *err)
{
    const char *what = NULL;
    if (S_ISDIR(mode))
        what = _("it is a folder, not a file");
    else if (S_ISCHR(mode) || S_ISBLK(mode))
        what = _("it is a device, not a file");
    else if (S_ISSOCK(mode))
        what = _("it is a socket, not a file");
    if (what == NULL)
        return RC_OK;
    return err_set(err, RC_FILE, _("%s: %s: name a file"), file->path, what);
}

static enum rc read_some(struct docfile *file, int fd, char *bytes, size_t capacity,
                         size_t *ret_length, struct err *err)
{
    ssize_t got = read(fd, bytes, capacity);
    if (got < 0)
        return fail(file, errno, err);
    file->taken += got;
    if (file->taken > file->limit)
        return too_large(file, err);
    if (got == 0 && file->taken == 0)
        return is_empty(file, err);
    *ret_length = (size_t)got;
    return RC_OK;
}

/* A FIFO is read to its end before anything else: nobody waits for it with the book
 * locked. */
static enum rc spool(struct docfile *file, struct err *err)
{
    char block[SPOOL_BLOCK];
    size_t length = 1;
    int spooled = -1;
    enum rc rc = tempfile_open(&spooled, err);
    while (rc == RC_OK && length > 0) {
        rc = read_some(file, file->fd, block, sizeof(block), &length, err);
        if (rc == RC_OK)
            rc = tempfile_write(spooled, block, length, err);
    }
    if (spooled >= 0) {
        (void)close(file->fd);
        file->fd = spooled;
    }
    file->size = file->taken;
    return rc;
}

static enum rc open_file(struct docfile *file, struct err *err)
{
    struct stat st;
    if (stat(file->path, &st) != 0)
        return fail(file, errno, err);
    enum rc rc = check_kind(file, st.st_mode, err);
    if (rc != RC_OK)
        return rc;
    file->fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file->fd < 0 || fstat(file->fd, &st) != 0)
        return fail(file, errno, err);
    rc = check_kind(file, st.st_mode, err);
    if (rc != RC_OK)
        return rc;
    if (!S_ISREG(st.st_mode))
        return spool(file, err);
    file->size = st.st_size;
    if (file->size == 0)
        return is_empty(file, err);
    return file->size > file->limit ? too_large(file, err) : RC_OK;
}

/* A name may be any bytes; what is stored and shown is UTF-8. */
static void add_name(struct buf *buf, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    size_t length = strlen(name);
    if (text_is_utf8(name, length))
        buf_add_bytes(buf, name, length);
    else
        text_add_visible(buf, name, length);
}

enum rc docfile_open(const char *path, int64_t limit, struct docfile **ret, struct err *err)
{
    struct docfile *file = NULL;
    if (strcmp(path, "-") == 0)
        return err_set(err, RC_USAGE,
                       _("-: a document has a name, and standard input has none: name a file"));
    file = calloc(1, sizeof(*file));
    if (file == NULL)
        return err_memory(err);
    file->path = path;
    file->fd = -1;
    file->limit = limit;
    buf_init(&file->name);
    add_name(&file->name, path);
    enum rc rc = buf_check(&file->name, err);
    if (rc == RC_OK)
        rc = open_file(file, err);
    if (rc == RC_OK)
        rc = docfile_rewind(file, err);
    file->path = file->name.text;
    if (rc == RC_OK)
        *ret = file;
    else
        docfile_free(file);
    return rc;
}

void docfile_free(struct docfile *file)
{
    if (file == NULL)
        return;
    if (file->fd >= 0)
        (void)close(file->fd);
    buf_release(&file->name);
    free(file);
}

enum rc docfile_rewind(struct docfile *file, struct err *err)
{
    file->taken = 0;
    return lseek(file->fd, 0, SEEK_SET) < 0 ? fail(file, errno, err) : RC_OK;
}

enum rc docfile_read(struct docfile *file, char *bytes, size_t capacity, size_t *ret_length,
                     struct err *err)
{
    return read_some(file, file->fd, bytes, capacity, ret_length, err);
}
