/* SPDX-License-Identifier: MIT */
#include "cli/unknown.h"

#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "cli/nearest.h"

/* The second word of a command of this group, or NULL. */
static const char *second_word(const char *words, const char *group)
{
    size_t length = strlen(group);
    if (strncmp(words, group, length) != 0 || words[length] != ' ')
        return NULL;
    return words + length + 1;
}

static enum rc second_missing(const char *group, struct err *err)
{
    struct buf list;
    buf_init(&list);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const char *word = second_word((*set)->commands[i].words, group);
            if (word != NULL)
                buf_addf(&list, "%s%s", list.length > 0 ? ", " : "", word);
        }
    }
    enum rc rc = buf_check(&list, err);
    if (rc == RC_OK)
        rc = err_set(err, RC_USAGE, _("%s: a second word is missing: write one of %s after it"),
                     group, list.text);
    buf_release(&list);
    return rc;
}

static enum rc second_unknown(const char *group, const char *word, struct err *err)
{
    struct nearest nearest;
    nearest_init(&nearest, word);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const char *second = second_word((*set)->commands[i].words, group);
            if (second != NULL)
                nearest_try(&nearest, second, strlen(second));
        }
    }
    if (nearest.word == NULL)
        return err_set(err, RC_USAGE,
                       _("%s %s: there is no such command: 'coffer %s --help' lists them"), group,
                       word, group);
    return err_set(err, RC_USAGE,
                   _("%s %s: there is no such command: the nearest is 'coffer %s %s'"), group, word,
                   group, nearest.word);
}

enum rc unknown_command(const char *first, const char *second, struct err *err)
{
    if (command_is_group(first))
        return second == NULL ? second_missing(first, err) : second_unknown(first, second, err);

    struct nearest nearest;
    nearest_init(&nearest, first);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const char *words = (*set)->commands[i].words;
            nearest_try(&nearest, words, strcspn(words, " "));
        }
    }
    if (nearest.word == NULL)
        return err_set(err, RC_USAGE, _("%s: there is no such command: 'coffer --help' lists them"),
                       first);
    return err_set(err, RC_USAGE, _("%s: there is no such command: the nearest is 'coffer %.*s'"),
                   first, (int)nearest.length, nearest.word);
}

static void try_options(struct nearest *nearest, const struct option_spec *options)
{
    for (; options != NULL && options->name != NULL; options++)
        nearest_try(nearest, options->name, strlen(options->name));
}

static bool some_command_has(const char *name)
{
    for (const struct command_set *const *set = command_sets; *set != NULL; set++)
        for (size_t i = 0; i < (*set)->count; i++)
            if (option_find((*set)->commands[i].options, name) != NULL)
                return true;
    return false;
}

enum rc unknown_option(const struct command *command, const char *word, struct err *err)
{
    struct buf name;
    buf_init(&name);
    const char *bare = word + strspn(word, "-");
    buf_add_bytes(&name, bare, strcspn(bare, "="));
    enum rc rc = buf_check(&name, err);
    if (rc != RC_OK)
        goto out;

    struct nearest nearest;
    nearest_init(&nearest, name.text);
    try_options(&nearest, command == NULL ? NULL : command->options);
    try_options(&nearest, global_options);
    const char *words = command == NULL ? "" : command->words;
    const char *blank = command == NULL ? "" : " ";
    if (command == NULL && some_command_has(name.text))
        rc = err_set(err, RC_USAGE,
                     _("%s: it belongs to a command: write it after the command's name"), word);
    else if (nearest.word != NULL)
        rc = err_set(err, RC_USAGE, _("%s: there is no such option: the nearest is '--%s'"), word,
                     nearest.word);
    else
        rc = err_set(err, RC_USAGE,
                     _("%s: there is no such option: 'coffer%s%s --help' lists them; a file of "
                       "this name comes after '--'"),
                     word, blank, words);
out:
    buf_release(&name);
    return rc;
}
