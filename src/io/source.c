/* SPDX-License-Identifier: MIT */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"
#include "io/sniff.h"
#include "io/tempfile.h"
#include "io/zip.h"

enum { SPOOL_BLOCK = 64 * 1024 };

struct source {
    char *path;
    struct buf file; /* the last part of path, as UTF-8 */
    int fd;          /* -1: none */
    bool own_fd;
    bool started, ended;
    struct zip *zip; /* NULL: the file is the only stream */
    struct buf name;
    uint64_t taken, total;
    /* The beginning of the present stream, looked at before it is handed out. */
    char head[SNIFF_SIZE];
    size_t head_length, head_used;
};

/* ---- opening ---- */

static enum rc refuse_kind(const struct source *source, mode_t mode, struct err *err)
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
    return err_set(err, RC_FILE, _("%s: %s: name a report, or - for standard input"), source->path,
                   what);
}

/* Only a signal that somebody handles interrupts us: waiting for a FIFO must not
 * outlast Ctrl-C. */
static enum rc fail_sys(const struct source *source, const char *mend, struct err *err)
{
    if (errno == EINTR)
        return err_set(err, RC_STOP, _("%s: reading was stopped: start again"), source->path);
    return err_sys(err, errno, source->path, mend);
}

static enum rc fail_open(const struct source *source, struct err *err)
{
    return fail_sys(source, _("check the name and the permissions"), err);
}

/* A device is refused before it is opened, which alone may set it in motion. */
static enum rc open_path(struct source *source, struct stat *ret_stat, struct err *err)
{
    if (stat(source->path, ret_stat) != 0)
        return fail_sys(source, _("check the name and the permissions"), err);
    enum rc rc = refuse_kind(source, ret_stat->st_mode, err);
    if (rc != RC_OK)
        return rc;
    source->fd = open(source->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (source->fd < 0)
        return fail_open(source, err);
    source->own_fd = true;
    if (fstat(source->fd, ret_stat) != 0)
        return fail_open(source, err);
    return refuse_kind(source, ret_stat->st_mode, err);
}

static enum rc open_input(struct source *source, struct stat *ret_stat, struct err *err)
{
    source->fd = STDIN_FILENO;
    if (fstat(source->fd, ret_stat) != 0)
        return fail_open(source, err);
    /* A terminal or /dev/null is a fine standard input. */
    return S_ISDIR(ret_stat->st_mode) ? refuse_kind(source, ret_stat->st_mode, err) : RC_OK;
}

/* ---- bytes of the file ---- */

static enum rc read_file(struct source *source, char *bytes, size_t capacity, size_t *ret_length,
                         struct err *err)
{
    ssize_t got = read(source->fd, bytes, capacity);
    if (got < 0)
        return fail_sys(source, _("check the file and the disk"), err);
    source->taken += (uint64_t)got;
    *ret_length = (size_t)got;
    return RC_OK;
}

static enum rc read_stream(struct source *source, char *bytes, size_t capacity, size_t *ret_length,
                           struct err *err)
{
    return source->zip != NULL ? zip_read(source->zip, bytes, capacity, ret_length, err)
                               : read_file(source, bytes, capacity, ret_length, err);
}

static enum rc fill_head(struct source *source, struct err *err)
{
    source->head_length = 0;
    source->head_used = 0;
    size_t got = 1;
    while (got > 0 && source->head_length < SNIFF_SIZE) {
        enum rc rc = read_stream(source, source->head + source->head_length,
                                 SNIFF_SIZE - source->head_length, &got, err);
        if (rc != RC_OK)
            return rc;
        source->head_length += got;
    }
    return RC_OK;
}

/* A zip is read back and forth; what cannot be is copied to a file first. */
static enum rc spool(struct source *source, struct err *err)
{
    int spooled = -1;
    size_t length = source->head_length;
    enum rc rc = RC_OK;
    char *block = malloc(SPOOL_BLOCK);
    if (block == NULL)
        return err_memory(err);
    memcpy(block, source->head, length);
    rc = tempfile_open(&spooled, err);
    while (rc == RC_OK && length > 0) {
        rc = tempfile_write(spooled, block, length, err);
        if (rc == RC_OK)
            rc = read_file(source, block, SPOOL_BLOCK, &length, err);
    }
    free(block);
    if (rc != RC_OK) {
        if (spooled >= 0)
            (void)close(spooled);
        return rc;
    }
    if (source->own_fd)
        (void)close(source->fd);
    source->fd = spooled;
    source->own_fd = true;
    return RC_OK;
}

static enum rc open_zip(struct source *source, bool seekable, struct err *err)
{
    uint64_t size = source->total;
    enum rc rc = RC_OK;
    if (!seekable) {
        rc = spool(source, err);
        size = source->taken;
    }
    return rc == RC_OK ? zip_open(source->fd, size, source->file.text, &source->zip, err) : rc;
}

static enum rc open_source(struct source *source, struct err *err)
{
    struct stat st = {0};
    enum rc rc =
        strcmp(source->path, "-") == 0 ? open_input(source, &st, err) : open_path(source, &st, err);
    if (rc != RC_OK)
        return rc;
    /* A standard input may have been read by others before us. */
    bool seekable = S_ISREG(st.st_mode) && lseek(source->fd, 0, SEEK_CUR) == 0;
    source->total = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
    rc = fill_head(source, err);
    if (rc == RC_OK && sniff_is_zip(source->head, source->head_length))
        rc = open_zip(source, seekable, err);
    else if (rc == RC_OK)
        rc = sniff_check(source->head, source->head_length, source->file.text, err);
    return rc;
}

/* A name may be any bytes; what is stored and shown is UTF-8. */
static void add_name(struct buf *buf, const char *name)
{
    size_t length = strlen(name);
    if (text_is_utf8(name, length))
        buf_add_bytes(buf, name, length);
    else
        text_add_visible(buf, name, length);
}

enum rc source_open(const char *path, struct source **ret, struct err *err)
{
    struct source *source = calloc(1, sizeof *source);
    if (source == NULL)
        return err_memory(err);
    buf_init(&source->name);
    buf_init(&source->file);
    source->fd = -1;
    source->path = strdup(path);
    enum rc rc = RC_OK;
    if (source->path == NULL) {
        rc = err_memory(err);
        goto out;
    }
    const char *slash = strrchr(source->path, '/');
    add_name(&source->file, slash != NULL ? slash + 1 : source->path);
    rc = buf_check(&source->file, err);
    if (rc == RC_OK)
        rc = open_source(source, err);
    if (rc != RC_OK)
        goto out;
    *ret = source;
    source = NULL;
out:
    source_free(source);
    return rc;
}

void source_free(struct source *source)
{
    if (source == NULL)
        return;
    zip_free(source->zip);
    if (source->own_fd)
        (void)close(source->fd);
    buf_release(&source->name);
    buf_release(&source->file);
    free(source->path);
    free(source);
}

/* ---- streams ---- */

const char *source_name(const struct source *source)
{
    return source->name.length > 0 ? source->name.text : source->file.text;
}

const char *source_file(const struct source *source)
{
    return source->file.text;
}

static enum rc next_entry(struct source *source, bool *ret_more, struct err *err)
{
    const char *entry = NULL;
    enum rc rc = zip_next(source->zip, &entry, err);
    if (rc != RC_OK)
        return rc;
    buf_clear(&source->name);
    source->ended = entry == NULL;
    *ret_more = entry != NULL;
    if (entry == NULL)
        return RC_OK;
    buf_addf(&source->name, "%s(", source->file.text);
    add_name(&source->name, entry);
    buf_add_char(&source->name, ')');
    rc = buf_check(&source->name, err);
    if (rc == RC_OK)
        rc = fill_head(source, err);
    if (rc != RC_OK)
        return rc;
    if (sniff_is_zip(source->head, source->head_length))
        return err_set(err, RC_CONTENT,
                       _("%s: the entry is an archive inside an archive: unpack it first"),
                       source->name.text);
    return sniff_check(source->head, source->head_length, source->name.text, err);
}

enum rc source_next(struct source *source, bool *ret_more, struct err *err)
{
    if (source->zip != NULL)
        return next_entry(source, ret_more, err);
    *ret_more = !source->started;
    source->ended = source->started;
    source->started = true;
    return RC_OK;
}

enum rc source_read(struct source *source, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err)
{
    size_t held = source->head_length - source->head_used;
    if (held == 0)
        return read_stream(source, bytes, capacity, ret_length, err);
    size_t length = held < capacity ? held : capacity;
    memcpy(bytes, source->head + source->head_used, length);
    source->head_used += length;
    *ret_length = length;
    return RC_OK;
}

uint64_t source_bytes_read(const struct source *source)
{
    /* A FIFO's zip was taken in whole, and a zip's end is never read twice. */
    if (source->zip == NULL || source->total == 0)
        return source->taken;
    return source->ended ? source->total : zip_bytes_read(source->zip);
}

uint64_t source_bytes_total(const struct source *source)
{
    return source->total;
}
