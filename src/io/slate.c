/* SPDX-License-Identifier: MIT */
#include "io/slate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/words.h"

enum { HALF = SLATE_BYTES / 2, TRIES = 8 };

/* In the byte order of the machine: a slate never leaves it. */
struct head {
    char magic[8];
    uint64_t number; /* of the write, from 1 */
    int64_t when;
    uint64_t length;
    unsigned char digest[DIGEST_SIZE]; /* of all above and the text */
};
_Static_assert(sizeof(struct head) == SLATE_HEAD, "a head has no gaps");

struct slate {
    char *path;
    int fd;
    int newest;       /* the half with the newest text: 0 or 1 */
    struct head head; /* of that half; number 0: no half is whole */
    bool unsynced;
    char text[SLATE_TEXT_MAX + 1];
};

static const char magic[8] = "COFFSLT1";

static enum rc fail(const struct slate *slate, int sys, struct err *err)
{
    return err_sys(err, sys, slate->path,
                   _("make room on the disk, or set XDG_STATE_HOME to a place where you may "
                     "write"));
}

static void seal(const struct head *head, const char *text, struct digest *ret)
{
    const struct digest_part parts[] = {
        {head, offsetof(struct head, digest)},
        {text, (size_t)head->length},
    };
    digest_parts(parts, sizeof(parts) / sizeof(parts[0]), ret);
}

/* ---- reading --------------------------------------------------------------------------- */

static bool read_all(int fd, void *bytes, size_t length, off_t at)
{
    size_t done = 0;
    while (done < length) {
        ssize_t got = pread(fd, (char *)bytes + done, length - done, at + (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

/* Keeps the half's text where it is whole and newer than what there is. */
static void read_half(struct slate *slate, int half, char *scratch)
{
    struct head head;
    struct digest digest;
    off_t at = (off_t)half * HALF;
    if (!read_all(slate->fd, &head, sizeof(head), at) ||
        memcmp(head.magic, magic, sizeof(magic)) != 0 || head.length > SLATE_TEXT_MAX ||
        head.number <= slate->head.number ||
        !read_all(slate->fd, scratch, (size_t)head.length, at + SLATE_HEAD))
        return;
    seal(&head, scratch, &digest);
    if (memcmp(digest.bytes, head.digest, DIGEST_SIZE) != 0)
        return;
    slate->newest = half;
    slate->head = head;
    memcpy(slate->text, scratch, (size_t)head.length);
    slate->text[head.length] = '\0';
}

const char *slate_text(const struct slate *slate, size_t *ret_length, int64_t *ret_when)
{
    if (slate->head.length == 0)
        return NULL;
    *ret_length = (size_t)slate->head.length;
    *ret_when = slate->head.when;
    return slate->text;
}

/* ---- opening ---------------------------------------------------------------------------- */

/* Between our open and our lock the file may have been removed by who had it: the
 * lock would be on nothing. */
static bool is_in_place(const struct slate *slate)
{
    struct stat ours, there;
    return fstat(slate->fd, &ours) == 0 && stat(slate->path, &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* *ret_taken: another process has it. */
static enum rc open_locked(struct slate *slate, bool *ret_new, bool *ret_taken, struct err *err)
{
    for (int i = 0; i < TRIES; i++) {
        *ret_new = true;
        slate->fd = open(slate->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (slate->fd < 0 && errno == EEXIST) {
            *ret_new = false;
            slate->fd = open(slate->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
        }
        if (slate->fd < 0 && errno == ENOENT)
            continue;
        if (slate->fd < 0)
            return fail(slate, errno, err);
        if (flock(slate->fd, LOCK_EX | LOCK_NB) != 0) {
            *ret_taken = errno == EWOULDBLOCK;
            return *ret_taken ? RC_OK : fail(slate, errno, err);
        }
        if (is_in_place(slate))
            return RC_OK;
        (void)close(slate->fd);
        slate->fd = -1;
    }
    *ret_taken = true; /* somebody makes and removes it all the time */
    return RC_OK;
}

static void let_go(struct slate *slate, bool remove)
{
    if (slate->fd >= 0 && remove)
        (void)unlink(slate->path); /* before the lock is gone */
    if (slate->fd >= 0)
        (void)close(slate->fd);
    free(slate->path);
    free(slate);
}

enum rc slate_open(const char *path, struct slate **ret, struct err *err)
{
    struct slate *slate = calloc(1, sizeof(*slate));
    char *scratch = malloc(SLATE_TEXT_MAX);
    bool is_new = false, taken = false;
    enum rc rc = RC_OK;
    if (slate != NULL)
        slate->fd = -1;
    if (slate == NULL || scratch == NULL || (slate->path = strdup(path)) == NULL)
        rc = err_memory(err);
    if (rc == RC_OK)
        rc = open_locked(slate, &is_new, &taken, err);
    if (rc == RC_OK && !taken) {
        int failed = posix_fallocate(slate->fd, 0, SLATE_BYTES);
        rc = failed != 0 ? fail(slate, failed, err) : RC_OK;
    }
    if (rc == RC_OK && !taken) {
        read_half(slate, 0, scratch);
        read_half(slate, 1, scratch);
    }
    if (rc == RC_OK)
        *ret = taken ? NULL : slate;
    if (slate != NULL && (rc != RC_OK || taken))
        let_go(slate, is_new && !taken);
    free(scratch);
    return rc;
}

void slate_close(struct slate *slate)
{
    if (slate != NULL)
        let_go(slate, slate->head.length == 0);
}

void slate_drop(struct slate *slate)
{
    if (slate != NULL)
        let_go(slate, true);
}

/* ---- writing ------------------------------------------------------------------------------ */

static enum rc write_all(const struct slate *slate, const char *bytes, size_t length, off_t at,
                         struct err *err)
{
    for (size_t done = 0; done < length;) {
        ssize_t wrote = pwrite(slate->fd, bytes + done, length - done, at + (off_t)done);
        if (wrote < 0 && errno != EINTR)
            return fail(slate, errno, err);
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    return RC_OK;
}

enum rc slate_write(struct slate *slate, const char *text, size_t length, struct err *err)
{
    int half = slate->head.number == 0 ? 0 : 1 - slate->newest;
    off_t at = (off_t)half * HALF;
    struct digest digest;
    struct head head = {.number = slate->head.number + 1, .when = clock_now(), .length = length};
    bug_if(length > SLATE_TEXT_MAX, "a text is too long for its slate");
    memcpy(head.magic, magic, sizeof(magic));
    seal(&head, text, &digest);
    memcpy(head.digest, digest.bytes, DIGEST_SIZE);
    enum rc rc = write_all(slate, text, length, at + SLATE_HEAD, err);
    if (rc == RC_OK)
        rc = write_all(slate, (const char *)&head, sizeof(head), at, err);
    if (rc != RC_OK)
        return rc;
    slate->newest = half;
    slate->head = head;
    memmove(slate->text, text, length);
    slate->text[length] = '\0';
    slate->unsynced = true;
    return RC_OK;
}

enum rc slate_sync(struct slate *slate, struct err *err)
{
    if (!slate->unsynced)
        return RC_OK;
    if (fdatasync(slate->fd) != 0)
        return fail(slate, errno, err);
    slate->unsynced = false;
    return RC_OK;
}
