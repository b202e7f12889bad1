/* SPDX-License-Identifier: MIT */
/* The form of one payment for several claims. */
#ifndef COFFER_UI_CLAIM_PAYMENT_H
#define COFFER_UI_CLAIM_PAYMENT_H

#include "ui/view.h"

/* As many claims as a form has room for, beside the payment itself. */
enum { PAYMENT_CLAIMS_MAX = 27 };

/* For approved or paid claims, one at least; ids are copied. */
void claim_payment_form(struct shell *shell, const char *const *ids, size_t count);

#endif
