/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_forms.h"

#include "base/words.h"

static void say_nothing_yet(struct shell *shell)
{
    shell_say(shell, _("This cannot be done on the screen yet"));
}

void claim_form_edit(struct shell *shell, const char *id, const char *field)
{
    (void)id;
    (void)field;
    say_nothing_yet(shell);
}

void claim_form_expense(struct shell *shell, const char *id, const char *item)
{
    (void)id;
    (void)item;
    say_nothing_yet(shell);
}

void claim_form_metric(struct shell *shell, const char *id, const char *name)
{
    (void)id;
    (void)name;
    say_nothing_yet(shell);
}

void claim_form_approval(struct shell *shell, const char *id, const char *kind)
{
    (void)id;
    (void)kind;
    say_nothing_yet(shell);
}

void claim_form_comment(struct shell *shell, const char *id)
{
    (void)id;
    say_nothing_yet(shell);
}

void claim_copy(struct shell *shell, const char *id)
{
    (void)id;
    say_nothing_yet(shell);
}

void claim_delete(struct shell *shell, const char *id)
{
    (void)id;
    say_nothing_yet(shell);
}

void claim_delete_expense(struct shell *shell, const char *id, const char *item)
{
    (void)id;
    (void)item;
    say_nothing_yet(shell);
}

void claim_mend(struct shell *shell, const char *id, const struct finding *finding)
{
    (void)id;
    (void)finding;
    say_nothing_yet(shell);
}

bool claim_refuses(const struct claim *claim, enum action action, struct buf *ret_why)
{
    (void)claim;
    (void)action;
    (void)ret_why;
    return false;
}
