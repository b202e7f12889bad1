/* SPDX-License-Identifier: MIT */
/* What is said after a command that wrote: what was done, in words, to what. */
#include <string.h>

#include "base/words.h"
#include "ui/shell_inside.h"

/* By the journal's actions; each with its whole sentence, so that it can be
 * translated. */
static void say_what(struct buf *ret, const char *action, const char *summary)
{
    if (strcmp(action, "earning.add") == 0)
        buf_addf(ret, _("Earning added: %s"), summary);
    else if (strcmp(action, "earning.edit") == 0)
        buf_addf(ret, _("Earning changed: %s"), summary);
    else if (strcmp(action, "earning.delete") == 0)
        buf_addf(ret, _("Earning deleted: %s"), summary);
    else if (strcmp(action, "earning.exclude") == 0)
        buf_addf(ret, _("Earning excluded: %s"), summary);
    else if (strcmp(action, "earning.include") == 0)
        buf_addf(ret, _("Earning counted again: %s"), summary);
    else if (strcmp(action, "program.set") == 0)
        buf_addf(ret, _("Program set: %s"), summary);
    else if (strcmp(action, "period.close") == 0)
        buf_addf(ret, _("Period closed: %s"), summary);
    else if (strcmp(action, "period.reopen") == 0)
        buf_addf(ret, _("Period reopened: %s"), summary);
    else
        buf_addf(ret, _("Done: %s"), summary);
}

void shell_wrote(struct shell *shell)
{
    struct buf what;
    shell_all_stale(shell);
    if (shell->app == NULL || app_done(shell->app)[0] == '\0')
        return;
    buf_init(&what);
    say_what(&what, app_done_action(shell->app), app_done(shell->app));
    shell_say_done(shell, what.text, ACT_UNDO, app_done_row(shell->app));
    buf_release(&what);
}
