/* SPDX-License-Identifier: MIT */
#include "app/depot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/document_find.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/words.h"
#include "io/outfile.h"
#include "store/contents.h"

enum { SHARD = 2 }; /* letters of the hash that name a folder */

static const char depot_name[] = "documents";

static enum rc path_of(const char *directory, const char *sha256, struct buf *ret, struct err *err)
{
    buf_clear(ret);
    buf_addf(ret, "%s/%s/%.*s/%s", directory, depot_name, (int)SHARD, sha256, sha256 + SHARD);
    return buf_check(ret, err);
}

/* ---- in ----------------------------------------------------------------------------------------
 */

/* The two folders above the file. */
static enum rc make_folders(char *path, struct err *err)
{
    enum rc rc = RC_OK;
    char *last = strrchr(path, '/');
    *last = '\0';
    char *first = strrchr(path, '/');
    *first = '\0';
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        rc = err_sys(err, errno, path, _("check the disk"));
    *first = '/';
    if (rc == RC_OK && mkdir(path, 0700) != 0 && errno != EEXIST)
        rc = err_sys(err, errno, path, _("check the disk"));
    *last = '/';
    return rc;
}

static bool is_there(const char *path, int64_t size)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == size;
}

static enum rc into_file(void *context, const void *bytes, size_t length, struct err *err)
{
    return outfile_write(context, bytes, length, err);
}

struct adding {
    struct book *book;
    const char *directory;
    struct buf path;
    int64_t damaged;
};

static enum rc add_one(void *context, const struct content *content, struct err *err)
{
    struct adding *adding = context;
    struct outfile *out = NULL;
    bool genuine = false;
    enum rc rc = path_of(adding->directory, content->sha256, &adding->path, err);
    if (rc != RC_OK || is_there(adding->path.text, content->size))
        return rc;
    if (!content->whole) {
        adding->damaged++;
        return RC_OK;
    }
    rc = make_folders(adding->path.text, err);
    if (rc == RC_OK)
        rc = outfile_open(adding->path.text, &out, err);
    if (rc == RC_OK)
        rc = content_read(adding->book, content->sha256, into_file, out, &genuine, err);
    if (rc == RC_OK && genuine)
        return outfile_commit(out, err);
    outfile_drop(out);
    adding->damaged += rc == RC_OK;
    return rc;
}

enum rc depot_add(struct book *book, const char *directory, int64_t *ret_damaged, struct err *err)
{
    struct adding adding = {.book = book, .directory = directory};
    buf_init(&adding.path);
    enum rc rc = contents_all(book, add_one, &adding, err);
    buf_release(&adding.path);
    if (rc == RC_OK)
        *ret_damaged = adding.damaged;
    return rc;
}

/* ---- gone --------------------------------------------------------------------------------------
 */

/* Hashes that somebody names. */
struct named {
    char (*items)[DIGEST_HEX_SIZE];
    size_t count, room;
};

static enum rc name_one(void *context, const struct content *content, struct err *err)
{
    struct named *named = context;
    if (named->count == named->room) {
        size_t room = named->room == 0 ? 256 : named->room * 2;
        void *grown = reallocarray(named->items, room, sizeof(*named->items));
        if (grown == NULL)
            return err_memory(err);
        named->items = grown;
        named->room = room;
    }
    memcpy(named->items[named->count++], content->sha256, DIGEST_HEX_SIZE);
    return RC_OK;
}

static enum rc name_all_of_copy(const char *path, struct named *named, struct err *err)
{
    struct book *copy = NULL;
    bool old = false;
    enum rc rc = book_open(path, BOOK_LOOK, &copy, &old, err);
    if (rc == RC_OK)
        rc = contents_all(copy, name_one, named, err);
    book_close(copy);
    return rc;
}

static int compare_hashes(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* In a folder of the depot whose name begins all its hashes. */
static void prune_shard(const char *path, const char *shard, const struct named *named)
{
    DIR *dir = opendir(path);
    struct dirent *entry = NULL;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char sha256[DIGEST_HEX_SIZE];
        int length = snprintf(sha256, sizeof(sha256), "%s%s", shard, entry->d_name);
        bool left = strncmp(entry->d_name, ".coffer-", 8) == 0; /* by a process that died */
        if (left)
            (void)unlinkat(dirfd(dir), entry->d_name, 0);
        if (left || length != DIGEST_HEX_SIZE - 1)
            continue;
        if (named->count == 0 || bsearch(sha256, named->items, named->count, sizeof(*named->items),
                                         compare_hashes) == NULL)
            (void)unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir != NULL)
        (void)closedir(dir);
    (void)rmdir(path); /* where it is empty now */
}

static void prune_all(const char *directory, const struct named *named)
{
    struct buf path;
    buf_init(&path);
    buf_addf(&path, "%s/%s", directory, depot_name);
    DIR *dir = path.failed ? NULL : opendir(path.text);
    struct dirent *entry = NULL;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (strlen(entry->d_name) != SHARD || entry->d_name[0] == '.')
            continue;
        buf_clear(&path);
        buf_addf(&path, "%s/%s/%s", directory, depot_name, entry->d_name);
        if (!path.failed)
            prune_shard(path.text, entry->d_name, named);
    }
    if (dir != NULL)
        (void)closedir(dir);
    buf_release(&path);
}

void depot_prune(const char *directory, struct book *present, const char *const *copies,
                 size_t copy_count)
{
    struct named named = {.count = 0};
    struct err why;
    err_init(&why);
    enum rc rc = contents_all(present, name_one, &named, &why);
    for (size_t i = 0; rc == RC_OK && i < copy_count; i++)
        rc = name_all_of_copy(copies[i], &named, &why);
    if (rc == RC_OK && named.count > 0)
        qsort(named.items, named.count, sizeof(*named.items), compare_hashes);
    if (rc == RC_OK)
        prune_all(directory, &named);
    free(named.items);
}

/* ---- together again ----------------------------------------------------------------------------
 */

struct filling {
    struct app *app;
    struct book *present;
    const char *const *directories;
    size_t count;
    struct depot_report report;
};

static enum rc into_book(void *context, const void *bytes, size_t length, struct err *err)
{
    return content_more(context, bytes, length, err);
}

/* What cannot be read is as good as missing: another place may have it. */
static enum rc copy_file(const char *path, struct content_writer *writer, struct err *err)
{
    char bytes[65536];
    enum rc rc = RC_OK;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t got = fd < 0 ? 0 : 1;
    while (rc == RC_OK && got > 0) {
        do
            got = read(fd, bytes, sizeof(bytes));
        while (got < 0 && errno == EINTR);
        if (got > 0)
            rc = content_more(writer, bytes, (size_t)got, err);
    }
    if (fd >= 0)
        (void)close(fd);
    return rc;
}

/* place: a folder's number, or their count for the present book. */
static enum rc fill_from(struct filling *filling, const struct content *content, size_t place,
                         bool *ret_kept, struct err *err)
{
    struct content_writer *writer = NULL;
    struct buf path;
    bool genuine = false;
    buf_init(&path);
    enum rc rc = content_fill_begin(filling->app->book, &writer, err);
    if (rc == RC_OK && place < filling->count) {
        rc = path_of(filling->directories[place], content->sha256, &path, err);
        if (rc == RC_OK)
            rc = copy_file(path.text, writer, err);
    } else if (rc == RC_OK) {
        rc = content_read(filling->present, content->sha256, into_book, writer, &genuine, err);
    }
    buf_release(&path);
    if (rc == RC_OK)
        return content_fill_end(writer, content->sha256, ret_kept, err);
    content_fill_drop(writer);
    return rc;
}

static enum rc tell_missing(void *context, const char *document, const char *claim, struct err *err)
{
    const struct filling *filling = context;
    struct buf words;
    buf_init(&words);
    enum rc rc = document_add_words(filling->app, document, claim, &words, err);
    if (rc == RC_OK)
        app_warn(filling->app, _("%s: its bytes are neither beside the copy nor in the book"),
                 words.text);
    buf_release(&words);
    return rc;
}

static enum rc fill_one(void *context, const struct content *content, struct err *err)
{
    struct filling *filling = context;
    size_t places = filling->count + (filling->present != NULL ? 1 : 0);
    bool kept = false;
    enum rc rc = RC_OK;
    if (content->whole)
        return RC_OK;
    for (size_t i = 0; rc == RC_OK && !kept && i < places; i++)
        rc = fill_from(filling, content, i, &kept, err);
    if (rc != RC_OK)
        return rc;
    filling->report.found += kept;
    filling->report.missing += !kept;
    return kept ? RC_OK
                : documents_of_content(filling->app->book, content->sha256, tell_missing, filling,
                                       err);
}

enum rc depot_fill(struct app *app, const char *const *directories, size_t count,
                   struct book *present, struct depot_report *ret, struct err *err)
{
    struct filling filling = {app, present, directories, count, {0, 0}};
    enum rc rc = contents_all(app->book, fill_one, &filling, err);
    if (rc == RC_OK)
        *ret = filling.report;
    return rc;
}
