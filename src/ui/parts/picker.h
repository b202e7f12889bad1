/* SPDX-License-Identifier: MIT */
/* Choosing a file: folders first, name, size and day; typing narrows or is a
 * path; a paste is a path. Hostile names are shown through the door and opened
 * by their bytes. */
#ifndef COFFER_UI_PICKER_H
#define COFFER_UI_PICKER_H

#include "ui/view.h"

/* path NULL: cancelled. */
typedef void picker_done(struct shell *shell, void *context, const char *path);
/* endings: ".csv .tsv .txt .zip", shown before others; NULL: all alike. start:
 * folder, NULL: the working directory. */
struct view *picker_new(struct shell *shell, const char *title, const char *endings,
                        const char *start, picker_done *done, void *context);

#endif
