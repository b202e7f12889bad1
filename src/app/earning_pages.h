/* SPDX-License-Identifier: MIT */
/*
 * Lists of earnings for somebody who looks at a few of them at a time: pages by
 * date from any place, forwards and back; and lists in other orders, or of what a
 * search finds, which are collected first (as keys, in a thread of its own) and
 * paged by their keys.
 */
#ifndef COFFER_APP_EARNING_PAGES_H
#define COFFER_APP_EARNING_PAGES_H

#include "app/earnings.h"
#include "store/collect.h" /* enum collect_order, struct collect_listener, earning_place */

/* One earning. Its texts are its own, "" where there is none. */
struct earning_row {
    struct earning_place place;
    struct earning_line line;
    char *texts; /* owned: what line points into */
};
/* Copies a line; place is left alone. */
enum rc earning_row_own(const struct earning_line *line, struct earning_row *ret, struct err *err);
void earning_row_release(struct earning_row *row);
void earning_rows_release(struct earning_row *rows, size_t count);

/* A query made ready; valid until the book or the app's day moves. */
struct earning_pages;
/* RC_RULE: a program or location that the person does not know, in the words of
 * app_earning_list. */
enum rc earning_pages_new(struct app *app, const struct earning_query *query,
                          struct earning_pages **ret, struct err *err);
void earning_pages_free(struct earning_pages *pages); /* NULL is fine */

/* By date it can be paged as it is: it has no search and is not of one import. */
bool earning_pages_are_ready(const struct earning_pages *pages);
/* At most `limit` rows behind a place in the direction of reading (NULL: the
 * first ones) into ret, which has room for them. backwards: the newest first. */
enum rc earning_pages_read(struct earning_pages *pages, const struct earning_place *after,
                           bool backwards, size_t limit, struct earning_row *ret, size_t *ret_count,
                           struct err *err);
/* Rows by their keys, in this order; those that are gone are left out. */
enum rc earning_pages_get(struct earning_pages *pages, const int64_t *keys, size_t count,
                          struct earning_row *ret, size_t *ret_count, struct err *err);
/* How many earnings there are, where pages are ready; costs as much as a balance. */
enum rc earning_pages_count(struct earning_pages *pages, int64_t *ret, struct err *err);
/* How many of them stand before a place in the direction of reading. */
enum rc earning_pages_before(struct earning_pages *pages, const struct earning_place *place,
                             bool backwards, int64_t *ret, struct err *err);

/* Reads and sorts the names of the book where *lexicon is NULL; lexicon_free it when
 * the book moves. And opens a second connection, for a thread of its own that helps. */
enum rc earning_lexicon(struct app *app, struct lexicon **lexicon, struct err *err);
/* The keys of all rows in some order. first: how many of the first rows are shown
 * early. *lexicon: as earning_lexicon leaves it. Caller frees *ret_keys. */
enum rc earning_pages_collect(struct earning_pages *pages, struct lexicon **lexicon,
                              enum collect_order order, bool backwards, size_t first,
                              const struct collect_listener *listener, int64_t **ret_keys,
                              size_t *ret_count, struct err *err);

#endif
