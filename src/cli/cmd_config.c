/* SPDX-License-Identifier: MIT */
#include "app/config.h"

#include "base/words.h"
#include "cli/call.h"
#include "cli/list.h"
#include "cli/sets.h"

enum { CONFIG_COLUMNS = 4 };
static const struct table_column config_columns[CONFIG_COLUMNS] = {
    {"name", N_("setting"), COLUMN_WORD},
    {"value", N_("value"), COLUMN_TEXT},
    {"default", N_("default"), COLUMN_WORD},
    {"text", N_("for"), COLUMN_TEXT},
};

static enum rc list_setting(void *context, const struct config_line *line, struct err *err)
{
    const char *cells[CONFIG_COLUMNS] = {line->name, line->value, line->standard, line->text};
    return list_add(context, cells, err);
}

static enum rc run_config(struct call *call, struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, config_columns, CONFIG_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_config_list(call->app, list_setting, &list, err);
    return list_end(&list, rc, "", err);
}

static enum rc run_config_set(struct call *call, struct err *err)
{
    enum rc rc = app_config_set(call->app, call_argument(call, 0), call_argument(call, 1), err);
    return rc == RC_OK ? call_sayf(call, err, "%s", app_done(call->app)) : rc;
}

static const struct command commands[] = {
    {
        .words = "config",
        .summary = N_("the settings of the book"),
        .help = N_("Lists the settings that the book keeps, with what they are where nobody set "
                   "them."),
        .examples = {{"coffer config", N_("lists them")}},
        .run = run_config,
    },
    {
        .words = "config set",
        .arguments = {{.name = "NAME"}, {.name = "VALUE"}},
        .summary = N_("change a setting of the book"),
        .help = N_("Changes a setting, for everybody who uses the book. max-document is the "
                   "largest file that can be attached: a number with B, KB, MB, GB (thousands) or "
                   "KiB, MiB, GiB."),
        .examples = {{"coffer config set max-document 2GB", N_("takes larger files")}},
        .run = run_config_set,
    },
};

const struct command_set commands_config = {N_("Settings"), commands,
                                            sizeof(commands) / sizeof(commands[0])};
