/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <string.h>

#include "base/words.h"
#include "cli/sets.h"

/* clang-format off */
const struct command_set *const command_sets[] = {
    &commands_book,
    &commands_import,
    &commands_earning,
    &commands_fund,
    &commands_calendar,
    &commands_program,
    &commands_activity,
    &commands_claim,
    &commands_course,
    &commands_document,
    &commands_deadline,
    &commands_people,
    &commands_history,
    &commands_safety,
    &commands_config,
    &commands_help,
    NULL,
};
/* clang-format on */

const struct option_spec global_options[] = {
    {.name = "book",
     .argument = "FILE",
     .help = N_("the book; else $COFFER_BOOK, else the one in your data folder")},
    {.name = "as-of",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("show everything as it stands on this day; for a change: its today")},
    {.name = "read-only", .help = N_("open the book for looking only")},
    {.name = "format",
     .argument = "table|csv|json",
     .kind = VALUE_WORD,
     .help = N_("how lists are printed; table is for people and may change")},
    {.name = "help", .help = N_("print how a command is used, with examples")},
    {.name = "version", .help = N_("print the version and the licence")},
    {.name = NULL},
};

/* True where `words` is "first second". */
static bool words_are(const char *words, const char *first, const char *second)
{
    size_t length = strlen(first);
    if (strncmp(words, first, length) != 0)
        return false;
    if (second == NULL)
        return words[length] == '\0';
    return words[length] == ' ' && strcmp(words + length + 1, second) == 0;
}

const struct command *command_find(const char *first, const char *second)
{
    for (const struct command_set *const *set = command_sets; *set != NULL; set++)
        for (size_t i = 0; i < (*set)->count; i++)
            if (words_are((*set)->commands[i].words, first, second))
                return &(*set)->commands[i];
    return NULL;
}

bool command_is_group(const char *group)
{
    size_t length = strlen(group);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const char *words = (*set)->commands[i].words;
            if (strncmp(words, group, length) == 0 && words[length] == ' ')
                return true;
        }
    }
    return false;
}

const struct option_spec *option_find(const struct option_spec *options, const char *name)
{
    for (; options != NULL && options->name != NULL; options++)
        if (strcmp(options->name, name) == 0)
            return options;
    return NULL;
}

const struct option_spec *option_of_command(const struct command *command, const char *name)
{
    const struct option_spec *found = command == NULL ? NULL : option_find(command->options, name);
    return found != NULL ? found : option_find(global_options, name);
}
