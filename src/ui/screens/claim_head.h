/* SPDX-License-Identifier: MIT */
/* The head of a claim's page: what it is, its money beside the fund's and the caps, and
 * the days that are left. */
#ifndef COFFER_UI_CLAIM_HEAD_H
#define COFFER_UI_CLAIM_HEAD_H

#include "app/claim_try.h"
#include "ui/cells/canvas.h"
#include "ui/screens/names.h"

struct claim_head_view {
    const struct claim_trial *trial;
    const struct names *names;
    const char *reason; /* why it was returned or refused, in words; "": it was not */
    struct date day;
};

/* What the claim asks for. */
struct figure claim_head_figure(const struct claim *claim);
/* Draws as much as there is room for and gives back the lines taken. */
int claim_head_draw(const struct claim_head_view *head, struct canvas *canvas, struct area area);

#endif
