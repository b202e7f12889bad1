/* SPDX-License-Identifier: MIT */
/* The command line (CONTRACT.md): the commands of Coffer without a screen. */
#ifndef COFFER_CLI_CLI_H
#define COFFER_CLI_CLI_H

#include "base/err.h"

struct app_options;

/* What runs when no command is given: it opens the book itself. */
typedef enum rc cli_screen(const struct app_options *options, struct err *err);

/* One run of the program; returns its exit code (CONTRACT.md section 3). The
 * locale has been set. A run that a signal stopped ends by that signal. */
int cli_main(int argc, char **argv, cli_screen *screen);

#endif
