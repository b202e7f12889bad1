/* SPDX-License-Identifier: MIT */
/*
 * Written out instead of getopt_long: names are never abbreviated, so that a
 * new option cannot change the meaning of a script; options stand before and
 * after the command's words; and every message names the word and the nearest
 * right one.
 */
#include "cli/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "cli/unknown.h"
#include "cli/values.h"

struct reader {
    int argc, next;
    char *const *argv;
    bool over;         /* "--" has been read: what follows are arguments */
    const char *group; /* the first words, while another one may follow; NULL: none yet */
    char words[COMMAND_GROUP_SIZE]; /* they lie here: "claim expense" */
    struct call *call;
};

/* "-" alone is a file. */
static bool looks_like_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* The option of "--name" or "--name=value", or NULL; *ret_value: what follows
 * the '=', or NULL. */
static const struct option_spec *option_of_word(const struct command *command, const char *word,
                                                const char **ret_value)
{
    char name[32];
    if (strncmp(word, "--", 2) != 0)
        return NULL;
    size_t length = strcspn(word + 2, "=");
    if (length >= sizeof(name))
        return NULL;
    memcpy(name, word + 2, length);
    name[length] = '\0';
    *ret_value = word[2 + length] == '=' ? word + 2 + length + 1 : NULL;
    return option_of_command(command, name);
}

/* ---- arguments ---- */

static enum rc read_argument(struct reader *r, const char *text, struct err *err)
{
    struct call *call = r->call;
    const struct argument_spec *specs = call->command->arguments;
    size_t count = 0;
    while (specs[count].name != NULL)
        count++;
    size_t place = call->argument_count;
    if (place >= count && (count == 0 || !specs[count - 1].repeats))
        return err_set(err, RC_USAGE,
                       _("%s: '%s' is one word too many: 'coffer %s --help' shows how"),
                       call->command->words, text, call->command->words);
    const struct argument_spec *spec = &specs[place < count ? place : count - 1];
    enum rc rc = value_check(spec->kind, spec->name, spec->name, text, err);
    if (rc == RC_OK)
        call->arguments[call->argument_count++] = text;
    return rc;
}

/* ---- the command's words ---- */

/* "claim" and "expense" to "claim expense"; false where that is too long for any
 * command. */
static bool join_words(char ret[COMMAND_GROUP_SIZE], const char *group, const char *word)
{
    int length =
        snprintf(ret, COMMAND_GROUP_SIZE, "%s%s%s", group, group[0] != '\0' ? " " : "", word);
    return length >= 0 && length < COMMAND_GROUP_SIZE;
}

/* False where no command of more words begins so. */
static bool add_to_group(struct reader *r, const char *word)
{
    char words[COMMAND_GROUP_SIZE];
    if (!join_words(words, r->group != NULL ? r->group : "", word) || !command_is_group(words))
        return false;
    memcpy(r->words, words, sizeof(words));
    r->group = r->words;
    return true;
}

static enum rc read_word(struct reader *r, const char *word, struct err *err)
{
    struct call *call = r->call;
    if (call->command != NULL)
        return read_argument(r, word, err);

    if (r->group == NULL) {
        if (!r->over && add_to_group(r, word))
            return RC_OK;
        call->command = command_find(word, NULL);
        return call->command != NULL ? RC_OK : unknown_command(word, NULL, err);
    }

    call->command = r->over ? NULL : command_find(r->group, word);
    if (call->command != NULL || (!r->over && add_to_group(r, word)))
        return RC_OK;
    call->command = command_find(r->group, NULL);
    return call->command != NULL ? read_argument(r, word, err)
                                 : unknown_command(r->group, word, err);
}

/* ---- options ---- */

/* The value of an option that takes one. A word that is itself an option is
 * taken for a forgotten value; `--note=--help` says it all the same. */
static enum rc read_value(struct reader *r, const struct option_spec *option, const char *value,
                          const char **ret, struct err *err)
{
    if (value == NULL && r->next < r->argc) {
        const char *ignored;
        const char *word = r->argv[r->next];
        if (strcmp(word, "--") != 0 && option_of_word(r->call->command, word, &ignored) == NULL) {
            value = word;
            r->next++;
        }
    }
    if (value == NULL)
        return err_set(err, RC_USAGE, _("--%s: its value is missing: write --%s %s"), option->name,
                       option->name, option->argument);
    *ret = value;
    return RC_OK;
}

static enum rc add_given(struct call *call, const struct option_spec *option, const char *value,
                         struct err *err)
{
    for (size_t i = 0; i < call->given_count; i++)
        if (call->given[i].option == option && !option->repeats)
            return err_set(err, RC_USAGE, _("--%s: it is given twice: leave one of them out"),
                           option->name);
    call->given[call->given_count++] = (struct given){option, value};
    return RC_OK;
}

static enum rc read_option(struct reader *r, const char *word, struct err *err)
{
    const char *value = NULL;
    const struct option_spec *option = option_of_word(r->call->command, word, &value);
    if (option == NULL && r->call->command == NULL && r->group != NULL) {
        r->call->command = command_find(r->group, NULL);
        if (r->call->command == NULL)
            return unknown_command(r->group, NULL, err);
        option = option_of_word(r->call->command, word, &value);
    }
    if (option == NULL)
        return unknown_option(r->call->command, word, err);

    if (option->argument == NULL) {
        if (value != NULL)
            return err_set(err, RC_USAGE, _("--%s: it takes no value: leave '=%s' out"),
                           option->name, value);
        return add_given(r->call, option, NULL, err);
    }
    char what[40];
    (void)snprintf(what, sizeof(what), "--%s", option->name);
    enum rc rc = read_value(r, option, value, &value, err);
    if (rc == RC_OK)
        rc = value_check(option->kind, what, option->argument, value, err);
    if (rc == RC_OK)
        rc = add_given(r->call, option, value, err);
    return rc;
}

/* ---- what is missing ---- */

static bool is_given(const struct call *call, const struct option_spec *option)
{
    for (size_t i = 0; i < call->given_count; i++)
        if (call->given[i].option == option)
            return true;
    return false;
}

static enum rc check_options(const struct call *call, struct err *err)
{
    const struct command *command = call->command;
    if (command->options == NULL)
        return RC_OK;
    size_t own = 0;
    for (const struct option_spec *option = command->options; option->name != NULL; option++) {
        bool given = is_given(call, option);
        own += given;
        if (option->required && !command->needs_option && !given)
            return err_set(err, RC_USAGE, _("%s: --%s %s is missing: 'coffer %s --help' shows how"),
                           command->words, option->name, option->argument, command->words);
    }
    if (command->needs_option && own == 0)
        return err_set(err, RC_USAGE,
                       _("%s: nothing to change is given: 'coffer %s --help' shows the options"),
                       command->words, command->words);
    return RC_OK;
}

static enum rc check_complete(struct reader *r, struct err *err)
{
    struct call *call = r->call;
    if (call->command == NULL) {
        if (r->group == NULL)
            return RC_OK; /* the screen */
        call->command = command_find(r->group, NULL);
        if (call->command == NULL)
            return unknown_command(r->group, NULL, err);
    }
    const struct command *command = call->command;
    const struct argument_spec *spec = &command->arguments[0];
    for (size_t place = 0; spec->name != NULL; place++, spec++)
        if (place >= call->argument_count && !spec->optional)
            return err_set(err, RC_USAGE, _("%s: %s is missing: 'coffer %s --help' shows how"),
                           command->words, spec->name, command->words);
    return check_options(call, err);
}

static void take_globals(struct call *call)
{
    call->options.book = call_text(call, "book");
    call->options.has_as_of = call_date(call, "as-of", &call->options.as_of);
    call->options.read_only = call_flag(call, "read-only");
    const char *format = call_text(call, "format");
    if (format != NULL && strcmp(format, "csv") == 0)
        call->format = TABLE_CSV;
    else if (format != NULL && strcmp(format, "json") == 0)
        call->format = TABLE_JSON;
    else
        call->format = TABLE_TEXT;
}

static enum rc read_all(struct reader *r, struct err *err)
{
    while (r->next < r->argc) {
        const char *word = r->argv[r->next++];
        enum rc rc = RC_OK;
        if (!r->over && strcmp(word, "--") == 0)
            r->over = true;
        else if (!r->over && looks_like_option(word))
            rc = read_option(r, word, err);
        else
            rc = read_word(r, word, err);
        if (rc != RC_OK)
            return rc;
    }
    enum rc rc = check_complete(r, err);
    if (rc == RC_OK)
        take_globals(r->call);
    return rc;
}

/* ---- help ---- */

/* The longest beginning of `words` that is a command or a group of them. */
enum rc parse_asked(const char *const *words, size_t count, struct asked *ret, struct err *err)
{
    struct asked asked = {.command = NULL};
    char group[COMMAND_GROUP_SIZE] = "", grown[COMMAND_GROUP_SIZE];
    for (size_t i = 0; i < count; i++) {
        const struct command *command =
            i == 0 ? command_find(words[0], NULL) : command_find(group, words[i]);
        bool is_group = join_words(grown, group, words[i]) && command_is_group(grown);
        if (command == NULL && !is_group && asked.command != NULL)
            break; /* an argument of the command */
        if (command == NULL && !is_group)
            return i == 0 ? unknown_command(words[0], count > 1 ? words[1] : NULL, err)
                          : unknown_command(group, words[i], err);
        asked.command = command;
        memcpy(group, grown, sizeof(group));
        if (command == NULL)
            memcpy(asked.group, group, sizeof(group));
        else
            asked.group[0] = '\0';
        if (!is_group)
            break;
    }
    *ret = asked;
    return RC_OK;
}

/* The command's words among everything else, whatever is wrong with it. */
static enum rc asked_of_argv(int argc, char *const *argv, struct asked *ret, struct err *err)
{
    const char *words[COMMAND_WORDS_MAX];
    size_t count = 0;
    for (int i = 1; i < argc && count < COMMAND_WORDS_MAX && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        if (!looks_like_option(argv[i])) {
            words[count++] = argv[i];
            continue;
        }
        const struct option_spec *option = option_of_word(NULL, argv[i], &value);
        if (option == NULL && count > 0)
            break;
        if (option != NULL && option->argument != NULL && value == NULL && i + 1 < argc &&
            !looks_like_option(argv[i + 1]))
            i++;
    }
    return parse_asked(words, count, ret, err);
}

static bool has_word(int argc, char *const *argv, const char *word)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], word) == 0)
            return true;
    return false;
}

static enum rc check_utf8(int argc, char *const *argv, struct err *err)
{
    for (int i = 1; i < argc; i++)
        if (!text_is_utf8(argv[i], strlen(argv[i])))
            return err_set(err, RC_USAGE,
                           _("'%s': not UTF-8: write it, or rename the file, in UTF-8"), argv[i]);
    return RC_OK;
}

enum rc parse(int argc, char *const *argv, enum parsed *ret_what, struct asked *ret_asked,
              struct call *ret_call, struct err *err)
{
    enum rc rc = check_utf8(argc, argv, err);
    if (rc != RC_OK)
        return rc;
    if (has_word(argc, argv, "--help")) {
        rc = asked_of_argv(argc, argv, ret_asked, err);
        if (rc == RC_OK)
            *ret_what = PARSED_HELP;
        return rc;
    }
    if (has_word(argc, argv, "--version")) {
        *ret_what = PARSED_VERSION;
        return RC_OK;
    }

    size_t room = argc > 0 ? (size_t)argc : 1;
    struct reader r = {.argc = argc, .argv = argv, .next = 1, .call = ret_call};
    ret_call->given = calloc(room, sizeof(*ret_call->given));
    ret_call->arguments = calloc(room, sizeof(*ret_call->arguments));
    rc = ret_call->given == NULL || ret_call->arguments == NULL ? err_memory(err)
                                                                : read_all(&r, err);
    if (rc == RC_OK)
        *ret_what = PARSED_CALL;
    return rc;
}

void call_release(struct call *call)
{
    free(call->given);
    free(call->arguments);
    call->given = NULL;
    call->arguments = NULL;
}
