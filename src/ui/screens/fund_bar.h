/* SPDX-License-Identifier: MIT */
/* What became of a fund's money, as a bar: paid, approved beyond that, claimed beyond
 * that, planned, free or at risk, forfeited. Its signs stand beside the figures, which
 * are its legend. */
#ifndef COFFER_UI_FUND_BAR_H
#define COFFER_UI_FUND_BAR_H

#include "ui/cells/canvas.h"
#include "ui/screens/fund_words.h"

/* The sign and paint of a figure's part. False: it is no part of the bar. */
bool fund_bar_sign(const struct balance *balance, enum fund_figure_id id, enum sign *ret,
                   enum paint *ret_paint);
/* There is money to draw. */
bool fund_bar_has(const struct balance *balance);
/* A part above 0 takes at least one cell while there is room. */
void fund_bar_draw(const struct balance *balance, struct canvas *canvas, struct area line);

#endif
