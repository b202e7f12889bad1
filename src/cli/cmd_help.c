/* SPDX-License-Identifier: MIT */
#include "base/words.h"
#include "cli/help.h"
#include "cli/sets.h"

static enum rc run_help(struct call *call, struct err *err)
{
    struct asked asked;
    enum rc rc = parse_asked(call->arguments, call->argument_count, &asked, err);
    if (rc != RC_OK)
        return rc;
    struct buf text;
    buf_init(&text);
    help_add(&text, &asked);
    rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = out_write(&call->out, text.text, text.length, err);
    buf_release(&text);
    return rc;
}

static const struct command commands[] = {
    {
        .words = "help",
        .arguments = {{.name = "COMMAND", .optional = true, .repeats = true}},
        .without_book = true,
        .summary = N_("how the program or a command is used"),
        .help = N_("Prints the same as --help: the list of commands, or one command with its "
                   "options and examples."),
        .examples = {{"coffer help", N_("lists the commands")},
                     {"coffer help earning add", N_("shows how an earning is typed in")}},
        .run = run_help,
    },
};

const struct command_set commands_help = {N_("Help"), commands,
                                          sizeof(commands) / sizeof(commands[0])};
