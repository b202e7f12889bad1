/* SPDX-License-Identifier: MIT */
#include "store/sidecopy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"

static const char *const suffixes[] = {"", "-wal", "-shm"};

static enum rc copy_file(const char *from, const char *to, struct err *err)
{
    char bytes[65536];
    enum rc rc = RC_OK;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return err_sys(err, errno, from, _("ask its owner"));
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0) {
        rc = err_sys(err, errno, to, _("check TMPDIR"));
        (void)close(in);
        return rc;
    }
    for (;;) {
        ssize_t got = read(in, bytes, sizeof(bytes));
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            rc = err_sys(err, errno, from, _("check the disk"));
            break;
        }
        if (write(out, bytes, (size_t)got) != got) {
            rc = err_sys(err, errno, to, _("free some space in TMPDIR"));
            break;
        }
    }
    (void)close(in);
    if (close(out) != 0 && rc == RC_OK)
        rc = err_sys(err, errno, to, _("free some space in TMPDIR"));
    return rc;
}

/* A path as part of a file: URI. */
static void add_escaped(struct buf *buf, const char *path)
{
    for (; *path != '\0'; path++) {
        if (*path == '%' || *path == '?' || *path == '#')
            buf_addf(buf, "%%%02x", (unsigned)(unsigned char)*path);
        else
            buf_add_char(buf, *path);
    }
}

static enum rc finish_uri(const char *file, const char *query, char uri[SIDECOPY_URI_SIZE],
                          struct err *err)
{
    struct buf buf;
    buf_init(&buf);
    /* An empty authority keeps a path that begins with // from being one. */
    buf_add(&buf, file[0] == '/' ? "file://" : "file:");
    add_escaped(&buf, file);
    buf_add(&buf, query);
    enum rc rc = buf_check(&buf, err);
    if (rc == RC_OK && buf.length >= SIDECOPY_URI_SIZE)
        rc = err_sys(err, ENAMETOOLONG, file, _("use a shorter path"));
    if (rc == RC_OK)
        memcpy(uri, buf.text, buf.length + 1);
    buf_release(&buf);
    return rc;
}

enum rc sidecopy_folder(char **ret_dir, struct err *err)
{
    const char *tmp = getenv("TMPDIR");
    struct buf buf;
    buf_init(&buf);
    buf_addf(&buf, "%s/coffer-look.XXXXXX", tmp != NULL && tmp[0] == '/' ? tmp : "/tmp");
    enum rc rc = buf_check(&buf, err);
    if (rc == RC_OK && mkdtemp(buf.text) == NULL)
        rc = err_sys(err, errno, buf.text, _("check TMPDIR"));
    if (rc == RC_OK) {
        *ret_dir = buf.text;
        return RC_OK;
    }
    buf_release(&buf);
    return rc;
}

enum rc sidecopy_make(const char *path, char **ret_dir, char uri[SIDECOPY_URI_SIZE],
                      struct err *err)
{
    struct buf from, to;
    struct stat st;
    char *dir = NULL;
    buf_init(&from);
    buf_init(&to);
    buf_addf(&from, "%s-wal", path);
    enum rc rc = buf_check(&from, err);
    if (rc == RC_OK && (stat(from.text, &st) != 0 || st.st_size == 0)) {
        rc = finish_uri(path, "?immutable=1", uri, err);
        goto out;
    }
    if (rc == RC_OK)
        rc = sidecopy_folder(&dir, err);
    for (size_t i = 0; rc == RC_OK && i < 2; i++) {
        buf_clear(&from);
        buf_clear(&to);
        buf_addf(&from, "%s%s", path, suffixes[i]);
        buf_addf(&to, "%s/book%s", dir, suffixes[i]);
        rc = buf_check(&from, err);
        if (rc == RC_OK)
            rc = buf_check(&to, err);
        if (rc == RC_OK)
            rc = copy_file(from.text, to.text, err);
    }
    if (rc == RC_OK) {
        buf_clear(&to);
        buf_addf(&to, "%s/book", dir);
        rc = finish_uri(to.text, "", uri, err);
    }
    if (rc == RC_OK) {
        *ret_dir = dir;
        dir = NULL;
    }
out:
    sidecopy_remove(dir);
    buf_release(&from);
    buf_release(&to);
    return rc;
}

void sidecopy_remove(char *dir)
{
    if (dir == NULL)
        return;
    struct buf name;
    buf_init(&name);
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        buf_clear(&name);
        buf_addf(&name, "%s/book%s", dir, suffixes[i]);
        (void)unlink(name.text);
    }
    buf_release(&name);
    (void)rmdir(dir);
    free(dir);
}
