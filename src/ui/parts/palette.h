/* SPDX-License-Identifier: MIT */
/* Two overlays over the one table of actions. */
#ifndef COFFER_UI_PALETTE_H
#define COFFER_UI_PALETTE_H

#include "ui/view.h"

/* `:` — fuzzy over actions (with keys), screens and command-line verbs; what
 * cannot be done is greyed with its reason. below: the view it was opened over. */
struct view *palette_new(struct shell *shell, struct view *below);
/* `?` — every key that works here, by group, narrowed by typing. */
struct view *help_new(struct shell *shell, struct view *below);

/* How well the letters of `typed` fit `text` in order: 0 not at all, else higher
 * is better (beginnings of words, runs). Case is folded. */
int fuzzy_score(const char *typed, const char *text);

#endif
