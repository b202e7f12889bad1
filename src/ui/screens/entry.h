/* SPDX-License-Identifier: MIT */
/* One row of the log, and what it changed. */
#ifndef COFFER_UI_ENTRY_H
#define COFFER_UI_ENTRY_H

#include "ui/view.h"

struct view *entry_new(struct shell *shell, int64_t number);

#endif
