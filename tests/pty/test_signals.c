/* SPDX-License-Identifier: MIT */
/* Each signal that ends Coffer, in each situation: the terminal is as it was, the
 * process died by that signal, and the book is whole. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pty/visit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS};

static void dashboard(struct visit *visit)
{
    (void)visit;
}

static void list(struct visit *visit)
{
    pty_type(visit->pty, "7\x1b[B");
    visit_until_at(visit, "Programs");
}

static void help(struct visit *visit)
{
    pty_type(visit->pty, "?");
    pty_until(visit->pty, "Keys");
}

static void palette(struct visit *visit)
{
    pty_type(visit->pty, ":undo");
    pty_until(visit->pty, "undo");
}

static void form(struct visit *visit)
{
    pty_type(visit->pty, "7");
    visit_until_at(visit, "Programs");
    pty_type(visit->pty, "a");
    pty_until(visit->pty, "A new program");
    pty_type(visit->pty, "contoso");
    pty_until(visit->pty, "contoso");
}

static void paste(struct visit *visit)
{
    pty_type(visit->pty, "\x1b[200~half of");
}

static const struct situation {
    const char *name;
    void (*reach)(struct visit *visit);
} situations[] = {
    {"dashboard", dashboard}, {"list", list}, {"help", help},
    {"palette", palette},     {"form", form}, {"paste", paste},
};

static bool is_crash(int number)
{
    return number == SIGABRT || number == SIGSEGV || number == SIGBUS;
}

static void screen__signal__restores_the_terminal(void **state)
{
    struct visit *visit = *state;
    static const char *const check[] = {"check", NULL};
    for (size_t i = 0; i < COUNT(situations); i++) {
        for (size_t k = 0; k < COUNT(signals); k++) {
            print_message("%s: %s\n", situations[i].name, strsignal(signals[k]));
            (void)visit_enter(visit);
            situations[i].reach(visit);
            assert_int_equal(kill(visit->pty->child, signals[k]), 0);
            assert_signal(pty_until_over(visit->pty), signals[k]);
            pty_assert_restored(visit->pty);
            assert_int_equal(pty_find(visit->pty, "coffer: crash: ") >= 0, is_crash(signals[k]));
            visit_drop(visit);
        }
    }
    assert_int_equal(visit_run(visit, check), 0);
}

/* While it starts, at any time: nothing is switched on that stays so. */
static void screen__signal__while_it_starts(void **state)
{
    struct visit *visit = *state;
    enum { STARTS = 12, STEP = 12000 };
    for (int i = 0; i < STARTS; i++) {
        struct pty *pty = visit_start(visit, NULL);
        (void)usleep((useconds_t)(i * STEP));
        int number = signals[(size_t)i % COUNT(signals)];
        assert_int_equal(kill(pty->child, number), 0);
        assert_signal(pty_until_over(pty), number);
        pty_assert_restored(pty);
    }
}

/* A suspended Coffer is ended by the shell. */
static void screen__signal__while_it_is_suspended(void **state)
{
    struct visit *visit = *state;
    char command[FOLDER_PATH_SIZE + 256];
    const char *const argv[] = {"/bin/sh", "-i", NULL};
    const char *const env[] = {"TERM=xterm-256color", "PS1=shell> ", "ENV=", NULL};
    for (size_t k = 0; k < COUNT(signals); k++) {
        struct pty *pty = visit->pty = pty_start(argv, env, visit->folder.path, 24, 80);
        pty_until(pty, "shell>");
        (void)snprintf(command, sizeof(command), "%s --book %s\n", COFFER, visit->book);
        pty_type(pty, command);
        visit_until_at(visit, "Dashboard");
        pty_type(pty, "\x1a");
        pty_until(pty, "Stopped");
        size_t before = pty->raw.length;
        (void)snprintf(command, sizeof(command), "kill -%d %%1; fg\n", signals[k]);
        pty_type(pty, command);
        before = pty_until_raw(pty, before, "\n"); /* the echo of the command */
        pty_type(pty, "echo gone-$?\n");
        (void)pty_until_raw(pty, before, "gone-1");
        assert_null(strstr(pty->raw.text + before, "\x1b[?"));
        pty_type(pty, "exit\n");
        (void)pty_until_over(pty);
        pty_assert_restored(pty);
        visit_drop(visit);
    }
}

/* The program that started it is killed: its terminal is taken away. */
static void screen__parent_gone__ends(void **state)
{
    struct visit *visit = *state;
    char command[FOLDER_PATH_SIZE + 256];
    static const char *const check[] = {"check", NULL};
    (void)snprintf(command, sizeof(command), "%s --book %s; true", COFFER, visit->book);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    const char *const env[] = {"TERM=xterm-256color", NULL};
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    visit->pty = pty_start(argv, env, visit->folder.path, 24, 80);
    visit_until_at(visit, "Dashboard");
    assert_int_equal(kill(visit->pty->child, SIGKILL), 0);
    int status = 0;
    pid_t orphan;
    do
        orphan = waitpid(-1, &status, 0);
    while (orphan == visit->pty->child);
    assert_true(orphan > 0);
    assert_signal(status, SIGHUP);
    visit->pty->over = true;
    visit_drop(visit);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
    assert_int_equal(visit_run(visit, check), 0);
}

/* The window is closed, and SIGHUP is ignored: reading says that it is gone. */
static void screen__terminal_gone__ends(void **state)
{
    struct visit *visit = *state;
    char command[FOLDER_PATH_SIZE + 256];
    (void)snprintf(command, sizeof(command), "trap '' HUP; exec %s --book %s", COFFER, visit->book);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    const char *const env[] = {"TERM=xterm-256color", NULL};
    visit->pty = pty_start(argv, env, visit->folder.path, 24, 80);
    visit_until_at(visit, "Dashboard");
    assert_int_equal(close(visit->pty->slave), 0);
    visit->pty->slave = -1;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    assert_int_equal(dup2(null, visit->pty->master), visit->pty->master);
    assert_int_equal(close(null), 0);
    assert_true(WIFEXITED(pty_until_over(visit->pty)));
}

/* Standard output is closed: there is no screen, and nothing is sent. */
static void screen__stdout_closed__is_refused(void **state)
{
    struct visit *visit = *state;
    char command[FOLDER_PATH_SIZE + 256];
    (void)snprintf(command, sizeof(command), "exec %s --book %s >&-", COFFER, visit->book);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    const char *const env[] = {"TERM=xterm-256color", NULL};
    struct pty *pty = visit->pty = pty_start(argv, env, visit->folder.path, 24, 80);
    assert_exit(pty_until_over(pty), 2);
    assert_true(pty_find(pty, "coffer: the screen needs a terminal") >= 0);
    assert_null(strchr(pty->raw.text, '\x1b'));
    pty_assert_restored(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT(screen__signal__restores_the_terminal), VISIT(screen__signal__while_it_starts),
        VISIT(screen__signal__while_it_is_suspended), VISIT(screen__parent_gone__ends),
        VISIT(screen__terminal_gone__ends),           VISIT(screen__stdout_closed__is_refused),
    };
    return cmocka_run_group_tests(tests, visit_group_setup, visit_group_teardown);
}
