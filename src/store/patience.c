/* SPDX-License-Identifier: MIT */
#include "store/patience.h"

#include <pwd.h>
#include <stdio.h>
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

/* The process that has this byte of the file, 0: none is known. It is asked of the
 * system: to open the file and close it would give up our own locks in it. */
static long holder_of(const char *path, unsigned long byte)
{
    struct stat st;
    char line[256];
    long found = 0;
    FILE *locks = stat(path, &st) == 0 ? fopen("/proc/locks", "re") : NULL;
    while (locks != NULL && found == 0 && fgets(line, sizeof(line), locks) != NULL) {
        unsigned long first = 0, last = 0, inode = 0;
        unsigned major = 0, minor = 0;
        long pid = 0;
        /* "12: POSIX  ADVISORY  WRITE 4711 fd:01:393218 120 120" */
        const char *kind = strstr(line, " WRITE ");
        if (kind == NULL || sscanf(kind, " WRITE %ld %x:%x:%lu %lu %lu", &pid, &major, &minor,
                                   &inode, &first, &last) != 6)
            continue;
        if (inode == st.st_ino && major == major(st.st_dev) && minor == minor(st.st_dev) &&
            first <= byte && byte <= last && pid > 0)
            found = pid;
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
    long pid = holder_of(index.text, LOG_WRITE_BYTE);
    buf_release(&index);
    if (pid == 0)
        pid = holder_of(book->path, BOOK_RESERVED_BYTE);
    (void)snprintf(process, sizeof(process), "/proc/%ld", pid);
    const struct passwd *entry = pid > 0 && stat(process, &st) == 0 ? getpwuid(st.st_uid) : NULL;
    bool known = entry != NULL && strlen(entry->pw_name) < PATIENCE_NAME &&
                 text_is_utf8(entry->pw_name, strlen(entry->pw_name));
    (void)snprintf(ret, PATIENCE_NAME, "%s", known ? entry->pw_name : "");
}

/* ---- waiting -----------------------------------------------------------------------------------
 */

static int wait_on(void *context, int times)
{
    static const struct timespec step = {0, 20 * 1000 * 1000};
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
