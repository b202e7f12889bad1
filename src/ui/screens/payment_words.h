/* SPDX-License-Identifier: MIT */
/* How payments are spoken of, in the list and on the page of one. */
#ifndef COFFER_UI_PAYMENT_WORDS_H
#define COFFER_UI_PAYMENT_WORDS_H

#include "app/payment_sheets.h"
#include "ui/cells/canvas.h"

/* "settled", "open", "over", "void", "unsaid", "" where its claims are neither approved
 * nor paid; looked up. */
const char *payment_state(const struct payment_sheet *sheet);
/* A sentence that says it, and why it is void; appended. */
void payment_add_sentence(const struct payment_sheet *sheet, struct buf *ret);
enum paint payment_paint(const struct payment_sheet *sheet);
/* The same of one claim. */
const char *payment_share_state(const struct payment_sheet *sheet,
                                const struct payment_share *share);
const char *payment_share_sentence(const struct payment_sheet *sheet,
                                   const struct payment_share *share);
enum paint payment_share_paint(const struct payment_sheet *sheet,
                               const struct payment_share *share);

/* Its amount; its texts are the sheet's. */
struct figure payment_figure(const struct payment_sheet *sheet);

#endif
