/* SPDX-License-Identifier: MIT */
/* Inside the picker: picker.c is the view and its keys, picker_rows.c what is
 * listed, picker_marks.c which files are taken together, picker_paste.c what was
 * pasted, picker_draw.c how it looks. */
#ifndef COFFER_UI_PICKING_H
#define COFFER_UI_PICKING_H

#include "io/folder.h"
#include "ui/parts/edit.h"
#include "ui/parts/picker.h"

enum { PATH_BYTES = 4096, PATHS_BYTES = 65536 };

struct picker {
    struct view view;
    char *title, *endings; /* endings NULL: all alike */
    picker_done *done;
    struct picker_many many; /* `done` is set: several files; its texts are not kept */
    char *note;              /* of it, or NULL; owned */
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

    char **marks; /* whole paths, in the order in which they were marked; owned */
    size_t mark_count;
    char *previewed; /* the path that `preview` is about, NULL: none; owned */
    struct buf preview;
};

/* Several files can be taken. */
bool picker_is_many(const struct picker *picker);
/* A sentence at the bottom until the next key. */
void picker_say(struct picker *picker, const char *sentence);

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

/* ---- picker_marks.c ------------------------------------------------------------------ */

bool picker_is_marked(const struct picker *picker, const char *path);
/* Marks it, or no more; what is no plain file is refused with a sentence. False: refused. */
bool picker_mark(struct picker *picker, const char *path, bool on);
/* The file under the cursor. */
void picker_turn_mark(struct picker *picker);
/* What `preview` says of the file under the cursor, "" for none. */
const char *picker_preview(struct picker *picker);
void picker_marks_release(struct picker *picker);

/* ---- picker_paste.c ------------------------------------------------------------------ */

bool picker_paste(struct view *view, const char *bytes, size_t length, bool more);

/* ---- picker_draw.c -------------------------------------------------------------------- */

void picker_draw(struct view *view, struct canvas *canvas, struct area area);

#endif
