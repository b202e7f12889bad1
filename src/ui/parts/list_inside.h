/* SPDX-License-Identifier: MIT */
/* Between the files of the list. */
#ifndef COFFER_UI_LIST_INSIDE_H
#define COFFER_UI_LIST_INSIDE_H

#include "ui/parts/list.h"

/* The words of a filter, folded. */
enum { FILTER_WORDS_MAX = 16, FILTER_BYTES_MAX = 512 };
struct filter_words {
    struct buf text;
    const char *word[FILTER_WORDS_MAX]; /* into text */
    int count;
};
void filter_words_init(struct filter_words *words, const struct list *list);
void filter_words_release(struct filter_words *words);

/* Whether the row has all the words. Without memory every row has. */
bool filter_has(struct list *list, const struct filter_words *words, size_t row);
/* Paints what was found in a line that is drawn. */
void filter_mark(const struct filter_words *words, struct canvas *canvas, struct area line);
/* "/contoso   12 of 840 · Enter keeps, Esc clears". */
void filter_draw(struct list *list, struct canvas *canvas, struct area line);
/* In place of rows: nothing matches. */
void filter_draw_none(const struct list *list, struct canvas *canvas, struct area area);

/* What was typed has changed, or the order: filters and sorts anew. The row that
 * the person chose stays selected where it is shown, else the first one is. */
void list_reorder(struct list *list);
/* Makes `here` a shown row, and the rows drawn show it. */
void list_settle(struct list *list);
/* Scrolls without the cursor, which stays within what is seen. */
void list_scroll(struct list *list, int rows);

#endif
