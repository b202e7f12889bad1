/* SPDX-License-Identifier: MIT */
/* The right side of a fund's page: its claims above its months. The cursor walks from
 * one into the other. */
#ifndef COFFER_UI_FUND_RIGHT_H
#define COFFER_UI_FUND_RIGHT_H

#include "ui/screens/fund_chart.h"
#include "ui/screens/fund_claims.h"

struct fund_right {
    struct fund_claims claims;
    struct fund_chart chart;
    bool at_claims; /* the cursor is there; in the months: chart.here */
    bool is_open;   /* a claim can be begun of it */
};

/* The cursor is on this side. */
bool fund_right_is_here(const struct fund_right *right);
/* To its first part that has a row, where there is one. */
void fund_right_enter(struct fund_right *right);
void fund_right_leave(struct fund_right *right);
/* The rows of either part are new. */
void fund_right_settle(struct fund_right *right);

/* Both parts, or the one with the cursor where there is no room for both. */
void fund_right_draw(struct fund_right *right, struct canvas *canvas, struct area area);
/* Takes the look of a selected row off the line of the canvas's focus. */
void fund_unselect(struct canvas *canvas, struct area area);

/* For the side with the cursor. */
bool fund_right_act(struct fund_right *right, enum action action);
bool fund_right_figure(const struct fund_right *right, struct figure *ret);
/* A press, or the wheel. False: not here. *ret_again: on the row that was selected. */
bool fund_right_mouse(struct fund_right *right, const struct event *event, bool *ret_again);

#endif
