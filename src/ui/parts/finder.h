/* SPDX-License-Identifier: MIT */
/*
 * A box with a line to type into and the entries that fit below it: what palette
 * and help have in common. Up and Down move, Enter does the entry on the view
 * below, after the box is closed.
 *
 * The hardware cursor stands where one types, and on the selected row as soon as
 * one moves.
 */
#ifndef COFFER_UI_FINDER_H
#define COFFER_UI_FINDER_H

#include "ui/parts/edit.h"
#include "ui/parts/grid.h"
#include "ui/parts/places.h"

struct finder_line {
    bool is_title;
    enum group group;          /* of a title */
    const struct entry *entry; /* else */
};

struct finder;
struct finder_kind {
    const char *title, *prompt; /* title: N_() */
    const struct grid_column *columns;
    int column_count;
    int lines_most;        /* no more at once; 0: as many as the screen has */
    enum group last_group; /* no entry of a group behind it is listed */
    grid_fill *fill;       /* context: the finder; row: of finder_entry */
    /* Fills finder->lines with what fits finder->typed. */
    void (*arrange)(struct finder *finder);
};

struct finder {
    struct view view; /* first */
    const struct finder_kind *kind;
    struct entry_catalogue catalogue;
    const struct places *places; /* the shell's */
    struct edit typed;
    struct grid grid;
    struct finder_line *lines; /* owned; room for every entry and every title */
    size_t count;
    size_t here, top;  /* lines; here is an entry where there is one */
    int page;          /* lines of the last draw */
    struct area drawn; /* of the lines, in the last draw */
    bool in_rows;      /* the cursor has left the line */
    bool over_box;     /* the view below is a box */
    int most;          /* lines with nothing typed, as many as the box gets */
};

/* NULL without memory. */
struct view *finder_new(const struct finder_kind *kind, const struct view_class *class,
                        struct shell *shell, struct view *below);
/* The entries of the catalogue, then the places. */
const struct entry *finder_entry(const struct finder *finder, size_t row);
void finder_add_title(struct finder *finder, enum group group);
void finder_add(struct finder *finder, const struct entry *entry);

/* For a view_class. */
void finder_close(struct view *view);
void finder_draw(struct view *view, struct canvas *canvas, struct area area);
void finder_title(const struct view *view, struct buf *ret);
bool finder_key(struct view *view, const struct key *key);
bool finder_paste(struct view *view, const char *bytes, size_t length, bool more);
void finder_mouse(struct view *view, const struct event *event);
bool finder_has_row(const struct view *view);

#endif
