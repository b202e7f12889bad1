/* SPDX-License-Identifier: MIT */
/* The form of an earning that is typed in; a new one: screens.h. */
#ifndef COFFER_UI_EARNING_FORM_H
#define COFFER_UI_EARNING_FORM_H

#include "app/earnings.h"
#include "ui/view.h"

/* Changes one that was typed in; the line is copied. */
void earning_edit_form(struct shell *shell, const struct earning_line *line);

#endif
