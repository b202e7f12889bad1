/* SPDX-License-Identifier: MIT */
/* What must hold for every row of the table of commands, also of later ones. */
#include "cli/command.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "support/support.h"

enum { LINE_CELLS = 80, EXAMPLE_WORDS_MAX = 32 };

typedef void each_command(const struct command *command);

static void for_each(each_command *visit)
{
    size_t count = 0;
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        assert_non_null((*set)->title);
        for (size_t i = 0; i < (*set)->count; i++, count++)
            visit(&(*set)->commands[i]);
    }
    assert_true(count > 30);
}

/* ---- rows ------------------------------------------------------------------------ */

static void check_row(const struct command *command)
{
    char first[32];
    const char *blank = strrchr(command->words, ' ');
    size_t length = blank != NULL ? (size_t)(blank - command->words) : strlen(command->words);
    assert_true(length > 0 && length < sizeof(first));
    memcpy(first, command->words, length);
    first[length] = '\0';
    const char *second = command->words[length] == ' ' ? command->words + length + 1 : NULL;
    assert_ptr_equal(command_find(first, second), command); /* its words are its own */
    assert_non_null(command->run);
    assert_true(strlen(command->summary) > 0);
    assert_null(strchr(command->summary, '\n'));
    assert_int_equal(command->help[strlen(command->help) - 1], '.');
    assert_non_null(command->examples[0].line);
}

static void commands__have__words_help_and_examples(void **state)
{
    (void)state;
    for_each(check_row);
}

static void check_option(const struct option_spec *option)
{
    assert_true(strlen(option->name) > 0 && strlen(option->name) < 30);
    assert_int_equal(strspn(option->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(option->name));
    assert_true(option->help != NULL && strlen(option->help) > 0);
    assert_true(option->argument != NULL || (!option->required && !option->repeats));
    assert_true(option->kind != VALUE_WORD || strchr(option->argument, '|') != NULL);
}

static void check_options(const struct command *command)
{
    for (const struct option_spec *o = command->options; o != NULL && o->name != NULL; o++) {
        check_option(o);
        assert_null(option_find(global_options, o->name));
        assert_ptr_equal(option_find(command->options, o->name), o);
    }
}

static void commands__have__options_of_their_own(void **state)
{
    (void)state;
    for (const struct option_spec *o = global_options; o->name != NULL; o++)
        check_option(o);
    for_each(check_options);
}

/* An optional argument cannot stand before one that is needed, and only the
 * last can repeat. */
static void check_arguments(const struct command *command)
{
    bool optional = false, repeats = false;
    for (const struct argument_spec *a = command->arguments; a->name != NULL; a++) {
        assert_false(repeats);
        assert_true(a->optional || !optional);
        optional = a->optional;
        repeats = a->repeats;
    }
}

static void commands__have__arguments_in_order(void **state)
{
    (void)state;
    for_each(check_arguments);
}

/* ---- examples ---------------------------------------------------------------------- */

/* Splits as a shell does, single quotes only; in place. */
static int split(char *line, char *argv[EXAMPLE_WORDS_MAX])
{
    int argc = 0;
    while (*line != '\0') {
        char *to = line;
        bool quoted = false;
        assert_true(argc < EXAMPLE_WORDS_MAX);
        argv[argc++] = line;
        for (; *line != '\0' && (quoted || *line != ' '); line++) {
            if (*line == '\'')
                quoted = !quoted;
            else
                *to++ = *line;
        }
        assert_false(quoted);
        line += strspn(line, " ");
        *to = '\0';
    }
    return argc;
}

static void check_examples(const struct command *command)
{
    for (const struct example *e = command->examples; e->line != NULL; e++) {
        char *argv[EXAMPLE_WORDS_MAX], text[512];
        struct call call = {.command = NULL};
        struct asked asked;
        enum parsed what;
        struct err err;
        err_init(&err);
        (void)snprintf(text, sizeof(text), "%s", e->line);
        int argc = split(text, argv);
        assert_text_equal(argv[0], "coffer");
        assert_rc(parse(argc, argv, &what, &asked, &call, &err), RC_OK, &err);
        assert_int_equal(what, PARSED_CALL);
        assert_ptr_equal(call.command, command);
        assert_true(strlen(e->text) > 0);
        call_release(&call);
    }
}

static void commands__have__examples_that_are_right(void **state)
{
    (void)state;
    for_each(check_examples);
}

/* ---- help ------------------------------------------------------------------------------ */

static void assert_fits(const char *text)
{
    while (*text != '\0') {
        char line[256];
        size_t length = strcspn(text, "\n");
        assert_true(length < sizeof(line));
        memcpy(line, text, length);
        line[length] = '\0';
        if (text_width(line) > LINE_CELLS)
            fail_msg("too wide: %s", line);
        if (length > 0 && line[length - 1] == ' ')
            fail_msg("blanks at the end: %s", line);
        text += length + (text[length] == '\n');
    }
}

static void check_help(const struct command *command)
{
    const struct asked asked = {.command = command};
    struct buf text;
    buf_init(&text);
    help_add(&text, &asked);
    assert_false(text.failed);
    assert_fits(text.text);
    assert_non_null(strstr(text.text, command->words));
    for (const struct option_spec *o = command->options; o != NULL && o->name != NULL; o++) {
        char dashed[40];
        (void)snprintf(dashed, sizeof(dashed), "  --%s", o->name);
        assert_non_null(strstr(text.text, dashed));
    }
    buf_release(&text);
}

static void help__of_every_command__fits_and_names_its_options(void **state)
{
    (void)state;
    for_each(check_help);
}

static void help__of_the_program__names_every_command(void **state)
{
    (void)state;
    const struct asked asked = {.command = NULL};
    struct buf text;
    buf_init(&text);
    help_add(&text, &asked);
    assert_fits(text.text);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            char line[64];
            (void)snprintf(line, sizeof(line), "\n  %s ", (*set)->commands[i].words);
            assert_non_null(strstr(text.text, line));
        }
    }
    buf_release(&text);
}

static void help__of_a_group__names_its_commands(void **state)
{
    (void)state;
    const struct asked asked = {.group = "earning"};
    struct buf text;
    buf_init(&text);
    help_add(&text, &asked);
    assert_fits(text.text);
    assert_non_null(strstr(text.text, "earning exclude"));
    assert_null(strstr(text.text, "balance"));
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands__have__words_help_and_examples),
        cmocka_unit_test(commands__have__options_of_their_own),
        cmocka_unit_test(commands__have__arguments_in_order),
        cmocka_unit_test(commands__have__examples_that_are_right),
        cmocka_unit_test(help__of_every_command__fits_and_names_its_options),
        cmocka_unit_test(help__of_the_program__names_every_command),
        cmocka_unit_test(help__of_a_group__names_its_commands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
