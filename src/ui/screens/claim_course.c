/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_course.h"

#include "base/words.h"

static void say_nothing_yet(struct shell *shell)
{
    shell_say(shell, _("This cannot be done on the screen yet"));
}

void claim_submit(struct shell *shell, const char *id)
{
    (void)id;
    say_nothing_yet(shell);
}

void claim_record(struct shell *shell, const char *id)
{
    (void)id;
    say_nothing_yet(shell);
}

void claim_feedback(struct shell *shell, const char *id, const char *item)
{
    (void)id;
    (void)item;
    say_nothing_yet(shell);
}

void claim_payment(struct shell *shell, const char *const *ids, size_t count)
{
    (void)ids;
    (void)count;
    say_nothing_yet(shell);
}
