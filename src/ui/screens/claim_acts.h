/* SPDX-License-Identifier: MIT */
/* What can be done with one claim, wherever it stands: the list, the page of a fund and
 * the page of the claim act alike. */
#ifndef COFFER_UI_CLAIM_ACTS_H
#define COFFER_UI_CLAIM_ACTS_H

#include "ui/view.h"

/* Opens what the action is done with. False: it is no action on a claim. */
bool claim_act(struct shell *shell, const char *id, enum action action);

#endif
