/* SPDX-License-Identifier: MIT */
/* What is said after a command that wrote: what was done, in words, to what. */
#include <string.h>

#include "base/words.h"
#include "ui/shell_inside.h"

/* By the journal's actions; each with its whole sentence, so that it can be
 * translated. False: none of these. */
static bool say_part(struct buf *ret, const char *action, const char *summary)
{
    if (strcmp(action, "claim.expense.add") == 0)
        buf_addf(ret, _("Expense added: %s"), summary);
    else if (strcmp(action, "claim.expense.change") == 0)
        buf_addf(ret, _("Expense changed: %s"), summary);
    else if (strcmp(action, "claim.expense.delete") == 0)
        buf_addf(ret, _("Expense deleted: %s"), summary);
    else if (strcmp(action, "claim.metric.set") == 0)
        buf_addf(ret, _("Metric set: %s"), summary);
    else if (strcmp(action, "claim.attach") == 0)
        buf_addf(ret, _("Attached: %s"), summary);
    else if (strcmp(action, "claim.detach") == 0)
        buf_addf(ret, _("Taken off: %s"), summary);
    else if (strcmp(action, "document.delete") == 0)
        buf_addf(ret, _("Document deleted: %s"), summary);
    else if (strcmp(action, "claim.comment") == 0)
        buf_addf(ret, _("Comment added: %s"), summary);
    else if (strcmp(action, "claim.approval.add") == 0)
        buf_addf(ret, _("Approval noted: %s"), summary);
    else if (strcmp(action, "claim.feedback") == 0)
        buf_addf(ret, _("Feedback recorded: %s"), summary);
    else
        return false;
    return true;
}

static bool say_claim(struct buf *ret, const char *action, const char *summary)
{
    if (strcmp(action, "claim.new") == 0)
        buf_addf(ret, _("Claim begun: %s"), summary);
    else if (strcmp(action, "claim.copy") == 0)
        buf_addf(ret, _("Claim copied: %s"), summary);
    else if (strcmp(action, "claim.set") == 0)
        buf_addf(ret, _("Claim changed: %s"), summary);
    else if (strcmp(action, "claim.delete") == 0)
        buf_addf(ret, _("Claim deleted: %s"), summary);
    else if (strcmp(action, "claim.submit") == 0)
        buf_addf(ret, _("Claim submitted: %s"), summary);
    else if (strcmp(action, "claim.record") == 0)
        buf_addf(ret, _("Recorded: %s"), summary);
    else if (strcmp(action, "payment.add") == 0)
        buf_addf(ret, _("Payment recorded: %s"), summary);
    else if (strcmp(action, "payment.void") == 0)
        buf_addf(ret, _("Payment voided: %s"), summary);
    else
        return say_part(ret, action, summary);
    return true;
}

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
    else if (strcmp(action, "config.set") == 0)
        buf_addf(ret, _("Setting changed: %s"), summary);
    else if (!say_claim(ret, action, summary))
        buf_addf(ret, _("Done: %s"), summary);
}

/* Something is gone, as long as nobody takes that back. */
static bool is_loss(const char *action)
{
    static const char *const losses[] = {"claim.delete", "claim.expense.delete", "claim.detach",
                                         "earning.delete"};
    for (size_t i = 0; i < sizeof(losses) / sizeof(losses[0]); i++)
        if (strcmp(action, losses[i]) == 0)
            return true;
    return false;
}

void shell_wrote(struct shell *shell)
{
    struct buf what, warning;
    shell_all_stale(shell);
    if (shell->app == NULL || app_done(shell->app)[0] == '\0')
        return;
    buf_init(&what);
    buf_init(&warning);
    if (shell->warned)
        buf_add(&warning, shell->said);
    say_what(&what, app_done_action(shell->app), app_done(shell->app));
    shell_say_done_as(shell, what.text,
                      is_loss(app_done_action(shell->app)) ? _("u brings it back")
                                                           : _("u takes it back"),
                      ACT_UNDO, app_done_row(shell->app));
    if (warning.length > 0)
        shell_say_too(shell, warning.text);
    buf_release(&what);
    buf_release(&warning);
}
