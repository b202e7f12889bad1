/* SPDX-License-Identifier: MIT */
/* The forms that change programs, their terms and their calendar. */
#ifndef COFFER_UI_PROGRAM_FORMS_H
#define COFFER_UI_PROGRAM_FORMS_H

#include "ui/view.h"

/* program_set_terms is in screens.h: the dashboard opens it too. */
void program_form_add(struct shell *shell);
void program_form_calendar(struct shell *shell, const char *code);
/* Closes or reopens a period; code NULL: nothing is proposed. */
void program_form_close(struct shell *shell, const char *code);

#endif
