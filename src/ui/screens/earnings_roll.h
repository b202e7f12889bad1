/* SPDX-License-Identifier: MIT */
/*
 * The part of a long list of earnings that is held: the rows on the screen and
 * some around them. It is read on as one moves, from pages by date or by the keys
 * of a collected list, so that moving costs the same at any length.
 */
#ifndef COFFER_UI_EARNINGS_ROLL_H
#define COFFER_UI_EARNINGS_ROLL_H

#include "app/earning_pages.h"

struct roll {
    struct earning_pages *pages; /* borrowed */
    bool backwards;              /* pages: the newest first */
    int64_t *keys;               /* a collected list; owned, NULL: pages by date */
    size_t key_count;
    size_t from, end; /* the held rows are those of keys[from … end-1] that are there yet */

    struct earning_row *rows; /* held */
    size_t count, room;
    bool at_first, at_last; /* nothing lies before or behind what is held */
    size_t here, top;       /* in rows: selected, and first on the screen */
    size_t page;            /* rows on the screen */
    int64_t before;         /* rows of the list before rows[0]; -1: not known */
};

void roll_init(struct roll *roll);
void roll_release(struct roll *roll);

/* From now on it is this list, beginning with its first row. keys are taken over.
 * On failure the roll is empty. */
enum rc roll_pages(struct roll *roll, struct earning_pages *pages, bool backwards, struct err *err);
/* The same, beginning where the place is, or what stands there now. */
enum rc roll_page_at(struct roll *roll, struct earning_pages *pages, bool backwards,
                     const struct earning_place *place, struct err *err);
enum rc roll_keys(struct roll *roll, struct earning_pages *pages, int64_t *keys, size_t count,
                  struct err *err);

/* The selected row; NULL: there is none. */
const struct earning_row *roll_here(const struct roll *roll);

/* The row is selected, where it stood on the screen if that can be; where it is
 * gone, the one that stands there now. */
enum rc roll_seek(struct roll *roll, const struct earning_place *place, struct err *err);
enum rc roll_first(struct roll *roll, struct err *err);
enum rc roll_last(struct roll *roll, int64_t length, struct err *err); /* -1: not known */
/* By so many rows; the screen follows, with some rows ahead in sight. */
enum rc roll_move(struct roll *roll, int rows, struct err *err);
enum rc roll_turn(struct roll *roll, bool down, struct err *err); /* a page */
/* Scrolls, the selection stays in sight. */
enum rc roll_scroll(struct roll *roll, int rows, struct err *err);
/* The screen has so many rows: they are read. */
enum rc roll_fit(struct roll *roll, size_t page, struct err *err);

#endif
