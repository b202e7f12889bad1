/* SPDX-License-Identifier: MIT */
/* Coffer on a terminal of our own, with a demo book that it may spoil. */
#ifndef COFFER_PTY_VISIT_H
#define COFFER_PTY_VISIT_H

#include "pty/pty.h"
#include "support/support.h"

struct visit {
    struct folder folder; /* home; the state folder lies in it */
    char book[FOLDER_PATH_SIZE];
    struct pty *pty; /* NULL: not started */
};

/* For cmocka_unit_test_setup_teardown: *state is a struct visit with a fresh copy
 * of one demo book. visit_group_setup makes that book. */
int visit_group_setup(void **state);
int visit_group_teardown(void **state);
int visit_setup(void **state);
int visit_teardown(void **state);
#define VISIT(test) cmocka_unit_test_setup_teardown(test, visit_setup, visit_teardown)

/* Starts the screen; 24 × 80 on xterm-256color unless env says otherwise (ends in
 * NULL; NULL: nothing). Nothing is waited for. */
struct pty *visit_start(struct visit *visit, const char *const *env);
/* The same, and the dashboard stands there. */
struct pty *visit_enter(struct visit *visit);
/* Until the title says that one is at the place: "Funds". */
void visit_until_at(struct visit *visit, const char *place);
/* Presses q, and all is as it was. */
void visit_leave(struct visit *visit);
/* Throws away what is left of the process, for another start. */
void visit_drop(struct visit *visit);

/* Runs a command on the book: its exit code. words end in NULL. */
int visit_run(struct visit *visit, const char *const *words);

/* As waitpid gives it. */
void assert_exit(int status, int code);
void assert_signal(int status, int number);

#endif
