/* SPDX-License-Identifier: MIT */
/* Copies of the book as files: the part of safekeep.h that makes them. */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"

enum { PAGES_A_STEP = 512 };

enum rc backup_pages(struct book *from, sqlite3 *to, const char *to_name,
                     safekeep_progress *progress, void *context, struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->db, "main");
    if (backup == NULL)
        return db_err_code(to_name, sqlite3_extended_errcode(to), sqlite3_errmsg(to), err);
    enum rc rc = RC_OK;
    int code = SQLITE_OK;
    /* BUSY comes after the busy timeout, so it is not tried again. */
    while (rc == RC_OK && code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, PAGES_A_STEP);
        int total = sqlite3_backup_pagecount(backup);
        if (progress != NULL && (code == SQLITE_OK || code == SQLITE_DONE))
            rc = progress(context, total - sqlite3_backup_remaining(backup), total, err);
    }
    int finish = sqlite3_backup_finish(backup);
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = db_err_code(to_name, code, "backup", err);
    else if (rc == RC_OK && finish != SQLITE_OK)
        rc = db_err_code(to_name, finish, "backup", err);
    return rc;
}

static enum rc sync_file(const char *path, int flags, struct err *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return err_sys(err, errno, path, _("check the disk"));
    int failed = fsync(fd) != 0 ? errno : 0;
    (void)close(fd);
    return failed != 0 ? err_sys(err, failed, path, _("check the disk")) : RC_OK;
}

static enum rc sync_folder_of(const char *path, struct err *err)
{
    char *folder = strdup(path);
    if (folder == NULL)
        return err_memory(err);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        slash[slash == folder ? 1 : 0] = '\0';
    enum rc rc = sync_file(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY, err);
    free(folder);
    return rc;
}

/* What is copied, and how. */
struct copying {
    struct book *book;
    bool data_only;
    safekeep_progress *progress;
    void *context;
};

/* Copying whole pages and then dropping the bytes of documents is six times as fast as
 * copying rows, for each byte of data; but it moves the documents as well. */
static enum rc is_mostly_documents(struct book *book, bool *ret, struct err *err)
{
    enum { DOCUMENTS_FOR_DATA = 2 };
    int64_t documents = 0, pages = 0;
    enum rc rc = query_number(book, SQL_CONTENT_BYTES, 0, &documents, err);
    if (rc == RC_OK)
        rc = query_number(book, SQL_PAGE_COUNT, 0, &pages, err);
    int64_t data = pages * BOOK_PAGE_SIZE - documents;
    if (rc == RC_OK)
        *ret = documents > DOCUMENTS_FOR_DATA * data;
    return rc;
}

/* Of a whole copy. No journal: of a copy that fails nothing is left. */
static enum rc drop_documents(sqlite3 *to, const char *path, struct err *err)
{
    static const char sql[] = "PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF;"
                              "PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF;"
                              "DELETE FROM content_chunk; VACUUM";
    if (sqlite3_exec(to, sql, NULL, NULL, NULL) != SQLITE_OK)
        return db_err_code(path, sqlite3_extended_errcode(to), sqlite3_errmsg(to), err);
    return RC_OK;
}

static enum rc fill_copy(const struct copying *copying, sqlite3 *to, const char *path,
                         struct err *err)
{
    bool by_rows = false;
    enum rc rc = copying->data_only ? is_mostly_documents(copying->book, &by_rows, err) : RC_OK;
    if (rc == RC_OK && by_rows)
        return backup_data(copying->book, to, path, err);
    if (rc == RC_OK)
        rc = backup_pages(copying->book, to, path, copying->progress, copying->context, err);
    if (rc == RC_OK && copying->data_only)
        rc = drop_documents(to, path, err);
    return rc;
}

/* A plain file: no log beside it, so that it can be carried around alone. */
static enum rc write_copy(const struct copying *copying, const char *path, struct err *err)
{
    sqlite3 *to = NULL;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_sys(err, errno, path, _("name a place where you may write"));
    (void)close(fd);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    int code = sqlite3_open_v2(path, &to, flags, NULL);
    enum rc rc = code != SQLITE_OK ? db_err_code(path, code, "copy", err)
                                   : fill_copy(copying, to, path, err);
    if (rc == RC_OK &&
        sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
        rc = db_err_code(path, sqlite3_extended_errcode(to), sqlite3_errmsg(to), err);
    (void)sqlite3_close_v2(to);
    if (rc == RC_OK)
        rc = sync_file(path, O_RDWR, err);
    /* A copy that cannot be written is a file that cannot be written. */
    if (rc == RC_BOOK)
        err->rc = rc = RC_FILE;
    return rc;
}

static enum rc put_copy(const struct copying *copying, const char *to, struct err *err)
{
    struct buf part;
    buf_init(&part);
    buf_addf(&part, "%s.part-%ld", to, (long)getpid());
    enum rc rc = buf_check(&part, err);
    if (rc == RC_OK && faccessat(AT_FDCWD, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        rc = err_set(err, RC_RULE, _("%s: the file exists already: name another"), to);
    if (rc == RC_OK)
        rc = write_copy(copying, part.text, err);
    /* link(2) and not rename(2): a file that came in between is not replaced. */
    if (rc == RC_OK && link(part.text, to) != 0) {
        if (errno == EEXIST)
            rc = err_set(err, RC_RULE, _("%s: the file exists already: name another"), to);
        else if (renameat2(AT_FDCWD, part.text, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
            rc = err_sys(err, errno, to, _("name a place where you may write"));
    }
    if (rc == RC_OK)
        rc = sync_folder_of(to, err);
    if (!part.failed)
        (void)unlink(part.text);
    buf_release(&part);
    return rc;
}

enum rc book_backup(struct book *book, const char *to, safekeep_progress *progress, void *context,
                    struct err *err)
{
    const struct copying copying = {book, false, progress, context};
    return put_copy(&copying, to, err);
}

enum rc book_backup_data(struct book *book, const char *to, struct err *err)
{
    const struct copying copying = {.book = book, .data_only = true};
    return put_copy(&copying, to, err);
}
