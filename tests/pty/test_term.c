/* SPDX-License-Identifier: MIT */
/* The terminal by itself: probe.c on a pty. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "pty/pty.h"
#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct folder home;

static struct pty *probe_on(const char *terminal, const char *act, const char *more)
{
    char term[64], state[FOLDER_PATH_SIZE + 32];
    (void)snprintf(term, sizeof(term), "TERM=%s", terminal);
    (void)snprintf(state, sizeof(state), "XDG_STATE_HOME=%s/state", home.path);
    const char *const argv[] = {PROBE, act, NULL};
    const char *const env[] = {term, state, more, NULL};
    return pty_start(argv, env, home.path, 24, 80);
}

static struct pty *probe(void)
{
    struct pty *pty = probe_on("xterm-256color", NULL, NULL);
    pty_until(pty, "The probe");
    return pty;
}

static void assert_exit(int status, int code)
{
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), code);
}

static void assert_signal(int status, int number)
{
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
}

static void quit(struct pty *pty)
{
    pty_type(pty, "q");
    assert_exit(pty_until_over(pty), 0);
    pty_assert_restored(pty);
    pty_free(pty);
}

/* ---- there and back ------------------------------------------------------------------------ */

static void term__open__becomes_a_screen_and_goes_back(void **state)
{
    (void)state;
    struct buf ever;
    struct pty *pty = probe();
    buf_init(&ever);
    assert_true(pty->alternate);
    assert_true(pty->cursor_shown);
    assert_int_equal(pty->mouse, VTERM_PROP_MOUSE_DRAG);
    pty_type(pty, "q");
    assert_exit(pty_until_over(pty), 0);
    assert_true(pty_find(pty, "the probe is empty") >= 0);
    pty_modes(pty, NULL, &ever);
    static const char *const expected[] = {"?1049", "?1",    "keypad", "?2004", "?1004", "?2031",
                                           "?1000", "?1002", "?1006",  "8",     "title"};
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_non_null(strstr(ever.text, expected[i]));
    pty_assert_restored(pty);
    buf_release(&ever);
    pty_free(pty);
}

/* The first bytes of all are the first frame's: nothing is switched on, and no
 * question asked, before there is something to show. */
static void term__show__begins_with_the_first_frame(void **state)
{
    (void)state;
    struct pty *pty = probe_on("xterm-256color", "q", NULL);
    assert_exit(pty_until_over(pty), 0);
    assert_string_equal(pty->raw.text, "the probe is empty\r\n");
    pty_assert_restored(pty);
    pty_free(pty);
}

/* A terminal that answers late does not type into the shell. */
static void term__close__waits_for_answers_that_are_due(void **state)
{
    (void)state;
    struct pty *pty = probe_on("xterm-256color", NULL, NULL);
    pty->deaf = true;
    pty_until(pty, "The probe");
    pty_type(pty, "q");
    pty_until_raw(pty, 0, "\x1b[c");
    pty_type(pty, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?2026;0$y\x1b[?64;1c");
    assert_exit(pty_until_over(pty), 0);
    char left[64];
    struct termios raw = pty->before;
    raw.c_lflag &= ~(tcflag_t)ICANON;
    raw.c_cc[VMIN] = 0;
    assert_int_equal(tcsetattr(pty->slave, TCSANOW, &raw), 0);
    assert_int_equal(read(pty->slave, left, sizeof(left)), 0);
    assert_null(strstr(pty->raw.text, "64;1c"));
    pty_free(pty);
}

static void term__open__refuses_what_is_no_screen(void **state)
{
    (void)state;
    static const struct {
        const char *terminal, *expected;
    } cases[] = {
        {"dumb", "TERM=dumb: this terminal cannot show a screen"},
        {"", "TERM=: this terminal cannot show a screen"},
        {"nonesuch", "TERM=nonesuch: the terminal is not known here"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pty *pty = probe_on(cases[i].terminal, NULL, NULL);
        assert_exit(pty_until_over(pty), 2);
        assert_true(pty_find(pty, cases[i].expected) >= 0);
        assert_null(strchr(pty->raw.text, '\x1b'));
        pty_assert_restored(pty);
        pty_free(pty);
    }
}

/* What a terminal does not know is not asked of it. */
static void term__open__asks_little_of_simple_terminals(void **state)
{
    (void)state;
    static const char *const terminals[] = {"vt100", "linux", "vt220"};
    for (size_t i = 0; i < COUNT(terminals); i++) {
        struct pty *pty = probe_on(terminals[i], NULL, NULL);
        pty_until(pty, "The probe");
        pty_type(pty, "\x1b[B");
        pty_until(pty, "key Down");
        pty_type(pty, "tcq");
        assert_exit(pty_until_over(pty), 0);
        static const char *const never[] = {
            "\x1b]",  "\x1b[?1000h", "\x1b[?2004h", "\x1b[?1004h", "\x1b[?2031h",
            "\x1b[c", "$p",          "\x1b[8l",     "t\x1b",       "$<"};
        for (size_t k = 0; k < COUNT(never); k++)
            if (strstr(pty->raw.text, never[k]) != NULL)
                fail_msg("%s gets %s", terminals[i], never[k] + 1);
        pty_assert_restored(pty);
        pty_free(pty);
    }
}

static void term__open__works_on_many_terminals(void **state)
{
    (void)state;
    static const char *const terminals[] = {"xterm", "xterm-mono", "screen", "tmux-256color",
                                            "rxvt"};
    for (size_t i = 0; i < COUNT(terminals); i++) {
        struct pty *pty = probe_on(terminals[i], NULL, NULL);
        pty_until(pty, "The probe");
        pty_type(pty, "\x1bOB");
        pty_until(pty, "key Down");
        quit(pty);
    }
}

/* ---- signals --------------------------------------------------------------------------------- */

static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1};
static const int crashing[] = {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE};

static void term__next__ends_by_the_signal_and_restores(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ending); i++) {
        struct pty *pty = probe();
        assert_int_equal(kill(pty->child, ending[i]), 0);
        assert_signal(pty_until_over(pty), ending[i]);
        pty_assert_restored(pty);
        assert_int_equal(pty_find(pty, "coffer:"), -1);
        pty_free(pty);
    }
}

/* The report that the second line names; the caller frees it. */
static char *report_of(struct pty *pty)
{
    static const char mark[] = "report of the crash: ";
    const char *found = strstr(pty->raw.text, mark);
    char path[FOLDER_PATH_SIZE] = "";
    assert_non_null(found);
    found += sizeof(mark) - 1;
    size_t length = strcspn(found, "\r\n");
    assert_true(length < sizeof(path));
    memcpy(path, found, length);
    return file_read(path, &length);
}

static void term__crash__tells_what_and_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(crashing); i++) {
        struct pty *pty = probe();
        assert_int_equal(kill(pty->child, crashing[i]), 0);
        assert_signal(pty_until_over(pty), crashing[i]);
        pty_assert_restored(pty);
        assert_true(pty_find(pty, "coffer: crash: SIG") >= 0);
        char *report = report_of(pty);
        assert_non_null(strstr(report, "signal: SIG"));
        assert_non_null(strstr(report, "terminal: xterm-256color"));
        free(report);
        pty_free(pty);
    }
}

static void term__crash__restores_from_real_faults(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        int number;
        const char *what;
    } cases[] = {
        {"S", SIGSEGV, "coffer: crash: SIGSEGV"},
        {"O", SIGSEGV, "coffer: crash: SIGSEGV"}, /* the stack is full */
        {"A", SIGABRT, "coffer: crash: SIGABRT"},
        {"B", SIGABRT, "the probe broke a promise"},
        {"T", SIGSEGV, "coffer: crash: SIGSEGV"}, /* in another thread */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pty *pty = probe();
        pty_type(pty, cases[i].key);
        assert_signal(pty_until_over(pty), cases[i].number);
        pty_assert_restored(pty);
        assert_true(pty_find(pty, cases[i].what) >= 0);
        char *report = report_of(pty);
        assert_non_null(strstr(report, "probe"));
        free(report);
        pty_free(pty);
    }
}

/* Nothing was shown yet: nothing is undone, and what lists calls is not loaded. */
static void term__crash__before_the_first_frame_sends_nothing(void **state)
{
    (void)state;
    struct pty *pty = probe_on("xterm-256color", "S", NULL);
    assert_signal(pty_until_over(pty), SIGSEGV);
    assert_null(strchr(pty->raw.text, '\x1b'));
    pty_assert_restored(pty);
    char *report = report_of(pty);
    assert_non_null(strstr(report, "signal: SIGSEGV"));
    assert_null(strstr(report, "calls:"));
    free(report);
    pty_free(pty);
}

static void term__stderr__is_kept_aside_and_given_back(void **state)
{
    (void)state;
    struct pty *pty = probe();
    pty_type(pty, "e");
    pty_until(pty, "key e");
    assert_int_equal(pty_find(pty, "went astray"), -1);
    pty_type(pty, "q");
    assert_exit(pty_until_over(pty), 0);
    assert_true(pty_find(pty, "a line that went astray") >= 0);
    pty_free(pty);
}

/* ---- job control ----------------------------------------------------------------------------- */

static struct pty *shell_with_probe(void)
{
    const char *const argv[] = {"/bin/sh", "-i", NULL};
    const char *const env[] = {"TERM=xterm-256color", "PS1=shell> ", "ENV=", NULL};
    struct pty *pty = pty_start(argv, env, home.path, 24, 80);
    pty_until(pty, "shell>");
    pty_type(pty, PROBE "\n");
    pty_until(pty, "The probe");
    pty_type(pty, "x"); /* the terminal's answers were read before it */
    pty_until(pty, "key x");
    return pty;
}

static void assert_shell_has_the_terminal(struct pty *pty)
{
    struct buf left;
    buf_init(&left);
    pty_until(pty, "Stopped");
    pty_modes(pty, &left, NULL);
    assert_string_equal(left.text, "");
    assert_false(pty->alternate);
    buf_release(&left);
    pty_type(pty, "stty -a | grep -o ' icanon'\n");
    pty_until(pty, "icanon");
}

static void term__suspend__gives_the_terminal_to_the_shell(void **state)
{
    (void)state;
    struct pty *pty = shell_with_probe();
    pty_type(pty, "z");
    assert_shell_has_the_terminal(pty);
    pty_type(pty, "fg\n");
    pty_until(pty, "The probe");
    assert_true(pty->alternate);
    pty_type(pty, "\x1b[A");
    pty_until(pty, "key Up");
    pty_type(pty, "q");
    pty_until(pty, "the probe is empty");
    pty_type(pty, "exit\n");
    (void)pty_until_over(pty);
    pty_free(pty);
}

static void term__sigtstp__suspends_as_well(void **state)
{
    (void)state;
    struct pty *pty = shell_with_probe();
    pid_t probe_group = tcgetpgrp(pty->slave);
    if (probe_group < 0)
        probe_group = tcgetpgrp(pty->master);
    assert_true(probe_group > 0);
    assert_int_equal(kill(probe_group, SIGTSTP), 0);
    assert_shell_has_the_terminal(pty);
    pty_resize(pty, 30, 100); /* while it sleeps */
    pty_type(pty, "fg\n");
    pty_until(pty, "size 30x100");
    pty_type(pty, "q");
    pty_until(pty, "the probe is empty");
    pty_type(pty, "exit\n");
    (void)pty_until_over(pty);
    pty_free(pty);
}

/* Killed while it sleeps: the terminal is the shell's, and is left alone. */
static void term__signal__while_suspended_touches_nothing(void **state)
{
    (void)state;
    static const char *const signals[] = {"TERM", "HUP", "SEGV", "KILL"};
    for (size_t i = 0; i < COUNT(signals); i++) {
        char command[64];
        struct pty *pty = shell_with_probe();
        pty_type(pty, "z");
        pty_until(pty, "Stopped");
        size_t before = pty->raw.length;
        (void)snprintf(command, sizeof(command), "kill -%s %%1; fg; echo gone-$?\n", signals[i]);
        pty_type(pty, command);
        before = pty_until_raw(pty, before, "\n"); /* the echo of the command */
        pty_until_raw(pty, before, "gone-");
        assert_null(strstr(pty->raw.text + before, "\x1b[?1049"));
        assert_null(strstr(pty->raw.text + before, "\x1b[?2004"));
        pty_type(pty, "exit\n");
        (void)pty_until_over(pty);
        pty_free(pty);
    }
}

/* Stopped by SIGSTOP, which nobody can catch: the screen comes back whole. */
static void term__sigcont__draws_all_anew(void **state)
{
    (void)state;
    struct pty *pty = shell_with_probe();
    pid_t group = tcgetpgrp(pty->master);
    assert_int_equal(kill(group, SIGSTOP), 0);
    pty_until(pty, "Stopped");
    size_t before = pty->raw.length;
    pty_type(pty, "fg\n");
    pty_until_raw(pty, before, "\x1b[?2004h");
    pty_until_raw(pty, before, "The probe");
    pty_type(pty, "q");
    pty_until(pty, "the probe is empty");
    pty_type(pty, "exit\n");
    (void)pty_until_over(pty);
    pty_free(pty);
}

/* ---- events ---------------------------------------------------------------------------------- */

static void term__next__tells_what_the_terminal_sends(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"x", "key x"},
        {"\x12", "key Ctrl-R"},
        {"\x1a", "key Ctrl-Z"},
        {"\x1c", "key Ctrl-\\"},
        {"\x13", "key Ctrl-S"},
        {"\x03", "stop"},
        {"\x1b", "key Esc"},
        {"\x1b[1;5C", "key Ctrl-Right"},
        {"\x1b[<0;7;3M", "mouse 0 at 2,6"},
        {"\x1b[<65;7;3M", "mouse 3 at 2,6"},
        {"\x1b[I", "focus on"},
        {"\x1b[O", "focus off"},
        {"w", "wake"},
        {"\x1b[200~some\x1b[201~text\x1b[201~", "paste of 14"},
    };
    struct pty *pty = probe();
    for (size_t i = 0; i < COUNT(cases); i++) {
        pty_type(pty, cases[i].bytes);
        pty_until(pty, cases[i].expected);
    }
    quit(pty);
}

static void term__next__restyles_when_told_the_background(void **state)
{
    (void)state;
    struct pty *pty = probe();
    pty_type(pty, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    pty_until(pty, "restyle");
    pty_type(pty, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\x"); /* as it is already */
    pty_until(pty, "key x");
    size_t before = pty->raw.length;
    pty_type(pty, "\x1b[?997;1n");
    pty_until_raw(pty, before, "restyle");
    assert_int_equal(pty_find(pty, "rgb"), -1);
    quit(pty);
}

static void term__show__holds_the_redraw_where_that_is_known(void **state)
{
    (void)state;
    struct pty *pty = probe();
    pty_type(pty, "a");
    pty_until(pty, "key a");
    assert_null(strstr(pty->raw.text, "\x1b[?2026h"));
    pty_type(pty, "\x1b[?2026;2$yb");
    pty_until(pty, "key b");
    const char *begin = strstr(pty->raw.text, "\x1b[?2026h");
    assert_non_null(begin);
    assert_non_null(strstr(begin, "\x1b[?2026l"));
    quit(pty);
}

static void term__next__follows_a_storm_of_sizes(void **state)
{
    (void)state;
    char expected[32];
    struct pty *pty = probe();
    for (int i = 0; i < 200; i++) {
        pty_resize(pty, 12 + i % 30, 20 + i % 90);
        if (i % 20 == 0) /* keys come through in between */
            pty_type(pty, i % 40 == 0 ? "x" : "y");
    }
    pty_resize(pty, 20, 60);
    size_t before = pty->raw.length;
    pty_type(pty, "L"); /* draws all: the terminal's own reflow is none of ours */
    pty_until_raw(pty, before, "The probe");
    pty_until(pty, "key L");
    pty_resize(pty, 20, 61);
    (void)snprintf(expected, sizeof(expected), "size %dx%d", 20, 61);
    pty_until(pty, expected);
    pty_type(pty, "\x1b[B");
    pty_until(pty, "key Down");
    pty_until_cursor(pty, 2);
    quit(pty);
}

/* Two rows rewritten: twice the width and 80 bytes. */
static void term__show__is_quiet(void **state)
{
    (void)state;
    enum { MOVES = 20, MOST = 2 * 80 + 80 };
    static const char *const terminals[] = {"xterm-256color", "xterm",  "xterm-mono",
                                            "linux",          "screen", "vt100"};
    for (size_t i = 0; i < COUNT(terminals); i++) {
        struct pty *pty = probe_on(terminals[i], NULL, NULL);
        pty_until(pty, "The probe");
        pty_type(pty, "j\x1b[?2026;2$y");
        pty_until_cursor(pty, 2);
        size_t before = pty->raw.length;
        for (int k = 0; k < MOVES; k++) {
            pty_type(pty, k < MOVES / 2 ? "j" : "k");
            pty_until_cursor(pty, k < MOVES / 2 ? 3 + k : MOVES + 1 - k);
        }
        size_t each = (pty->raw.length - before) / MOVES;
        print_message("%s: %zu bytes for a moved selection\n", terminals[i], each);
        assert_in_range(each, 40, MOST);
        quit(pty);
    }
}

static void term__copy__goes_to_the_clipboard(void **state)
{
    (void)state;
    struct pty *pty = probe();
    pty_type(pty, "c");
    pty_until_raw(pty, 0, "\x1b]52;c;Y29mZmVyIGJhbGFuY2U=\x1b\\");
    quit(pty);
}

static void term__title__carries_no_codes(void **state)
{
    (void)state;
    struct pty *pty = probe();
    pty_type(pty, "t");
    pty_until_raw(pty, 0, "\x1b]2;A title ]2;PWNED \x1b\\");
    pty_until(pty, "key t");
    assert_string_equal(pty->title.text, "A title ]2;PWNED ");
    quit(pty);
}

/* ---- colours --------------------------------------------------------------------------------- */

/* How many SGR sequences of the bytes have a parameter that is a colour. */
static int count_colours(const struct buf *raw)
{
    int count = 0;
    for (const char *at = raw->text; (at = strstr(at, "\x1b[")) != NULL;) {
        at += 2;
        const char *end = at + strspn(at, "0123456789;");
        while (*end == 'm' && at < end) {
            long number = strtol(at, NULL, 10);
            count += (number >= 30 && number <= 49) || (number >= 90 && number <= 107);
            at += strcspn(at, ";m") + 1;
        }
    }
    return count;
}

static void term__colours__are_as_many_as_the_terminal_has(void **state)
{
    (void)state;
    static const struct {
        const char *terminal, *env;
        bool colours;
    } cases[] = {
        {"xterm-256color", NULL, true},
        {"linux", NULL, true},
        {"xterm-256color", "NO_COLOR=1", false},
        {"xterm-256color", "NO_COLOR=", true},
        {"linux", "NO_COLOR=1", false},
        {"vt100", NULL, false},
        {"xterm-mono", NULL, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pty *pty = probe_on(cases[i].terminal, NULL, cases[i].env);
        pty_until(pty, "The probe");
        pty_type(pty, "L\x1b[B");
        pty_until(pty, "key Down");
        pty_type(pty, "q");
        assert_exit(pty_until_over(pty), 0);
        assert_int_equal(count_colours(&pty->raw) > 0, cases[i].colours);
        pty_assert_restored(pty);
        pty_free(pty);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(term__open__becomes_a_screen_and_goes_back),
        cmocka_unit_test(term__show__begins_with_the_first_frame),
        cmocka_unit_test(term__close__waits_for_answers_that_are_due),
        cmocka_unit_test(term__open__refuses_what_is_no_screen),
        cmocka_unit_test(term__open__asks_little_of_simple_terminals),
        cmocka_unit_test(term__open__works_on_many_terminals),
        cmocka_unit_test(term__next__ends_by_the_signal_and_restores),
        cmocka_unit_test(term__crash__tells_what_and_where),
        cmocka_unit_test(term__crash__restores_from_real_faults),
        cmocka_unit_test(term__crash__before_the_first_frame_sends_nothing),
        cmocka_unit_test(term__stderr__is_kept_aside_and_given_back),
        cmocka_unit_test(term__suspend__gives_the_terminal_to_the_shell),
        cmocka_unit_test(term__sigtstp__suspends_as_well),
        cmocka_unit_test(term__signal__while_suspended_touches_nothing),
        cmocka_unit_test(term__sigcont__draws_all_anew),
        cmocka_unit_test(term__next__tells_what_the_terminal_sends),
        cmocka_unit_test(term__next__restyles_when_told_the_background),
        cmocka_unit_test(term__show__holds_the_redraw_where_that_is_known),
        cmocka_unit_test(term__next__follows_a_storm_of_sizes),
        cmocka_unit_test(term__show__is_quiet),
        cmocka_unit_test(term__copy__goes_to_the_clipboard),
        cmocka_unit_test(term__title__carries_no_codes),
        cmocka_unit_test(term__colours__are_as_many_as_the_terminal_has),
    };
    folder_init(&home);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    folder_release(&home);
    return failed;
}
