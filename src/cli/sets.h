/* SPDX-License-Identifier: MIT */
/* The sets of commands, one a file cmd_*.c; commands.c puts them in order. */
#ifndef COFFER_CLI_SETS_H
#define COFFER_CLI_SETS_H

#include "cli/command.h"

extern const struct command_set commands_book;     /* init */
extern const struct command_set commands_import;   /* import, coverage */
extern const struct command_set commands_earning;  /* earning … */
extern const struct command_set commands_fund;     /* balance, explain */
extern const struct command_set commands_calendar; /* periods, period … */
extern const struct command_set commands_program;  /* program … */
extern const struct command_set commands_activity; /* activity … */
extern const struct command_set commands_claim;    /* claim new, set, … */
extern const struct command_set commands_course;   /* claim check, record, …; payment … */
extern const struct command_set commands_document; /* claim attach, detach; document … */
extern const struct command_set commands_deadline; /* deadlines */
extern const struct command_set commands_people;   /* location …, member … */
extern const struct command_set commands_history;  /* log, undo, redo */
extern const struct command_set commands_safety;   /* check, backup, restore, export */
extern const struct command_set commands_config;   /* config … */
extern const struct command_set commands_help;     /* help */

#endif
