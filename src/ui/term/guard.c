/* SPDX-License-Identifier: MIT */
#include "ui/term/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/words.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* For handlers. */
static struct guard *_Atomic current;

enum fate {
    ENDS,    /* the process, from outside */
    CRASHES, /* the process, by a mistake in it */
    TELLS,   /* of something */
    FAILS,   /* a write, which says so by itself */
    NUDGES,  /* a thread out of a wait */
};

/* Every signal that would end the process, and those that a screen follows. */
static const struct watched {
    int number;
    enum fate fate;
    const char *name;
} watched[] = {
    {SIGTERM, ENDS, "SIGTERM"},     {SIGHUP, ENDS, "SIGHUP"},      {SIGINT, ENDS, "SIGINT"},
    {SIGQUIT, ENDS, "SIGQUIT"},     {SIGPIPE, FAILS, "SIGPIPE"},   {SIGALRM, ENDS, "SIGALRM"},
    {SIGVTALRM, ENDS, "SIGVTALRM"}, {SIGPROF, ENDS, "SIGPROF"},    {SIGUSR1, ENDS, "SIGUSR1"},
    {SIGUSR2, ENDS, "SIGUSR2"},     {SIGPOLL, ENDS, "SIGPOLL"},    {SIGXCPU, ENDS, "SIGXCPU"},
    {SIGXFSZ, FAILS, "SIGXFSZ"},    {SIGABRT, CRASHES, "SIGABRT"}, {SIGSEGV, CRASHES, "SIGSEGV"},
    {SIGBUS, CRASHES, "SIGBUS"},    {SIGILL, CRASHES, "SIGILL"},   {SIGFPE, CRASHES, "SIGFPE"},
    {SIGSYS, CRASHES, "SIGSYS"},    {SIGTRAP, CRASHES, "SIGTRAP"}, {SIGWINCH, TELLS, "SIGWINCH"},
    {SIGTSTP, TELLS, "SIGTSTP"},    {SIGCONT, TELLS, "SIGCONT"},   {SIGURG, NUDGES, "SIGURG"},
};
_Static_assert(COUNT(watched) <= GUARD_SIGNALS, "room for what was before");

/* ---- in a handler ------------------------------------------------------------------------ */

/* Standard error is itself again, and gets what was written meanwhile. also: a
 * file that gets it too, or -1. True if that was anything. */
static bool give_back_error(const struct guard *guard, int also)
{
    char bytes[1024];
    off_t at = 0;
    if (guard->error_out < 0)
        return false;
    (void)dup2(guard->error_out, STDERR_FILENO);
    for (ssize_t got; (got = pread(guard->error_kept, bytes, sizeof(bytes) - 1, at)) > 0;) {
        bytes[got] = '\0';
        crash_put(STDERR_FILENO, bytes);
        if (also >= 0)
            crash_put(also, bytes);
        at += got;
    }
    return at > 0;
}

static void restore(struct guard *guard, bool flush)
{
    if (atomic_exchange(&guard->screen, 0) != 0)
        tty_write_soon(&guard->tty, guard->leave, guard->leave_length);
    if (atomic_exchange(&guard->raw, 0) != 0)
        tty_set_found(&guard->tty, flush);
}

static _Noreturn void die_by(int number)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigset_t set;
    (void)sigemptyset(&usual.sa_mask);
    (void)sigaction(number, &usual, NULL);
    (void)sigemptyset(&set);
    (void)sigaddset(&set, number);
    (void)raise(number);
    (void)pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    _exit(128 + number);
}

static const struct watched *find(int number)
{
    size_t i = 0;
    while (watched[i].number != number && i + 1 < COUNT(watched))
        i++;
    return &watched[i];
}

static void on_end(int number, siginfo_t *info, void *context)
{
    struct guard *guard = atomic_load(&current);
    const struct watched *which = find(number);
    (void)context;
    if (guard == NULL)
        die_by(number);
    /* The screen's own thread may be writing to the terminal: let it do this. A
     * crash belongs to the thread that made it. */
    if (which->fate == ENDS && pthread_equal(pthread_self(), guard->thread) == 0) {
        (void)pthread_kill(guard->thread, number);
        return;
    }
    while (atomic_exchange(&guard->dying, 1) != 0)
        (void)poll(NULL, 0, -1); /* another thread is at it */
    restore(guard, true);
    if (which->fate == ENDS) {
        (void)give_back_error(guard, -1);
    } else {
        int report = crash_open(&guard->crash);
        crash_say(&guard->crash, which->name, give_back_error(guard, report), report);
        crash_finish(&guard->crash, report, which->name, info);
    }
    die_by(number);
}

/* The call that it waits in ends: there is no SA_RESTART. */
static void on_nudge(int number)
{
    (void)number;
}

static void on_told(int number)
{
    struct guard *guard = atomic_load(&current);
    int before = errno;
    if (guard == NULL)
        return;
    if (number == SIGWINCH)
        atomic_store(&guard->resized, 1);
    else if (number == SIGTSTP)
        atomic_store(&guard->to_stop, 1);
    else
        atomic_store(&guard->continued, 1);
    guard_wake(guard);
    errno = before;
}

/* ---- begin and end ----------------------------------------------------------------------- */

static void watch_one(struct guard *guard, size_t i)
{
    struct sigaction action = {.sa_flags = SA_ONSTACK}, *before = &guard->before[i];
    (void)sigfillset(&action.sa_mask);
    switch (watched[i].fate) {
    case TELLS:
        action.sa_handler = on_told;
        break;
    case NUDGES:
        action.sa_handler = on_nudge;
        break;
    case FAILS:
        action.sa_handler = SIG_IGN;
        break;
    case ENDS:
    case CRASHES:
        action.sa_sigaction = on_end;
        action.sa_flags |= SA_SIGINFO;
        break;
    }
    (void)sigaction(watched[i].number, NULL, before);
    if (watched[i].number == SIGTSTP)
        guard->ignores_stop = before->sa_handler == SIG_IGN;
    /* What was ignored stays so (nohup), and what somebody else catches is his. */
    if (watched[i].fate != ENDS || before->sa_handler == SIG_DFL)
        (void)sigaction(watched[i].number, &action, NULL);
}

static void watch(struct guard *guard)
{
    for (size_t i = 0; i < COUNT(watched); i++)
        watch_one(guard, i);
}

static void unwatch(const struct guard *guard)
{
    for (size_t i = 0; i < COUNT(watched); i++)
        (void)sigaction(watched[i].number, &guard->before[i], NULL);
}

static bool take_stack(struct guard *guard)
{
    enum { STACK = 128 * 1024 };
    stack_t own = {.ss_size = STACK};
    own.ss_sp = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (own.ss_sp == MAP_FAILED)
        return false;
    if (sigaltstack(&own, &guard->stack_before) != 0) {
        (void)munmap(own.ss_sp, STACK);
        return false;
    }
    guard->stack = own.ss_sp;
    guard->stack_size = STACK;
    return true;
}

enum rc guard_begin(struct guard *guard, const struct tty *tty, const char *terminal,
                    struct err *err)
{
    int ends[2];
    guard->tty = *tty;
    guard->thread = pthread_self();
    guard->error_out = guard->error_kept = -1;
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return err_sys(err, errno, _("the screen"), _("close other programs and try again"));
    guard->wake_in = ends[0];
    guard->wake_out = ends[1];
    if (!take_stack(guard)) {
        (void)close(ends[0]);
        (void)close(ends[1]);
        return err_memory(err);
    }
    if (isatty(STDERR_FILENO) == 1) /* else it goes into a file and harms nobody */
        guard->error_kept = memfd_create("coffer-stderr", MFD_CLOEXEC);
    crash_prepare(&guard->crash, terminal);
    atomic_store(&current, guard);
    watch(guard);
    return RC_OK;
}

void guard_end(struct guard *guard)
{
    unwatch(guard);
    atomic_store(&current, NULL);
    (void)sigaltstack(&guard->stack_before, NULL);
    (void)munmap(guard->stack, guard->stack_size);
    (void)close(guard->wake_in);
    (void)close(guard->wake_out);
    if (guard->error_kept >= 0)
        (void)close(guard->error_kept);
}

/* ---- the screen -------------------------------------------------------------------------- */

void guard_enter(struct guard *guard)
{
    atomic_store(&guard->raw, 1);
    tty_set_raw(&guard->tty);
}

void guard_will_show(struct guard *guard)
{
    if (guard->error_kept >= 0 && guard->error_out < 0)
        guard->error_out = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (guard->error_out >= 0)
        (void)dup2(guard->error_kept, STDERR_FILENO);
    atomic_store(&guard->screen, 1);
}

void guard_has_shown(struct guard *guard)
{
    crash_prepare_calls(&guard->crash);
}

void guard_leave(struct guard *guard, bool flush)
{
    sigset_t all, before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_BLOCK, &all, &before);
    restore(guard, flush);
    if (guard->error_out >= 0) {
        (void)give_back_error(guard, -1);
        (void)!ftruncate(guard->error_kept, 0);
        (void)lseek(guard->error_kept, 0, SEEK_SET);
        (void)close(guard->error_out);
        guard->error_out = -1;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}

bool guard_took(atomic_int *told)
{
    return atomic_exchange(told, 0) != 0;
}

void guard_wake(struct guard *guard)
{
    (void)!write(guard->wake_out, "", 1); /* full: then it is readable already */
}

void guard_drain(struct guard *guard)
{
    char bytes[64];
    while (read(guard->wake_in, bytes, sizeof(bytes)) > 0)
        ;
}

void guard_stop(struct guard *guard, bool group)
{
    enum { SOON = 50 };
    struct pollfd wake = {.fd = guard->wake_in, .events = POLLIN};
    struct sigaction usual = {.sa_handler = SIG_DFL}, own;
    if (guard->ignores_stop)
        return;
    (void)sigemptyset(&usual.sa_mask);
    guard_drain(guard);
    atomic_store(&guard->continued, 0);
    (void)sigaction(SIGTSTP, &usual, &own);
    (void)kill(group ? 0 : getpid(), SIGTSTP);
    /* Another thread may take the signal, a moment later; and in a group with
     * no shell above it nothing stops. */
    while (atomic_load(&guard->continued) == 0 && poll(&wake, 1, SOON) != 0)
        guard_drain(guard);
    (void)sigaction(SIGTSTP, &own, NULL);
    atomic_store(&guard->continued, 0);
    atomic_store(&guard->to_stop, 0);
}

void guard_stay(const struct guard *guard)
{
    while (atomic_load(&guard->dying) != 0)
        (void)poll(NULL, 0, -1);
}
