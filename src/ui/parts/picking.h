/* SPDX-License-Identifier: MIT */
/* Inside the picker: picker.c is the view and its keys, picker_rows.c what is
 * listed, picker_draw.c how it looks. */
#ifndef COFFER_UI_PICKING_H
#define COFFER_UI_PICKING_H

#include "io/folder.h"
#include "ui/parts/edit.h"
#include "ui/parts/picker.h"

enum { PATH_BYTES = 4096 };

struct picker {
    struct view view;
    char *title, *endings; /* endings NULL: all alike */
    picker_done *done;
    void *context;
    bool told; /* `done` has been called */

    char *base;   /* where one is: absolute, owned */
    char *folder; /* that is listed: base, or what the typed path names; owned */
    struct listing listing;
    struct buf trouble; /* why it could not be listed, or "" */
    bool newest;        /* first, else by name */
    size_t *order;      /* rows: listing.files[order[0 … shown - 1]] */
    size_t shown, here, top;

    struct edit edit; /* what is typed: narrows, or is a path */
    bool on_list;     /* the last key moved among the rows */
    struct buf said;  /* a sentence at the bottom until the next key */
    struct buf pasted;
    bool paste_too_long;
    struct area rows; /* of the last draw, for the mouse */
};

/* ---- picker_rows.c ------------------------------------------------------------------- */

/* Goes to another folder, nothing is typed any more; the one that one comes from
 * is selected if it lies in it.
 * What cannot be read is an empty list with its reason. */
void picker_enter(struct picker *picker, const char *folder);
/* The typed text has changed: its folder part moves, the rest narrows. */
void picker_narrow(struct picker *picker);
/* By name, or the newest first. */
void picker_turn(struct picker *picker);
/* To the row of that name, if it is shown. */
void picker_select(struct picker *picker, const char *name);
/* The selected file, NULL: none. */
const struct folder_file *picker_file(const struct picker *picker);
/* The file's whole path; caller frees. NULL: no memory. */
char *picker_path(const struct picker *picker, const char *name);
/* Of a kind that is looked for. */
bool picker_wants(const struct picker *picker, const struct folder_file *file);

/* ---- picker_draw.c -------------------------------------------------------------------- */

void picker_draw(struct view *view, struct canvas *canvas, struct area area);

#endif
