/* SPDX-License-Identifier: MIT */
/*
 * A search for earnings, made ready: every word of it must be in one of the texts
 * of a row: its id, program (spelling or code), location (id or name), type,
 * status ("excluded" too), payment, reason, claim, engagement, lever, customer, product, note, or
 * the file that it came from. Case does not count; "words in quotes" are one.
 */
#ifndef COFFER_STORE_SEARCH_H
#define COFFER_STORE_SEARCH_H

#include "store/earnings.h"
#include "store/lanes.h"
#include "store/lexicon.h"

struct search;
/* lexicon is borrowed for the search's life. A text of blanks finds everything. */
enum rc search_new(const struct lexicon *lexicon, const char *text, struct search **ret,
                   struct err *err);
void search_free(struct search *search); /* NULL is fine */

enum { SEARCH_ROW_WORDS = 9 };
/* What is looked at of a row; 0: it has none. Texts borrowed, "" for none. */
struct search_row {
    int64_t program, location, stream, words[SEARCH_ROW_WORDS];
    enum earning_type type;
    bool excluded;
    const char *id, *note, *exclude_reason;
};
bool search_matches(struct search *search, const struct search_row *row);
/* The same of a row whose texts are there already. */
bool search_matches_record(struct search *search, const struct earning_record *record);

/* Lanes that hold every row in which some word of the search is a customer's
 * name, a payment, a reason or a claim, where there are at most max: appended as
 * in lanes_of_name. None where no word is selective enough. */
enum rc search_lanes(const struct search *search, size_t max, struct lane **lanes, size_t *count,
                     struct err *err);

#endif
