/* SPDX-License-Identifier: MIT */
#include "watched.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

enum { QUIET = 4 /* milliseconds */, PATIENCE = 20000 };

double watched_clock(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "screen: %s\n", what);
    exit(1);
}

/* ---- the process ------------------------------------------------------------------------- */

static int open_proc(pid_t child, const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof(path), "/proc/%ld/%s", (long)child, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        give_up("/proc tells nothing of the program");
    return fd;
}

static void read_proc(int fd, char *ret, size_t size)
{
    ssize_t got = pread(fd, ret, size - 1, 0);
    ret[got > 0 ? got : 0] = '\0';
}

/* What the kernel counts of the screen's thread. */
static struct watched_turns turns(const struct watched *watched)
{
    char text[128];
    unsigned long long run = 0, waited = 0, count = 0;
    read_proc(watched->turns, text, sizeof(text));
    if (sscanf(text, "%llu %llu %llu", &run, &waited, &count) != 3) /* NOLINT(cert-err34-c) */
        give_up("the kernel counts no turns (CONFIG_SCHED_INFO)");
    return (struct watched_turns){(double)run / 1e6, (double)waited / 1e6, count};
}

/* "NUMBER ARGUMENT …" of the system call that it sleeps in, else "running". */
static bool sleeps_in_wait(const struct watched *watched)
{
    char text[256], *end;
    read_proc(watched->syscall, text, sizeof(text));
    long number = strtol(text, &end, 10);
    if (end == text)
        return false;
    if (number == SYS_read) /* of its input: not of a file that it loads */
        return strtol(end, NULL, 16) == STDIN_FILENO;
    return number == SYS_poll || number == SYS_ppoll || number == SYS_select ||
           number == SYS_pselect6;
}

static int unread(const struct watched *watched)
{
    int count = 0;
    return ioctl(watched->slave, FIONREAD, &count) == 0 ? count : 0;
}

static void start(struct watched *watched, const char *const *argv)
{
    const struct winsize size = {.ws_row = WATCHED_ROWS, .ws_col = WATCHED_COLS};
    watched->length = watched->asked = 0;
    watched->before = (struct watched_turns){0};
    if (openpty(&watched->master, &watched->slave, NULL, NULL, &size) != 0 ||
        fcntl(watched->master, F_SETFL, O_NONBLOCK) != 0 ||
        fcntl(watched->master, F_SETFD, FD_CLOEXEC) != 0)
        give_up("there is no pty");
    watched->child = fork();
    if (watched->child == 0) {
        if (login_tty(watched->slave) == 0)
            (void)execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    if (watched->child < 0)
        give_up("the program cannot be started");
    watched->syscall = open_proc(watched->child, "syscall");
    watched->turns = open_proc(watched->child, "schedstat");
}

void watched_stop(struct watched *watched)
{
    (void)kill(watched->child, SIGTERM);
    while (waitpid(watched->child, NULL, WNOHANG) == 0)
        (void)watched_take(watched, 1);
    (void)close(watched->syscall);
    (void)close(watched->turns);
    (void)close(watched->master);
    (void)close(watched->slave);
}

/* ---- bytes --------------------------------------------------------------------------------- */

/* Its questions: the ground's colour, synchronized output, what the terminal is. */
static void answer(struct watched *watched)
{
    static const char question[] = "\x1b[c";
    static const char answers[] = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?2026;2$y\x1b[?62;22c";
    const char *from = watched->bytes + watched->asked;
    if (memmem(from, watched->length - watched->asked, question, strlen(question)) == NULL)
        return;
    watched->asked = watched->length;
    if (write(watched->master, answers, strlen(answers)) < 0)
        give_up("the pty takes no input");
}

static size_t drain(struct watched *watched)
{
    size_t all = 0;
    for (ssize_t got; (got = read(watched->master, watched->bytes + watched->length,
                                  WATCHED_BYTES - watched->length)) > 0;) {
        watched->length += (size_t)got;
        all += (size_t)got;
        if (watched->length == WATCHED_BYTES)
            give_up("the program writes without an end");
    }
    if (all > 0)
        answer(watched);
    return all;
}

size_t watched_take(struct watched *watched, int milliseconds)
{
    struct pollfd from = {.fd = watched->master, .events = POLLIN};
    (void)poll(&from, 1, milliseconds);
    return drain(watched);
}

void watched_clear(struct watched *watched)
{
    watched->length = watched->asked = 0;
}

/* ---- until --------------------------------------------------------------------------------- */

/* Nothing to read, nothing to write, and asleep. */
static bool is_idle(struct watched *watched)
{
    return drain(watched) == 0 && unread(watched) == 0 && sleeps_in_wait(watched);
}

/* Until it is idle, having run since the key and, when it starts, written. */
static double until_idle(struct watched *watched, size_t least, double since)
{
    for (;;) {
        bool idle = is_idle(watched) && turns(watched).count > watched->before.count &&
                    watched->length >= least;
        double now = watched_clock();
        if (idle && drain(watched) == 0)
            return now - since - (turns(watched).waited - watched->before.waited);
        if (now - since > PATIENCE || waitpid(watched->child, NULL, WNOHANG) != 0)
            give_up("the program does not wait for input");
    }
}

/* Until a text was written. It sleeps between looks, for the program runs on: the kernel
 * hands on what it wrote with a thread of its own, which needs a processor too. */
static double until_seen(struct watched *watched, const char *text, double since)
{
    while (memmem(watched->bytes, watched->length, text, strlen(text)) == NULL) {
        (void)watched_take(watched, 1);
        if (watched_clock() - since > PATIENCE)
            give_up("the program does not show what it should");
    }
    return watched_clock() - since - (turns(watched).waited - watched->before.waited);
}

double watched_first_frame(struct watched *watched, const char *const *argv, const char *mark,
                           double *ret_seen)
{
    double since = watched_clock();
    start(watched, argv);
    if (mark != NULL)
        *ret_seen = until_seen(watched, mark, since);
    return until_idle(watched, 1, since);
}

void watched_settle(struct watched *watched)
{
    while (watched_take(watched, QUIET) > 0 || !is_idle(watched))
        ;
    watched->before = turns(watched);
}

void watched_write(struct watched *watched, const char *key)
{
    if (write(watched->master, key, strlen(key)) != (ssize_t)strlen(key))
        give_up("the pty takes no input");
}

double watched_press(struct watched *watched, const char *key)
{
    watched_settle(watched);
    watched_clear(watched);
    double since = watched_clock();
    watched_write(watched, key);
    double time = until_idle(watched, 0, since);
    watched->worked = turns(watched).ran - watched->before.ran;
    return time;
}
