/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/hostile.h"
#include "ui/cells/figure.h"

/* ---- helpers ---- */

/* What `SHELL -c script` writes; freed by the caller. NULL where there is no such
 * shell. */
static char *run(const char *shell, const char *script)
{
    struct folder folder;
    char path[FOLDER_PATH_SIZE], shell_word[16], option[] = "-c";
    char *const environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 0;
    size_t length;

    folder_init(&folder);
    folder_file(&folder, "out", path);
    (void)snprintf(shell_word, sizeof(shell_word), "%s", shell);
    char *copy = strdup(script);
    assert_non_null(copy);
    char *const words[] = {shell_word, option, copy, NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, path, O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    bool found = posix_spawnp(&child, shell, &actions, NULL, words, environment) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (found)
        assert_true(waitpid(child, &status, 0) == child && status == 0);
    char *out = found ? file_read(path, &length) : NULL;
    free(copy);
    folder_release(&folder);
    return out;
}

static void assert_word(const char *word, const char *expected)
{
    struct buf is;
    buf_init(&is);
    figure_add_word(&is, word);
    assert_text_equal(is.text, expected);
    buf_release(&is);
}

/* The shell gives the word back as it was. */
static void assert_survives(const char *shell, const char *word)
{
    struct buf script;
    buf_init(&script);
    buf_add(&script, "printf %s ");
    figure_add_word(&script, word);
    char *out = run(shell, script.text);
    if (out)
        assert_text_equal(out, word);
    free(out);
    buf_release(&script);
}

static bool has_escapes(const char *word)
{
    struct buf quoted;
    buf_init(&quoted);
    figure_add_word(&quoted, word);
    bool ret = strncmp(quoted.text, "$'", 2) == 0;
    buf_release(&quoted);
    return ret;
}

static void assert_command(const struct figure *figure, const char *book, const char *expected)
{
    struct buf is;
    struct date day;
    assert_true(date_parse("2026-11-23", 10, &day));
    buf_init(&is);
    figure_command(figure, book, day, &is);
    assert_text_equal(is.text, expected);
    buf_release(&is);
}

static struct figure a_figure(enum figure_kind kind)
{
    struct figure figure = {.kind = kind,
                            .amount = {1230000},
                            .program = "csp-direct",
                            .location = "4521234",
                            .name = "remaining"};
    assert_true(currency_parse("EUR", &figure.currency));
    assert_true(period_parse("FY27H1", &figure.period));
    return figure;
}

/* ---- words ---- */

static void word__harmless__stands_bare(void **state)
{
    (void)state;
    assert_word("csp-direct", "csp-direct");
    assert_word("/home/anna/book.coffer", "/home/anna/book.coffer");
    assert_word("2026-11-23", "2026-11-23");
}

static void word__anything_else__is_quoted(void **state)
{
    (void)state;
    assert_word("", "''");
    assert_word("my book", "'my book'");
    assert_word("~anna", "'~anna'");
    assert_word("a=b", "'a=b'");
    assert_word("Contoso's $(rm -rf) `x` \\", "'Contoso'\\''s $(rm -rf) `x` \\'");
    assert_word("Åre 株", "'Åre 株'");
    assert_word("#1", "'#1'");
}

static void word__controls__are_octal(void **state)
{
    (void)state;
    assert_word("a\tb", "$'a\\011b'");
    assert_word("it's\n\\1", "$'it\\'s\\012\\\\1'");
    assert_word("Åre\x1b[0m9", "$'Åre\\033[0m9'");
    assert_word("x\u202E9", "$'x\\342\\200\\2569'"); /* seen as it is pasted */
}

static void word__through_the_shell__comes_back_unchanged(void **state)
{
    struct random random;
    char word[24];
    (void)state;
    for (size_t i = 0; i < HOSTILE_NAMES; i++)
        assert_survives(has_escapes(hostile_names[i]) ? "bash" : "sh", hostile_names[i]);
    for (int byte = 1; byte < 0x80; byte++) {
        char text[] = {'a', (char)byte, '7', (char)byte, '\0'};
        assert_survives(byte < ' ' || byte == 0x7F ? "bash" : "sh", text);
    }
    random_init(&random);
    for (int i = 0; i < rounds(60); i++) {
        size_t length = (size_t)random_between(&random, 0, sizeof(word) - 1);
        for (size_t at = 0; at < length; at++)
            word[at] = (char)random_between(&random, 1, 126);
        word[length] = '\0';
        assert_survives(has_escapes(word) ? "bash" : "sh", word);
    }
}

/* ---- commands ---- */

static void command__each_kind__is_complete(void **state)
{
    struct figure fund = a_figure(FIGURE_FUND), earning = a_figure(FIGURE_EARNING);
    struct figure threshold = a_figure(FIGURE_THRESHOLD);
    (void)state;
    earning.id = "E-7F3K9QDX";
    assert_command(&fund, "/b/my book",
                   "coffer --book '/b/my book' --as-of 2026-11-23 explain --program csp-direct "
                   "--location 4521234 --period FY27H1 --currency EUR --figure remaining");
    assert_command(&earning, "b",
                   "coffer --book b --as-of 2026-11-23 earning list --format csv --program "
                   "csp-direct --location 4521234 --period FY27H1 --search E-7F3K9QDX");
    assert_command(&threshold, "b", "coffer --book b --as-of 2026-11-23 program list");
}

static void command__value_like_an_option__is_bound_to_its_name(void **state)
{
    struct figure earning = a_figure(FIGURE_EARNING);
    (void)state;
    earning.location = "--help";
    earning.id = "-1";
    assert_command(&earning, "b",
                   "coffer --book b --as-of 2026-11-23 earning list --format csv --program "
                   "csp-direct --location=--help --period FY27H1 --search=-1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word__harmless__stands_bare),
        cmocka_unit_test(word__anything_else__is_quoted),
        cmocka_unit_test(word__controls__are_octal),
        cmocka_unit_test(word__through_the_shell__comes_back_unchanged),
        cmocka_unit_test(command__each_kind__is_complete),
        cmocka_unit_test(command__value_like_an_option__is_bound_to_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
