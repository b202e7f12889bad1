/* SPDX-License-Identifier: MIT */
#include "pty/visit.h"

#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

/* Of the whole program: the folder with the book that visits get copies of. */
struct source {
    struct folder folder;
    char book[FOLDER_PATH_SIZE];
};

static int run(const char *home, const char *book, const char *const *words)
{
    enum { MOST = 32 };
    const char *argv[MOST] = {COFFER, "--book", book};
    char home_word[FOLDER_PATH_SIZE + 8], state_word[FOLDER_PATH_SIZE + 32];
    pid_t child;
    int status;
    size_t count = 3;
    for (; *words != NULL && count + 1 < MOST; words++)
        argv[count++] = *words;
    (void)snprintf(home_word, sizeof(home_word), "HOME=%s", home);
    (void)snprintf(state_word, sizeof(state_word), "XDG_STATE_HOME=%s/state", home);
    const char *const env[] = {home_word, state_word, "LANG=C.UTF-8", NULL};
    posix_spawn_file_actions_t actions;
    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    assert_int_equal(
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1 /* O_WRONLY */, 0),
        0);
    assert_int_equal(posix_spawn(&child, COFFER, &actions, NULL, (char *const *)(uintptr_t)argv,
                                 (char *const *)(uintptr_t)env),
                     0);
    (void)posix_spawn_file_actions_destroy(&actions);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

int visit_group_setup(void **state)
{
    static const char *const words[] = {"init", "--demo", NULL};
    struct source *source = calloc(1, sizeof(*source));
    assert_non_null(source);
    folder_init(&source->folder);
    (void)folder_file(&source->folder, "demo.coffer", source->book);
    assert_int_equal(run(source->folder.path, source->book, words), 0);
    *state = source;
    return 0;
}

int visit_group_teardown(void **state)
{
    struct source *source = *state;
    folder_release(&source->folder);
    free(source);
    return 0;
}

int visit_setup(void **state)
{
    const struct source *source = *state;
    size_t length;
    struct visit *visit = calloc(1, sizeof(*visit));
    assert_non_null(visit);
    folder_init(&visit->folder);
    (void)folder_file(&visit->folder, "demo.coffer", visit->book);
    char *bytes = file_read(source->book, &length);
    file_write(visit->book, bytes, length);
    free(bytes);
    *state = visit;
    return 0;
}

int visit_teardown(void **state)
{
    struct visit *visit = *state;
    visit_drop(visit);
    folder_release(&visit->folder);
    free(visit);
    return 0;
}

struct pty *visit_start(struct visit *visit, const char *const *env)
{
    enum { MOST = 16 };
    char state[FOLDER_PATH_SIZE + 32];
    const char *vars[MOST] = {"TERM=xterm-256color", state};
    const char *const argv[] = {COFFER, "--book", visit->book, NULL};
    (void)snprintf(state, sizeof(state), "XDG_STATE_HOME=%s/state", visit->folder.path);
    for (size_t i = 2; env != NULL && *env != NULL && i + 1 < MOST; i++)
        vars[i] = *env++;
    visit_drop(visit);
    visit->pty = pty_start(argv, vars, visit->folder.path, 24, 80);
    return visit->pty;
}

struct pty *visit_enter(struct visit *visit)
{
    struct pty *pty = visit_start(visit, NULL);
    visit_until_at(visit, "Dashboard");
    pty_until(pty, "Dashboard");
    return pty;
}

void visit_until_at(struct visit *visit, const char *place)
{
    int64_t end = clock_ticks() + PTY_DEADLINE;
    while (strncmp(visit->pty->title.text, place, strlen(place)) != 0) {
        if (visit->pty->over || clock_ticks() >= end)
            pty_give_up(visit->pty, "the title never says:", place);
        pty_pump(visit->pty, pty_left(end));
    }
}

void visit_leave(struct visit *visit)
{
    pty_type(visit->pty, "q");
    assert_exit(pty_until_over(visit->pty), 0);
    pty_assert_restored(visit->pty);
    visit_drop(visit);
}

void visit_drop(struct visit *visit)
{
    if (visit->pty != NULL)
        pty_free(visit->pty);
    visit->pty = NULL;
}

int visit_run(struct visit *visit, const char *const *words)
{
    return run(visit->folder.path, visit->book, words);
}

void assert_exit(int status, int code)
{
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), code);
}

void assert_signal(int status, int number)
{
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
}
