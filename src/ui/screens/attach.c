/* SPDX-License-Identifier: MIT */
#include "ui/screens/attach.h"

#include "base/words.h"

void claim_attach(struct shell *shell, const char *id, const char *kind, const char *item)
{
    (void)id;
    (void)kind;
    (void)item;
    shell_say(shell, "%s", _("Attaching comes with the next change"));
}
