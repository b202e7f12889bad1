/* SPDX-License-Identifier: MIT */
#ifndef COFFER_UI_PAYMENT_VOID_H
#define COFFER_UI_PAYMENT_VOID_H

#include "app/payment_sheets.h"
#include "ui/view.h"

/* As view_class.refuses, for VOID_PAYMENT. */
bool payment_refuses(const struct payment_sheet *sheet, enum action action, struct buf *ret_why);
/* Asks for the reason, then lets the payment count no more; undo brings it back. */
void payment_void(struct shell *shell, const char *id);

#endif
