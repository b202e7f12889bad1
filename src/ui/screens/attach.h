/* SPDX-License-Identifier: MIT */
/* Documents of a claim: attached from files, shown, taken off again. */
#ifndef COFFER_UI_ATTACH_H
#define COFFER_UI_ATTACH_H

#include "ui/view.h"

/* Picks one file or several, then asks of each what it is for. kind ("proof") and item (a
 * requirement's code, an expense's number): preset, copied; NULL: what the claim lacks
 * first. */
void claim_attach(struct shell *shell, const char *id, const char *kind, const char *item);

/* With the desktop's own program; a failure is said. */
void claim_open_document(struct shell *shell, const char *document);

/* Takes it off the claim, after a question. */
void claim_detach(struct shell *shell, const char *id, const char *document);

#endif
