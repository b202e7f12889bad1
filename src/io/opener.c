/* SPDX-License-Identifier: MIT */
#include "io/opener.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/words.h"

/* ---- copies ---------------------------------------------------------------------------------- */

static const char prefix[] = "coffer-open-";

static const char *parent(void)
{
    const char *folder = getenv("TMPDIR");
    return folder != NULL && folder[0] == '/' ? folder : "/tmp";
}

void opener_remove(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0)
            (void)close(fd);
        return;
    }
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
        (void)unlinkat(fd, entry->d_name, 0); /* "." and ".." it refuses itself */
    (void)closedir(dir);
    (void)rmdir(folder);
}

/* One's own, and made a day ago. */
static bool is_old(int dir, const char *name)
{
    enum { DAY_SECONDS = 24 * 60 * 60 };
    struct stat st;
    return strncmp(name, prefix, sizeof(prefix) - 1) == 0 &&
           fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode) &&
           st.st_uid == geteuid() && st.st_mtim.tv_sec < clock_now() - DAY_SECONDS;
}

static void sweep(void)
{
    DIR *dir = opendir(parent());
    if (dir == NULL)
        return;
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        struct buf path;
        if (!is_old(dirfd(dir), entry->d_name))
            continue;
        buf_init(&path);
        buf_addf(&path, "%s/%s", parent(), entry->d_name);
        if (!path.failed)
            opener_remove(path.text);
        buf_release(&path);
    }
    (void)closedir(dir);
}

enum rc opener_folder(char **ret, struct err *err)
{
    struct buf path;
    sweep();
    buf_init(&path);
    buf_addf(&path, "%s/%sXXXXXX", parent(), prefix);
    enum rc rc = buf_check(&path, err);
    if (rc == RC_OK && mkdtemp(path.text) == NULL)
        rc = err_sys(err, errno, parent(), _("set TMPDIR to a folder where you may write"));
    if (rc == RC_OK && (*ret = strdup(path.text)) == NULL)
        rc = err_memory(err);
    buf_release(&path);
    return rc;
}

/* ---- the other program -------------------------------------------------------------------------
 */

/* In the grandchild: nothing of this terminal, and a session of its own. What went wrong
 * is told through the pipe, which a program that starts closes. */
static _Noreturn void become(const char *program, const char *path, int tell)
{
    char *const words[] = {(char *)(uintptr_t)program, (char *)(uintptr_t)path, NULL};
    int nothing = open("/dev/null", O_RDWR);
    if (nothing >= 0) {
        (void)dup2(nothing, STDIN_FILENO);
        (void)dup2(nothing, STDOUT_FILENO);
        (void)dup2(nothing, STDERR_FILENO);
        if (nothing > STDERR_FILENO)
            (void)close(nothing);
    }
    (void)setsid();
    (void)execvp(program, words);
    int failed = errno;
    (void)!write(tell, &failed, sizeof(failed));
    _exit(127);
}

/* A child that ends at once leaves a grandchild that nobody has to wait for. */
static int start_apart(const char *program, const char *path)
{
    int pipe_of[2], failed = 0, status = 0;
    if (pipe2(pipe_of, O_CLOEXEC) != 0)
        return errno;
    pid_t child = fork();
    if (child == 0) {
        pid_t grandchild = fork();
        if (grandchild == 0)
            become(program, path, pipe_of[1]);
        int trouble = grandchild < 0 ? errno : 0;
        if (trouble != 0)
            (void)!write(pipe_of[1], &trouble, sizeof(trouble));
        _exit(0);
    }
    if (child < 0)
        failed = errno;
    (void)close(pipe_of[1]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    ssize_t got = 0;
    if (child > 0)
        do
            got = read(pipe_of[0], &status, sizeof(status));
        while (got < 0 && errno == EINTR);
    if (got == (ssize_t)sizeof(status))
        failed = status;
    (void)close(pipe_of[0]);
    return failed;
}

enum rc opener_start(const char *path, struct err *err)
{
    const char *program = getenv("COFFER_OPENER");
    if (program == NULL || program[0] == '\0')
        program = "xdg-open";
    int failed = start_apart(program, path);
    if (failed == 0)
        return RC_OK;
    return err_sys(err, failed, program,
                   _("set COFFER_OPENER to a program that shows files, or export the document"));
}
