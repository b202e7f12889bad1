/* SPDX-License-Identifier: MIT */
/*
 * What the book has that one may go to by name: its programs, locations, funds and
 * claims, as far as the person may see them. Read once (places_load, screens/screens.h),
 * and again only when the book has changed: the shell keeps them (shell_places).
 */
#ifndef COFFER_UI_PLACES_H
#define COFFER_UI_PLACES_H

#include "ui/parts/catalogue.h"

struct places {
    struct entry *entries; /* owned: of GROUP_PLACE; of a kind the newest first */
    size_t count, room;
    size_t first_location, locations; /* entries of locations, by id */
};

void places_release(struct places *places);

/* What was typed, folded once for all places. */
struct place_words;
struct place_words *place_words_new(const char *typed); /* NULL without memory */
void place_words_free(struct place_words *words);
/* How well a place fits, on the scale of entry_score: every word typed must begin a word
 * of its label or help, or, from three letters on, stand in one. 0: it does not. */
int place_score(const struct place_words *words, const struct entry *entry);

#endif
