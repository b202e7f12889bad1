/* SPDX-License-Identifier: MIT */
#include "app/guard.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"

bool guard_same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* SQLite's first bytes, and Coffer's application id where SQLite keeps it. */
static bool is_book(const char *path)
{
    static const char magic[] = "SQLite format 3";
    enum { ID_AT = 68, ID_SIZE = 4 };
    char bytes[ID_AT + ID_SIZE] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t got = read(fd, bytes, sizeof(bytes));
    (void)close(fd);
    return got == (ssize_t)sizeof(bytes) && memcmp(bytes, magic, sizeof(magic)) == 0 &&
           memcmp(bytes + ID_AT, "COFR", ID_SIZE) == 0;
}

enum rc guard_books(const char *path, const char *book, struct err *err)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    struct stat st;
    if (strcmp(path, "-") == 0)
        return err_set(err, RC_USAGE,
                       _("-: standard output cannot be written to here: name a file; lists print "
                         "with --format csv or json"));
    bool refused = stat(path, &st) == 0 && S_ISREG(st.st_mode) && is_book(path);
    for (size_t i = 0; !refused && i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        struct buf side;
        buf_init(&side);
        buf_addf(&side, "%s%s", book, suffixes[i]);
        refused = !side.failed && guard_same_file(path, side.text);
        buf_release(&side);
    }
    if (refused)
        return err_set(err, RC_RULE,
                       _("%s: this is a book, and it would be lost: name another file"), path);
    return RC_OK;
}

enum rc guard_rejects(const char *path, const char *const *inputs, size_t count, const char *book,
                      struct err *err)
{
    struct stat st;
    enum rc rc = guard_books(path, book, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        if (guard_same_file(path, inputs[i]))
            rc = err_set(
                err, RC_RULE,
                _("--skip-rejects %s: this is the report itself, and its good rows would be "
                  "lost: name another file"),
                path);
    if (rc == RC_OK && stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        rc = err_set(err, RC_RULE,
                     _("--skip-rejects %s: the file exists and what is in it would be lost: name "
                       "another, or move it away"),
                     path);
    return rc;
}
