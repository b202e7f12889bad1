/* SPDX-License-Identifier: MIT */
/* The help, made from the table of commands. */
#ifndef COFFER_CLI_HELP_H
#define COFFER_CLI_HELP_H

#include "base/buf.h"
#include "cli/parse.h"

void help_add(struct buf *buf, const struct asked *asked);
void help_add_version(struct buf *buf);

/* "coffer earning add --program CODE …" on lines of at most 80 cells. */
void help_add_usage(struct buf *buf, const struct command *command);
/* Text on lines of at most 80 cells, each after `indent` blanks. */
void help_add_wrapped(struct buf *buf, const char *text, size_t indent);

#endif
