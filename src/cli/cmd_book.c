/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "app/safety.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/sets.h"

static enum rc run_init(struct call *call, struct err *err)
{
    bool demo = call_flag(call, "demo");
    char *path = NULL;
    enum rc rc = app_book_path(&call->options, &path, err);
    if (rc != RC_OK)
        return rc;
    rc = app_init(&call->options, demo, err);
    if (rc == RC_OK && demo)
        rc = call_sayf(call, err, _("%s: a book with fictional data. 'coffer balance' shows it."),
                       path);
    else if (rc == RC_OK)
        rc = call_sayf(call, err,
                       _("%s: an empty book; you are its admin. Next: coffer import REPORT.csv"),
                       path);
    free(path);
    return rc;
}

static const struct option_spec init_options[] = {
    {.name = "demo", .help = N_("fill it with fictional data around the as-of date")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "init",
        .options = init_options,
        .without_book = true,
        .summary = N_("make a book"),
        .help = N_("Makes an empty book with the published programs in it. You become its admin. "
                   "A file that exists already is never touched."),
        .examples = {{"coffer init", N_("makes the book where Coffer looks for it by itself")},
                     {"coffer --book demo.coffer init --demo",
                      N_("makes a book to try things out in")}},
        .run = run_init,
    },
};

const struct command_set commands_book = {N_("The book"), commands,
                                          sizeof(commands) / sizeof(commands[0])};
