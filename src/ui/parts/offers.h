/* SPDX-License-Identifier: MIT */
/* The completions of a field: collected, and shown as a list under it. */
#ifndef COFFER_UI_OFFERS_H
#define COFFER_UI_OFFERS_H

#include <stddef.h>

#include "ui/cells/canvas.h"
#include "ui/parts/form.h"

enum { OFFERS_MAX = 200, OFFERS_SHOWN = 7 };

struct offers {
    struct offer {
        char *value, *words; /* owned; words may be "" */
    } all[OFFERS_MAX];
    int count;
    int here; /* the chosen one, -1: none */
    int only; /* the only one that begins with what is typed, -1: none */
    int top;  /* the first one shown */
};

void offers_clear(struct offers *offers);
/* Once they are all added: those that begin with what is typed come first, and the only
 * one is noted. There is none where nothing is typed, or one of them whole. */
void offers_order(struct offers *offers, const char *typed);
/* What Enter takes: the chosen one, else the only one, -1: neither. */
int offers_meant(const struct offers *offers);
/* True while there is something to show. */
bool offers_are_open(const struct offers *offers);
/* One of them is exactly this. */
bool offers_hold(const struct offers *offers, const char *value);
/* Down from none is the first one; up from the first one is none. */
void offers_move(struct offers *offers, int step);
/* Over what is drawn already, under the line `field` or above it, inside
 * `within`. Returns the rows and columns taken. The focus is set on the chosen
 * one. */
struct area offers_draw(struct offers *offers, struct canvas *canvas, struct area within,
                        struct area field);

#endif
