/* SPDX-License-Identifier: MIT */
/* A new claim, step by step: fund, activity, then dates and amount. */
#ifndef COFFER_UI_CLAIM_WIZARD_H
#define COFFER_UI_CLAIM_WIZARD_H

#include "ui/view.h"

/* Opens it over what is shown. NULL: not known yet; where all three are known and the
 * fund has one currency it begins with the activity. A claim that was begun and not saved
 * is offered first, with its age. Once saved the claim's page opens. */
void claim_new_begin(struct shell *shell, const char *program, const char *location,
                     const struct period *period);

#endif
