/* SPDX-License-Identifier: MIT */
#include "cli/stop.h"

#include <signal.h>
#include <stdlib.h>

#include "base/err.h"

/* A handler has no other way to tell: the one variable of the command line. */
static volatile sig_atomic_t stop_signal;

void stop_ask(int signal_number)
{
    stop_signal = signal_number;
}

bool stop_asked(void)
{
    return stop_signal != 0;
}

void stop_install(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = stop_ask, .sa_flags = (int)SA_RESETHAND};
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        struct sigaction old;
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(signals[i], &action, NULL);
    }
    (void)signal(SIGPIPE, SIG_IGN);
}

_Noreturn void stop_now(void)
{
    int number = stop_asked() ? stop_signal : SIGINT;
    sigset_t set;
    (void)signal(number, SIG_DFL);
    (void)sigemptyset(&set);
    (void)sigaddset(&set, number);
    (void)sigprocmask(SIG_UNBLOCK, &set, NULL);
    (void)raise(number);
    bug("a signal did not end the process");
}
