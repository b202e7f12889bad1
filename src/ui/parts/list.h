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
#include "ui/parts/columns.h"
#include "ui/parts/edit.h"
#include "ui/parts/grid.h"

/* Orders two of the caller's rows by a column: <0, 0, >0. */
typedef int list_compare(void *context, size_t a, size_t b, int column);

/* Rows that belong together in the caller's order, with a line above the first of them.
 * The lines are there while the list stands in that order and has room for them. */
struct list_groups {
    int column; /* sorted by it the rows are in the caller's order, too */
    int (*of)(void *context, size_t row);
    const char *(*name)(void *context, int group); /* borrowed until the next */
};

/* What is looked through for the words of the filter, made when first needed. */
struct list_texts {
    struct buf all; /* the folded texts of each row, one after the other */
    size_t *at;     /* where each row's begin; owned, as many as list.room */
    bool known;
};

struct list {
    struct grid grid;
    list_compare *compare;            /* NULL: no sorting */
    const struct list_groups *groups; /* NULL: none */
    size_t count;                     /* the caller's rows */
    size_t *order;                    /* shown rows: order[0 … shown-1] */
    size_t shown, room;
    size_t here, top;   /* places in `order` */
    size_t wanted;      /* the row that the person chose last, SIZE_MAX: none */
    int page;           /* rows of the last draw */
    int rows;           /* lines that it had for them, and for those of groups */
    struct area drawn;  /* of the last draw, for the mouse */
    int cols;           /* of the columns: one less where a scroll mark stands */
    struct edit filter; /* what was typed: all its words must be in the row's texts */
    bool lent;          /* it is list_look_for's, and nothing was typed since */
    bool typing;        /* the filter line is open */
    struct buf why;     /* why the last paste was refused, until the next key */
    struct list_texts texts;
    struct columns columns; /* the choice of columns */
};

void list_init(struct list *list, const struct grid_column *columns, int count, grid_fill *fill,
               list_compare *compare, void *context);
void list_release(struct list *list);
/* The caller has new rows 0 … count-1: measures, filters and sorts them. The
 * place stays; call list_select for the row that was selected. */
void list_refill(struct list *list, size_t count);
/* The same, where only those rows are new that the caller says: the others are not measured
 * again, and a column does not get narrower. */
typedef bool list_is_new(void *context, size_t row);
void list_refill_some(struct list *list, size_t count, list_is_new *is_new);
/* The row stands at the same place of the screen as the one before, where
 * possible. Nothing happens where the filter hides it. */
void list_select(struct list *list, size_t row);
/* The selected row, SIZE_MAX: none. */
size_t list_row(const struct list *list);
/* As if these words had been typed into the filter. What is typed later is a word of its
 * own. */
void list_look_for(struct list *list, const char *words);
bool list_figure(const struct list *list, struct figure *ret);
/* Something is typed into the filter. */
bool list_is_filtered(const struct list *list);

/* Head, rows, filter line. empty: a sentence when there is no row at all; a
 * filter without a match says itself how many are hidden and the key that clears
 * it. */
void list_draw(struct list *list, struct canvas *canvas, struct area area, const char *empty);
/* Moving, filter, sorting, columns; BACK clears the filter. False: not for a
 * list, or nothing to go back from. */
bool list_act(struct list *list, enum action action);
/* Typing into the filter: Enter keeps it, Esc clears it; and the choice of
 * columns. False: neither is open, or not a key of theirs. */
bool list_key(struct list *list, const struct key *key);
/* What keys do while the filter is typed or the columns are chosen, as
 * view_class.typing says it. */
const char *const *list_typing(const struct list *list);
/* Into the filter, while it is typed; what is no line of text is refused there,
 * with the reason. False: nothing is typed. */
bool list_paste(struct list *list, const char *bytes, size_t length);
/* A press selects, on a head it sorts, the wheel scrolls three rows. True for a
 * press on the row that is selected already: open it. */
bool list_mouse(struct list *list, const struct event *event);

/* The same for a list of another kind. */
const char *const *filter_typing_keys(bool filter, bool columns);
/* What is typed next is a word of its own, behind those that the filter has. */
void filter_begin_word(struct edit *filter);

#endif
