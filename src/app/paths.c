/* SPDX-License-Identifier: MIT */
/* Where a book lies. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/buf.h"
#include "base/words.h"
#include "store/glance.h"

static enum rc take(struct buf *buf, char **ret, struct err *err)
{
    enum rc rc = buf_check(buf, err);
    if (rc == RC_OK && (*ret = strdup(buf->text)) == NULL)
        rc = err_memory(err);
    buf_release(buf);
    return rc;
}

enum rc app_own_path(char **ret, struct err *err)
{
    struct buf path;
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    buf_init(&path);
    if (data != NULL && data[0] == '/') /* the XDG specification: relative ones are ignored */
        buf_addf(&path, "%s/coffer/book.coffer", data);
    else if (home != NULL && home[0] == '/')
        buf_addf(&path, "%s/.local/share/coffer/book.coffer", home);
    else {
        buf_release(&path);
        return err_set(
            err, RC_BOOK,
            _("the book: HOME is not set, so its place is not known: name it with --book"));
    }
    return take(&path, ret, err);
}

enum rc app_book_path(const struct app_options *options, char **ret, struct err *err)
{
    struct buf path;
    const char *book = options->book, *named = getenv("COFFER_BOOK");
    if (book == NULL && named != NULL && named[0] != '\0')
        book = named;
    if (book == NULL)
        return app_own_path(ret, err);
    buf_init(&path);
    buf_add(&path, book);
    return take(&path, ret, err);
}

bool app_glance(const struct app_options *options)
{
    struct err ignored;
    char *path = NULL;
    err_init(&ignored);
    bool likely = app_book_path(options, &path, &ignored) == RC_OK && book_glance(path);
    free(path);
    return likely;
}

static enum rc add_folder(struct buf *path, struct err *err)
{
    char *here = getcwd(NULL, 0);
    if (here == NULL)
        return err_sys(err, errno, ".", _("name the whole path, from / on"));
    buf_addf(path, "%s%s", here, strcmp(here, "/") == 0 ? "" : "/");
    free(here);
    return RC_OK;
}

enum rc app_whole_path(const char *typed, char **ret, struct err *err)
{
    struct buf path;
    const char *home = getenv("HOME");
    enum rc rc = RC_OK;
    buf_init(&path);
    if (typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0') && home != NULL &&
        home[0] == '/') {
        buf_add(&path, home);
        typed++;
    } else if (typed[0] != '/') {
        rc = add_folder(&path, err);
        typed += strncmp(typed, "./", 2) == 0 ? 2 : 0;
    }
    buf_add(&path, typed);
    if (rc == RC_OK)
        return take(&path, ret, err);
    buf_release(&path);
    return rc;
}
