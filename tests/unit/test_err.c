/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "support/support.h"

static void err__set__fills_code_and_text(void **state)
{
    (void)state;
    struct err err;
    err_init(&err);
    assert_int_equal(err_set(&err, RC_RULE, "%s: %d: mend it", "what", 7), RC_RULE);
    assert_int_equal(err.rc, RC_RULE);
    assert_string_equal(err.text, "what: 7: mend it");
    assert_int_equal(err.sys, 0);
    assert_int_equal(err.sql, 0);
}

static void err__set__keeps_a_text_that_just_fits(void **state)
{
    (void)state;
    char text[sizeof(struct err){0}.text];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct err err;
    err_init(&err);
    err_set(&err, RC_USAGE, "%s", text);
    assert_string_equal(err.text, text);
    /* One more and it does not. */
    char longer[sizeof err.text + 1];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    err_init(&err);
    err_set(&err, RC_USAGE, "%s: no such thing: look again", longer);
    static const char end[] = "x: no such thing: look again";
    assert_memory_equal(err.text, "xxxx", 4);
    assert_non_null(strstr(err.text, "x…x"));
    assert_string_equal(err.text + strlen(err.text) - strlen(end), end);
}

/* Whatever character stands at the limit, what is left is whole. */
static void err__set__cuts_at_a_character_and_says_so(void **state)
{
    (void)state;
    static const char *const characters[] = {"x", "å", "€", "😀"};
    for (size_t c = 0; c < sizeof characters / sizeof characters[0]; c++) {
        for (size_t shift = 0; shift < 4; shift++) {
            char text[2048] = "";
            memset(text, '-', shift);
            for (size_t at = shift; at + 5 < sizeof text; at += strlen(characters[c]))
                memcpy(text + at, characters[c], strlen(characters[c]) + 1);
            struct err err;
            err_init(&err);
            err_set(&err, RC_USAGE, "%s", text);
            size_t length = strlen(err.text);
            assert_true(length < sizeof err.text);
            assert_true(length > sizeof err.text - 16);
            assert_true(text_is_utf8(err.text, length));
            const char *gap = strstr(err.text, "…");
            assert_non_null(gap);
            size_t head = (size_t)(gap - err.text), tail = length - head - strlen("…");
            assert_memory_equal(err.text, text, head);
            assert_string_equal(gap + strlen("…"), text + strlen(text) - tail);
        }
    }
}

static void err__sys__names_the_file_and_keeps_errno(void **state)
{
    (void)state;
    struct err err;
    err_init(&err);
    assert_int_equal(err_sys(&err, ENOENT, "report.csv", "check the name"), RC_FILE);
    assert_int_equal(err.rc, RC_FILE);
    assert_int_equal(err.sys, ENOENT);
    char expected[256];
    snprintf(expected, sizeof expected, "report.csv: %s: check the name", strerror(ENOENT));
    assert_string_equal(err.text, expected);
}

static void err__memory__is_a_file_failure(void **state)
{
    (void)state;
    struct err err;
    err_init(&err);
    assert_int_equal(err_memory(&err), RC_FILE);
    assert_non_null(strchr(err.text, ':'));
}

/* The signal that ends a child which does `act`, 0 if it ends by itself. */
static int signal_of(void (*act)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        act();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void report_twice(void)
{
    struct err err;
    err_init(&err);
    err_set(&err, RC_RULE, "first");
    err_set(&err, RC_RULE, "second");
}

static void report_once(void)
{
    struct err err;
    err_init(&err);
    err_set(&err, RC_RULE, "first");
}

static void err__set__aborts_when_reported_twice(void **state)
{
    (void)state;
    assert_int_equal(signal_of(report_once), 0);
    assert_int_equal(signal_of(report_twice), SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(err__set__fills_code_and_text),
        cmocka_unit_test(err__set__keeps_a_text_that_just_fits),
        cmocka_unit_test(err__set__cuts_at_a_character_and_says_so),
        cmocka_unit_test(err__sys__names_the_file_and_keeps_errno),
        cmocka_unit_test(err__memory__is_a_file_failure),
        cmocka_unit_test(err__set__aborts_when_reported_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
