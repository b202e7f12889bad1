/* SPDX-License-Identifier: MIT */
/* How the screens speak of funds. */
#ifndef COFFER_UI_FUND_WORDS_H
#define COFFER_UI_FUND_WORDS_H

#include "app/funds.h"
#include "base/buf.h"
#include "ui/parts/grid.h"

/* The day that ends what can be done now: the earning period, the activities, the
 * claims. */
struct fund_next {
    struct date day;
    int days;                      /* 0: today is the last one */
    char left[32], left_brief[16]; /* "37 days", "37 d" */
    char due[48], due_brief[32];   /* "use by 2026-12-31", "use 12-31" */
    enum paint paint;              /* soon: WARN, very soon: BAD */
};
/* False: nothing can be done any more; due says why, "" where there is nothing
 * to say. */
bool fund_next(const struct fund_row *fund, struct date today, struct fund_next *ret);

/* State and calendar in one sentence, appended. */
void fund_sentence(const struct fund_row *fund, struct date today, struct buf *ret);

/* The fund's figures, in the order in which they matter. */
enum fund_figure_id {
    FIG_REMAINING,
    FIG_AT_RISK,
    FIG_AVAILABLE,
    FIG_PLANNED,
    FIG_CLAIMED,
    FIG_APPROVED,
    FIG_PAID,
    FIG_FORFEITED,
    FIG_COOP,
    FIG_REBATE,
    FIG_COOP_USD,
    FIG_THRESHOLD,
    FIG_RUN_RATE,
    FIG_MISSING,
    FUND_FIGURES,
};
struct fund_figure {
    const char *name;            /* of `explain` */
    const char *label, *meaning; /* N_() */
    bool whole_fund;             /* in USD, the same for all currencies of the fund */
};
extern const struct fund_figure fund_figures[FUND_FIGURES];
/* The figure of a row; false: it has none (no threshold, not accruing). Texts are
 * borrowed from the row. */
bool fund_figure(const struct fund_row *fund, enum fund_figure_id id, struct date today,
                 struct figure *ret);
/* The label of a name, looked up; the name itself where there is none. */
const char *fund_figure_label(const char *name);
/* It is of the whole fund, in USD, the same for all its currencies. */
bool fund_figure_is_whole(const char *name);

/* Claimed, planned, left, at risk, in thousandths of what is available. */
void fund_shares(const struct balance *balance, int ret[GRID_PARTS]);

#endif
