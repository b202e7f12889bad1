/* SPDX-License-Identifier: MIT */
/* From argv to a call: every wrong word is found here. */
#ifndef COFFER_CLI_PARSE_H
#define COFFER_CLI_PARSE_H

#include "cli/call.h"
#include "cli/command.h"

enum parsed {
    PARSED_CALL,    /* run call->command, or the screen when it is NULL */
    PARSED_HELP,    /* --help: see struct asked */
    PARSED_VERSION, /* --version */
};

/* Which help is wanted: of a command, of a group of commands ("earning"), or of
 * the whole program (NULL and ""). */
struct asked {
    const struct command *command;
    char group[COMMAND_GROUP_SIZE];
};

/* argv[0] is skipped. --help and --version win over everything else that may be
 * wrong with the options. RC_USAGE, naming the word: not UTF-8, no such command
 * or option (with the nearest right one), a value that cannot be read or is
 * missing, a word too many, an option twice, a required one missing. On success
 * call_release must follow. */
enum rc parse(int argc, char *const *argv, enum parsed *ret_what, struct asked *ret_asked,
              struct call *ret_call, struct err *err);
void call_release(struct call *call);

/* The words of `coffer help WORDS…`. */
enum rc parse_asked(const char *const *words, size_t count, struct asked *ret, struct err *err);

#endif
