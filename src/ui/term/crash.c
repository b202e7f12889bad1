/* SPDX-License-Identifier: MIT */
#include "ui/term/crash.h"

#include <execinfo.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/words.h"

static void place_report(struct crash *crash)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char stamp[CLOCK_STAMP_SIZE];
    bool own = state != NULL && state[0] == '/';
    crash->report[0] = '\0';
    if (!own && (home == NULL || home[0] != '/'))
        return;
    clock_stamp(clock_now(), stamp);
    int length = snprintf(crash->report, CRASH_PATH, "%s%s/coffer/crash-%s-%ld.txt",
                          own ? state : home, own ? "" : "/.local/state", stamp, (long)getpid());
    if (length < 0 || length >= CRASH_PATH)
        crash->report[0] = '\0';
}

void crash_prepare(struct crash *crash, const char *terminal)
{
    atomic_init(&crash->tells_calls, 0);
    place_report(crash);
    (void)snprintf(crash->about, CRASH_LINE, "Coffer %s, report of a crash\nterminal: %s\n",
                   COFFER_VERSION, terminal);
    (void)snprintf(crash->before, CRASH_LINE, "coffer: %s: ", _("crash"));
    (void)snprintf(crash->after, CRASH_LINE, ": %s\n",
                   _("what was saved is in the book: start Coffer again"));
    (void)snprintf(crash->where, CRASH_LINE, "coffer: %s: ", _("report of the crash"));
    (void)snprintf(crash->nowhere, CRASH_LINE, "coffer: %s\n",
                   _("report of the crash: none: its folder cannot be written"));
}

void crash_prepare_calls(struct crash *crash)
{
    void *calls[1];
    (void)backtrace(calls, 1); /* the first call loads what it needs */
    atomic_store(&crash->tells_calls, 1);
}

/* ---- in a handler ------------------------------------------------------------------------ */

void crash_put(int fd, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t written = write(fd, text, left);
        if (written <= 0)
            return;
        text += written;
        left -= (size_t)written;
    }
}

static void put_number(int fd, uintptr_t number, unsigned base)
{
    char text[32];
    size_t at = sizeof(text) - 1;
    text[at] = '\0';
    do {
        text[--at] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number > 0);
    crash_put(fd, text + at);
}

int crash_open(struct crash *crash)
{
    char *path = crash->report;
    if (path[0] == '\0')
        return -1;
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0'; /* folders that are missing, for the owner alone */
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    int report = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (report >= 0)
        crash_put(report, crash->about);
    return report;
}

void crash_say(const struct crash *crash, const char *signal, bool said, int report)
{
    if (!said) {
        crash_put(STDERR_FILENO, crash->before);
        crash_put(STDERR_FILENO, signal);
        crash_put(STDERR_FILENO, crash->after);
    }
    if (report < 0) {
        crash_put(STDERR_FILENO, crash->nowhere);
        return;
    }
    crash_put(STDERR_FILENO, crash->where);
    crash_put(STDERR_FILENO, crash->report);
    crash_put(STDERR_FILENO, "\n");
}

void crash_finish(const struct crash *crash, int report, const char *signal, const siginfo_t *info)
{
    enum { DEPTH = 64 };
    void *calls[DEPTH];
    if (report < 0)
        return;
    crash_put(report, "signal: ");
    crash_put(report, signal);
    crash_put(report, ", code ");
    if (info->si_code < 0)
        crash_put(report, "-");
    put_number(report, (uintptr_t)labs((long)info->si_code), 10);
    crash_put(report, ", address 0x");
    put_number(report, (uintptr_t)info->si_addr, 16);
    crash_put(report, "\n");
    if (atomic_load(&crash->tells_calls) == 0)
        return;
    crash_put(report, "calls:\n");
    backtrace_symbols_fd(calls, backtrace(calls, DEPTH), report);
}
