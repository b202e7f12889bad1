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

/*
 * The same for several files: Space or Insert marks one, what is pasted or dropped is
 * marked (a path a line, or one behind the other as terminals quote them, also as
 * file:// addresses), Enter takes what is marked, else the file under the cursor.
 * Folders, devices and what else is no plain file are refused, by name.
 */
struct picker_many {
    const char *title, *note; /* copied; note: a sentence above the files, or NULL */
    const char *start;
    /* What is known of a plain file, in one line, appended; asked once for each file that
     * the cursor comes to. NULL: nothing. */
    void (*preview)(struct shell *shell, const char *path, struct buf *ret);
    /* count 0: cancelled. The paths are borrowed. */
    void (*done)(struct shell *shell, void *context, const char *const *paths, size_t count);
    void *context;
};
struct view *picker_many_new(struct shell *shell, const struct picker_many *spec);

#endif
