/* SPDX-License-Identifier: MIT */
#include "store/patience.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"
#include "store/db.h"

/* ---- who ------------------------------------------------------------------------------------- */

/* Where SQLite locks for writing: a byte of the log's index, or of the book itself
 * where there is no log (its file format, "WAL-Index Locks" and "RESERVED"). */
enum { LOG_WRITE_BYTE = 120, BOOK_RESERVED_BYTE = 0x40000001 };

/* A line of /proc/locks behind its kind: "4711 fd:01:393218 120 120". */
struct lock {
    unsigned long process, major, minor, inode, first, last;
};

static bool read_lock(const char *text, struct lock *ret)
{
    unsigned long *const parts[] = {&ret->process, &ret->major, &ret->minor,
                                    &ret->inode,   &ret->first, &ret->last};
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        char *end = NULL;
        errno = 0;
        *parts[i] = strtoul(text, &end, i == 1 || i == 2 ? 16 : 10);
        if (end == text || errno != 0)
            return false;
        text = *end == ':' || *end == ' ' ? end + 1 : end;
    }
    return true;
}

/* The process that has this byte of the file, 0: none is known. It is asked of the
 * system: to open the file and close it would give up our own locks in it. */
static unsigned long holder_of(const char *path, unsigned long byte)
{
    static const char kind[] = " WRITE ";
    struct stat st;
    struct lock lock;
    char line[256];
    unsigned long found = 0;
    FILE *locks = stat(path, &st) == 0 ? fopen("/proc/locks", "re") : NULL;
    while (locks != NULL && found == 0 && fgets(line, sizeof(line), locks) != NULL) {
        const char *at = strstr(line, kind);
        if (at != NULL && read_lock(at + strlen(kind), &lock) && lock.inode == st.st_ino &&
            lock.major == major(st.st_dev) && lock.minor == minor(st.st_dev) &&
            lock.first <= byte && byte <= lock.last)
            found = lock.process;
    }
    if (locks != NULL)
        (void)fclose(locks);
    return found;
}

void patience_who(const struct book *book, char ret[PATIENCE_NAME])
{
    struct buf index;
    char process[32];
    struct stat st;
    buf_init(&index);
    buf_addf(&index, "%s-shm", book->path);
    unsigned long pid = holder_of(index.text, LOG_WRITE_BYTE);
    buf_release(&index);
    if (pid == 0)
        pid = holder_of(book->path, BOOK_RESERVED_BYTE);
    (void)snprintf(process, sizeof(process), "/proc/%lu", pid);
    const struct passwd *entry = pid > 0 && stat(process, &st) == 0 ? getpwuid(st.st_uid) : NULL;
    bool known = entry != NULL && strlen(entry->pw_name) < PATIENCE_NAME &&
                 text_is_utf8(entry->pw_name, strlen(entry->pw_name));
    (void)snprintf(ret, PATIENCE_NAME, "%s", known ? entry->pw_name : "");
}

/* ---- waiting -----------------------------------------------------------------------------------
 */

static int wait_on(void *context, int times)
{
    static const struct timespec step = {0, 20000000};
    struct book *book = context;
    char who[PATIENCE_NAME];
    (void)times;
    patience_who(book, who);
    book->gave_up = !book->waits(book->waits_context, who);
    if (!book->gave_up)
        (void)nanosleep(&step, NULL);
    return !book->gave_up;
}

void book_wait_with(struct book *book, book_waits *waits, void *context)
{
    book->waits = waits;
    book->waits_context = context;
}

enum rc patience_lock(struct book *book, struct err *err)
{
    if (book->waits == NULL)
        return db_exec(book, "BEGIN IMMEDIATE", err);
    book->gave_up = false;
    (void)sqlite3_busy_handler(book->db, wait_on, book);
    int code = sqlite3_exec(book->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    enum rc rc = code == SQLITE_OK ? RC_OK
                 : book->gave_up   ? err_set(err, RC_STOP, _("given up: nothing was changed"))
                                   : db_err(book, err);
    (void)sqlite3_busy_timeout(book->db, BOOK_BUSY_MILLISECONDS);
    return rc;
}
