/* SPDX-License-Identifier: MIT */
/*
 * The table of commands. Reading the words, the help, the nearest right word
 * and the check of the man page all come from it: a command is one row.
 *
 * To add commands, write a file cmd_X.c with its rows and their functions, and
 * name its set in commands.c.
 */
#ifndef COFFER_CLI_COMMAND_H
#define COFFER_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct call; /* call.h: one command with what was given to it */

/* What the text of an option or argument must be; anything else is RC_USAGE
 * before the book is opened. */
enum value_kind {
    VALUE_TEXT,
    VALUE_DATE,   /* YYYY-MM-DD */
    VALUE_PERIOD, /* FY21H1 */
    VALUE_NUMBER, /* a whole number, 1 or more */
    VALUE_COUNT,  /* a whole number, 0 or more */
    VALUE_WORD,   /* one of the words of `argument`: "admin|user" */
};

struct option_spec {
    const char *name;     /* without the dashes: "amount" */
    const char *argument; /* "AMOUNT"; NULL for a flag */
    enum value_kind kind;
    bool required;
    bool repeats;
    const char *help; /* msgid: half a line, no full stop */
};

struct argument_spec {
    const char *name; /* "FILE"; NULL ends the list */
    enum value_kind kind;
    bool optional;
    bool repeats; /* only the last one: FILE… */
};

/* The arguments of a command that is about one thing. */
#define ID_ARGUMENT      \
    {                    \
        {                \
            .name = "ID" \
        }                \
    }

struct example {
    const char *line; /* "coffer balance --program csp-direct"; NULL ends the list */
    const char *text; /* msgid: what it does */
};

enum { ARGUMENTS_MAX = 3, EXAMPLES_MAX = 3, COMMAND_WORDS_MAX = 3, COMMAND_GROUP_SIZE = 32 };

struct command {
    const char *words; /* "earning add", "claim expense add": at most COMMAND_WORDS_MAX */
    struct argument_spec arguments[ARGUMENTS_MAX + 1];
    const struct option_spec *options; /* ended by a NULL name; NULL: none */
    bool needs_option;    /* a change: any of its options must be given, none is required */
    bool without_book;    /* opens the book by itself, or needs none */
    const char *bookless; /* the flag with which it needs none: "template"; NULL: no such flag */
    const char *summary;  /* msgid: one line for the list of commands */
    const char *help;     /* msgid: paragraphs, broken by "\n" */
    struct example examples[EXAMPLES_MAX + 1];
    enum rc (*run)(struct call *call, struct err *err);
};

/* Commands that belong together in the list. */
struct command_set {
    const char *title; /* msgid */
    const struct command *commands;
    size_t count;
};

/* In the order of the help. NULL ends the list. */
extern const struct command_set *const command_sets[];

/* Options that stand before and after every command. Ended by a NULL name. */
extern const struct option_spec global_options[];

/* The command of exactly these words, or NULL. first: all words but the last one
 * ("claim expense"); second NULL: a command of one word. */
const struct command *command_find(const char *first, const char *second);
/* True when some command begins with these words and another one follows. */
bool command_is_group(const char *group);

/* By name without dashes, among `options` (NULL is fine); NULL if none. */
const struct option_spec *option_find(const struct option_spec *options, const char *name);
/* Among the command's (NULL is fine) and the global options. */
const struct option_spec *option_of_command(const struct command *command, const char *name);

#endif
