/* SPDX-License-Identifier: MIT */
/* Answers to words that no command or option has: RC_USAGE, with the nearest
 * right one. */
#ifndef COFFER_CLI_UNKNOWN_H
#define COFFER_CLI_UNKNOWN_H

#include "base/err.h"
#include "cli/command.h"

/* second NULL: only one word was given; a group is then named with its words. */
enum rc unknown_command(const char *first, const char *second, struct err *err);
/* command NULL: the option stands before any command. word: as given. */
enum rc unknown_option(const struct command *command, const char *word, struct err *err);

#endif
