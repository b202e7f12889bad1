/* SPDX-License-Identifier: MIT */
/*
 * A list over rows that are all in memory: a grid with selection, scrolling,
 * sorting, filter and choice of columns. For the earnings of a whole book see
 * screens/earnings.c, which pages.
 */
#ifndef COFFER_UI_LIST_H
#define COFFER_UI_LIST_H

#include "base/buf.h"
#include "ui/actions.h"
#include "ui/parts/grid.h"

/* Orders two of the caller's rows by a column: <0, 0, >0. */
typedef int list_compare(void *context, size_t a, size_t b, int column);

struct list {
    struct grid grid;
    list_compare *compare; /* NULL: no sorting */
    size_t count;          /* the caller's rows */
    size_t *order;         /* shown rows: order[0 … shown-1] */
    size_t shown, room;
    size_t here, top;  /* places in `order` */
    int page;          /* rows of the last draw */
    struct area drawn; /* of the last draw, for the mouse */
    struct buf filter; /* folded words, all must be in the row's texts */
    bool typing;       /* the filter line is open */
};

void list_init(struct list *list, const struct grid_column *columns, int count, grid_fill *fill,
               list_compare *compare, void *context);
void list_release(struct list *list);
/* The caller has new rows 0 … count-1: measures, filters and sorts them. The
 * place stays; call list_select for the row that was selected. */
void list_refill(struct list *list, size_t count);
void list_select(struct list *list, size_t row);
/* The selected row, SIZE_MAX: none. */
size_t list_row(const struct list *list);
bool list_figure(const struct list *list, struct figure *ret);

/* Head, rows, filter line. empty: a sentence when there is no row at all; a
 * filter without a match says itself how many are hidden and the key that clears
 * it. */
void list_draw(struct list *list, struct canvas *canvas, struct area area, const char *empty);
/* Moving, filter, sorting, columns. False: not for a list. */
bool list_act(struct list *list, enum action action);
/* Typing into the filter: Enter keeps it, Esc clears it. False: not typing. */
bool list_key(struct list *list, const struct key *key);
bool list_paste(struct list *list, const char *bytes, size_t length);
/* True for a press on the row that is selected already: open it. */
bool list_mouse(struct list *list, const struct event *event);

#endif
