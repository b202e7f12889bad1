/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_wizard.h"

#include "base/words.h"

void claim_new_begin(struct shell *shell, const char *program, const char *location,
                     const struct period *period)
{
    (void)program;
    (void)location;
    (void)period;
    shell_say(shell, "%s", _("New claims come with the next change"));
}
