/* SPDX-License-Identifier: MIT */
#include "ui/screens/single.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/screens/earning_form.h"

/* ---- excluding ----------------------------------------------------------------------------- */

static enum rc save_exclude(void *context, struct shell *shell, const char *const *values,
                            struct err *err)
{
    char id[EARNING_ID_MAX];
    enum rc rc = app_earning_exclude(shell_app(shell), context, values[0], id, err);
    if (rc == RC_OK)
        shell_wrote(shell);
    return rc;
}

static void open_exclude(struct shell *shell, const struct earning_line *line)
{
    static const struct field fields[] = {
        {.name = "reason",
         .label = N_("Reason"),
         .hint = N_("It stays out also when the report comes in again."),
         .kind = FIELD_TEXT,
         .must = true},
    };
    struct form_spec spec = {
        .name = "earning.exclude",
        .about = line->id,
        .title = N_("Leave an earning out of every sum"),
        .fields = fields,
        .count = 1,
        .save = save_exclude,
        .release = free,
        .context = strdup(line->id),
    };
    shell_push(shell, spec.context != NULL ? form_new(shell, &spec, NULL) : NULL);
}

/* ---- acting ---------------------------------------------------------------------------------- */

typedef enum rc earning_command(struct app *app, const char *id, char ret_id[EARNING_ID_MAX],
                                struct err *err);

static void run(struct shell *shell, earning_command *command, const char *id)
{
    char done[EARNING_ID_MAX];
    struct err err;
    err_init(&err);
    /* The line may be of a row that the command lets go. */
    char *copy = strdup(id);
    if (copy == NULL)
        return;
    if (command(shell_app(shell), copy, done, &err) == RC_OK)
        shell_wrote(shell);
    else
        shell_failed(shell, &err);
    free(copy);
}

bool single_refuses(const struct earning_line *line, enum action action, struct buf *ret_why)
{
    if ((action != ACT_EDIT && action != ACT_DELETE) || line->typed_in)
        return false;
    buf_add(ret_why, _("It came with a report, which is kept as it is: X leaves it out of every "
                       "sum"));
    return true;
}

bool single_act(struct shell *shell, const struct earning_line *line, enum action action)
{
    switch ((int)action) {
    case ACT_EDIT:
        earning_edit_form(shell, line);
        return true;
    case ACT_DELETE:
        run(shell, app_earning_delete, line->id);
        return true;
    case ACT_EXCLUDE:
        if (line->excluded)
            run(shell, app_earning_include, line->id);
        else
            open_exclude(shell, line);
        return true;
    default:
        return false;
    }
}
