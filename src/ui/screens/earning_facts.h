/* SPDX-License-Identifier: MIT */
/* What the view of one earning says, line by line: its place, its money, where it
 * comes from, what the report says, and what later reports replaced. */
#ifndef COFFER_UI_EARNING_FACTS_H
#define COFFER_UI_EARNING_FACTS_H

#include "app/earning_detail.h"
#include "ui/cells/figure.h"
#include "ui/screens/names.h"

enum link { LINK_NONE, LINK_FUND, LINK_IMPORT };

/* A line; a title has neither text nor figure. */
struct fact {
    const char *label; /* N_(), unless `own` is there */
    char *own;         /* a name that is never translated; owned */
    char *text;        /* owned; NULL: a title or a figure */
    bool has_figure, title;
    struct figure figure; /* texts of the detail */
    enum link link;       /* where Enter leads */
};

struct facts {
    struct fact *items;
    size_t count, room;
    const struct earning_detail *detail; /* borrowed, as long as figures are shown */
    const struct names *names;
};

/* In place of what they held; without memory they say less. */
void facts_tell(struct facts *facts, const struct earning_detail *detail,
                const struct names *names);
void facts_release(struct facts *facts);
const char *fact_label(const struct fact *fact);

#endif
