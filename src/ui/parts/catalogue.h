/* SPDX-License-Identifier: MIT */
/*
 * Everything that can be done, as people look for it: the actions of the table,
 * and the words of the command line with what they mean on the screen. Palette
 * and help show the same entries, each in its own order; the palette also finds
 * what the book has by name (places.h).
 */
#ifndef COFFER_UI_CATALOGUE_H
#define COFFER_UI_CATALOGUE_H

#include "ui/shell.h"

enum group {
    GROUP_HERE,       /* what the view below offers */
    GROUP_MOVING,     /* up, down, to a figure */
    GROUP_EVERYWHERE, /* the shell's own */
    GROUP_ELSEWHERE,  /* of other screens */
    GROUP_COMMAND,    /* a word of the command line */
    GROUP_PLACE,      /* a program, a location, a fund, a claim */
    GROUPS,
};
const char *group_title(enum group group); /* of the first three; looked up */

struct entry {
    int id; /* above 0; stable while the program runs */
    enum group group;
    enum action action, then; /* done one after the other; ACT_NONE: nothing more */
    const char *label;        /* looked up; of a command its words */
    const char *plain;        /* the same in English */
    const char *help;         /* looked up */
    char key[KEY_NAME_SIZE];  /* the first one */
    char *keys;               /* all of them, owned; NULL: a place has none */
    char *why;                /* why it cannot be done now, owned; NULL: it can */
    /* Of a place: where it is, its label and help, and both folded, which are looked
     * through; owned. */
    struct destination to;
    char *own_label, *own_help, *folded_label, *folded_help;
};
void entry_release(struct entry *entry);

struct entry_catalogue {
    struct entry *entries; /* owned */
    size_t count;
};

/* below: the view on top of the shell while this is called. False: no memory,
 * the catalogue is empty. */
bool entry_catalogue_init(struct entry_catalogue *catalogue, struct shell *shell,
                          const struct view *below);
void entry_catalogue_release(struct entry_catalogue *catalogue);

/* How well an entry that is no place fits what was typed: its label, its keys, words of
 * its sentence. 0: not at all; nothing typed fits all. */
int entry_score(const struct entry *entry, const char *typed);

/* The words of the command line that have an entry, for tests; NULL at the end. */
const char *entry_catalogue_command(size_t number);

#endif
